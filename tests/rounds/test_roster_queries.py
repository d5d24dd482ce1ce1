"""Who holds the stand, in the show's own days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.programme.models import Attendance, Event, EventStatus, Leg, Place, Show, ShowDay
from showtime.rounds.cover import CoverGap
from showtime.rounds.models import Shift
from showtime.rounds.roster_queries import cover_gaps, on_stand, roster, shift

DAY = date(2026, 1, 6)


def at(hour: float, day: date = DAY) -> datetime:
    """A moment by Las Vegas' clock, which is 8 hours behind UTC in January."""
    return datetime.combine(day, time(), UTC) + timedelta(hours=hour + 8)


def turn(show: Show, member: Member, start: float, end: float) -> Shift:
    return Shift.objects.create(team=show.team, show=show, member=member, starts_at=at(start), ends_at=at(end))


def event(show: Show, members: list[Member], start: float, end: float, **more: object) -> Event:
    made = Event.objects.create(team=show.team, show=show, title="Pitch", starts_at=at(start), ends_at=at(end), **more)
    for member in members:
        Attendance.objects.create(team=show.team, event=made, member=member)
    return made


def test_on_stand_is_from_the_start_up_to_the_end(show: Show, camille: Member, sacha: Member) -> None:
    first, second = turn(show, camille, 10, 12), turn(show, sacha, 12, 14)
    found = [on_stand(show=show, at=at(hour)) for hour in (9.99, 10, 11.99, 12, 14)]
    assert found == [[], [first], [first], [second], []]


def test_roster_is_of_the_day_at_the_show(show: Show, camille: Member) -> None:
    late = turn(show, camille, 17, 25)
    assert [roster(show=show, day=DAY + timedelta(days=shift)) for shift in (-1, 0, 1, 2)] == [[], [late], [late], []]


def test_shift_of_another_team_is_none(show: Show, camille: Member, mallory: Member) -> None:
    made = turn(show, camille, 10, 12)
    assert (shift(team=show.team, shift_id=made.pk), shift(team=mallory.team, shift_id=made.pk)) == (made, None)


def test_cover_gaps_count_who_is_really_there(show: Show, camille: Member, sacha: Member) -> None:
    turn(show, camille, 10, 18)
    turn(show, sacha, 9, 17)
    event(show, [sacha], 11, 12)
    event(show, [camille], 13, 13.5, status=EventStatus.TENTATIVE)
    event(show, [camille], 14, 15, status=EventStatus.CANCELLED)
    event(show, [camille], 15, 16, place=show.stand)
    event(
        show,
        [camille],
        16,
        17,
        place=Place.objects.create(team=show.team, show=show, name="Booth table", inside=show.stand),
    )
    event(show, [camille, sacha], 0, 24, all_day=True)
    assert cover_gaps(show=show, day=DAY) == [
        CoverGap(at(11), at(12), 1, 2),
        CoverGap(at(13), at(13.5), 1, 2),
        CoverGap(at(17), at(18), 1, 2),
    ]


def test_cover_gaps_count_the_way_there_and_back(show: Show, camille: Member, sacha: Member) -> None:
    turn(show, camille, 10, 18)
    turn(show, sacha, 10, 18)
    hall = Place.objects.create(team=show.team, show=show, name="LVCC", kind="venue")
    assert show.stand is not None
    for origin, destination, minutes in ((show.stand, hall, 30), (hall, show.stand, 15)):
        Leg.objects.create(team=show.team, show=show, origin=origin, destination=destination, minutes=minutes)
    event(show, [sacha], 12, 13, place=hall)
    assert cover_gaps(show=show, day=DAY) == [CoverGap(at(11.5), at(13.25), 1, 2)]


def test_cover_gaps_of_a_closed_day_are_none(show: Show) -> None:
    assert cover_gaps(show=show, day=date(2026, 1, 5)) == []


def test_cover_gaps_on_a_day_of_23_hours(show: Show, camille: Member) -> None:
    day = date(2026, 3, 8)
    ShowDay.objects.create(team=show.team, show=show, day=day, opens=time(1), closes=time(9))
    gaps = cover_gaps(show=show, day=day)
    assert gaps == [CoverGap(datetime(2026, 3, 8, 9, tzinfo=UTC), datetime(2026, 3, 8, 16, tzinfo=UTC), 0, 2)]


@pytest.mark.parametrize("rows", [1, 3])
def test_cover_gaps_take_six_queries(
    show: Show, camille: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in range(rows):
        turn(show, camille, 10 + row, 11 + row)
        event(show, [camille], 12 + row, 13 + row)
    with django_assert_num_queries(6):
        cover_gaps(show=show, day=DAY)
