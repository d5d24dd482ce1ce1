"""The roster takes only what can be, warns of what should not, and loses nothing on undo."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from showtime.accounts.models import Member
from showtime.lib.ids import new_id
from showtime.programme.models import Attendance, Event, Leg, Place, Show, ShowDay
from showtime.rounds.cover import CoverGap, Span, Turn
from showtime.rounds.models import Shift
from showtime.rounds.roster import (
    ShiftRefusedError,
    add_shift,
    change_shift,
    clear_day,
    copy_day,
    fill,
    holders,
    propose_rota,
    remove_shift,
)
from showtime.rounds.rota import Rota

DAY = date(2026, 1, 6)


def at(hour: float, day: date = DAY) -> datetime:
    """A moment by Las Vegas' clock in January."""
    return datetime.combine(day, time(), UTC) + timedelta(hours=hour + 8)


def attend(show: Show, member: Member, start: float, end: float, **more: object) -> Event:
    event = Event.objects.create(team=show.team, show=show, title="Pitch", starts_at=at(start), ends_at=at(end), **more)
    Attendance.objects.create(team=show.team, event=event, member=member)
    return event


def turns() -> list[tuple[str, datetime, datetime]]:
    return [
        (str(shift.member), shift.starts_at, shift.ends_at) for shift in Shift.objects.order_by("starts_at", "ends_at")
    ]


def test_add_shift_puts_a_member_on_the_stand(show: Show, camille: Member) -> None:
    got = add_shift(show=show, member=camille, start=at(10), end=at(12))
    assert (got.shift, got.meanwhile, got.shift.team) == (Shift.objects.get(), (), show.team)
    assert turns() == [("Camille", at(10), at(12))]


def test_add_shift_warns_of_events_meanwhile_that_are_elsewhere(show: Show, camille: Member, sacha: Member) -> None:
    pitch = attend(show, camille, 11, 11.5)
    attend(show, camille, 11, 11.5, place=show.stand)
    attend(show, camille, 12, 13)
    far = Place.objects.create(team=show.team, show=show, name="LVCC", kind="venue")
    Leg.objects.create(team=show.team, show=show, origin=show.stand, destination=far, minutes=30)
    lunch = attend(show, camille, 12.25, 13, place=far)
    attend(show, camille, 0, 24, all_day=True)
    attend(show, sacha, 11, 11.5)
    assert add_shift(show=show, member=camille, start=at(10), end=at(12)).meanwhile == (pitch, lunch)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (12, 12, "ends before it begins"),
        (12, 11, "ends before it begins"),
        (0, 16.5, "16 hours"),
        (9, 10.5, "Camille already holds the stand"),
        (10.5, 11, "Camille already holds the stand"),
        (11.5, 13, "Camille already holds the stand"),
    ],
)
def test_add_shift_that_cannot_be_is_refused(show: Show, camille: Member, start: float, end: float, said: str) -> None:
    add_shift(show=show, member=camille, start=at(10), end=at(12))
    with pytest.raises(ShiftRefusedError, match=said):
        add_shift(show=show, member=camille, start=at(start), end=at(end))
    assert turns() == [("Camille", at(10), at(12))]


def test_add_shift_beside_another_is_taken(show: Show, camille: Member, sacha: Member) -> None:
    add_shift(show=show, member=camille, start=at(10), end=at(12))
    add_shift(show=show, member=camille, start=at(12), end=at(13))
    add_shift(show=show, member=sacha, start=at(10), end=at(12))
    assert [who for who, *_ in turns()] == ["Camille", "Sacha", "Camille"]


def test_add_shift_for_who_may_not_hold_the_stand_is_refused(
    show: Show, gus: Member, mallory: Member, sacha: Member
) -> None:
    Member.objects.filter(pk=sacha.pk).update(left_at=at(8))
    for member in (gus, mallory, sacha):
        with pytest.raises(ShiftRefusedError, match="Only members"):
            add_shift(show=show, member=member, start=at(10), end=at(12))
    assert turns() == []
    assert holders(show=show) == []


