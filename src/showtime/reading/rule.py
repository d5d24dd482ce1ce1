"""A recurrence rule as a value, and its two written forms: RRULE of iCalendar, and the older one of vCalendar 1.0."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from showtime.reading.moment import Moment, MomentError, parse_moment

Frequency = Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]

FREQUENCIES: tuple[Frequency, ...] = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,3})?(MO|TU|WE|TH|FR|SA|SU)")
#: Smallest and largest value of each list of numbers; a lower bound below zero allows counting from the end, not zero.
_BOUNDS = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYMONTH": (1, 12),
    "BYSETPOS": (-366, 366),
}
_OLD_FREQUENCIES: dict[str, Frequency] = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_LARGEST = 10**9


class RuleError(ValueError):
    """The rule is not understood; the message is the part of it that is not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """RFC 5545 section 3.3.10. Weekdays count from Monday = 0; `by_day` pairs are (nth or 0, weekday).

    `corrections` holds the parts that had to be put right to understand the rule.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    week_start: int = 0
    by_month: tuple[int, ...] = ()
    by_week: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_hour: tuple[int, ...] = ()
    by_minute: tuple[int, ...] = ()
    by_second: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    corrections: tuple[str, ...] = ()


def parse_rule(text: str) -> Rule:
    """The rule of an RRULE value. RuleError when any part that changes the dates is not understood."""
    fields, corrections = _fields(text)
    frequency = next((each for each in FREQUENCIES if each == fields.get("FREQ", "")), None)
    if frequency is None:
        raise RuleError(f"FREQ={fields.get('FREQ', '')[:20]}")
    for name, known in (("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")):
        if fields.get(name, known) != known:
            raise RuleError(f"{name}={fields[name][:20]}")
    unknown = fields.keys() - _BOUNDS.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP"}
    unknown = {name for name in unknown if not name.startswith("X-")}
    if unknown:
        raise RuleError(min(unknown)[:20])
    interval, count = _interval(fields, corrections), _count(fields, corrections)
    return Rule(
        frequency=frequency,
        interval=interval,
        count=count,
        until=_until(fields["UNTIL"]) if "UNTIL" in fields else None,
        week_start=WEEKDAYS.index(fields["WKST"]) if fields.get("WKST") in WEEKDAYS else 0,
        by_month=_numbers(fields, "BYMONTH"),
        by_week=_numbers(fields, "BYWEEKNO"),
        by_year_day=_numbers(fields, "BYYEARDAY"),
        by_month_day=_numbers(fields, "BYMONTHDAY"),
        by_day=_weekdays(fields.get("BYDAY", "")),
        by_hour=_numbers(fields, "BYHOUR"),
        by_minute=_numbers(fields, "BYMINUTE"),
        by_second=_numbers(fields, "BYSECOND"),
        positions=_numbers(fields, "BYSETPOS"),
        corrections=tuple(corrections),
    )


def is_old_rule(text: str) -> bool:
    """Whether the value is a rule of vCalendar 1.0, such as `W2 MO WE #10`."""
    return bool(re.match(r"\s*(?:D|W|MP|MD|YM|YD)[0-9]+(?:\s|$)", text))


def parse_old_rule(text: str) -> Rule:
    """The rule of a vCalendar 1.0 RRULE, whose grammar is that of XAPIA's CSA (versit 1996). RuleError otherwise."""
    head, *words = text.upper().split() or [""]
    match = re.fullmatch(r"(D|W|MP|MD|YM|YD)([0-9]{1,6})", head)
    if match is None or int(match[2]) == 0:
        raise RuleError(head[:20])
    rule = Rule(_OLD_FREQUENCIES[match[1][0]], interval=int(match[2]), count=2)
    values: list[str] = []
    for word in words:
        if word.startswith("#") and word[1:].isdecimal():
            rule = replace(rule, count=min(int(word[1:]), _LARGEST) or None)
        elif len(word) >= 8 and word[:8].isdecimal():
            rule = replace(rule, until=_until(word), count=None)
        else:
            values.append(word)
    return _old_values(rule, match[1], values)


