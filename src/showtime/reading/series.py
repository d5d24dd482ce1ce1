"""The dates of a repeating event: its rules and added dates, less its exceptions, with the changes of single dates.

RFC 5545 sections 3.8.4.4 (RECURRENCE-ID, THISANDFUTURE) and 3.8.5 (EXDATE, RDATE, RRULE).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import merge

from showtime.reading.moment import Duration, Moment, MomentError, to_utc
from showtime.reading.problems import Findings
from showtime.reading.recurrence import Budget, BudgetSpent, occurrences
from showtime.reading.rule import Rule
from showtime.reading.vevent import Draft

#: Steps of `recurrence` for one series and for one file; the second bounds a file at a few seconds.
SERIES_STEPS = 200_000
FILE_STEPS = 2_000_000
#: Most occurrences of all the series of a file together. Events that do not repeat are never cut.
FILE_OCCURRENCES = 20_000
#: Older than any version of an event.
NEVER = datetime.min.replace(tzinfo=UTC)
_DAY = timedelta(days=1)
#: More than any change of clocks moves a time.
_CLOCK_CHANGE = timedelta(hours=3)

Window = tuple[datetime, datetime]


@dataclass(slots=True)
class Bounds:
    """How far to repeat: the period asked for, the occurrences left for a series and for the file, the steps left."""

    window: Window | None
    limit: int
    occurrences: int
    steps: Budget

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the period asked for holds any part of the event."""
        if self.window is None:
            return True
        begin, end = self.window
        return starts_at < end and (ends_at > begin or starts_at >= begin)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series before changes: its instant, its local time in the series' zone, a length of its own."""

    instant: datetime
    local: datetime
    length: Duration | None = None


