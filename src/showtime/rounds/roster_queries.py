"""Reads over the roster: who holds the stand when, and when nobody does."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from showtime.accounts.models import Team
from showtime.programme import queries as programme
from showtime.programme import ways
from showtime.programme.models import Event, EventStatus, Show
from showtime.rounds import cover
from showtime.rounds.cover import Away, CoverGap, Span, Turn
from showtime.rounds.models import Shift
from showtime.travel.ways import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDay:
    """One day's roster: when the show is open (None when closed), turns, all events of the day, cover gaps."""

    show: Show
    day: date
    hours: tuple[datetime, datetime] | None
    shifts: tuple[Shift, ...]
    events: tuple[Event, ...]
    gaps: tuple[CoverGap, ...]


def on_stand(*, show: Show, at: datetime) -> list[Shift]:
    """The turns on the stand at this moment, each with its member, those that began first first."""
    rows = Shift.objects.filter(show=show, starts_at__lte=at, ends_at__gt=at)
    return list(rows.select_related("member__user").order_by("starts_at", "member__created_at", "id"))


def roster(*, show: Show, day: date) -> list[Shift]:
    """The turns that take up any of this day at the show, each with its member, in order."""
    start, end = programme.day_bounds(show=show, day=day)
    rows = Shift.objects.filter(show=show, starts_at__lt=end, ends_at__gt=start)
    return list(rows.select_related("member__user").order_by("starts_at", "member__created_at", "id"))


def shift(*, team: Team, shift_id: UUID) -> Shift | None:
    """One turn on a roster of the team, with its show and member; None where there is none with this id."""
    return Shift.objects.filter(team=team, pk=shift_id).select_related("show__team", "member__user").first()


def roster_day(*, show: Show, day: date) -> RosterDay:
    """All there is to know of one day's roster, in six queries."""
    start, end = programme.day_bounds(show=show, day=day)
    hours = programme.opening_hours(show=show, day=day)
    shifts = roster(show=show, day=day)
    events = programme.events_between(show=show, start=start, end=end)
    network = ways.network(show=show)
    gaps = gaps_of(show=show, hours=hours, shifts=shifts, events=events, network=network)
    return RosterDay(show=show, day=day, hours=hours, shifts=tuple(shifts), events=tuple(events), gaps=tuple(gaps))


def cover_gaps(*, show: Show, day: date) -> list[CoverGap]:
    """When, while the show is open, fewer members are on the stand than its cover; in order. Empty on a closed day.

    Who has a turn but is at an event elsewhere, or on the way there or back, is not on the stand.
    """
    return list(roster_day(show=show, day=day).gaps)


def gaps_of(
    *,
    show: Show,
    hours: tuple[datetime, datetime] | None,
    shifts: Iterable[Shift],
    events: Iterable[Event],
    network: Network[UUID],
) -> list[CoverGap]:
    """The same as `cover_gaps` from rows that are already loaded."""
    if hours is None:
        return []
    turns = [Turn(shift.member_id, Span(shift.starts_at, shift.ends_at)) for shift in shifts]
    away = away_of(show=show, events=events, network=network)
    return cover.cover_gaps(hours=Span(*hours), needed=show.cover, turns=turns, away=away)


def away_of(*, show: Show, events: Iterable[Event], network: Network[UUID]) -> Away:
    """When each member is away from the stand for events, with the usual minutes of the way there and back."""
    away: dict[Hashable, list[Span]] = {}
    for event in events:
        span = away_for(show=show, event=event, network=network)
        if span is not None:
            for attendance in event.attendances.all():
                away.setdefault(attendance.member_id, []).append(span)
    return away


def away_for(*, show: Show, event: Event, network: Network[UUID]) -> Span | None:
    """When who goes to the event is away from the stand; None where they need not leave it.

    A tentative event counts, since it may take place. All-day entries are reminders and take no time. Where no way is
    known, it takes none.
    """
    around = () if event.place is None else (event.place_id, event.place.inside_id)
    at_stand = show.stand_id is not None and show.stand_id in around
    if at_stand or event.all_day or event.status == EventStatus.CANCELLED or event.ends_at <= event.starts_at:
        return None
    there, back = _minutes(network, show.stand_id, event.place_id), _minutes(network, event.place_id, show.stand_id)
    return Span(event.starts_at - there, event.ends_at + back)


def _minutes(network: Network[UUID], origin: UUID | None, destination: UUID | None) -> timedelta:
    way = network.way(origin, destination) if origin and destination else None
    return timedelta(minutes=way.minutes if way else 0)
