"""What matters most, as arithmetic."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from showtime.inbox.models import ConversationKind
from showtime.inbox.rank import KIND_POINTS, Waiting, most_important, points

NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)


def waiting(number: int, kind: str, *, due: float | None = None, age: float = 0) -> Waiting:
    """A conversation with its deadline `due` hours from now that came `age` hours ago."""
    deadline = None if due is None else NOW + timedelta(hours=due)
    return Waiting(UUID(int=number), kind, deadline, NOW - timedelta(hours=age))


def order(*rows: Waiting, limit: int = 9) -> list[int]:
    return [key.int for key in most_important(rows, now=NOW, limit=limit)]


def test_every_kind_but_noise_has_points() -> None:
    assert {*KIND_POINTS} == {*ConversationKind.values} - {ConversationKind.NOISE}


def test_most_important_without_dates_goes_by_kind() -> None:
    rows = [waiting(number, kind) for number, kind in enumerate(reversed(ConversationKind.values))]
    assert order(*rows) == [7, 6, 5, 4, 3, 2, 1]


def test_most_important_lifts_what_is_due() -> None:
    rows = [
        waiting(1, "press"),
        waiting(2, "logistics", due=3),
        waiting(3, "press", due=7),
        waiting(4, "friend", due=-2),
        waiting(5, "lead", due=48),
        waiting(6, "noise", due=1),
        waiting(7, "meeting", due=100),
    ]
    assert order(*rows) == [3, 2, 4, 1, 5, 7]


def test_most_important_of_equals_is_the_one_that_has_waited() -> None:
    assert order(waiting(1, "lead", age=1), waiting(2, "lead", age=7), waiting(3, "lead", age=2)) == [2, 3, 1]


def test_most_important_of_equal_points_goes_by_deadline_then_waiting_then_key() -> None:
    rows = [waiting(4, "lead"), waiting(3, "lead"), waiting(2, "lead", age=1), waiting(1, "lead", due=200)]
    assert order(*rows) == [1, 2, 3, 4]


def test_most_important_stops_at_the_limit() -> None:
    assert order(*(waiting(number, "lead", age=number * 3) for number in range(9)), limit=2) == [8, 7]


def test_points_at_each_edge() -> None:
    found = [points(waiting(1, "lead", due=due), now=NOW) for due in (-100, 0, 6, 6.1, 24, 24.1, 72, 72.1, None)]
    assert found == [90, 90, 90, 70, 70, 45, 45, 30, 30]
    assert [points(waiting(1, "lead", age=age), now=NOW) for age in (-5, 2.9, 3, 36, 300)] == [30, 30, 31, 42, 42]


rows = st.builds(
    waiting,
    st.integers(0, 50),
    st.sampled_from(ConversationKind.values),
    due=st.none() | st.floats(-50, 200),
    age=st.floats(-5, 99),
)


@given(st.lists(rows, unique_by=lambda row: row.key), st.randoms())
def test_most_important_does_not_depend_on_the_order_of_the_rows(rows: list[Waiting], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(*rows) == order(*shuffled)
