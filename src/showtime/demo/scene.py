"""Where and when the demo plays."""

from datetime import date
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
PLACE = "Las Vegas"
# The first day of CES 2026; the demo shows it as today, and the day before as lived.
TODAY = date(2026, 1, 6)
DOMAIN = "orlaine.example"
DIRECTORY = "ces2026.tsv"
CAST: tuple[tuple[str, str, str], ...] = (
    ("camille", "Camille Roy", "owner"),
    ("sacha", "Sacha Blanc", "member"),
    ("noor", "Noor Haddad", "member"),
)
