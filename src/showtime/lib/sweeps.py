"""Background work as sweeps over due rows: the row is the queue, so an engine may lose a message and no work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sweep:
    """One kind of background work.

    `due(limit)` lists the keys of at most `limit` rows that are to be worked on now; `work(key)` claims one of them by
    a conditional UPDATE, works and records the outcome in the row. A row claimed by another worker is passed over in
    silence; an exception means that the row was left as it was and falls due again.
    """

    name: str
    every: timedelta
    due: Callable[[int], list[str]]
    work: Callable[[str], None]