def test_change_shift_moves_it_and_may_overlap_only_itself(show: Show, camille: Member, sacha: Member) -> None:
    first = add_shift(show=show, member=camille, start=at(10), end=at(12)).shift
    add_shift(show=show, member=sacha, start=at(12), end=at(14))
    pitch = attend(show, camille, 12, 12.5)
    got = change_shift(shift=first, member=camille, start=at(11), end=at(13))
    assert (got.shift, got.meanwhile) == (first, (pitch,))
    with pytest.raises(ShiftRefusedError, match="Sacha already"):
        change_shift(shift=first, member=sacha, start=at(11), end=at(13))
    assert turns() == [("Camille", at(11), at(13)), ("Sacha", at(12), at(14))]
    change_shift(shift=first, member=sacha, start=at(10), end=at(12))
    assert turns() == [("Sacha", at(10), at(12)), ("Sacha", at(12), at(14))]


def test_remove_shift_is_undone_by_fill(show: Show, camille: Member) -> None:
    shift = add_shift(show=show, member=camille, start=at(10), end=at(12)).shift
    turn = remove_shift(shift=shift)
    assert turns() == []
    fill(show=show, turns=[turn])
    assert turns() == [("Camille", at(10), at(12))]


def test_clear_day_takes_the_turns_of_the_day_and_is_undone_by_fill(show: Show, camille: Member) -> None:
    for start in (-2, 10, 23, 24):
        add_shift(show=show, member=camille, start=at(start), end=at(start + 1))
    before = turns()
    cleared = clear_day(show=show, day=DAY)
    assert [start for _, start, _ in turns()] == [at(-2), at(24)]
    fill(show=show, turns=cleared)
    assert turns() == before


def test_fill_takes_the_good_and_names_the_others(show: Show, camille: Member, gus: Member) -> None:
    add_shift(show=show, member=camille, start=at(10), end=at(11))
    given = [
        Turn(camille.pk, Span(at(10), at(12))),
        Turn(camille.pk, Span(at(11), at(12))),
        Turn(new_id(), Span(at(11), at(12))),
        Turn(gus.pk, Span(at(11), at(12))),
    ]
    filled = fill(show=show, turns=given)
    assert [shift.starts_at for shift in filled.added] == [at(11)]
    assert filled.refused == (
        (given[0], "Camille already holds the stand at that time."),
        (given[2], "Whoever held this turn does not hold the stand any more."),
        (given[3], "Whoever held this turn does not hold the stand any more."),
    )


def test_copy_day_keeps_clock_times_over_a_change_of_clocks(show: Show, camille: Member) -> None:
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)
    add_shift(show=show, member=camille, start=at(10, saturday), end=at(12, saturday))
    add_shift(show=show, member=camille, start=at(-2, saturday), end=at(1, saturday))
    filled = copy_day(show=show, source=saturday, target=sunday)
    copied = [shift.starts_at.astimezone(show.zone) for shift in filled.added]
    assert [(moment.date(), moment.hour) for moment in copied] == [(sunday, 10)]
    assert filled.added[0].ends_at == datetime(2026, 3, 8, 19, tzinfo=UTC)


def test_propose_rota_keeps_members_at_their_events_and_writes_nothing(
    show: Show, camille: Member, sacha: Member, gus: Member
) -> None:
    ShowDay.objects.filter(day=DAY).update(closes=time(13))
    attend(show, camille, 11, 12, place=Place.objects.create(team=show.team, show=show, name="Hall A"))
    assert propose_rota(show=show, day=DAY) == Rota(
        (
            Turn(camille.pk, Span(at(10), at(11))),
            Turn(sacha.pk, Span(at(10), at(13))),
            Turn(camille.pk, Span(at(12), at(13))),
        ),
        (CoverGap(at(11), at(12), 1, 2),),
    )
    assert turns() == []


def test_propose_rota_fills_around_the_roster(show: Show, camille: Member, sacha: Member) -> None:
    add_shift(show=show, member=sacha, start=at(9), end=at(14))
    rota = propose_rota(show=show, day=DAY)
    fill(show=show, turns=rota.turns)
    assert turns() == [("Sacha", at(9), at(14)), ("Camille", at(10), at(18)), ("Sacha", at(14), at(18))]
    assert propose_rota(show=show, day=DAY) == Rota((), ())


def test_propose_rota_of_a_closed_day_is_empty(show: Show, camille: Member) -> None:
    assert propose_rota(show=show, day=date(2026, 1, 5)) == Rota((), ())
