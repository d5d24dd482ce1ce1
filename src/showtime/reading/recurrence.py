"""The dates of a recurrence rule, one after the other, within a budget of steps.

The method is the filter reading of RFC 5545 section 3.3.10 that dateutil uses: go through the periods of the frequency,
keep the days of each that pass all day filters, combine them with the times, pick the positions. Ours exists because no
library can be stopped inside a rule that matches late or never: dateutil and recurring-ical-events run 8 s on
FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30 and without end on FREQ=SECONDLY since 1970. A test holds it against dateutil.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product

from showtime.reading.rule import Rule

_STEPS = {"HOURLY": timedelta(hours=1), "MINUTELY": timedelta(minutes=1), "SECONDLY": timedelta(seconds=1)}
#: What a date costs those who place it in a series.
_DATE_STEPS = 10
_LAST_DAY = date.max.toordinal()


class BudgetSpent(Exception):  # noqa: N818  (not an error: the caller cuts the series there)
    """The steps are used up before the rule came to its end."""


@dataclass(slots=True)
class Budget:
    """Steps left. A step is a day looked at, about a microsecond; giving a date costs `_DATE_STEPS`."""

    left: int

    def spend(self, steps: int) -> None:
        """Take steps off; BudgetSpent when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise BudgetSpent


def occurrences(rule: Rule, start: datetime, budget: Budget, *, after: datetime | None = None) -> Iterator[datetime]:
    """Naive local times of the rule from `start` on, increasing; `start` only where the rule itself matches it.

    COUNT is kept, UNTIL is the caller's (it may be an instant). `after` lets a rule without COUNT begin near that time
    instead of at `start`; some dates before it may still come. BudgetSpent when the budget ends first. The iterator
    ends with the year 9999.
    """
    left = rule.count
    skip_to = after if after is not None and left is None and after > start else start
    walk = _sub_daily if rule.frequency in _STEPS else _daily
    for found in walk(rule, start, skip_to, budget):
        for each in _at_positions(found, rule.positions):
            if each < start:
                continue
            budget.spend(_DATE_STEPS)
            yield each
            if left is not None:
                left -= 1
                if left == 0:
                    return


def _at_positions(found: list[datetime], positions: tuple[int, ...]) -> list[datetime]:
    """The times of one period at the positions of BYSETPOS, which counts from 1, or from the end below zero."""
    if not positions:
        return found
    size = len(found)
    indices = {at - 1 if at > 0 else size + at for at in positions}
    return [found[index] for index in sorted(indices) if 0 <= index < size]


def _daily(rule: Rule, start: datetime, skip_to: datetime, budget: Budget) -> Iterator[list[datetime]]:
    """The times in each period of a rule by years, months, weeks or days."""
    hours, minutes = rule.by_hour or (start.hour,), rule.by_minute or (start.minute,)
    seconds = sorted({min(second, 59) for second in rule.by_second or (start.second,)})
    budget.spend(len(hours) * len(minutes) * len(seconds))
    times = [time(hour, minute, second) for hour, minute, second in product(hours, minutes, seconds)]
    rule = _with_defaults(rule, start)
    for days in _PERIODS[rule.frequency](rule, start.date(), skip_to.date()):
        budget.spend(max(len(days), 1))
        fitting = [day for day in days if _fits(rule, day)]
        budget.spend(len(fitting) * len(times))
        yield [datetime.combine(day, each) for day in fitting for each in times]


def _with_defaults(rule: Rule, start: datetime) -> Rule:
    """The rule with what DTSTART gives where the rule names no day: its month and day, or its weekday."""
    if rule.by_year_day or rule.by_month_day or rule.by_day:
        return rule
    if rule.by_week or rule.frequency == "WEEKLY":
        return replace(rule, by_day=((0, start.weekday()),))
    if rule.frequency == "YEARLY":
        return replace(rule, by_month=rule.by_month or (start.month,), by_month_day=(start.day,))
    return replace(rule, by_month_day=(start.day,)) if rule.frequency == "MONTHLY" else rule


def _years(rule: Rule, start: date, skip_to: date) -> Iterator[list[date]]:
    first = start.year + (skip_to.year - start.year) // rule.interval * rule.interval
    for year in range(first, date.max.year + 1, rule.interval):
        yield [day for month in rule.by_month or range(1, 13) for day in _month_days(year, month)]


def _months(rule: Rule, start: date, skip_to: date) -> Iterator[list[date]]:
    first = start.year * 12 + start.month - 1
    first += ((skip_to.year * 12 + skip_to.month - 1) - first) // rule.interval * rule.interval
    for number in range(first, (date.max.year + 1) * 12, rule.interval):
        year, month = divmod(number, 12)
        yield _month_days(year, month + 1) if not rule.by_month or month + 1 in rule.by_month else []


