"""Dates, times, durations and offsets as calendars write them (RFC 5545 sections 3.3.4 to 3.3.14), and as they are met.

Beyond the RFC: dashes and colons (2026-01-06T09:00:00Z), a missing T or missing seconds, lower case, 24:00, a leap
second, an offset after the time.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

_MOMENT = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})"
    r"(?:\s*[Tt]?\s*([0-9]{2}):?([0-9]{2}):?([0-9]{2})?(?:[.,][0-9]+)?\s*([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,6})W)?(?:([0-9]{1,7})D)?(?:T(?:([0-9]{1,8})H)?(?:([0-9]{1,10})M)?(?:([0-9]{1,12})S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?")


class MomentError(ValueError):
    """The text is no date, or one outside of the years 1 to 9999."""


class Duration(NamedTuple):
    """A length with a nominal part (days, which a clock change makes longer or shorter) and an exact part."""

    days: int
    exact: timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a local time with its zone; `zone` is None for a floating time, which takes the reader's zone."""

    local: datetime
    is_date: bool
    zone: tzinfo | None = None

    def utc(self, default: tzinfo) -> datetime:
        """The instant in UTC; of a date its midnight in `default`. MomentError outside of the years 1 to 9999."""
        return to_utc(self.local, default if self.is_date or self.zone is None else self.zone)

    @property
    def day(self) -> date:
        """The date as written."""
        return self.local.date()


def parse_moment(text: str, zone: tzinfo | None) -> Moment:
    """A DATE or DATE-TIME; `zone` is that of its TZID and yields to a Z or an offset in the text itself."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise MomentError(text)
    year, month, day, hour, minute, second, suffix = match.groups()
    try:
        midnight = datetime.combine(date(int(year), int(month), int(day)), time())
        if hour is None:
            return Moment(midnight, is_date=True)
        if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60 or (hour == "24" and int(minute)):
            raise MomentError(text)
        local = midnight + timedelta(hours=int(hour), minutes=int(minute), seconds=min(int(second or 0), 59))
    except (ValueError, OverflowError) as error:
        raise MomentError(text) from error
    return Moment(local, is_date=False, zone=_suffix_zone(suffix) if suffix else zone)


def parse_duration(text: str) -> Duration:
    """A DURATION such as PT1H30M, P2W or -P1D. MomentError when it is none or longer than a calendar holds."""
    match = _DURATION.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise MomentError(text)
    sign = -1 if match[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    try:
        exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if abs(weeks * 7 + days) > 3_000_000 or exact > timedelta(days=3_000_000):
            raise MomentError(text)
    except OverflowError as error:
        raise MomentError(text) from error
    return Duration(sign * (weeks * 7 + days), sign * exact)


def parse_offset(text: str) -> timedelta:
    """A UTC offset such as +0100 or -05:30:00, less than a day. MomentError otherwise."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise MomentError(text)
    hours, minutes, seconds = int(match[2]), int(match[3]), int(match[4] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise MomentError(text)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -offset if match[1] == "-" else offset


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """A naive local time as an instant in UTC.

    A time that occurs twice is the first one, a time that a clock change skips is moved by the change, as RFC 5545
    section 3.3.5 wants. MomentError outside of the years 1 to 9999.
    """
    try:
        return local.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise MomentError(local.isoformat()) from error


def shift(local: datetime, by: timedelta) -> datetime:
    """A naive time later by `by`. MomentError outside of the years 1 to 9999."""
    try:
        return local + by
    except OverflowError as error:
        raise MomentError(local.isoformat()) from error


def _suffix_zone(suffix: str) -> tzinfo:
    return UTC if suffix in "Zz" else timezone(parse_offset(suffix))
