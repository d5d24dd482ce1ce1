"""Where and when the bench plays."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
FIRST_DAY = date(2026, 1, 6)
#: Five in the afternoon of the second day: the programme is full, the evening's cards are there.
NOW = datetime(2026, 1, 7, 17, tzinfo=ZONE)
