"""Which conversations matter most right now. Pure: a weighing of kind, deadline and waiting time, all in points.

- What it is: press 50, meeting request 40, lead 30, not sorted yet 25, partner 20, logistics 15, friend 10. Noise never
  matters. What nobody sorted may be press: it stands above what is known to be less.
- Deadline: overdue or within 6 hours 60, within 24 hours 40, within 3 days 15. So a pallet to be collected this morning
  (15 + 60) stands above a journalist without a date (50), and a journalist who needs an answer today above both.
- Waiting: 1 for every 3 hours, 12 at most: enough to order equals, never to lift a kind above the next but one.

Equal points: the earlier deadline, then who has waited longer, then the key, so that the order is always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

KIND_POINTS = {
    "press": 50,
    "meeting": 40,
    "lead": 30,
    "unsorted": 25,
    "partner": 20,
    "logistics": 15,
    "friend": 10,
}
DEADLINE_POINTS = ((timedelta(hours=6), 60), (timedelta(hours=24), 40), (timedelta(days=3), 15))
WAITING_STEP = timedelta(hours=3)
WAITING_MOST = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that waits for us: what it is, by when it wants an answer, since when it has waited."""

    key: UUID
    kind: str
    deadline: datetime | None
    since: datetime


def most_important(waiting: Sequence[Waiting], *, now: datetime, limit: int) -> list[UUID]:
    """The keys of at most `limit` conversations, the one that matters most first; noise is left out."""

    def order(each: Waiting) -> tuple[int, datetime, datetime, UUID]:
        return -points(each, now=now), each.deadline or datetime.max.replace(tzinfo=now.tzinfo), each.since, each.key

    return [each.key for each in sorted(waiting, key=order) if each.kind in KIND_POINTS][:limit]


def points(waiting: Waiting, *, now: datetime) -> int:
    """The weight of one conversation, as the module says."""
    due = 0
    if waiting.deadline is not None:
        left = waiting.deadline - now
        due = next((worth for within, worth in DEADLINE_POINTS if left <= within), 0)
    waited = max(0, (now - waiting.since) // WAITING_STEP)
    return KIND_POINTS.get(waiting.kind, 0) + due + min(waited, WAITING_MOST)
