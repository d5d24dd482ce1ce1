"""When to leave for an event: learnt from the team's journeys, with the reason in words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.utils.translation import gettext as _

from showtime.accounts.models import Member
from showtime.programme import queries, wall_time, ways
from showtime.programme.models import Event, Journey, LegMode, Place, PlaceKind, Show
from showtime.programme.words import clock, days_before
from showtime.travel.estimate import ONCE_IN_TWENTY, RIDE, WALK, Estimate, Travelled, minutes
from showtime.travel.likeness import Direction, likeness

#: Until four in the morning it is still last night: a party's way home begins at the party, not at the hotel.
NIGHT = timedelta(hours=4)

_ROUNDING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBy:
    """Leave `origin` at `at` (in UTC, on a multiple of five minutes) to be early by the show's arrival margin.

    `minutes` are allowed for the way, late once in twenty; `expected` are those of a usual day; `reason` says in words,
    in the language that is active, why. `mode` is one of `LegMode`.
    """

    at: datetime
    minutes: int
    origin: Place
    destination: Place
    expected: int
    mode: str
    reason: str


def leave_by(*, show: Show, member: Member, event: Event, now: datetime, origin: Place | None = None) -> LeaveBy | None:
    """When the member has to leave for the event.

    `origin` is where they will be before; when it is not said, the place of their last event or arrival of that day, or
    else the hotel, or else the stand. None where no leaving is needed (they are there) or no way is known.
    """
    start, _end = _day_of(show, event)
    events = queries.events_between(show=show, start=start, end=event.starts_at, member=member)
    travel = _Travel(show, now, first=start)
    return travel.leave_by(event, _Before(origin) if origin else travel.before(member, event, events))


def departures(*, show: Show, start: datetime, end: datetime, now: datetime) -> dict[tuple[UUID, UUID], LeaveBy]:
    """For every event from `start` to `end` and member who goes, by (event id, member id); five queries in all."""
    first = start - timedelta(days=1)
    events = queries.events_between(show=show, start=first, end=end)
    travel = _Travel(show, now, first=first)
    by_member: dict[UUID, list[Event]] = {}
    members: dict[UUID, Member] = {}
    for event in events:
        for attendance in event.attendances.all():
            members[attendance.member_id] = attendance.member
            by_member.setdefault(attendance.member_id, []).append(event)
    found = {}
    for key, own in by_member.items():
        for event in own:
            if event.ends_at > start or event.starts_at >= start:
                leave = travel.leave_by(event, travel.before(members[key], event, own))
                if leave is not None:
                    found[event.pk, key] = leave
    return found


@dataclass(frozen=True, slots=True)
class _Before:
    """Where one is before an event, and the event that keeps one there, if it is one."""

    place: Place | None
    event: Event | None = None


class _Travel:
    """What is known of a show's ways and journeys, loaded once."""

    def __init__(self, show: Show, now: datetime, *, first: datetime) -> None:
        self._show = show
        self._now = now
        self._places = {place.pk: place for place in queries.places(show=show)}
        self._network = ways.of_rows(places=self._places.values(), legs=queries.legs(show=show))
        self._journeys = queries.finished_journeys(show=show)
        self._recent = [each for each in self._journeys if each.departed_at >= first]

    def before(self, member: Member, event: Event, events: Iterable[Event]) -> _Before:
        """Where the member was last that day by their events and arrivals, or else the hotel or the stand."""
        start, _end = _day_of(self._show, event)
        seen: list[tuple[datetime, UUID, Event | None]] = [
            (min(each.ends_at, event.starts_at), each.place_id, each)
            for each in events
            if each.pk != event.pk
            and start <= each.starts_at < event.starts_at
            and not each.all_day
            and each.place_id is not None
        ]
        for journey in self._recent:
            arrived = journey.arrived_at
            if journey.member_id == member.pk and arrived and start <= arrived <= min(self._now, event.starts_at):
                seen.append((arrived, journey.destination_id, None))
        if seen:
            _until, place_id, last = max(seen, key=lambda each: each[0])
            return _Before(self._places[place_id], last)
        hotels = [place for place in self._places.values() if place.kind == PlaceKind.HOTEL]
        return _Before(min(hotels, key=lambda place: place.created_at, default=self._show.stand))

    def leave_by(self, event: Event, before: _Before) -> LeaveBy | None:
        """When to leave for the event from where one is before."""
        origin = before.place
        if event.all_day or event.place_id is None or origin is None or origin.pk == event.place_id:
            return None
        destination = self._places[event.place_id]
        usual = self._usual(origin, destination, event.starts_at)
        if usual is None:
            return None
        expected, mode, steady = usual
        travelled = self._travelled(origin, destination, mode, expected, event.starts_at)
        prior = WALK if mode == LegMode.WALK else RIDE
        estimate = minutes(expected, travelled, ONCE_IN_TWENTY, prior, steady=steady)
        allowed = math.ceil(estimate.minutes)
        at = _rounded_down(event.starts_at - timedelta(minutes=self._show.arrival_margin + allowed))
        reason = reason_in_words(estimate, expected=expected, today=wall_time.day_of(self._now, self._show.zone))
        if before.event is not None and before.event.ends_at > at:
            text = _("%(reason)s; tight after %(event)s, which ends at %(time)s")
            ends = clock(before.event.ends_at, self._show.zone)
            reason = text % {"reason": reason, "event": before.event.title, "time": ends}
        return LeaveBy(
            at=at,
            minutes=allowed,
            origin=origin,
            destination=destination,
            expected=round(expected),
            mode=mode,
            reason=reason,
        )

    def _usual(self, origin: Place, destination: Place, when: datetime) -> tuple[float, str, float] | None:
        """Minutes to expect, how one travels, and how many of them are walked all the same.

        By the known ways, or else by what the same way took the team.
        """
        way = self._network.way(origin.pk, destination.pk)
        if way is not None and way.minutes > 0:
            return way.minutes, way.mode, way.steady
        same = [
            each
            for each in self._journeys_before(when)
            if self._direction(each, origin, destination, each.mode) == "same" and _minutes_of(each) > 0
        ]
        return (median(_minutes_of(each) for each in same), same[0].mode, 0.0) if same else None

    def _travelled(
        self, origin: Place, destination: Place, mode: str, expected: float, when: datetime
    ) -> list[Travelled]:
        """The journeys that tell something about this one, those that walk about walks and the others about rides."""
        found = []
        today = wall_time.day_of(self._now, self._show.zone)
        ahead = (when - timedelta(minutes=expected)).astimezone(self._show.zone).time()
        for each in self._journeys_before(when):
            if (each.mode == LegMode.WALK) != (mode == LegMode.WALK):
                continue
            direction = self._direction(each, origin, destination, mode)
            way = self._network.way(each.origin_id, each.destination_id)
            usual = way.minutes if way is not None else expected if direction == "same" else 0.0
            if usual <= 0:
                continue
            made = each.departed_at.astimezone(self._show.zone)
            alike = likeness(direction=direction, made=made.time(), ahead=ahead)
            steady = 0.0 if way is None else way.steady
            found.append(Travelled(usual, _minutes_of(each), alike, max(0, (today - made.date()).days), steady))
        return found

    def _journeys_before(self, when: datetime) -> Sequence[Journey]:
        limit = min(when, self._now)
        return [each for each in self._journeys if each.arrived_at is not None and each.arrived_at <= limit]

    def _direction(self, journey: Journey, origin: Place, destination: Place, mode: str) -> Direction:
        ends = self._spot(journey.origin_id, mode), self._spot(journey.destination_id, mode)
        ahead = self._spot(origin.pk, mode), self._spot(destination.pk, mode)
        if ends == ahead:
            return "same"
        return "reverse" if ends == ahead[::-1] else "other"

    def _spot(self, place_id: UUID, mode: str) -> UUID:
        """What counts as the same end of a journey: on foot the hall, for a ride the whole venue."""
        around = self._network.enclosing(place_id)
        kind = PlaceKind.HALL if mode == LegMode.WALK else PlaceKind.VENUE
        named = [key for key in around if self._places[key].kind == kind]
        return named[0] if named else around[0] if mode == LegMode.WALK else around[-1]


