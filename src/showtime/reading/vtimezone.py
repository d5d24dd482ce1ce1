"""The zones that files describe, as tzinfo: VTIMEZONE (RFC 5545 section 3.6.5), TZ and DAYLIGHT of vCalendar 1.0."""

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from showtime.reading.components import Component
from showtime.reading.moment import MomentError, parse_moment, parse_offset, shift
from showtime.reading.recurrence import Budget, BudgetSpent, occurrences
from showtime.reading.rule import Rule, RuleError, parse_rule

#: Changes are computed up to this year; a time after it has the offset of the last change.
_LAST_YEAR = 2120
#: Rules that begin earlier (Outlook's in 1601) give no dates before this year but their first.
_FIRST = datetime(1850, 1, 1)  # noqa: DTZ001  (local times of the zone)
_BEGINNING = datetime(1, 1, 1)  # noqa: DTZ001
#: Steps of `recurrence` for all the zones of a file; two yearly rules from 1601 on take about 20,000.
FILE_STEPS = 3_000_000


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change of offset, at a local time of the offset before it."""

    at: datetime
    before: timedelta
    after: timedelta


class ZoneError(ValueError):
    """The component describes no zone that can be read."""


class CalendarZone(tzinfo):
    """A zone as a calendar file describes it. Not shared between files: two may use one TZID for different zones."""

    def __init__(self, name: str, changes: list[Change]) -> None:
        """`changes` must be sorted and not empty."""
        self._name = name
        self._changes = changes
        self._onsets = [change.at for change in changes]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset at a local time: the first one where it occurs twice, the one before where it is skipped."""
        if moment is None:
            return self._changes[0].after
        local = moment.replace(tzinfo=None, fold=0)
        index = bisect_right(self._onsets, local) - 1
        if index < 0:
            return self._changes[0].before
        change = self._changes[index]
        skipped = change.after - change.before
        return change.before if local < change.at + skipped else change.after

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Not known: a file need not say it, and nothing here asks."""
        return None

    def tzname(self, moment: datetime | None) -> str:
        """The TZID."""
        return self._name


def read_zone(component: Component, budget: Budget) -> CalendarZone:
    """The zone a VTIMEZONE describes. ZoneError when no part of it can be read."""
    changes: list[Change] = []
    for part in component.parts:
        if part.name not in {"STANDARD", "DAYLIGHT"}:
            continue
        with suppress(MomentError, RuleError, BudgetSpent):
            changes += _changes(part, budget)
    if not changes:
        raise ZoneError(component.name)
    return CalendarZone(component.text("TZID"), sorted(set(changes)))


def _changes(part: Component, budget: Budget) -> list[Change]:
    """The changes of one STANDARD or DAYLIGHT part."""
    before, after = (
        parse_offset(part.text("TZOFFSETFROM") or part.text("TZOFFSETTO")),
        parse_offset(part.text("TZOFFSETTO")),
    )
    start = parse_moment(part.text("DTSTART") or "19700101T000000", None).local
    onsets = {start}
    for line in part.all("RDATE"):
        for text in line.split(","):
            onsets.add(parse_moment(text.partition("/")[0], None).local)
    for line in part.all("RRULE"):
        onsets.update(_onsets(parse_rule(line.value), start, before, budget))
    return [Change(onset, before, after) for onset in onsets]


def _onsets(rule: Rule, start: datetime, before: timedelta, budget: Budget) -> list[datetime]:
    """The dates of a rule up to its UNTIL (which is in UTC) or the last year computed."""
    end = datetime(_LAST_YEAR, 12, 31)  # noqa: DTZ001  (local times of the zone)
    if rule.until is not None:
        local = rule.until.local if rule.until.zone is None else shift(rule.until.local, before)
        end = min(end, local)
    found: list[datetime] = []
    for onset in occurrences(rule, start, budget, after=_FIRST):
        if onset > end:
            break
        found.append(onset)
    return found


def read_old_zone(calendar: Component) -> CalendarZone | None:
    """The zone of a vCalendar 1.0 by its TZ and DAYLIGHT properties; None when it has no TZ that can be read.

    `TZ:-06` and `DAYLIGHT:TRUE;-05;19980405T020000;19981025T020000;CST;CDT`, one line for each summer (versit 1996).
    """
    try:
        winter = _old_offset(calendar.text("TZ"))
    except MomentError:
        return None
    changes = [Change(_BEGINNING, winter, winter)]
    for line in calendar.all("DAYLIGHT"):
        parts = line.split()
        with suppress(MomentError, IndexError):
            if parts[0].upper() == "TRUE":
                summer = _old_offset(parts[1])
                begin, end = (parse_moment(text, None).local for text in parts[2:4])
                changes += [Change(begin, winter, summer), Change(end, summer, winter)]
    return CalendarZone(f"TZ {calendar.text('TZ')}", sorted(changes))


def _old_offset(text: str) -> timedelta:
    """An offset that may be hours alone."""
    return parse_offset(text if len(text) > 3 else f"{text}00")
