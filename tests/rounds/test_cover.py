"""Cover as arithmetic on times."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.rounds.cover import CoverGap, Span, Turn, cover_gaps, pieces, watches


def at(hour: float) -> datetime:
    return datetime(2026, 1, 6, int(hour), round(hour % 1 * 60), tzinfo=UTC)


def span(start: float, end: float) -> Span:
    return Span(at(start), at(end))


def gap(start: float, end: float, present: int, needed: int = 2) -> CoverGap:
    return CoverGap(at(start), at(end), present, needed)


HOURS = span(10, 18)
ALL_DAY = [Turn("ann", HOURS), Turn("bob", HOURS)]


@pytest.mark.parametrize(
    ("turns", "away", "gaps"),
    [
        ([], {}, [gap(10, 18, 0)]),
        (ALL_DAY, {}, []),
        ([Turn("ann", span(9, 19)), Turn("ann", span(11, 12))], {}, [gap(10, 18, 1)]),
        ([Turn("ann", HOURS), Turn("bob", span(10, 14))], {}, [gap(14, 18, 1)]),
        ([Turn("ann", HOURS), Turn("bob", span(10, 14)), Turn("cy", span(14, 18))], {}, []),
        ([Turn("ann", HOURS), Turn("bob", span(10, 13)), Turn("cy", span(13.5, 18))], {}, [gap(13, 13.5, 1)]),
        (ALL_DAY, {"bob": [span(11, 12), span(11.5, 12.5)]}, [gap(11, 12.5, 1)]),
        (
            ALL_DAY,
            {"bob": [span(11, 12)], "ann": [span(11.5, 13)]},
            [gap(11, 11.5, 1), gap(11.5, 12, 0), gap(12, 13, 1)],
        ),
        (ALL_DAY, {"cy": [span(11, 12)]}, []),
        (ALL_DAY, {"bob": [span(8, 10), span(18, 20)]}, []),
    ],
)
def test_cover_gaps_of_each_roster(turns: list[Turn], away: dict[str, list[Span]], gaps: list[CoverGap]) -> None:
    assert cover_gaps(hours=HOURS, needed=2, turns=turns, away=away) == gaps  # type: ignore[arg-type]


def test_cover_gaps_where_nobody_is_needed_are_none() -> None:
    assert cover_gaps(hours=HOURS, needed=0, turns=[], away={}) == []


def test_pieces_cut_only_within_the_hours() -> None:
    assert pieces(HOURS, [span(9, 11), span(11, 18)], [span(12, 20)]) == [span(10, 11), span(11, 12), span(12, 18)]


def test_watches_change_where_the_people_do() -> None:
    turns = [Turn("ann", span(9, 14)), Turn("bob", span(11, 14)), Turn("bob", span(14, 16)), Turn("ann", span(17, 18))]
    found = watches(hours=HOURS, turns=turns, away={"bob": [span(12, 12.5)]})
    assert [(watch.span, "".join(sorted(map(str, watch.holders)))) for watch in found] == [
        (span(10, 11), "ann"),
        (span(11, 12), "annbob"),
        (span(12, 12.5), "ann"),
        (span(12.5, 14), "annbob"),
        (span(14, 16), "bob"),
        (span(16, 17), ""),
        (span(17, 18), "ann"),
    ]


quarter_spans = st.tuples(st.integers(36, 76), st.integers(1, 20)).map(
    lambda got: span(got[0] / 4, min((got[0] + got[1]) / 4, 23))
)
rosters = st.lists(st.builds(Turn, st.sampled_from("abc"), quarter_spans), max_size=6)


@given(
    turns=rosters,
    away=st.dictionaries(st.sampled_from("abc"), st.lists(quarter_spans, max_size=3)),
    needed=st.integers(0, 3),
)
def test_cover_gaps_are_those_of_counting_every_quarter(
    turns: list[Turn], away: dict[str, list[Span]], needed: int
) -> None:
    gaps = cover_gaps(hours=HOURS, needed=needed, turns=turns, away=away)  # type: ignore[arg-type]
    for quarter in range(40, 72):
        now = at(quarter / 4)
        gone = {name for name, spans in away.items() if any(each.start <= now < each.end for each in spans)}
        present = len({turn.holder for turn in turns if turn.span.start <= now < turn.span.end} - gone)
        named = [found.present for found in gaps if found.start <= now < found.end]
        assert named == ([present] if present < needed else [])
