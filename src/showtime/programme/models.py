"""A show and its days, the places around it, the ways between them, and what happens when."""

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Member, TeamRow
from showtime.lib.ids import new_id


class Show(TeamRow):
    """A trade show. `time_zone` is an IANA name; every time of the show is shown in it."""

    name = models.CharField(_("name"), max_length=120)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60)
    country = models.CharField(
        _("country"), max_length=2, help_text=_("ISO code; phone numbers without prefix are read as of here.")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    stand = models.ForeignKey("Place", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cover = models.PositiveSmallIntegerField(
        _("cover"), default=1, help_text=_("How many members must be on the stand while the show is open.")
    )
    arrival_margin = models.PositiveSmallIntegerField(
        _("arrival margin"), default=5, help_text=_("Minutes to be early at an event.")
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="show_ends_after_start"),
            models.UniqueConstraint(fields=["team", "name", "starts_on"], name="show_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the show's times are shown."""
        return ZoneInfo(self.time_zone)


class ShowDay(TeamRow):
    """A day on which the show is open, with its hours in the show's time zone."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "day"], name="show_day_once"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="show_day_closes_after_opening"),
        ]


class PlaceKind(models.TextChoices):
    """What a place is."""

    VENUE = "venue", _("Venue")
    HALL = "hall", _("Hall")
    STAND = "stand", _("Stand")
    HOTEL = "hotel", _("Hotel")
    RESTAURANT = "restaurant", _("Restaurant")
    OTHER = "other", _("Other")


class Place(TeamRow):
    """Anywhere one can be. Places nest: a stand in a hall in a venue."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind, default=PlaceKind.OTHER)
    inside = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["show", "name"], name="place_once")]

    def __str__(self) -> str:
        return self.name


class LegMode(models.TextChoices):
    """How a leg is travelled."""

    WALK = "walk", _("on foot")
    TAXI = "taxi", _("by taxi")
    SHUTTLE = "shuttle", _("by shuttle")


class Leg(TeamRow):
    """The way between two places (in both directions unless the other one is given too), with its expected minutes."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="legs")
    origin = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    destination = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    mode = models.CharField(_("mode"), max_length=8, choices=LegMode, default=LegMode.WALK)
    minutes = models.PositiveSmallIntegerField(_("minutes"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "origin", "destination", "mode"], name="leg_once"),
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="leg_goes_somewhere"),
        ]


class EventKind(models.TextChoices):
    """What an event is."""

    APPOINTMENT = "appointment", _("Appointment")
    BREAKFAST = "breakfast", _("Breakfast")
    MENTOR = "mentor", _("Mentor")
    PITCH = "pitch", _("Pitch")
    TALK = "talk", _("Talk")
    PARTY = "party", _("Party")
    BREAK = "break", _("Break")
    OTHER = "other", _("Other")


class EventStatus(models.TextChoices):
    """Whether an event takes place."""

    CONFIRMED = "confirmed", _("Confirmed")
    TENTATIVE = "tentative", _("Tentative")
    CANCELLED = "cancelled", _("Cancelled")


class Event(TeamRow):
    """Something in the programme at a time.

    One occurrence a row: `uid`, `sequence` and `recurrence_key` are those of iCalendar (RFC 5545) where it was
    imported, and `imported` is what the calendar said last, so that its next version shows what changed there and
    leaves what the team changed here. `revision` counts every change, for the calendars that subscribe to ours.
    An all-day event runs from midnight to midnight in the show's time zone.
    """

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="events")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind, default=EventKind.APPOINTMENT)
    status = models.CharField(_("status"), max_length=10, choices=EventStatus, default=EventStatus.CONFIRMED)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    all_day = models.BooleanField(_("all day"), default=False)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="events")
    location = models.CharField(
        _("location"), max_length=300, blank=True, help_text=_("As written where it is no known place.")
    )
    note = models.TextField(_("note"), blank=True)
    members = models.ManyToManyField(Member, through="Attendance", related_name="events")
    uid = models.CharField(max_length=300, default=new_id, editable=False)
    recurrence_key = models.CharField(max_length=40, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    source = models.CharField(max_length=200, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "title"]
        indexes: ClassVar = [models.Index(fields=["show", "starts_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "uid", "recurrence_key"], name="event_once"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(TeamRow):
    """A member who goes to an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attendances")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "member"], name="attendance_once")]


class Journey(TeamRow):
    """A leg as it was really travelled; `arrived_at` is empty while under way."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="journeys")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="journeys")
    origin = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    destination = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    mode = models.CharField(_("mode"), max_length=8, choices=LegMode, default=LegMode.TAXI)
    departed_at = models.DateTimeField(_("departed"))
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-departed_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True) | Q(arrived_at__gte=F("departed_at")),
                name="journey_arrives_after_departure",
            ),
        ]


class Feed(TeamRow):
    """A member's personal calendar address, signed over `serial`: raising the serial revokes every older address."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed")
    serial = models.PositiveIntegerField(default=1)


class CalendarImport(TeamRow):
    """A calendar that was given to be read: its bytes as they came, kept, and when they went into the programme."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=200)
    data = models.BinaryField()
    going = models.ManyToManyField(Member, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
