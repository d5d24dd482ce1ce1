"""Where and when the demo plays."""

from datetime import date
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
PLACE = "Las Vegas"
# The first day of CES 2026; the demo shows it as today, and the day before as lived.
TODAY = date(2026, 1, 6)
