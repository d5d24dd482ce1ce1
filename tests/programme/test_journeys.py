"""I'm leaving, I'm here, and what is mended afterwards."""

from datetime import timedelta

import pytest

from showtime.lib.ids import new_id
from showtime.programme import queries
from showtime.programme.faults import InvalidEntryError
from showtime.programme.journeys import JourneyNotFoundError, arrive, correct, depart, forget
from showtime.programme.models import Journey
from tests.programme.conftest import at


@pytest.fixture
def leave(show, camille, hall, hotel):
    """Let Camille leave the hotel for the hall at a moment."""

    def leave(now, **fields):
        return depart(show=show, member=camille, origin_id=hotel.pk, destination_id=hall.pk, now=now, **fields)

    return leave


def test_depart_takes_the_mode_of_the_way(leave, hotel, hall):
    journey = leave(at(6, 8))
    assert (journey.origin, journey.destination, journey.mode, journey.departed_at, journey.arrived_at) == (
        hotel,
        hall,
        "taxi",
        at(6, 8),
        None,
    )


def test_depart_twice_is_one_journey(leave):
    assert leave(at(6, 8)) == leave(at(6, 8, 1))
    assert Journey.objects.count() == 1


def test_depart_with_an_id_that_was_sent_before_is_one_journey(show, leave):
    key = new_id()
    first = leave(at(6, 8), journey_id=key)
    arrive(show=show, journey_id=key, now=at(6, 8, 30))
    assert leave(at(6, 8, 31), journey_id=key) == first
    assert Journey.objects.count() == 1


def test_depart_after_a_forgotten_arrival_begins_another(show, leave, camille):
    forgotten = leave(at(6, 8))
    assert leave(at(7, 8)) != forgotten
    forgotten.refresh_from_db()
    assert forgotten.arrived_at is None
    assert queries.finished_journeys(show=show) == []


@pytest.mark.parametrize("mode", ["camel", "x" * 30])
def test_depart_by_an_unknown_mode_is_refused(leave, mode):
    with pytest.raises(InvalidEntryError) as caught:
        leave(at(6, 8), mode=mode)
    assert [(each.field, each.code) for each in caught.value.faults] == [("mode", "unknown")]


def test_depart_to_nowhere_is_refused(show, camille, hotel):
    with pytest.raises(InvalidEntryError) as caught:
        depart(show=show, member=camille, origin_id=hotel.pk, destination_id=hotel.pk, now=at(6, 8))
    assert [(each.field, each.code) for each in caught.value.faults] == [("destination_id", "same")]
    with pytest.raises(InvalidEntryError) as caught:
        depart(show=show, member=camille, origin_id=hotel.pk, destination_id=new_id(), now=at(6, 8))
    assert [(each.field, each.code) for each in caught.value.faults] == [("destination_id", "unknown")]


def test_arrive_twice_keeps_the_first_arrival(show, leave):
    journey = leave(at(6, 8))
    assert arrive(show=show, journey_id=journey.pk, now=at(6, 8, 55)).arrived_at == at(6, 8, 55)
    assert arrive(show=show, journey_id=journey.pk, now=at(6, 9, 30)).arrived_at == at(6, 8, 55)


def test_journey_under_way_ends_by_arriving_or_by_being_forgotten(show, leave, camille):
    journey = leave(at(6, 8))
    assert queries.journey_under_way(show=show, member=camille, now=at(6, 8, 10)) == journey
    assert queries.journey_under_way(show=show, member=camille, now=at(6, 21)) is None
    arrive(show=show, journey_id=journey.pk, now=at(6, 8, 55))
    assert queries.journey_under_way(show=show, member=camille, now=at(6, 8, 56)) is None


def test_correct_moves_the_times(show, leave):
    journey = arrive(show=show, journey_id=leave(at(6, 8)).pk, now=at(6, 12))
    mended = correct(
        show=show, journey_id=journey.pk, departed_at=at(6, 8), arrived_at=at(6, 8, 50), mode="shuttle", now=at(6, 13)
    )
    mended.refresh_from_db()
    assert (mended.arrived_at - mended.departed_at, mended.mode) == (timedelta(minutes=50), "shuttle")


@pytest.mark.parametrize(
    ("departed", "arrived", "expected"),
    [
        (at(6, 9), at(6, 8), [("arrived_at", "before_departure")]),
        (at(6, 14), None, [("departed_at", "ahead")]),
        (at(6, 9), at(6, 14), [("arrived_at", "ahead")]),
        (at(4, 9), at(6, 9), [("arrived_at", "too_long")]),
    ],
)
def test_correct_to_what_cannot_be_is_refused(show, leave, departed, arrived, expected):
    journey = leave(at(6, 8))
    with pytest.raises(InvalidEntryError) as caught:
        correct(show=show, journey_id=journey.pk, departed_at=departed, arrived_at=arrived, mode="taxi", now=at(6, 13))
    assert [(each.field, each.code) for each in caught.value.faults] == expected


def test_forget_removes_a_journey_and_only_one_of_the_show(show, leave):
    journey = leave(at(6, 8))
    forget(show=show, journey_id=journey.pk)
    with pytest.raises(JourneyNotFoundError):
        arrive(show=show, journey_id=journey.pk, now=at(6, 9))
