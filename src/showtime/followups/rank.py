"""In which order the evening's cards come: what is worth most while heads are fresh comes first."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What ranks a card. `interest` is hot, warm, cold or ""; `promises` are the due dates of open promises, None for
    one without a date; `mine` says that the one who sorts met them; `met_at` is the day's first encounter."""

    interest: str
    promises: tuple[date | None, ...]
    mine: bool
    met_at: datetime


def place(standing: Standing, *, tonight: date) -> tuple[int, date, bool, datetime]:
    """The sort key of a card on the evening of `tonight`: small comes first.

    Hot contacts; then those to whom something is promised by tonight or earlier; then warm ones; then any other
    promise; then those of unknown interest; cold ones last. Among equals the earlier promise, then my own encounters
    (so that two who sort at the same time begin at different cards), then the order of the day.
    """
    due = min((day for day in standing.promises if day is not None), default=date.max)
    return (_class(standing, due <= tonight), due, not standing.mine, standing.met_at)


def _class(standing: Standing, owed_tonight: bool) -> int:
    if standing.interest == "hot":
        return 0
    if owed_tonight:
        return 1
    if standing.interest == "warm":
        return 2
    if standing.promises:
        return 3
    return 5 if standing.interest == "cold" else 4
