"""The lanes of a day as `web/_timeline.html` draws them: where each block stands, as classes of clock.css."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from showtime.programme.words import short_clock, span_words, time_words

STEP = 5
FIRST_SHOWN, LAST_SHOWN = 0, 30


@dataclass(frozen=True, kw_only=True)
class Block:
    """Something in one lane, between two aware times. `kind` is an event's, or "stand" (holds it) or "way" (walks).

    `lay_out` fills in the last three: the times as text, the classes of its place, and the side where two overlap.
    """

    title: str
    starts: datetime
    ends: datetime
    kind: str = ""
    place: str = ""
    url: str = ""
    icon: str = ""
    clash: bool = False
    when: str = ""
    face: str = ""
    side: str = ""


@dataclass(frozen=True)
class Lane:
    """One member's day. Give the reader's own lane first, as `mine`: it is drawn wider."""

    name: str
    blocks: Sequence[Block]
    mine: bool = False


@dataclass(frozen=True)
class Hour:
    """A line across the lanes: hours since midnight, which pass 24, and what its label says."""

    number: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What the template draws, `length` hours from the hour `first`. `now` is empty when it is not in sight."""

    first: int
    length: int
    hours: Sequence[Hour]
    lanes: Sequence[Lane]
    now: str
    now_label: str


def lay_out(lanes: Iterable[Lane], *, day: date, zone: ZoneInfo, now: datetime) -> Timeline:
    """Place all blocks that touch `day` (by `zone`, up to 6:00 of the next morning) and the hours around them.

    Two events of one lane that overlap stand side by side; one during a turn on the stand lies over it. Faces are
    rounded to five minutes; the texts stay exact.
    """
    placed = [replace(lane, blocks=_beside(_place(lane.blocks, day, zone))) for lane in lanes]
    edges = [block for lane in placed for block in lane.blocks]
    first = min((_minutes(block.starts, day, zone) // 60 for block in edges), default=8)
    last = max((-(-_minutes(block.ends, day, zone) // 60) for block in edges), default=20)
    first, last = max(first, FIRST_SHOWN), min(max(last, first + 1), LAST_SHOWN)
    minute = _minutes(now, day, zone)
    seen = first * 60 <= minute < last * 60
    return Timeline(
        first=first,
        length=last - first,
        hours=[Hour(number, time_words(time(number % 24))) for number in range(first, last + 1)],
        lanes=placed,
        now=_face("from", minute) if seen else "",
        now_label=short_clock(now, zone) if seen else "",
    )


def _place(blocks: Iterable[Block], day: date, zone: ZoneInfo) -> list[Block]:
    """The blocks within the day's sight in order of time, in the show's zone, each with its face."""
    shown = []
    for block in sorted(blocks, key=lambda block: (block.starts, block.ends)):
        start = max(_minutes(block.starts, day, zone), FIRST_SHOWN * 60)
        end = min(_minutes(block.ends, day, zone), LAST_SHOWN * 60)
        if start < LAST_SHOWN * 60 and end > FIRST_SHOWN * 60 and block.ends > block.starts:
            face = f"{_face('from', start)} {_face('to', end)}"
            shown.append(replace(block, face=face, when=span_words(block.starts, block.ends, zone)))
    return shown


def _beside(blocks: Sequence[Block]) -> list[Block]:
    """Put blocks that overlap left and right by turns, but over a turn on the stand, which keeps the whole width."""
    sides = [""] * len(blocks)
    for late, block in enumerate(blocks):
        for early in range(late):
            if blocks[early].ends <= block.starts:
                continue
            if "stand" in {block.kind, blocks[early].kind}:
                above = early if block.kind == "stand" else late
                sides[above] = sides[above] or "over"
            else:
                sides[early] = "right" if sides[early] == "right" else "left"
                sides[late] = "left" if sides[early] == "right" else "right"
    return [replace(block, side=side) for block, side in zip(blocks, sides, strict=True)]


def _minutes(moment: datetime, day: date, zone: ZoneInfo) -> int:
    """What a clock on the wall shows at `moment`, in minutes since the midnight in which `day` began."""
    local = moment.astimezone(zone)
    return (local.date() - day) // timedelta(days=1) * 24 * 60 + local.hour * 60 + local.minute


def _face(edge: str, minutes: int) -> str:
    hour, minute = divmod(STEP * round(minutes / STEP), 60)
    return f"{edge}-h{hour} {edge}-m{minute}"
