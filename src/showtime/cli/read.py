"""`showtime read ics|vcard FILE...`: what Showtime understands of a file, and what it does not.

With --json one line for each file: {"file", "ok", "items": [...], "problems": [...]}. `ok` is true when the file is of
the named kind and nothing in it was lost: no problem of severity "error". Guesses (severity "warning") and what is left
aside on purpose ("info") leave it true. Exit status: 0 when all files are ok, 1 when one is not, 2 for a wrong command
line.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from showtime.reading.event import CalendarEvent
from showtime.reading.ics import as_window, read_calendar
from showtime.reading.person import Person
from showtime.reading.problems import Problem, Reading, problem
from showtime.reading.vcard import read_vcards

AnyReading = Reading[CalendarEvent] | Reading[Person]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `read` and its kinds to the command line."""
    parser = subparsers.add_parser("read", help="show what is read from calendar and card files")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    ics = kinds.add_parser("ics", help="iCalendar files: events, series repeated")
    ics.add_argument(
        "--zone", type=_zone, default="UTC", help="zone of whole days and of times without one (default UTC)"
    )
    ics.add_argument("--from", dest="starts", type=_moment, help="only events that end after this date or time")
    ics.add_argument("--to", dest="ends", type=_moment, help="only events that start before this date or time")
    ics.add_argument("--limit", type=_limit, default=500, help="most occurrences of one series (default 500)")
    vcard = kinds.add_parser("vcard", help="vCard files: people")
    for each in (ics, vcard):
        each.add_argument("--json", action="store_true", help="print one line of JSON for each file")
        each.add_argument("files", nargs="+", metavar="FILE")
        each.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the files and print what they hold; the exit status."""
    read = _reader(args)
    good = True
    for name in args.files:
        reading = _read_file(name, read)
        print(
            _as_json(name, reading) if args.json else _as_table(name, reading, getattr(args, "zone", UTC)), flush=True
        )
        good = good and reading.ok
    return 0 if good else 1


def _reader(args: argparse.Namespace) -> Callable[[bytes], AnyReading]:
    if args.kind == "vcard":
        return read_vcards
    window = as_window(_aware(args.starts, args.zone), _aware(args.ends, args.zone))
    return lambda data: read_calendar(data, zone=args.zone, window=window, limit=args.limit)


def _read_file(name: str, read: Callable[[bytes], AnyReading]) -> AnyReading:
    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Reading[Person]((), (problem("file_unreadable", name, reason=reason),))
    return read(data)


def _as_json(name: str, reading: AnyReading) -> str:
    """One line, ASCII only: no terminal encoding fails on it, and nothing in it can be taken for a line end."""
    line: dict[str, Any] = {
        "file": name,
        "ok": reading.ok,
        "items": [item.as_json() for item in reading.items],
        "problems": [each.as_json() for each in reading.problems],
    }
    return json.dumps(line)


def _as_table(name: str, reading: AnyReading, zone: tzinfo) -> str:
    lines = [f"{name}: {len(reading.items)} read" + ("" if reading.ok else ", not everything")]
    lines += [f"  {_row(item, zone)}" for item in reading.items]
    lines += [f"  ! {_told(each)}" for each in reading.problems]
    encoding = sys.stdout.encoding or "utf-8"
    return "\n".join(lines).encode(encoding, "backslashreplace").decode(encoding)


def _row(item: CalendarEvent | Person, zone: tzinfo) -> str:
    if isinstance(item, Person):
        parts: tuple[str, ...] = (item.full_name, item.company, item.email, item.phone)
    elif item.starts_on and item.ends_on:
        parts = (
            f"{item.starts_on} to {item.ends_on - timedelta(days=1)}, whole days",
            item.summary,
            item.location,
            item.status,
        )
    else:
        parts = (
            f"{_shown(item.starts_at, zone)} to {_shown(item.ends_at, zone)} {zone}",
            item.summary,
            item.location,
            item.status,
        )
    return "  ".join(" ".join(part.split()) for part in parts if part)


def _shown(instant: datetime, zone: tzinfo) -> str:
    try:
        return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
    except OverflowError:
        return f"{instant:%Y-%m-%d %H:%M} UTC"


def _told(each: Problem) -> str:
    return f"{each.severity}: {each.where + ': ' if each.where else ''}{each.message} {each.mend}"


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone; write a name like Europe/Paris") from error


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-01-06 or 2026-01-06T09:00") from error


def _aware(moment: datetime | None, zone: tzinfo) -> datetime | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:7]) <= 100_000:
        raise argparse.ArgumentTypeError("write a number from 1 to 100000")
    return int(text[:7])