class Series:
    """The dates of a repeating event, its exceptions taken away, and which version of it stands at each."""

    def __init__(self, master: Draft, changes: list[Draft], bounds: Bounds, findings: Findings) -> None:
        self.given = 0
        self._master = master
        self._zone = UTC if master.start.is_date else master.start.zone or master.default
        self._bounds = bounds
        self._findings = findings
        self._excluded = {self._key_of(moment) for moment in master.excluded}
        self._excluded_days = {moment.day for moment in master.excluded if moment.is_date}
        self._changes: dict[str, Draft] = {}
        for draft in changes:
            key = self._key_of(draft.recurrence_id or draft.start)
            if key not in self._changes or version(draft) >= version(self._changes[key]):
                self._changes[key] = draft
        self._used: set[str] = set()
        self._spent = False
        self._futures = sorted(
            (
                (self._key_of(draft.recurrence_id), draft)
                for draft in changes
                if draft.and_future and draft.recurrence_id
            ),
            key=lambda pair: pair[0],
        )

    def dates(self) -> Iterator[Occurrence]:
        """The dates inside the bounds, in order; where they end is noted."""
        budget = Budget(min(SERIES_STEPS, self._bounds.steps.left))
        before = budget.left
        last = self._master.start.local
        try:
            for moment in self._merged(budget):
                if self._is_after_window(moment):
                    self._findings.add("series_continues", self._master.where)
                    return
                if self.given >= self._bounds.limit or (self.given and self._bounds.occurrences <= 0):
                    self._findings.add("series_cut", self._master.where, until=last.date())
                    return
                last = moment.local
                given = self.given
                yield moment
                self._bounds.occurrences -= self.given - given
            if self._spent:
                self._findings.add("series_unending", self._master.where, until=last.date())
        finally:
            self._bounds.steps.left -= before - max(budget.left, 0)

    def change_at(self, key: str, day: date) -> Draft | None:
        """The draft that replaces the occurrence, by the full RECURRENCE-ID or by its day."""
        for each in (key, f"{day:%Y%m%d}".rjust(8, "0")):
            if each in self._changes:
                self._used.add(each)
                return self._changes[each]
        return None

    def version_at(self, moment: Occurrence) -> tuple[Draft, datetime]:
        """The draft that holds for an unchanged occurrence, and its local start: THISANDFUTURE moves later ones too."""
        key = self._key_of(Moment(moment.local, self._master.start.is_date, self._zone))
        earlier = [draft for at, draft in self._futures if at < key and draft.recurrence_id]
        if not earlier or earlier[-1].recurrence_id is None:
            return self._master, moment.local
        draft = earlier[-1]
        return draft, moment.local + (draft.start.local - earlier[-1].recurrence_id.local)

    def changes_left(self) -> Iterator[tuple[str, Draft]]:
        """The changes of occurrences that the rule did not give, with their keys."""
        for key, draft in self._changes.items():
            if key in self._used or key in self._excluded:
                continue
            moment = draft.recurrence_id or draft.start
            if moment.is_date and not self._master.start.is_date:
                moment = replace(
                    self._master.start, local=datetime.combine(moment.day, self._master.start.local.time())
                )
            full = moment_key(moment, self._zone)
            if full:
                yield full, draft

    def _key_of(self, moment: Moment) -> str:
        """What identifies an occurrence: its day for whole days and for moments that are one, else its instant."""
        if moment.is_date or self._master.start.is_date:
            return f"{moment.day:%Y%m%d}".rjust(8, "0")
        return moment_key(moment, self._zone)

    def _merged(self, budget: Budget) -> Iterator[Occurrence]:
        """Start, rules and added dates in order, each instant once, without those taken away."""
        master = self._master
        streams = [self._rule_dates(rule, budget) for rule in master.rules]
        extras = [Occurrence(self._instant(master.start.local), master.start.local)]
        for extra in master.extras:
            try:
                local = self._local(extra.moment)
                extras.append(Occurrence(self._instant(local), local, extra.length))
            except (MomentError, OverflowError):
                self._findings.add("start_out_of_range", f"{master.where} RDATE", summary="", value=extra.moment.local)
        own_length = master.length != Duration(0, timedelta())
        extras.sort(key=lambda each: (each.instant, each.length is not None if own_length else each.length is None))
        away = _Exclusions([self._rule_dates(rule, budget) for rule in master.excluded_rules])
        last = ""
        for moment in merge(extras, *streams, key=lambda each: each.instant):
            key = self._key_of(Moment(moment.local, master.start.is_date, self._zone))
            if key == last or away.takes(moment.instant):
                continue
            last = key
            if key not in self._excluded and moment.local.date() not in self._excluded_days:
                yield moment

    def _rule_dates(self, rule: Rule, budget: Budget) -> Iterator[Occurrence]:
        """The dates of one rule; a spent budget ends them, and is remembered, without losing the dates beside them."""
        start = self._master.start.local
        try:
            for local in occurrences(rule, start, budget, after=self._near_window()):
                if rule.until is not None and self._is_beyond(local, rule.until):
                    return
                yield Occurrence(self._instant(local), local)
        except BudgetSpent:
            self._spent = True
        except MomentError:
            return

    def _is_beyond(self, local: datetime, until: Moment) -> bool:
        """Whether a date comes after UNTIL, which is inclusive; one given as a day means the whole day."""
        if until.is_date or self._master.start.is_date:
            return local.date() > until.day
        return local > until.local if until.zone is None else self._instant(local) > until.utc(UTC)

    def _near_window(self) -> datetime | None:
        """A local time from which on a rule matters: before the window by the event's length and by what moves it."""
        if self._bounds.window is None:
            return None
        master = self._master
        length = timedelta(days=max(master.days, master.length.days)) + master.length.exact
        if not master.start.is_date and not master.length.days:
            length = master.length.exact
        try:
            begin = _local_of(self._bounds.window[0].astimezone(UTC), self._zone)
            margin = _DAY if master.start.is_date else _CLOCK_CHANGE
            return begin - length - self._largest_move() - margin
        except OverflowError:
            return None

    def _is_after_window(self, moment: Occurrence) -> bool:
        if self._bounds.window is None:
            return False
        try:
            return moment.instant >= self._bounds.window[1].astimezone(UTC) + self._largest_move() + _DAY
        except OverflowError:
            return False

    def _largest_move(self) -> timedelta:
        moves = [abs(each.start.local - each.recurrence_id.local) for _, each in self._futures if each.recurrence_id]
        return max(moves, default=timedelta())

    def _instant(self, local: datetime) -> datetime:
        return to_utc(local, self._zone)

    def _local(self, moment: Moment) -> datetime:
        """An added date as a local time of the series."""
        start = self._master.start
        if start.is_date:
            return datetime.combine(moment.day, datetime.min.time())
        if moment.is_date:
            return datetime.combine(moment.day, start.local.time())
        if moment.zone is None or moment.zone is start.zone:
            return moment.local
        return _local_of(moment.utc(self._zone), self._zone)


class _Exclusions:
    """The dates of EXRULEs, asked for in increasing order."""

    def __init__(self, streams: list[Iterator[Occurrence]]) -> None:
        self._dates = merge(*streams, key=lambda each: each.instant)
        self._next = next(self._dates, None)

    def takes(self, instant: datetime) -> bool:
        """Whether an instant is taken away."""
        while self._next is not None and self._next.instant < instant:
            self._next = next(self._dates, None)
        return self._next is not None and self._next.instant == instant


def version(draft: Draft) -> tuple[int, datetime]:
    """What orders the versions of an event: SEQUENCE, then when it was written."""
    return draft.sequence, draft.stamp or NEVER


def moment_key(moment: Moment, default: tzinfo) -> str:
    """A `recurrence_id` of `event.CalendarEvent`: the day, or the instant in UTC; "" outside of the years 1 to 9999."""
    if moment.is_date:
        return f"{moment.day:%Y%m%d}".rjust(8, "0")
    try:
        return f"{moment.utc(default):%Y%m%dT%H%M%SZ}".rjust(16, "0")
    except MomentError:
        return ""


def _local_of(instant: datetime, zone: tzinfo) -> datetime:
    """The local time of an instant. Found by search, because a zone from a file only knows offsets of local times."""
    naive = instant.replace(tzinfo=None)
    local = naive
    for _ in range(3):
        local = naive + (zone.utcoffset(local) or timedelta())
    return local
