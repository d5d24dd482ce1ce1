"""Which time zone a TZID means: an IANA name, one described in the file, or one of the many other spellings in use."""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from showtime.reading.components import Component
from showtime.reading.problems import Findings, shortened
from showtime.reading.recurrence import Budget
from showtime.reading.vtimezone import ZoneError, read_zone

_FIXED = re.compile(r"\(?(?:UTC|GMT|Z)?\s*(?:([+-])\s*([0-9]{1,2}):?([0-9]{2})?)?\)?\s*", re.IGNORECASE)
_DISPLAY = re.compile(r"\((?:UTC|GMT)\s*(?:[+-][0-9]{2}:?[0-9]{2})?\)\s*(.+)", re.IGNORECASE)
#: Files beside the zones on some machines: the machine's own zone, copies with and without leap seconds.
_NO_ZONES = ("/", ".", "localtime", "posix", "right/", "Factory")
#: Names that Windows shows and Outlook writes, and those of Lotus Notes, which hold no city.
_SHOWN = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "western/central europe": "Europe/Berlin",
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "atlantic time (canada)": "America/Halifax",
    "coordinated universal time": "UTC",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
}


class Zones:
    """The time zones of one calendar of a file.

    An IANA name means the IANA zone even where the file describes it too (its rules are newer and reach further back).
    Any other name means what the file describes. Only then are spellings guessed: X-LIC-LOCATION, vendor paths
    (`/mozilla.org/20050126_1/Europe/Berlin`), Windows names, display names with a city, fixed offsets.
    """

    def __init__(self, described: Iterable[Component], *, default: tzinfo, budget: Budget, findings: Findings) -> None:
        """`default` is the zone of times whose TZID is not known, and of floating times; `budget` is the file's."""
        self.default = default
        self._budget = budget
        self._findings = findings
        self._described: dict[str, Component] = {}
        for component in described:
            self._described.setdefault(_plain(component.text("TZID")), component)
        self._found: dict[str, tzinfo] = {}

    def find(self, tzid: str, where: str) -> tzinfo:
        """The zone of a TZID; an unknown one is noted once and read in the default zone."""
        name = _plain(tzid)
        if name not in self._found:
            zone = _iana(name) or self._from_file(name) or _guess(name)
            if zone is None:
                self._findings.add("zone_unknown", where, zone=shortened(tzid, 60), used=zone_name(self.default))
            self._found[name] = zone or self.default
        return self._found[name]

    def _from_file(self, name: str) -> tzinfo | None:
        component = self._described.get(name)
        if component is None:
            return None
        location = _iana(_plain(component.text("X-LIC-LOCATION")))
        if location is not None:
            return location
        guessed = _from_path(name)
        if guessed is not None:
            return guessed
        try:
            return read_zone(component, self._budget)
        except ZoneError:
            self._findings.add("zone_unreadable", f"line {component.number} VTIMEZONE", zone=shortened(name, 60))
            return None


def zone_name(zone: tzinfo) -> str:
    """A name for a zone: its IANA name, the TZID of the file, or its offset."""
    return zone.key if isinstance(zone, ZoneInfo) and zone.key else str(zone.tzname(None))


def _plain(tzid: str) -> str:
    """A TZID without the blanks and quotes around it that differ between a VTIMEZONE and its use."""
    return " ".join(tzid.split()).strip("\"' ")


def _iana(name: str) -> ZoneInfo | None:
    """The IANA zone of exactly that name."""
    if not name or not name.isascii() or name.startswith(_NO_ZONES):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _guess(name: str) -> tzinfo | None:
    """The zone meant by a name that neither IANA nor the file knows."""
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    shown = _DISPLAY.fullmatch(name)
    return (
        _from_path(name)
        or _by_spelling(name)
        or _windows(name)
        or (_by_city(shown[1]) if shown else None)
        or _by_city(name)
        or _fixed(name)
    )


def _from_path(name: str) -> ZoneInfo | None:
    """The zone with an area (Europe/Berlin) at the end of a vendor's path, the longest name first."""
    parts = name.strip("/").split("/")
    return next(filter(None, (_iana("/".join(parts[at:])) for at in range(min(len(parts) - 1, 8)))), None)


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """IANA names by their lower-case spelling with underscores."""
    return {name.lower(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """IANA names by their last part, as people write the city."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return {name.rpartition("/")[2].replace("_", " ").lower(): name for name in reversed(names)}


def _by_spelling(name: str) -> ZoneInfo | None:
    """The zone of a name in another case, or with blanks, backslashes or dashes (US-Eastern) for its separators."""
    plain = name.replace(" ", "_").replace("\\", "/").lower()
    return _iana(_spellings().get(plain) or _spellings().get(plain.replace("-", "/", 1)) or "")


def _windows(name: str) -> ZoneInfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415  (loads slowly, seldom needed)

    found = WINDOWS_TO_OLSON.get(name)
    return _iana(found) if found else None


def _by_city(name: str) -> ZoneInfo | None:
    """The zone of the first city in a list such as "Amsterdam, Berlin, Bern" that is known."""
    if name.lower() in _SHOWN:
        return _iana(_SHOWN[name.lower()])
    found = next((_cities()[city] for part in name.split(",") if (city := part.strip().lower()) in _cities()), "")
    return _iana(found)


def _fixed(name: str) -> tzinfo | None:
    """A fixed offset written as UTC+2, GMT-0500 or (UTC+05:30) Somewhere."""
    match = _FIXED.match(name)
    if match is None or match[1] is None or (match.end() < len(name) and not name.startswith("(")):
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset) if offset < timedelta(days=1) else None
