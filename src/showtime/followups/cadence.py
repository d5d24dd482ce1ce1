"""When a follow-up falls due, and when to remind of one that is not answered."""

from collections.abc import Iterable
from datetime import date, timedelta

REMIND_AFTER = 3
_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """The day `count` working days after `day`: Monday to Friday, public holidays not heeded."""
    found = day
    for _ in range(count):
        found += timedelta(days=1)
        while found.weekday() >= _SATURDAY:
            found += timedelta(days=1)
    return found


def remind_on(sent_on: date) -> date:
    """When to remind of a mail sent on this day that has had no answer: three working days later."""
    return working_days_after(sent_on, REMIND_AFTER)


def due_on(day: date, promised: Iterable[date | None]) -> date:
    """By when to follow up who was met on `day`: the earliest promise from then on, or else the next working day."""
    dates = [each for each in promised if each is not None and each >= day]
    return min(dates, default=working_days_after(day, 1))
