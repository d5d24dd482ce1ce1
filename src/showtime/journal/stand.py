"""Who holds the stand now and next, from rows that are loaded already."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from showtime.accounts.models import Member
from showtime.journal.brief_parts import Stand, StandWatch
from showtime.programme.models import Event, Show
from showtime.rounds.cover import Span, Turn, Watch, watches
from showtime.rounds.models import Shift
from showtime.rounds.roster_queries import away_of, gaps_of
from showtime.travel.ways import Network


def stand_on(
    *,
    show: Show,
    hours: tuple[datetime, datetime] | None,
    shifts: Sequence[Shift],
    events: Sequence[Event],
    network: Network[UUID],
    at: datetime,
) -> Stand:
    """The stand on the day of these shifts and events, seen from the moment `at`."""
    gaps = gaps_of(show=show, hours=hours, shifts=shifts, events=events, network=network)
    edges = [moment for shift in shifts for moment in (shift.starts_at, shift.ends_at)] + list(hours or ())
    if not edges:
        return Stand(cover=show.cover, hours=hours, now=None, next=None, gaps=tuple(gaps))
    found = watches(
        hours=Span(min(edges), max(edges)),
        turns=[Turn(shift.member_id, Span(shift.starts_at, shift.ends_at)) for shift in shifts],
        away=away_of(show=show, events=events, network=network),
    )
    seen = [_seen(watch, show=show, hours=hours, shifts=shifts) for watch in _at_opening(found, hours)]
    now = next((watch for watch in seen if watch.starts_at <= at < watch.ends_at), None)
    after = (watch for watch in seen if watch.starts_at > at and (watch.members or watch.missing))
    return Stand(cover=show.cover, hours=hours, now=now, next=next(after, None), gaps=tuple(gaps))


def _at_opening(found: Sequence[Watch], hours: tuple[datetime, datetime] | None) -> list[Watch]:
    """The same watches, cut where the show opens and closes: hands are missing only in between."""
    cut: list[Watch] = []
    for watch in found:
        inner = [moment for moment in hours or () if watch.span.start < moment < watch.span.end]
        bounds = [watch.span.start, *inner, watch.span.end]
        cut += [Watch(Span(start, end), watch.holders) for start, end in pairwise(bounds)]
    return cut


def _seen(watch: Watch, *, show: Show, hours: tuple[datetime, datetime] | None, shifts: Sequence[Shift]) -> StandWatch:
    members: dict[UUID, Member] = {shift.member_id: shift.member for shift in shifts}
    there = tuple(member for key, member in members.items() if key in watch.holders)
    is_open = hours is not None and hours[0] <= watch.span.start < hours[1]
    missing = max(0, show.cover - len(there)) if is_open else 0
    return StandWatch(starts_at=watch.span.start, ends_at=watch.span.end, members=there, missing=missing)
