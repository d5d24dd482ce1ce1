"""Who cannot keep what, and by how many minutes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.programme.clashes import Slot, clashes, conflicts
from showtime.programme.models import Leg, Place
from showtime.programme.schedule import cancel_event
from tests.programme.conftest import at

DAY = date(2026, 1, 6)
START = datetime(2026, 1, 6, tzinfo=UTC)
NORTH, SOUTH = uuid4(), uuid4()


def _slot(number: int, first: int, last: int, place: UUID | None = None) -> Slot:
    return Slot(UUID(int=number), START + timedelta(minutes=first), START + timedelta(minutes=last), place)


def _told(found):
    return [(each.reason, each.first.int, each.second.int, each.minutes, each.way) for each in found]


def _way(_origin, _destination):
    return 20.0


def test_conflicts_of_overlapping_slots_say_by_how_much():
    assert _told(conflicts([_slot(1, 0, 60), _slot(2, 45, 90)], _way)) == [("overlap", 1, 2, 15, 0)]
    assert _told(conflicts([_slot(1, 0, 60), _slot(2, 10, 20)], _way)) == [("overlap", 1, 2, 10, 0)]


def test_conflicts_of_touching_slots_at_one_place_are_none():
    assert conflicts([_slot(1, 0, 60, NORTH), _slot(2, 60, 90, NORTH)], _way) == []


def test_conflicts_of_slots_closer_than_the_way():
    assert _told(conflicts([_slot(1, 0, 60, NORTH), _slot(2, 65, 90, SOUTH)], _way)) == [("way", 1, 2, 15, 20)]
    assert conflicts([_slot(1, 0, 60, NORTH), _slot(2, 80, 90, SOUTH)], _way) == []


def test_conflicts_where_no_way_or_place_is_known_are_none():
    assert conflicts([_slot(1, 0, 60, NORTH), _slot(2, 61, 90, SOUTH)], lambda _a, _b: None) == []
    assert conflicts([_slot(1, 0, 60, None), _slot(2, 61, 90, SOUTH)], _way) == []


def test_conflicts_ask_the_way_only_to_what_follows():
    found = conflicts([_slot(1, 0, 60, NORTH), _slot(2, 65, 70, NORTH), _slot(3, 71, 90, SOUTH)], _way)
    assert _told(found) == [("way", 2, 3, 19, 20)]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 120)), max_size=7))
def test_conflicts_find_every_pair_that_shares_a_minute(times):
    slots = [_slot(number, start, start + length) for number, (start, length) in enumerate(times)]
    found = {frozenset((each.first, each.second)) for each in conflicts(slots, _way)}
    expected = {
        frozenset((one.key, other.key))
        for one in slots
        for other in slots
        if one.key != other.key and max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)
    }
    assert expected <= found


def test_clashes_name_whose_and_by_how_much(show, put, camille, sacha):
    one = put("Vautrin", at(6, 10), at(6, 11), camille, sacha)
    other = put("Le Figaro", at(6, 10, 45), at(6, 11, 30), camille, sacha)
    put("elsewhere", at(6, 12), at(6, 13), sacha)
    (clash,) = clashes(show=show, day=DAY)
    assert (clash.first, clash.second, clash.members, clash.minutes, clash.tentative) == (
        one,
        other,
        (camille, sacha),
        15,
        False,
    )
    assert clash.text == "Camille, Sacha: Vautrin and Le Figaro overlap by 15 minutes."


def test_clashes_of_two_members_with_one_event_each_are_none(show, put, camille, sacha):
    put("Vautrin", at(6, 10), at(6, 11), camille)
    put("Le Figaro", at(6, 10), at(6, 11), sacha)
    assert clashes(show=show, day=DAY) == []


def test_clashes_by_the_way_are_composed_over_the_nest(show, put, camille, hall, hotel):
    """Bellagio to the stand: 20 by taxi, 5 to the hall, 2 to the stand; 10 minutes are left."""
    put("Breakfast", at(6, 8), at(6, 9), camille, place=hotel)
    put("Pitch", at(6, 9, 10), at(6, 9, 30), camille, place=show.stand)
    (clash,) = clashes(show=show, day=DAY)
    assert (clash.reason, clash.minutes, clash.way) == ("way", 17, 27)
    assert clash.text == "Camille: from Breakfast to Pitch takes 27 min, 17 more than there are."


def test_clashes_by_the_way_take_its_direction(show, put, camille, hall, hotel):
    Leg.objects.create(team=show.team, show=show, origin=hall.inside, destination=hotel, mode="taxi", minutes=40)
    put("there", at(6, 8), at(6, 9), camille, place=hotel)
    put("at the Venetian", at(6, 9, 20), at(6, 10), camille, place=hall.inside)
    put("back", at(6, 10, 30), at(6, 11), camille, place=hotel)
    assert [(clash.first.title, clash.minutes) for clash in clashes(show=show, day=DAY)] == [("at the Venetian", 10)]


def test_clashes_mark_tentative_and_leave_out_cancelled_and_all_day(show, put, camille):
    put("sure", at(6, 10), at(6, 11), camille)
    put("perhaps", at(6, 10, 30), at(6, 11), camille, status="tentative")
    gone = put("gone", at(6, 10), at(6, 11), camille)
    cancel_event(show=show, event_id=gone.pk)
    put("whole day", at(6, 0), at(7, 0), camille, all_day=True)
    (clash,) = clashes(show=show, day=DAY)
    assert (clash.first.title, clash.second.title, clash.tentative) == ("sure", "perhaps", True)


@pytest.mark.parametrize("number", [1, 3])
def test_clashes_take_four_queries(show, put, camille, django_assert_num_queries, number):
    for each in range(number):
        place = Place.objects.create(team=show.team, show=show, name=f"place {each}", inside=show.stand)
        put(f"event {each}", at(6, 9 + each), at(6, 10 + each), camille, place=place)
    with django_assert_num_queries(4):
        clashes(show=show, day=DAY)
