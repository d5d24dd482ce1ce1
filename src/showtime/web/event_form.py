"""The form of an event: its times as the show's clocks say them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showtime.accounts.models import Member
from showtime.accounts.queries import members_of
from showtime.lib.ids import new_id
from showtime.programme import queries, wall_time
from showtime.programme.faults import InvalidEntryError
from showtime.programme.models import Event, EventKind, EventStatus, Show
from showtime.programme.schedule import EventFields, Which, moment_at
from showtime.programme.words import zone_abbreviation
from showtime.web.faults import show_faults

#: Where the domain's names of fields are not the form's.
NAMES = {"starts_at": "starts", "ends_at": "ends", "place_id": "place", "member_ids": "members"}

#: Days further than this from the show are slips of a finger.
FARTHEST = timedelta(days=400)

_LENGTH = timedelta(minutes=30)
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class EventForm(forms.Form):
    """What one can say of an event. `fields_of_event` gives it to the domain once the form is valid."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    contact = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("What"), max_length=200)
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(label=gettext_lazy("Starts"), widget=_TIME, required=False)
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=_TIME, required=False)
    starts_which = forms.ChoiceField(label=gettext_lazy("Which of the two"), required=False, widget=forms.RadioSelect)
    ends_which = forms.ChoiceField(label=gettext_lazy("Which of the two"), required=False, widget=forms.RadioSelect)
    overnight = forms.BooleanField(label=gettext_lazy("Ends the next day"), required=False)
    all_day = forms.BooleanField(label=gettext_lazy("The whole day"), required=False)
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("When it lasts longer than that."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=EventKind.choices, widget=forms.RadioSelect)
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Who goes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    location = forms.CharField(
        label=gettext_lazy("Or where, in words"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Without a place of the list nobody can be told when to leave."),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Is it sure?"),
        choices=[
            (EventStatus.CONFIRMED, gettext_lazy("Confirmed")),
            (EventStatus.TENTATIVE, gettext_lazy("Tentative")),
        ],
        initial=EventStatus.CONFIRMED,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show = show
        self._choose(
            "place", [("", _("none of the list")), *((str(each.pk), each.name) for each in queries.places(show=show))]
        )
        self._choose("members", [(str(each.pk), str(each)) for each in members_of(team=show.team)])
        for name in ("starts_which", "ends_which"):
            self._choose(name, [("", ""), ("first", ""), ("second", "")])
        self.asks_which: set[str] = set()
        self._times: tuple[datetime, datetime] | None = None

    def clean_day(self) -> date:
        """A day that has something to do with the show."""
        return self._near(self.cleaned_data["day"])

    def clean_last_day(self) -> date | None:
        """The same."""
        last = self.cleaned_data["last_day"]
        return None if last is None else self._near(last)

    def clean(self) -> dict[str, Any]:
        """The times become moments; a time that comes twice or never that day is asked about."""
        given = super().clean() or {}
        if not self.errors:
            self._times = self._whole_days(given) if given["all_day"] else self._moments(given)
        return given

    def fields_of_event(self) -> EventFields:
        """What the valid form says."""
        given, times = self.cleaned_data, self._times
        if times is None:
            raise ValueError("the form is not valid")
        return EventFields(
            title=given["title"],
            starts_at=times[0],
            ends_at=times[1],
            kind=given["kind"],
            status=given["status"],
            all_day=given["all_day"],
            place_id=UUID(given["place"]) if given["place"] else None,
            location=given["location"],
            note=given["note"],
            member_ids=tuple(UUID(each) for each in given["members"]),
        )

    def send(self, deed: Callable[[EventFields], Event]) -> Event | None:
        """Let the domain take what the form says; None with the faults beside their fields."""
        if not self.is_valid():
            return None
        try:
            return deed(self.fields_of_event())
        except InvalidEntryError as error:
            show_faults(self, error, NAMES)
            return None

    def _near(self, day: date) -> date:
        if abs(day - self.show.starts_on) > FARTHEST:
            raise forms.ValidationError(_("This is more than a year from the show. Check the year."))
        return day

    def _whole_days(self, given: dict[str, Any]) -> tuple[datetime, datetime] | None:
        last = given["last_day"] or given["day"]
        if last < given["day"]:
            self.add_error("last_day", _("The last day is before the first. Choose a later one."))
            return None
        start, _end = queries.day_bounds(show=self.show, day=given["day"])
        _start, end = queries.day_bounds(show=self.show, day=last)
        return start, end

    def _moments(self, given: dict[str, Any]) -> tuple[datetime, datetime] | None:
        for name in ("starts", "ends"):
            if given[name] is None:
                self.add_error(name, _("Say when, or tick that it is the whole day."))
        if self.errors:
            return None
        ends_on = given["last_day"] or given["day"] + timedelta(days=1 if given["overnight"] else 0)
        starts_at = self._moment("starts", given["day"], given["starts"], given["starts_which"])
        ends_at = self._moment("ends", ends_on, given["ends"], given["ends_which"])
        if starts_at is None or ends_at is None:
            return None
        if ends_at < starts_at:
            self.add_error(
                "ends", _("It ends before it starts. Choose a later end, or tick that it ends the next day.")
            )
            return None
        return starts_at, ends_at

    def _moment(self, name: str, day: date, at: time, which: Which) -> datetime | None:
        try:
            return moment_at(show=self.show, day=day, at=at, which=which, field=name)
        except InvalidEntryError as error:
            show_faults(self, error)
            moments = wall_time.instants(datetime.combine(day, at), self.show.zone)
            if len(moments) == 2:
                first, second = (zone_abbreviation(moment, self.show.zone) for moment in moments)
                words = [("first", _("the first, %(zone)s")), ("second", _("the second, %(zone)s"))]
                zones = {"first": first, "second": second}
                self._choose(f"{name}_which", [(key, text % {"zone": zones[key]}) for key, text in words])
                self.asks_which.add(name)
            return None

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def suggested(*, show: Show, member: Member, day: date, now: datetime) -> dict[str, Any]:
    """What a new event begins with: the next full hour (nine on another day), half an hour, and the member goes."""
    local = now.astimezone(show.zone)
    starts = time((local.hour + 1) % 24) if day == local.date() and local.hour < 23 else time(9)
    return {
        "id": new_id(),
        "day": day,
        "starts": starts,
        "ends": (datetime.combine(day, starts) + _LENGTH).time(),
        "kind": EventKind.APPOINTMENT,
        "status": EventStatus.CONFIRMED,
        "members": [str(member.pk)],
    }


def as_entered(event: Event) -> dict[str, Any]:
    """The event as its form shows it."""
    zone = event.show.zone
    starts, ends = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    last = wall_time.day_of(event.ends_at - timedelta(microseconds=1), zone) if event.all_day else ends.date()
    nights = (last - starts.date()).days
    return {
        "title": event.title,
        "day": starts.date(),
        "starts": None if event.all_day else starts.time(),
        "ends": None if event.all_day else ends.time(),
        "overnight": nights == 1 and not event.all_day,
        "all_day": event.all_day,
        "last_day": last if nights > (0 if event.all_day else 1) else None,
        "kind": event.kind,
        "members": [str(each.member_id) for each in event.attendances.all()],
        "place": str(event.place_id or ""),
        "location": event.location,
        "status": EventStatus.CONFIRMED if event.status == EventStatus.CANCELLED else event.status,
        "note": event.note,
    }
