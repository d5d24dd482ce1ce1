"""The simple rota, which fills a day's roster until the planner does it better. Pure: people and times in, turns out.

It walks through the opening hours from piece to piece (wherever somebody leaves or comes back, and at least every half
hour) and, for each, takes as many of those who are free as the cover asks for: first whoever is on the stand already
and has not yet stood a full turn (or the show closes within half an hour), then those who stay free for at least half
an hour, then who has stood the least, then in the order given.

Nobody is ever put on the stand while away, and nobody who is free is spared while the cover is short: so the stand is
below its cover exactly when too few people are free, and each such time is named in the rota (law 3). Turns that are
already on the roster stand; it fills around them.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from showtime.rounds.cover import Away, CoverGap, Span, Turn, cover_gaps, is_away, pieces, there

STEP = timedelta(minutes=30)
TURN = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Rota:
    """Proposed turns in order, those already on the roster not among them, and when the stand stays below its cover."""

    turns: tuple[Turn, ...]
    gaps: tuple[CoverGap, ...]


@dataclass(slots=True)
class _Walk:
    """Where the walk through the day has come to."""

    stood: dict[Hashable, timedelta]
    since: dict[Hashable, datetime] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)


def propose(
    *,
    hours: Span,
    needed: int,
    people: Sequence[Hashable],
    away: Away,
    held: Sequence[Turn] = (),
    turn: timedelta = TURN,
) -> Rota:
    """A rota for `hours` with `needed` people at a time, out of `people`, none of them while `away`.

    `held` are turns already on the roster, by anybody. `turn` is how long one stands before another takes over.
    """
    walk = _Walk(stood={person: _stood(person, held, hours) for person in people})
    for piece in pieces(hours, [each.span for each in held], *away.values(), _grid(hours)):
        fixed = there(at=piece, turns=held, away=away)
        free = [
            person
            for person in people
            if person not in fixed
            and not is_away(holder=person, at=piece, away=away)
            and not any(
                each.holder == person and each.span.start < piece.end and piece.start < each.span.end for each in held
            )
        ]
        free.sort(key=lambda person: _preference(person, piece=piece, walk=walk, away=away, hours=hours, turn=turn))
        _stand(walk, chosen=free[: max(0, needed - len(fixed))], piece=piece, turn=turn)
    turns = tuple(_joined(walk.turns))
    return Rota(turns, tuple(cover_gaps(hours=hours, needed=needed, turns=[*held, *turns], away=away)))


def _grid(hours: Span) -> list[Span]:
    """The hours in steps, the last one shorter where they are no whole number of steps."""
    steps = -((hours.start - hours.end) // STEP)
    return [Span(hours.start + STEP * step, min(hours.start + STEP * (step + 1), hours.end)) for step in range(steps)]


def _stood(person: Hashable, held: Iterable[Turn], hours: Span) -> timedelta:
    """How long the person stands on this day by turns already on the roster."""
    spans = [
        Span(max(each.span.start, hours.start), min(each.span.end, hours.end)) for each in held if each.holder == person
    ]
    return sum((span.end - span.start for span in spans if span.end > span.start), timedelta())


def _preference(
    person: Hashable, *, piece: Span, walk: _Walk, away: Away, hours: Span, turn: timedelta
) -> tuple[bool, bool, timedelta]:
    """What the free are sorted by, the first taken first; sorting keeps the given order of equals."""
    since = walk.since.get(person)
    stays_on = since is not None and (piece.start - since < turn or hours.end - piece.start <= STEP)
    leaves = min((span.start for span in away.get(person, ()) if span.start >= piece.end), default=hours.end)
    brief = min(leaves, hours.end) - piece.start < STEP and leaves < hours.end
    return not stays_on, brief and not stays_on, walk.stood[person]


def _stand(walk: _Walk, *, chosen: Sequence[Hashable], piece: Span, turn: timedelta) -> None:
    """Put the chosen on the stand for the piece; whoever was there and is chosen after a full turn begins another."""
    since = {person: walk.since.get(person, piece.start) for person in chosen}
    walk.since = {person: piece.start if piece.start - start >= turn else start for person, start in since.items()}
    for person in chosen:
        walk.stood[person] += piece.end - piece.start
        walk.turns.append(Turn(person, piece))


def _joined(turns: Iterable[Turn]) -> list[Turn]:
    """The same turns, those of one person that follow one another without a break made one; by start."""
    joined: list[Turn] = []
    last: dict[Hashable, int] = {}
    for turn in turns:
        at = last.get(turn.holder)
        if at is not None and joined[at].span.end == turn.span.start:
            joined[at] = Turn(turn.holder, Span(joined[at].span.start, turn.span.end))
        else:
            last[turn.holder] = len(joined)
            joined.append(turn)
    return joined
