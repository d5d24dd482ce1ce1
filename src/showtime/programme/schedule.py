"""Put an event into the programme, change it, cancel it and bring it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from showtime.accounts.models import Member
from showtime.programme import queries, wall_time
from showtime.programme.faults import Fault, InvalidEntryError
from showtime.programme.models import Attendance, Event, EventKind, EventStatus, Place, Show
from showtime.programme.words import clock, day_words, time_words, zone_abbreviation

Which = Literal["", "first", "second"]

#: No event of a show lasts longer; a longer one is a slip of the date.
LONGEST = timedelta(days=31)


class EventNotFoundError(LookupError):
    """The show has no such event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """What one can say about an event. Times are aware.

    An all-day event is given by any moment of its first day and the end of its last; it is kept from midnight to
    midnight. `place_id` is a place of the show; `location` says in words where it is when it is no known place.
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    kind: str = EventKind.APPOINTMENT
    status: str = EventStatus.CONFIRMED
    all_day: bool = False
    place_id: UUID | None = None
    location: str = ""
    note: str = ""
    member_ids: tuple[UUID, ...] = ()


def add_event(*, show: Show, fields: EventFields, event_id: UUID | None = None) -> Event:
    """A new event. With an `event_id` that the show already has, that event as it stands: a second tap adds nothing.

    InvalidEntryError names the fields that are wrong.
    """
    if event_id is not None and (known := queries.event(show=show, event_id=event_id)):
        return known
    event = Event(team=show.team, show=show)
    if event_id is not None and not Event.objects.filter(pk=event_id).exists():
        event.pk = event_id
    event.uid = str(event.pk)
    return _save(event, fields)


def change_event(*, show: Show, event_id: UUID, fields: EventFields) -> Event:
    """The event with everything as the fields say. EventNotFoundError; InvalidEntryError names what is wrong."""
    event = _event(show, event_id)
    event.revision += 1
    return _save(event, fields)


def cancel_event(*, show: Show, event_id: UUID) -> Event:
    """The event, cancelled; it stays known and its subscribers hear of it. EventNotFoundError."""
    return _set_status(_event(show, event_id), EventStatus.CANCELLED)


def restore_event(*, show: Show, event_id: UUID, tentative: bool = False) -> Event:
    """Undo a cancellation. EventNotFoundError."""
    return _set_status(_event(show, event_id), EventStatus.TENTATIVE if tentative else EventStatus.CONFIRMED)


def moment_at(*, show: Show, day: date, at: time, which: Which = "", field: str = "starts") -> datetime:
    """The moment, in UTC, at which the show's clocks say `at` on `day`.

    Where clocks are put back, `which` of the two moments must be said, or InvalidEntryError asks ("ambiguous").
    Where they are put forward there is none ("gap").
    """
    wall = datetime.combine(day, at)
    moments = wall_time.instants(wall, show.zone)
    if not moments:
        raise InvalidEntryError([_gap(show, wall, field)])
    if len(moments) == 2 and not which:
        raise InvalidEntryError([_ambiguous(show, wall, moments, field)])
    return moments[-1] if which == "second" else moments[0]


def _save(event: Event, fields: EventFields) -> Event:
    fields = _in_utc(fields)
    faults = [*_faults_of_text(fields), *_faults_of_time(fields)]
    place, going = _place(event.show, fields.place_id, faults), _going(event.show, fields.member_ids, faults)
    if faults:
        raise InvalidEntryError(faults)
    event.title, event.kind, event.status = fields.title.strip(), fields.kind, fields.status
    event.starts_at, event.ends_at, event.all_day = fields.starts_at, fields.ends_at, fields.all_day
    if event.all_day:
        event.starts_at, event.ends_at = whole_days(event.show, fields.starts_at, fields.ends_at)
    event.place, event.location, event.note = place, fields.location.strip(), fields.note.strip()
    with transaction.atomic():
        event.save()
        set_going(event=event, members=going)
    # Afresh: who went before is still in the one that was changed.
    return _event(event.show, event.pk)


def whole_days(show: Show, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """From the midnight before to the midnight after, at least one day, in UTC."""
    first = wall_time.day_of(starts_at, show.zone)
    last = max(first, wall_time.day_of(ends_at - timedelta(microseconds=1), show.zone))
    return wall_time.midnight(first, show.zone), wall_time.midnight(last + timedelta(days=1), show.zone)


def set_going(*, event: Event, members: Iterable[Member]) -> None:
    """Let exactly these members go to the event."""
    wanted = {member.pk: member for member in members}
    known = set(Attendance.objects.filter(event=event).values_list("member_id", flat=True))
    Attendance.objects.filter(event=event, member__in=known - wanted.keys()).delete()
    new = [each for key, each in wanted.items() if key not in known]
    Attendance.objects.bulk_create([Attendance(team_id=event.team_id, event=event, member=each) for each in new])


def _in_utc(fields: EventFields) -> EventFields:
    """Python compares and subtracts aware times of one zone by what clocks say, an hour wrong when clocks change."""
    if fields.starts_at.tzinfo is None or fields.ends_at.tzinfo is None:
        return fields
    return replace(fields, starts_at=fields.starts_at.astimezone(UTC), ends_at=fields.ends_at.astimezone(UTC))


def _faults_of_text(fields: EventFields) -> list[Fault]:
    faults = []
    if not fields.title.strip():
        faults.append(Fault("title", "missing", _("Give it a title.")))
    for field, limit in (("title", 200), ("location", 300)):
        if len(getattr(fields, field)) > limit:
            faults.append(Fault(field, "too_long", _("Shorten it to %(limit)d characters.") % {"limit": limit}))
    if fields.kind not in EventKind.values:
        faults.append(Fault("kind", "unknown", _("Choose one of the kinds of events.")))
    if fields.status not in EventStatus.values:
        faults.append(Fault("status", "unknown", _("Choose confirmed, tentative or cancelled.")))
    return faults


def _faults_of_time(fields: EventFields) -> list[Fault]:
    for field in ("starts_at", "ends_at"):
        if getattr(fields, field).tzinfo is None:
            return [Fault(field, "naive", _("Give the time with its time zone."))]
    if fields.ends_at < fields.starts_at:
        return [
            Fault("ends_at", "before_start", _("It ends before it starts. Choose a later end or an earlier start."))
        ]
    if fields.ends_at - fields.starts_at > LONGEST:
        return [Fault("ends_at", "too_long", _("It lasts longer than a month. Choose an earlier end."))]
    return []


def _place(show: Show, place_id: UUID | None, faults: list[Fault]) -> Place | None:
    place = None if place_id is None else Place.objects.filter(show=show, pk=place_id).first()
    if place_id is not None and place is None:
        message = _("This place is not one of the show. Choose another, add it to the show, or write where it is.")
        faults.append(Fault("place_id", "unknown", message))
    return place


def _going(show: Show, member_ids: tuple[UUID, ...], faults: list[Fault]) -> list[Member]:
    members = list(Member.objects.filter(team=show.team_id, left_at=None, pk__in=member_ids)) if member_ids else []
    if len(members) < len(set(member_ids)):
        faults.append(Fault("member_ids", "unknown", _("Somebody chosen is not in this team. Choose among the team.")))
    return members


def _event(show: Show, event_id: UUID) -> Event:
    event = queries.event(show=show, event_id=event_id)
    if event is None:
        raise EventNotFoundError(str(event_id))
    return event


def _set_status(event: Event, status: EventStatus) -> Event:
    if event.status != status:
        event.status = status
        event.revision += 1
        event.save(update_fields=["status", "revision", "updated_at"])
    return event


def _gap(show: Show, wall: datetime, field: str) -> Fault:
    text = _("On %(day)s the clocks jump over %(time)s: choose %(later)s, or an earlier time.")
    later = clock(wall.replace(tzinfo=show.zone).astimezone(UTC), show.zone)
    return Fault(field, "gap", text % {"day": day_words(wall), "time": time_words(wall.time()), "later": later})


def _ambiguous(show: Show, wall: datetime, moments: tuple[datetime, ...], field: str) -> Fault:
    text = _(
        "On %(day)s the clocks are put back and it is %(time)s twice. Say whether you mean the first (%(first)s) or the"
        " second (%(second)s)."
    )
    first, second = (zone_abbreviation(moment, show.zone) for moment in moments)
    params = {"day": day_words(wall), "time": time_words(wall.time()), "first": first, "second": second}
    return Fault(field, "ambiguous", text % params)
