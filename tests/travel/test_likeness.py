"""What a journey tells about another, by direction and hour."""

from datetime import time

import pytest

from showtime.travel.likeness import likeness


def test_likeness_of_the_same_way_at_the_same_hour_is_whole():
    assert likeness(direction="same", made=time(8), ahead=time(8)) == 1.0


@pytest.mark.parametrize(("direction", "counts"), [("same", 1.0), ("reverse", 0.5), ("other", 0.2)])
def test_likeness_by_direction(direction, counts):
    assert likeness(direction=direction, made=time(8), ahead=time(8)) == counts


def test_likeness_across_midnight_is_by_the_nearer_way_round():
    assert likeness(direction="same", made=time(23, 40), ahead=time(0, 20)) == pytest.approx(
        likeness(direction="same", made=time(12), ahead=time(12, 40))
    )


def test_likeness_at_another_time_of_day_keeps_a_tenth():
    assert likeness(direction="same", made=time(8), ahead=time(17)) == pytest.approx(0.1)
