"""Captures as they came, the contacts read from them, encounters, and promises."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Language, Member, TeamRow
from showtime.programme.models import Event, Place, Show


class Interest(models.TextChoices):
    """How warm a contact is for business."""

    HOT = "hot", _("Hot")
    WARM = "warm", _("Warm")
    COLD = "cold", _("Cold")


class Segment(TeamRow):
    """One of the team's own chips to sort contacts by: luxury brand, outdoor retailer, press ..."""

    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [models.UniqueConstraint("team", Lower("name"), name="segment_once")]

    def __str__(self) -> str:
        return self.name


class CaptureKind(models.TextChoices):
    """What a capture was made from."""

    TYPED = "typed", _("typed")
    VCARD = "vcard", _("vCard")
    MECARD = "mecard", _("MECARD")
    TEXT = "text", _("pasted text")


class CaptureChangedError(Exception):
    """Code tried to change a capture: captures are kept as they came, for ever."""


class Capture(TeamRow):
    """The raw record of meeting someone; immutable. Its key is minted where it was made, so that a retry is harmless.

    `raw` is what came in to the letter (a vCard's text, or the typed fields as JSON); `qualification` is what the
    member added with it: interest, segment, note, promise. Everything read from them lives in other rows.
    """

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="captures")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="captures")
    kind = models.CharField(max_length=8, choices=CaptureKind)
    raw = models.TextField(blank=True)
    qualification = models.JSONField(default=dict)
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["team", "-captured_at"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert. CaptureChangedError on a row that is already there."""
        if not self._state.adding:
            raise CaptureChangedError(str(self.pk))
        super().save(*args, **{**kwargs, "force_insert": True})


class Withdrawal(TeamRow):
    """The undo of a capture: the capture stays for ever, but nothing read from it counts any more."""

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="withdrawal")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="+")
    at = models.DateTimeField()


class ContactState(models.TextChoices):
    """What the debrief said of a contact."""

    NEW = "new", _("to sort")
    KEPT = "kept", _("kept")
    DROPPED = "dropped", _("dropped")
    PERSONAL = "personal", _("personal")


class Contact(TeamRow):
    """A person known to the team, once. Blank fields are unknown; `search` holds the folded text to search in."""

    full_name = models.CharField(_("name"), max_length=200, blank=True)
    company = models.CharField(_("company"), max_length=200, blank=True)
    title = models.CharField(_("job title"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("International format (E.164) where it could be read.")
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    linkedin = models.URLField(_("LinkedIn"), max_length=500, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    interest = models.CharField(_("interest"), max_length=4, choices=Interest, blank=True)
    segment = models.ForeignKey(Segment, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts")
    state = models.CharField(_("state"), max_length=8, choices=ContactState, default=ContactState.NEW)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts")
    met_at = models.DateTimeField(null=True, help_text="The last encounter.")
    search = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-met_at", "full_name"]
        indexes: ClassVar = [
            models.Index(fields=["team", "-met_at", "-id"]),
            models.Index(fields=["team", "state"]),
            models.Index(fields=["team", "phone"]),
            # Beside the constraint's index, which is of part of the rows only and so never used by SQLite for a search.
            models.Index(fields=["team", "email"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint("team", "email", condition=~Q(email=""), name="contact_email_once"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="contact_email_lower"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.company or self.email or self.phone or "?"


class Encounter(TeamRow):
    """One meeting with a contact: who of us, when, where, what was said.

    `given` holds everything that was given then for the contact's fields, as {field: [value, ...]}, so that nothing is
    lost where the contact already said otherwise. `filled` names the fields of the contact that were blank until then,
    and `made_contact` says that the contact was not known before: both are what an undo takes back.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="encounters")
    capture = models.OneToOneField(Capture, on_delete=models.RESTRICT, null=True, blank=True, related_name="encounter")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="encounters")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="encounters")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)
    given = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    made_contact = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["team", "-at"])]


class Promise(TeamRow):
    """What we said we would do for a contact, by when."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="promises")
    encounter = models.ForeignKey(Encounter, on_delete=models.SET_NULL, null=True, blank=True, related_name="promises")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="promises")
    text = models.CharField(_("promise"), max_length=300)
    due_on = models.DateField(_("by"), null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "created_at"]
        indexes: ClassVar = [models.Index(fields=["team", "due_on"])]


class Meeting(TeamRow):
    """A contact whom we are to meet at an event of the programme."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meetings")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="meetings")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "contact"], name="meeting_once")]
