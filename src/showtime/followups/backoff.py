"""When to try a deferred mail again."""

from datetime import datetime, timedelta

STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
GIVE_UP_AFTER = timedelta(hours=24)


def next_try(*, attempts: int, approved_at: datetime, now: datetime) -> datetime | None:
    """When to try again after `attempts` tries in vain, or None to give up, a day after the approval.

    One minute later at first, since a greylisting server asks for no more; then 5, 15 and 60 minutes, 2 and 4 hours.
    """
    if now - approved_at >= GIVE_UP_AFTER:
        return None
    return now + STEPS[min(max(attempts, 1), len(STEPS)) - 1]
