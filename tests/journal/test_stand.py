"""The stand now and next."""

from datetime import UTC, datetime, timedelta

import pytest

from showtime.accounts.models import Member
from showtime.journal.brief_parts import Stand, StandWatch
from showtime.journal.stand import stand_on
from showtime.programme.models import Attendance, Event, Show
from showtime.programme.queries import events_between
from showtime.rounds.cover import CoverGap
from showtime.rounds.models import Shift
from showtime.travel.ways import Network


def at(hour: float) -> datetime:
    """A moment of 6 January by Las Vegas' clock."""
    return datetime(2026, 1, 6, 8, tzinfo=UTC) + timedelta(hours=hour)


def watch(start: float, end: float, members: list[Member], missing: int = 0) -> StandWatch:
    return StandWatch(starts_at=at(start), ends_at=at(end), members=tuple(members), missing=missing)


@pytest.fixture
def shifts(show: Show, camille: Member, sacha: Member) -> list[Shift]:
    """Camille sets up from nine and stays all day, Sacha until two."""
    times = ((camille, 9, 18), (sacha, 10, 14))
    return [
        Shift.objects.create(team=show.team, show=show, member=member, starts_at=at(start), ends_at=at(end))
        for member, start, end in times
    ]


def seen(show: Show, shifts: list[Shift], hour: float, *, open_: bool = True) -> Stand:
    events = events_between(show=show, start=at(0), end=at(24))
    hours = (at(10), at(18)) if open_ else None
    network = Network(legs=(), nest=())  # type: ignore[var-annotated]
    return stand_on(show=show, hours=hours, shifts=shifts, events=events, network=network, at=at(hour))


def test_stand_through_the_day(show: Show, shifts: list[Shift], camille: Member, sacha: Member) -> None:
    both, alone, early = watch(10, 14, [camille, sacha]), watch(14, 18, [camille], 1), watch(9, 10, [camille])
    told = [
        (hour, stand.now, stand.next) for hour in (5, 9.5, 10, 13.9, 14, 18) for stand in [seen(show, shifts, hour)]
    ]
    assert told == [
        (5, None, early),
        (9.5, early, both),
        (10, both, alone),
        (13.9, both, alone),
        (14, alone, None),
        (18, None, None),
    ]
    assert seen(show, shifts, 5).gaps == (CoverGap(at(14), at(18), 1, 2),)


def test_stand_misses_who_is_at_an_event(show: Show, shifts: list[Shift], camille: Member, sacha: Member) -> None:
    event = Event.objects.create(team=show.team, show=show, title="Pitch", starts_at=at(11), ends_at=at(12))
    Attendance.objects.create(team=show.team, event=event, member=sacha)
    stand = seen(show, shifts, 11.5)
    assert (stand.now, stand.next) == (watch(11, 12, [camille], 1), watch(12, 14, [camille, sacha]))


def test_stand_without_a_roster_is_missing_from_the_opening(show: Show) -> None:
    stand = seen(show, [], 5)
    assert (stand.now, stand.next, stand.gaps) == (None, watch(10, 18, [], 2), (CoverGap(at(10), at(18), 0, 2),))
    assert seen(show, [], 11).now == watch(10, 18, [], 2)


def test_stand_on_a_closed_day_is_nobodys(show: Show, shifts: list[Shift], camille: Member, sacha: Member) -> None:
    assert seen(show, [], 11, open_=False) == Stand(cover=2, hours=None, now=None, next=None, gaps=())
    stand = seen(show, shifts, 11, open_=False)
    assert (stand.now, stand.next, stand.gaps) == (watch(10, 14, [camille, sacha]), watch(14, 18, [camille]), ())
