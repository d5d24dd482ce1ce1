"""The clock that the show runs by.

The demo lets a visitor live any moment of its day, so everything that concerns the show asks this clock and never the
system's. What concerns security (expiry of links, throttling) keeps to real time: `django.utils.timezone.now`.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def offset() -> timedelta:
    """How far the show's clock is ahead of real time; zero but in a demo set to another moment."""
    shift: timedelta = settings.CLOCK_OFFSET
    return shift


def now() -> datetime:
    """The present moment of the show, aware, in UTC."""
    return datetime.now(UTC) + offset()
