"""The order of the evening's cards."""

from datetime import UTC, date, datetime
from itertools import permutations

from showtime.followups.rank import Standing, place

TONIGHT = date(2026, 1, 6)
NOON = datetime(2026, 1, 6, 20, tzinfo=UTC)


def _standing(interest: str = "", *promises: date | None, mine: bool = False, met_at: datetime = NOON) -> Standing:
    return Standing(interest, promises, mine, met_at)


def test_order_is_hot_then_owed_tonight_then_warm_then_promised_then_unknown_then_cold() -> None:
    expected = [
        _standing("hot", TONIGHT),
        _standing("hot"),
        _standing("cold", date(2026, 1, 5)),
        _standing("", None, TONIGHT),
        _standing("warm", date(2026, 1, 8)),
        _standing("warm"),
        _standing("cold", date(2026, 1, 8)),
        _standing("", None),
        _standing(""),
        _standing("cold"),
    ]
    shuffled = expected[::-1]
    assert sorted(shuffled, key=lambda each: place(each, tonight=TONIGHT)) == expected


def test_among_equals_mine_come_first_then_the_order_of_the_day() -> None:
    expected = [
        _standing("warm", mine=True, met_at=NOON.replace(hour=21)),
        _standing("warm", met_at=NOON),
        _standing("warm", met_at=NOON.replace(hour=22)),
    ]
    for shuffled in permutations(expected):
        assert sorted(shuffled, key=lambda each: place(each, tonight=TONIGHT)) == expected
