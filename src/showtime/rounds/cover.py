"""Who is really on the stand, and when it falls below its cover. Pure: times in, times out."""

import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A time from `start` up to, and without, `end`; both aware."""

    start: datetime
    end: datetime

    def holds(self, other: "Span") -> bool:
        """Whether all of `other` lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's time on the stand."""

    holder: Hashable
    span: Span


@dataclass(frozen=True, slots=True)
class CoverGap:
    """A time within opening hours at which fewer members are on the stand than its cover asks for."""

    start: datetime
    end: datetime
    present: int
    needed: int


@dataclass(frozen=True, slots=True)
class Watch:
    """A time during which the same people are on the stand, or nobody."""

    span: Span
    holders: frozenset[Hashable]


Away = Mapping[Hashable, Sequence[Span]]


def cover_gaps(*, hours: Span, needed: int, turns: Sequence[Turn], away: Away) -> list[CoverGap]:
    """The times within `hours` with fewer than `needed` people, in order; neighbours with as many people are one.

    Somebody who has a turn but is `away` during it is not there; two turns of one person at a time count once.
    """
    found: list[CoverGap] = []
    for piece in pieces(hours, [turn.span for turn in turns], *away.values()):
        present = len(there(at=piece, turns=turns, away=away))
        if present >= needed:
            continue
        last = found[-1] if found else None
        if last is not None and last.end == piece.start and last.present == present:
            found[-1] = CoverGap(last.start, piece.end, present, needed)
        else:
            found.append(CoverGap(piece.start, piece.end, present, needed))
    return found


def watches(*, hours: Span, turns: Sequence[Turn], away: Away) -> list[Watch]:
    """Who is on the stand when, within `hours`, in order and without a break; a new one wherever the people change."""
    found: list[Watch] = []
    for piece in pieces(hours, [turn.span for turn in turns], *away.values()):
        present = there(at=piece, turns=turns, away=away)
        if found and found[-1].holders == present:
            found[-1] = Watch(Span(found[-1].span.start, piece.end), found[-1].holders)
        else:
            found.append(Watch(piece, frozenset(present)))
    return found


def there(*, at: Span, turns: Iterable[Turn], away: Away) -> set[Hashable]:
    """Who is on the stand during all of `at`, which no turn and no time away begins or ends within (`pieces`)."""
    holders = {turn.holder for turn in turns if turn.span.holds(at)}
    return {holder for holder in holders if not is_away(holder=holder, at=at, away=away)}


def is_away(*, holder: Hashable, at: Span, away: Away) -> bool:
    """Whether this person is elsewhere during any of `at`."""
    return any(span.start < at.end and at.start < span.end for span in away.get(holder, ()))


def pieces(hours: Span, *spans: Iterable[Span]) -> list[Span]:
    """`hours` cut wherever one of the spans begins or ends, in order."""
    cuts = {hours.start, hours.end}
    for group in spans:
        for span in group:
            cuts.update(moment for moment in (span.start, span.end) if hours.start < moment < hours.end)
    ordered = sorted(cuts)
    return [Span(start, end) for start, end in itertools.pairwise(ordered)]
