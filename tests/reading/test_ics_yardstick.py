"""The reader held against icalendar with recurring-ical-events, its rules against dateutil, on what these can read."""

import warnings
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from showtime.reading.ics import read_calendar
from showtime.reading.recurrence import Budget, BudgetSpent, occurrences
from showtime.reading.rule import parse_rule

ZONES = ["Europe/Paris", "America/Los_Angeles", "Asia/Seoul", "Australia/Lord_Howe", "UTC"]
WINDOW = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
NEAR = {"SECONDLY": timedelta(hours=1), "MINUTELY": timedelta(days=3), "HOURLY": timedelta(days=100)}
WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def _some(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=1, max_size=3).map(lambda values: ",".join(map(str, values)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Any RRULE that dateutil reads by the RFC.

    Not BYSETPOS in weeks (it cuts the first week), bare BYWEEKNO (it gives all days), MO beside 1MO (it wants both).
    """
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]))
    parts = {
        "INTERVAL": st.integers(1, 5).map(str),
        "COUNT": st.integers(1, 15).map(str),
        "BYMONTH": _some(st.integers(1, 12)),
        "BYMONTHDAY": _some(st.integers(1, 31) | st.integers(-31, -1)),
        "BYHOUR": _some(st.integers(0, 23)),
        "BYMINUTE": _some(st.integers(0, 59)),
        "BYSECOND": _some(st.integers(0, 59)),
        "WKST": WEEKDAYS,
    }
    if frequency == "YEARLY":
        parts["BYYEARDAY"] = _some(st.integers(1, 366) | st.integers(-366, -1))
    if frequency != "WEEKLY":
        parts["BYSETPOS"] = _some(st.integers(1, 3) | st.integers(-3, -1))
    counted = frequency in {"YEARLY", "MONTHLY"} and draw(st.booleans())
    nth = st.integers(-4, 4).filter(bool).map(str) if counted else st.just("")
    parts["BYDAY"] = st.lists(st.tuples(nth, WEEKDAYS).map("".join), min_size=1, max_size=3).map(",".join)
    names = draw(st.lists(st.sampled_from(sorted(parts)), unique=True, max_size=4))
    if names == ["BYSETPOS"]:
        names = []
    return ";".join([f"FREQ={frequency}", *(f"{name}={draw(parts[name])}" for name in names)])


@given(rule=rules(), start=st.datetimes(datetime(2020, 1, 1), datetime(2027, 12, 31)))  # noqa: DTZ001
@settings(max_examples=120, deadline=None)
def test_rule_gives_the_dates_dateutil_gives(rule: str, start: datetime) -> None:
    start = start.replace(microsecond=0)
    # dateutil goes every step of the frequency, so only what it reaches soon is compared.
    end = start + NEAR.get(rule[5:].partition(";")[0], timedelta(days=9000))
    ours: list[datetime] = []
    with suppress(BudgetSpent):
        dates = occurrences(parse_rule(rule), start, Budget(20_000))
        ours.extend(islice(takewhile(lambda each: each < end, dates), 15))
    assume(ours)
    try:
        theirs = list(islice(iter(rrulestr(rule, dtstart=start)), len(ours)))
    except ValueError:
        return
    assert ours == theirs


@given(
    rule=rules().filter(lambda rule: "COUNT" not in rule),
    start=st.datetimes(datetime(2020, 1, 1), datetime(2021, 12, 31)),  # noqa: DTZ001
    days=st.integers(0, 900),
)
@settings(max_examples=80, deadline=None)
def test_rule_begun_late_gives_the_same_dates(rule: str, start: datetime, days: int) -> None:
    start = start.replace(microsecond=0)
    after = start + timedelta(days=days)
    try:
        jumped = list(
            islice(
                (each for each in occurrences(parse_rule(rule), start, Budget(30_000), after=after) if each >= after),
                5,
            )
        )
        walked = list(
            islice((each for each in occurrences(parse_rule(rule), start, Budget(30_000)) if each >= after), 5)
        )
    except BudgetSpent:
        return
    assert jumped == walked


@st.composite
def calendars(draw: st.DrawFn) -> str:
    """A few ordinary events: single or repeating, days or times in a zone, with exceptions and moved dates."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for uid in range(draw(st.integers(1, 3))):
        whole = draw(st.booleans())
        zone = draw(st.sampled_from(ZONES))
        start = draw(st.datetimes(datetime(2025, 11, 1), datetime(2026, 5, 1))).replace(second=0, microsecond=0)  # noqa: DTZ001
        if not whole and zone != "UTC":
            start = start.replace(
                hour=12
            )  # not in an hour that clocks skip or repeat: there both are right in their own way

        def stamp(name: str, moment: datetime, whole: bool = whole, zone: str = zone) -> str:
            return f"{name};VALUE=DATE:{moment:%Y%m%d}" if whole else f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"

        lines += ["BEGIN:VEVENT", f"UID:{uid}", stamp("DTSTART", start)]
        lines += [f"DURATION:P{draw(st.integers(1, 3))}D" if whole else f"DURATION:PT{draw(st.integers(0, 300))}M"]
        every = draw(st.sampled_from([0, 1, 2, 7]))
        if every:
            lines += [f"RRULE:FREQ=DAILY;INTERVAL={every};COUNT={draw(st.integers(1, 30))}"]
            gone = draw(st.lists(st.integers(0, 10), max_size=3, unique=True))
            lines += [stamp("EXDATE", start + timedelta(days=number * every)) for number in gone]
            lines += ["END:VEVENT"]
            moved = draw(st.integers(0, 10))
            if moved not in gone:
                original = start + timedelta(days=moved * every)
                later = original + timedelta(days=draw(st.integers(0, 40)))
                lines += ["BEGIN:VEVENT", f"UID:{uid}", stamp("RECURRENCE-ID", original), stamp("DTSTART", later)]
                lines += ["SUMMARY:moved", "DURATION:P1D" if whole else "DURATION:PT45M", "END:VEVENT"]
        else:
            lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@given(calendars())
@settings(max_examples=80, deadline=None)
def test_calendar_gives_the_events_recurring_ical_events_gives(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        query = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
        theirs = sorted(
            (str(each["UID"]), _iso(each["DTSTART"].dt), _iso(each["DTEND"].dt)) for each in query.between(*WINDOW)
        )
    reading = read_calendar(text.encode(), zone=ZoneInfo("UTC"), window=WINDOW)
    ours = sorted((each.uid, each.as_json()["start"], each.as_json()["end"]) for each in reading.items)
    assert ours == theirs


def _iso(moment: date) -> str:
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()
