"""Words that the tests of contacts share."""

from collections.abc import Callable
from datetime import UTC, datetime

from showtime.contacts.capture import Captured

#: 11:30 in the morning of the first day, in Las Vegas.
NOON = datetime(2026, 1, 6, 19, 30, tzinfo=UTC)

#: The fixture `meet`: captures somebody; keywords are those of `PersonFields`, `Qualification` and `capture`.
Meet = Callable[..., Captured]