def _old_values(rule: Rule, kind: str, values: list[str]) -> Rule:
    """The rule with the values between its interval and its duration; what they are depends on the kind of rule."""
    if kind == "D" and values:
        raise RuleError(values[0][:20])
    if kind == "W":
        return replace(rule, by_day=_weekdays(",".join(values)))
    if kind == "MP":
        return replace(rule, by_day=_weekdays(",".join(_old_positions(values))))
    numbers = tuple(_old_number(value) for value in values)
    match kind:
        case "MD":
            return replace(rule, by_month_day=numbers)
        case "YM":
            return replace(rule, by_month=numbers)
        case "YD":
            return replace(rule, by_year_day=numbers)
    return rule


def _old_positions(values: list[str]) -> list[str]:
    """`1+ MO TU 1- FR` as 1MO, 1TU, -1FR."""
    days: list[str] = []
    nth = ""
    for value in values:
        if value in WEEKDAYS:
            days.append(nth + value)
        else:
            nth = str(_old_number(value))
    return days


def _old_number(text: str) -> int:
    """`3` or `3+` counts from the start, `3-` from the end, LD is the last day of the month."""
    if text == "LD":
        return -1
    match = re.fullmatch(r"([0-9]{1,3})([+-]?)", text)
    if match is None or int(match[1]) == 0:
        raise RuleError(text[:20])
    return -int(match[1]) if match[2] == "-" else int(match[1])


def _fields(text: str) -> tuple[dict[str, str], list[str]]:
    """The parts by name; what is said twice, empty or escaped is a correction."""
    corrections: list[str] = []
    cleaned = text.strip().upper().replace("\\;", ";").replace("\\,", ",")
    if "\\" in text:
        corrections.append("\\")
    fields: dict[str, str] = {}
    for part in cleaned.removeprefix("RRULE:").split(";"):
        name, equals, value = part.partition("=")
        name, value = name.strip(), "".join(value.split())
        if equals and value and name in fields and fields[name] != value:
            corrections.append(name[:20])
        if equals and value:
            fields.setdefault(name, value)
        elif name:
            corrections.append(name[:20])
    return fields, corrections


def _interval(fields: dict[str, str], corrections: list[str]) -> int:
    text = fields.get("INTERVAL", "1")
    if not re.fullmatch(r"\+?[0-9]+", text):
        raise RuleError(f"INTERVAL={text[:20]}")
    if int(text[:20]) == 0:
        corrections.append("INTERVAL=0")
    return min(max(int(text[:20]), 1), _LARGEST)


def _count(fields: dict[str, str], corrections: list[str]) -> int | None:
    """The number of occurrences; Exchange writes COUNT=-1 for a series without end."""
    text = fields.get("COUNT")
    if text is None:
        return None
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise RuleError(f"COUNT={text[:20]}")
    if int(text[:20]) <= 0:
        corrections.append(f"COUNT={text[:20]}")
        return None
    return min(int(text[:20]), _LARGEST)


def _until(text: str) -> Moment:
    try:
        return parse_moment(text, None)
    except MomentError as error:
        raise RuleError(f"UNTIL={text[:20]}") from error


def _numbers(fields: dict[str, str], name: str) -> tuple[int, ...]:
    low, high = _BOUNDS[name]
    found: set[int] = set()
    for text in filter(None, fields.get(name, "").split(",")):
        if not re.fullmatch(r"[+-]?[0-9]{1,4}", text) or not low <= int(text) <= high or (low < 0 and int(text) == 0):
            raise RuleError(f"{name}={text[:20]}")
        found.add(int(text))
    return tuple(sorted(found))


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found: set[tuple[int, int]] = set()
    for part in filter(None, text.split(",")):
        match = _WEEKDAY.fullmatch(part)
        if match is None or abs(int(match[1] or 0)) > 53:
            raise RuleError(f"BYDAY={part[:20]}")
        found.add((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(sorted(found))
