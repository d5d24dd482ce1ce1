"""Days and clock times where clocks change: Las Vegas, Paris, and a town whose midnight does not exist."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from showtime.programme.wall_time import bounds, day_of, instants, midnight

VEGAS = ZoneInfo("America/Los_Angeles")
PARIS = ZoneInfo("Europe/Paris")


def _wall(*parts: int) -> datetime:
    """What clocks show, without a zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def test_instants_of_a_usual_time_are_one():
    assert instants(_wall(2026, 1, 6, 9, 5), VEGAS) == (datetime(2026, 1, 6, 17, 5, tzinfo=UTC),)


def test_instants_of_a_time_that_is_skipped_are_none():
    assert instants(_wall(2026, 3, 8, 2, 30), VEGAS) == ()


def test_instants_of_a_time_that_comes_twice_are_two_in_order():
    assert instants(_wall(2026, 11, 1, 1, 30), VEGAS) == (
        datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 8), VEGAS, 23),
        (date(2026, 11, 1), VEGAS, 25),
        (date(2026, 1, 6), VEGAS, 24),
        (date(2026, 3, 29), PARIS, 23),
        (date(2026, 10, 25), PARIS, 25),
    ],
)
def test_bounds_are_as_far_apart_as_the_day_is_long(day, zone, hours):
    start, end = bounds(day, zone)
    assert end - start == timedelta(hours=hours)
    assert (start.astimezone(zone).date(), end.astimezone(zone).date()) == (day, day + timedelta(days=1))


def test_midnight_that_is_skipped_is_when_the_day_begins():
    santiago = ZoneInfo("America/Santiago")
    assert midnight(date(2025, 9, 7), santiago).astimezone(santiago).isoformat() == "2025-09-07T01:00:00-03:00"


def test_day_of_is_asked_in_the_zone():
    assert day_of(datetime(2026, 1, 7, 6, tzinfo=UTC), VEGAS) == date(2026, 1, 6)
    assert day_of(datetime(2026, 1, 6, 23, 30, tzinfo=UTC), PARIS) == date(2026, 1, 7)
