"""The simple rota: never below cover while somebody is free, and honest where it is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.rounds.cover import CoverGap, Span, Turn
from showtime.rounds.rota import Rota, propose


def at(hour: float) -> datetime:
    return datetime(2026, 1, 6, tzinfo=UTC) + timedelta(hours=hour)


def span(start: float, end: float) -> Span:
    return Span(at(start), at(end))


HOURS = span(10, 18)
THREE = ["ann", "bob", "cy"]


def told(rota: Rota) -> list[tuple[object, float, float]]:
    """The turns as (who, from, to) in hours of the day."""

    def hour(moment: datetime) -> float:
        return (moment - at(0)) / timedelta(hours=1)

    return [(turn.holder, hour(turn.span.start), hour(turn.span.end)) for turn in rota.turns]


def test_three_share_a_day_evenly() -> None:
    rota = propose(hours=HOURS, needed=2, people=THREE, away={})
    assert told(rota) == [
        ("ann", 10, 13),
        ("bob", 10, 11.5),
        ("cy", 11.5, 14.5),
        ("bob", 13, 16),
        ("ann", 14.5, 18),
        ("cy", 16, 18),
    ]
    assert rota.gaps == ()


def test_two_without_a_third_stand_all_day() -> None:
    assert told(propose(hours=HOURS, needed=2, people=["ann", "bob"], away={})) == [("ann", 10, 18), ("bob", 10, 18)]


def test_whoever_is_away_is_not_on_the_stand_and_the_gap_is_named() -> None:
    away = {"ann": [span(11, 12)], "bob": [span(11.25, 12.5)]}
    rota = propose(hours=HOURS, needed=2, people=THREE, away=away)  # type: ignore[arg-type]
    assert rota.gaps == (CoverGap(at(11.25), at(12), 1, 2),)
    assert [turn for turn in told(rota) if turn[1] < 12.5] == [
        ("ann", 10, 11),
        ("bob", 10, 11.25),
        ("cy", 11, 12.5),
        ("ann", 12, 13.5),
    ]


def test_nobody_comes_for_a_few_minutes_where_another_can_stay() -> None:
    rota = propose(hours=span(10, 12), needed=1, people=["ann", "bob"], away={"ann": [span(10.25, 11)]})  # type: ignore[dict-item]
    assert told(rota) == [("bob", 10, 12)]


def test_turns_on_the_roster_stand_and_count() -> None:
    held = [Turn("ann", span(10, 14)), Turn("eve", span(9, 11))]
    rota = propose(hours=HOURS, needed=2, people=["ann", "bob"], away={"eve": [span(10, 10.5)]}, held=held)  # type: ignore[dict-item]
    assert told(rota) == [("bob", 10, 10.5), ("bob", 11, 18), ("ann", 14, 18)]
    assert rota.gaps == ()


@pytest.mark.parametrize(("needed", "people"), [(0, THREE), (2, [])])
def test_nobody_needed_or_nobody_there_is_no_turn(needed: int, people: list[str]) -> None:
    rota = propose(hours=HOURS, needed=needed, people=people, away={})
    assert rota == Rota((), () if needed == 0 else (CoverGap(at(10), at(18), 0, 2),))


def test_hours_that_are_no_whole_number_of_steps_are_filled_to_the_end() -> None:
    assert told(propose(hours=span(10, 11.2), needed=1, people=["ann"], away={})) == [("ann", 10, 11.2)]


minutes = st.tuples(st.integers(100, 1150), st.integers(1, 300)).map(
    lambda got: span(got[0] / 60 + 8, (got[0] + got[1]) / 60 + 8)
)


@given(
    away=st.dictionaries(st.sampled_from(THREE), st.lists(minutes, max_size=4)),
    held=st.lists(st.builds(Turn, st.sampled_from([*THREE, "eve"]), minutes), max_size=3),
    needed=st.integers(0, 4),
)
def test_cover_is_short_only_when_too_few_are_free(away: dict[str, list[Span]], held: list[Turn], needed: int) -> None:
    rota = propose(hours=HOURS, needed=needed, people=THREE, away=away, held=held)  # type: ignore[arg-type]
    for minute in range(600, 1080):
        now = at(minute / 60)

        def during(spans: list[Span], now: datetime = now) -> bool:
            return any(each.start <= now < each.end for each in spans)

        gone = {who for who, spans in away.items() if during(spans)}
        already = {turn.holder for turn in held if during([turn.span])}
        placed = [turn.holder for turn in rota.turns if during([turn.span])]
        assert len(placed) == len({*placed} - gone - already)
        present = {*placed} | (already - gone)
        assert len(present) >= min(needed, len(({*THREE} | already) - gone))
        assert [gap.present for gap in rota.gaps if gap.start <= now < gap.end] == (
            [len(present)] if len(present) < needed else []
        )


@given(needed=st.integers(1, 3), length=st.integers(6, 20), size=st.integers(3, 6))
def test_shares_differ_by_little_when_all_are_free(needed: int, length: int, size: int) -> None:
    people = list(range(size))
    rota = propose(hours=span(8, 8 + length / 2), needed=needed, people=people, away={})
    stood = [
        sum((turn.span.end - turn.span.start for turn in rota.turns if turn.holder == who), timedelta())
        for who in people
    ]
    assert max(stood) - min(stood) <= timedelta(minutes=120)