def _weeks(rule: Rule, start: date, skip_to: date) -> Iterator[list[date]]:
    first = start.toordinal() - (start.weekday() - rule.week_start) % 7
    first += (skip_to.toordinal() - first) // (7 * rule.interval) * (7 * rule.interval)
    for monday in range(first, _LAST_DAY + 1, 7 * rule.interval):
        yield [date.fromordinal(number) for number in range(max(monday, 1), min(monday + 6, _LAST_DAY) + 1)]


def _days(rule: Rule, start: date, skip_to: date) -> Iterator[list[date]]:
    first = start.toordinal()
    first += (skip_to.toordinal() - first) // rule.interval * rule.interval
    for number in range(first, _LAST_DAY + 1, rule.interval):
        yield [date.fromordinal(number)]


_PERIODS = {"YEARLY": _years, "MONTHLY": _months, "WEEKLY": _weeks, "DAILY": _days}


def _month_days(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _sub_daily(rule: Rule, start: datetime, skip_to: datetime, budget: Budget) -> Iterator[list[datetime]]:
    """The times in each period of a rule by hours, minutes or seconds; a period that cannot match is jumped over."""
    step = _STEPS[rule.frequency] * rule.interval
    at = start + (skip_to - start) // step * step
    minutes = rule.by_minute or (start.minute,)
    seconds = sorted({min(second, 59) for second in rule.by_second or (start.second,)})
    while True:
        budget.spend(1)
        goal = _barrier(rule, at)
        if goal is None:
            match rule.frequency:
                case "HOURLY":
                    yield [at.replace(minute=minute, second=second) for minute in minutes for second in seconds]
                case "MINUTELY":
                    yield [at.replace(second=second) for second in seconds]
                case _:
                    yield [at]
        try:
            at += step * max(1, -((at - goal) // step) if goal is not None else 1)
        except OverflowError:
            return


def _barrier(rule: Rule, at: datetime) -> datetime | None:
    """None where the period of `at` matches, else the first moment at which the next could."""
    midnight = datetime.combine(at.date(), time())
    if not _fits(rule, at.date()):
        return midnight + timedelta(days=1) if at.date() < date.max else at
    hour = midnight + timedelta(hours=at.hour)
    if rule.by_hour and at.hour not in rule.by_hour:
        return hour + timedelta(hours=1)
    if rule.frequency != "HOURLY" and rule.by_minute and at.minute not in rule.by_minute:
        return hour + timedelta(minutes=at.minute + 1)
    if rule.frequency == "SECONDLY" and rule.by_second and at.second not in rule.by_second:
        return at
    return None


def _fits(rule: Rule, day: date) -> bool:
    """Whether a day passes all day filters of the rule."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day:
        size = monthrange(day.year, day.month)[1]
        if day.day not in rule.by_month_day and day.day - size - 1 not in rule.by_month_day:
            return False
    if rule.by_year_day and not _of_year(day) & set(rule.by_year_day):
        return False
    if rule.by_week and not _weeks_of(day, rule.week_start) & set(rule.by_week):
        return False
    return not rule.by_day or any(
        weekday == day.weekday() and _nth_fits(rule, day, nth) for nth, weekday in rule.by_day
    )


def _of_year(day: date) -> set[int]:
    """The number of the day in its year, from the start and (negative) from the end."""
    number = day.toordinal() - date(day.year, 1, 1).toordinal() + 1
    return {number, number - _year_days(day.year) - 1}


def _nth_fits(rule: Rule, day: date, nth: int) -> bool:
    """Whether the day is the nth of its weekday in the month (or in the year, for a yearly rule without months)."""
    if nth == 0 or rule.frequency not in {"YEARLY", "MONTHLY"}:
        return True
    if rule.frequency == "YEARLY" and not rule.by_month:
        number, size = day.toordinal() - date(day.year, 1, 1).toordinal() + 1, _year_days(day.year)
    else:
        number, size = day.day, monthrange(day.year, day.month)[1]
    return nth == (number - 1) // 7 + 1 if nth > 0 else -nth == (size - number) // 7 + 1


def _weeks_of(day: date, week_start: int) -> set[int]:
    """The number of the day's week, from the start and (negative) from the end of the year the week belongs to.

    Week 1 is the first with at least four days in the year (RFC 5545, ISO 8601 where weeks start on Monday).
    """
    first = day.toordinal() - (day.weekday() - week_start) % 7
    if not 1 <= first + 3 <= _LAST_DAY:
        return set()
    fourth = date.fromordinal(first + 3)
    number = (fourth.toordinal() - date(fourth.year, 1, 1).toordinal()) // 7 + 1
    left = (date(fourth.year, 12, 31).toordinal() - fourth.toordinal()) // 7
    return {number, -(left + 1)}


def _year_days(year: int) -> int:
    return 366 if isleap(year) else 365
