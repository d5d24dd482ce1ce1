"""What is owed to contacts, the drafts for it, and how mail leaves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Language, Member, TeamRow
from showtime.contacts.models import Contact, Promise
from showtime.programme.models import Show


class Decision(models.TextChoices):
    """What the debrief decided of a follow-up."""

    OPEN = "open", _("to sort")
    KEEP = "keep", _("keep")
    DROP = "drop", _("drop")
    PERSONAL = "personal", _("personal")


class FollowUp(TeamRow):
    """What is owed to a contact after the encounters of one day: a card of that evening's debrief.

    `before` is what the last decision found (decision, owner, due date; the contact's state and owner), for its undo.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="followups")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="followups")
    day = models.DateField(help_text="The day of the encounters, in the show's time zone.")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="followups")
    before = models.JSONField(null=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    without_mail = models.BooleanField(default=False, help_text="Kept, but followed up by other ways than a mail.")
    remind_on = models.DateField(
        null=True, blank=True, help_text="When to remind, if no answer has come; set when the mail is sent."
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contact", "day"], name="followup_once")]
        indexes: ClassVar = [
            models.Index(fields=["team", "day", "decision"]),
            models.Index(fields=["team", "remind_on"]),
        ]


class DraftState(models.TextChoices):
    """Where a draft stands. The arrows:

    proposed, refused -> approved (a person) -> sending (claimed by a worker)
    sending -> sent | refused | uncertain | approved (deferred: certainly not sent, to be tried again)
    approved -> proposed (undo, while not claimed)
    uncertain -> sent or approved, by a person alone; or sent, when a slow worker does hear the answer after all
    """

    PROPOSED = "proposed", _("draft")
    APPROVED = "approved", _("approved")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    UNCERTAIN = "uncertain", _("uncertain")


class Draft(TeamRow):
    """The e-mail proposed for a follow-up, and what became of it.

    Between `claimed_at` and the recording of the outcome the mail may or may not have left: a draft that stays in
    `sending` becomes `uncertain`, for a person to decide. `problem` is the code of what went wrong last (`problems`),
    `problem_words` what the mail server said to it. `keeps` are the promises that this mail keeps once it is sent.
    """

    followup = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="draft")
    language = models.CharField(max_length=2, choices=Language)
    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.PROPOSED)
    approved_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True, help_text="Minted at approval and never changed after.")
    claimed_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True, help_text="A new value for every claim, by which its outcome is recorded.")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    problem_words = models.TextField(blank=True)
    keeps = models.ManyToManyField(Promise, related_name="drafts")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message_id"], condition=~Q(message_id=""), name="draft_message_id_once"),
            models.CheckConstraint(
                condition=Q(state="proposed") | (Q(approved_at__isnull=False) & ~Q(message_id="") & ~Q(to="")),
                name="draft_leaves_only_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(next_try_at__isnull=False), name="draft_approved_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claim__isnull=False, claimed_at__isnull=False),
                name="draft_sending_is_claimed",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="draft_sent_has_time"),
        ]


class Security(models.TextChoices):
    """How the connection to a mail server is secured."""

    STARTTLS = "starttls", "STARTTLS"
    TLS = "tls", "TLS"
    NONE = "none", _("none")


class MailSettings(TeamRow):
    """The team's way out for mail. The password is stored in a box (`lib.boxes`) of the purpose `PASSWORD`."""

    PASSWORD: ClassVar[str] = "mail password"  # noqa: S105

    host = models.CharField(_("server"), max_length=200)
    port = models.PositiveIntegerField(_("port"), default=587)
    security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.STARTTLS)
    username = models.CharField(_("user name"), max_length=200, blank=True)
    password_box = models.TextField(blank=True)
    sender_name = models.CharField(_("sender's name"), max_length=120, blank=True)
    sender = models.EmailField(_("sender's address"))
    tested_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team"], name="mail_settings_once")]


class DeliveredMail(TeamRow):
    """A mail as it would have left, kept on the page where the team has no mail server (the demo's mailbox)."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="delivered")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    raw = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]