def reason_in_words(estimate: Estimate, *, expected: float, today: date) -> str:
    """Why so many minutes are allowed, as "yesterday 55 min instead of 20", in the language that is active."""
    if estimate.reason_code == "expected":
        return _("usually %(expected)d min, with room for delays") % {"expected": round(expected)}
    texts = {
        "slower": _("%(day)s %(actual)d min instead of %(expected)d"),
        "faster": _("%(day)s only %(actual)d min instead of %(expected)d"),
        "as_expected": _("%(day)s %(actual)d min, as expected"),
    }
    day = days_before(today - timedelta(days=estimate.params["days_ago"]), today)
    return texts[estimate.reason_code] % {**estimate.params, "day": day}


def _day_of(show: Show, event: Event) -> tuple[datetime, datetime]:
    """The bounds of the event's day, which lasts into the night."""
    return queries.day_bounds(show=show, day=wall_time.day_of(event.starts_at - NIGHT, show.zone))


def _minutes_of(journey: Journey) -> float:
    return 0.0 if journey.arrived_at is None else (journey.arrived_at - journey.departed_at).total_seconds() / 60


def _rounded_down(moment: datetime) -> datetime:
    return moment - timedelta(
        minutes=moment.minute % (_ROUNDING.seconds // 60), seconds=moment.second, microseconds=moment.microsecond
    )
