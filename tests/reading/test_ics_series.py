"""Events that repeat: rules, added and removed dates, changed occurrences, and where a series is cut."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from showtime.reading.event import CalendarEvent
from showtime.reading.ics import read_calendar
from showtime.reading.problems import Reading

PARIS = ZoneInfo("Europe/Paris")
EVERY_DAY = "DTSTART;TZID=Europe/Paris:20260105T090000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=4"


def at(*parts: int) -> datetime:
    """An instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def calendar(*events: str) -> bytes:
    """Events of one UID; the lines of each are separated by |."""
    bodies = "".join("BEGIN:VEVENT\r\nUID:1\r\n" + each.replace("|", "\r\n") + "\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\n{bodies}END:VCALENDAR\r\n".encode()


def read(*events: str, window: tuple[datetime, datetime] | None = None, limit: int = 500) -> Reading[CalendarEvent]:
    """Read with the show in Paris."""
    return read_calendar(calendar(*events), zone=PARIS, window=window, limit=limit)


def days(*events: str) -> list[str]:
    """Starts in Paris, of events about which there is nothing to say."""
    reading = read(*events)
    assert [each.message for each in reading.problems] == []
    return [f"{event.starts_at.astimezone(PARIS):%m-%d %H:%M}" for event in reading.items]


def test_series_gives_every_occurrence_its_own_key() -> None:
    reading = read(EVERY_DAY)
    assert [event.recurrence_id for event in reading.items] == [f"202601{day:02}T080000Z" for day in (5, 6, 7, 8)]
    assert [event.ends_at - event.starts_at for event in reading.items] == [timedelta(hours=1)] * 4
    assert reading.problems == ()


def test_series_of_whole_days_has_days_as_keys() -> None:
    reading = read("DTSTART;VALUE=DATE:20260105|DTEND;VALUE=DATE:20260107|RRULE:FREQ=WEEKLY;COUNT=2")
    assert [(event.recurrence_id, event.starts_on, event.ends_on) for event in reading.items] == [
        ("20260105", date(2026, 1, 5), date(2026, 1, 7)),
        ("20260112", date(2026, 1, 12), date(2026, 1, 14)),
    ]


def test_series_keeps_the_hour_of_the_clock_over_a_change() -> None:
    assert days("DTSTART;TZID=Europe/Paris:20260328T090000|RRULE:FREQ=DAILY;COUNT=3") == [
        "03-28 09:00",
        "03-29 09:00",
        "03-30 09:00",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;UNTIL=20260107T080000Z", ["01-05 09:00", "01-06 09:00", "01-07 09:00"]),
        ("FREQ=DAILY;UNTIL=20260107T075959Z", ["01-05 09:00", "01-06 09:00"]),
        ("FREQ=DAILY;UNTIL=20260107T090000", ["01-05 09:00", "01-06 09:00", "01-07 09:00"]),
        ("FREQ=DAILY;UNTIL=20260106", ["01-05 09:00", "01-06 09:00"]),
        ("FREQ=DAILY;UNTIL=20250101T000000Z", ["01-05 09:00"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ["01-05 09:00", "01-06 09:00", "01-08 09:00", "01-13 09:00"]),
        ("freq=daily;count=2", ["01-05 09:00", "01-06 09:00"]),
        ("FREQ=HOURLY;INTERVAL=12;COUNT=3", ["01-05 09:00", "01-05 21:00", "01-06 09:00"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["01-05 09:00", "01-30 09:00", "02-27 09:00"]),
        ("D1 #2", ["01-05 09:00", "01-06 09:00"]),
        ("W1 MO WE #3", ["01-05 09:00", "01-07 09:00", "01-12 09:00"]),
        ("MP1 1- FR #2", ["01-05 09:00", "01-30 09:00", "02-27 09:00"]),
        ("MD1 LD 20260301T000000", ["01-05 09:00", "01-31 09:00", "02-28 09:00"]),
    ],
)
def test_series_rules(rule: str, expected: list[str]) -> None:
    assert days(f"DTSTART;TZID=Europe/Paris:20260105T090000|RRULE:{rule}") == expected


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE;TZID=Europe/Paris:20260106T090000,20260107T090000",
        "EXDATE:20260106T080000Z|EXDATE:20260107T080000Z",
        "EXDATE:20260106T090000,20260107T090000",
        "EXDATE;VALUE=DATE:20260106,20260107",
        "EXDATE;TZID=America/New_York:20260106T030000,20260107T030000",
        "EXRULE:FREQ=DAILY;BYMONTHDAY=6,7",
    ],
)
def test_series_without_removed_dates(exdate: str) -> None:
    assert days(f"{EVERY_DAY}|{exdate}") == ["01-05 09:00", "01-08 09:00"]


def test_series_of_whole_days_without_removed_dates() -> None:
    master = "DTSTART;VALUE=DATE:20260105|RRULE:FREQ=DAILY;COUNT=3|EXDATE:20260106T000000Z|EXDATE;VALUE=DATE:20260107"
    assert days(master) == ["01-05 00:00"]


def test_series_with_added_dates_and_periods() -> None:
    reading = read(
        "DTSTART;TZID=Europe/Paris:20260105T090000|DURATION:PT1H|RDATE:20260107T120000Z,20260105T080000Z|"
        "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20260109T090000/PT3H,20260108T090000/20260108T093000|RDATE;VALUE=DATE:20260110"
    )
    assert [(event.recurrence_id, event.ends_at) for event in reading.items] == [
        ("20260105T080000Z", at(2026, 1, 5, 9)),
        ("20260107T120000Z", at(2026, 1, 7, 13)),
        ("20260108T080000Z", at(2026, 1, 8, 8, 30)),
        ("20260109T080000Z", at(2026, 1, 9, 11)),
        ("20260110T080000Z", at(2026, 1, 10, 9)),
    ]


@pytest.mark.parametrize(
    "recurrence_id",
    [
        "RECURRENCE-ID;TZID=Europe/Paris:20260106T090000",
        "RECURRENCE-ID:20260106T080000Z",
        "RECURRENCE-ID:20260106T090000",
        "RECURRENCE-ID;VALUE=DATE:20260106",
    ],
)
def test_series_with_a_moved_occurrence(recurrence_id: str) -> None:
    moved = f"{recurrence_id}|SUMMARY:moved|DTSTART;TZID=Europe/Paris:20260106T143000|DURATION:PT2H"
    for events in ((EVERY_DAY, moved), (moved, EVERY_DAY)):
        reading = read(*events)
        assert [(each.recurrence_id, each.summary, each.starts_at) for each in reading.items] == [
            ("20260105T080000Z", "", at(2026, 1, 5, 8)),
            ("20260106T080000Z", "moved", at(2026, 1, 6, 13, 30)),
            ("20260107T080000Z", "", at(2026, 1, 7, 8)),
            ("20260108T080000Z", "", at(2026, 1, 8, 8)),
        ]


def test_series_with_a_cancelled_occurrence_keeps_it_as_cancelled() -> None:
    cancelled = "RECURRENCE-ID:20260106T080000Z|STATUS:CANCELLED|DTSTART:20260106T080000Z"
    assert [each.status for each in read(EVERY_DAY, cancelled).items] == ["", "CANCELLED", "", ""]


def test_series_with_this_and_future_moved() -> None:
    later = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20260106T090000|SUMMARY:later|"
        "DTSTART;TZID=Europe/Paris:20260106T110000|DURATION:PT2H"
    )
    once = "RECURRENCE-ID;TZID=Europe/Paris:20260107T090000|SUMMARY:once|DTSTART;TZID=Europe/Paris:20260107T080000"
    reading = read(EVERY_DAY, later, once)
    assert [(each.recurrence_id[6:11], each.summary, each.starts_at, each.ends_at) for each in reading.items] == [
        ("05T08", "", at(2026, 1, 5, 8), at(2026, 1, 5, 9)),
        ("06T08", "later", at(2026, 1, 6, 10), at(2026, 1, 6, 12)),
        ("07T08", "once", at(2026, 1, 7, 7), at(2026, 1, 7, 7)),
        ("08T08", "later", at(2026, 1, 8, 10), at(2026, 1, 8, 12)),
    ]


def test_series_change_without_its_series_is_an_event() -> None:
    reading = read("RECURRENCE-ID:20260106T080000Z|SUMMARY:moved|DTSTART:20260106T100000Z")
    assert [(each.recurrence_id, each.starts_at) for each in reading.items] == [
        ("20260106T080000Z", at(2026, 1, 6, 10))
    ]


def test_series_change_of_a_date_the_rule_does_not_give_is_kept() -> None:
    extra = "RECURRENCE-ID:20260120T080000Z|DTSTART:20260121T080000Z"
    assert [each.recurrence_id for each in read(EVERY_DAY, extra).items][-1] == "20260120T080000Z"


def test_series_newest_version_of_a_change_counts_whatever_the_order() -> None:
    old = "RECURRENCE-ID:20260106T080000Z|SEQUENCE:1|SUMMARY:old|DTSTART:20260106T100000Z"
    new = "RECURRENCE-ID:20260106T080000Z|SEQUENCE:2|SUMMARY:new|DTSTART:20260106T110000Z"
    for changes in ((old, new), (new, old)):
        assert [each.summary for each in read(EVERY_DAY, *changes).items] == ["", "new", "", ""]


def test_series_window_gives_what_touches_it_however_long_ago_it_began() -> None:
    window = at(2026, 1, 6), at(2026, 1, 8)
    for rule in ("FREQ=DAILY", "FREQ=MINUTELY;INTERVAL=1440", "FREQ=SECONDLY;INTERVAL=86400"):
        reading = read(f"DTSTART:19700105T230000Z|DURATION:PT2H|RRULE:{rule}", window=window)
        assert [event.starts_at for event in reading.items] == [
            at(2026, 1, 5, 23),
            at(2026, 1, 6, 23),
            at(2026, 1, 7, 23),
        ]
        assert [(each.code, each.severity) for each in reading.problems] == [("series_continues", "info")]


def test_series_window_sees_what_a_change_moved_into_it() -> None:
    moved = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260105T080000Z|DTSTART:20260115T080000Z"
    reading = read(EVERY_DAY, moved, window=(at(2026, 1, 15), at(2026, 1, 17)))
    assert [event.recurrence_id for event in reading.items] == ["20260105T080000Z", "20260106T080000Z"]


def test_series_without_end_is_cut_at_the_limit_and_says_so() -> None:
    reading = read("DTSTART:20260105T080000Z|RRULE:FREQ=DAILY", limit=3)
    assert len(reading.items) == 3
    assert [(each.code, each.severity, each.params["until"]) for each in reading.problems] == [
        ("series_cut", "warning", "2026-01-07")
    ]
    assert reading.ok
    assert read("DTSTART:20260105T080000Z|RRULE:FREQ=DAILY;COUNT=3", limit=3).problems == ()


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("DTSTART:19700101T000000Z|RRULE:FREQ=SECONDLY", "series_cut"),
        ("DTSTART:20260105T080000Z|RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "series_unending"),
        ("DTSTART:20260105T080000Z|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "series_unending"),
        ("DTSTART:20260105T080000Z|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "series_unending"),
        ("DTSTART:20260105T080000Z|RRULE:FREQ=DAILY;UNTIL=50000101T000000Z", "series_cut"),
        ("DTSTART:00010101T000000Z|RRULE:FREQ=MINUTELY", "series_cut"),
    ],
)
def test_series_however_long_gives_its_start_and_is_cut(event: str, code: str) -> None:
    """Some of these run for seconds or for ever in dateutil; here steps are counted, no clock is needed."""
    reading = read(event)
    assert reading.items[0].recurrence_id == event[8:].partition("|")[0]
    assert [each.code for each in reading.problems] == [code]


def test_series_at_the_end_of_time_stops_there() -> None:
    reading = read("DTSTART:99991230T080000Z|RRULE:FREQ=DAILY")
    assert [event.recurrence_id for event in reading.items] == ["99991230T080000Z", "99991231T080000Z"]


def test_series_many_in_one_file_give_at_least_their_first_date() -> None:
    bodies = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260105T080000Z\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
        for uid in range(60)
    )
    reading = read_calendar(f"BEGIN:VCALENDAR\r\n{bodies}END:VCALENDAR\r\n".encode(), zone=PARIS)
    assert len(reading.items) == 20_000 + 20
    assert len({event.uid for event in reading.items}) == 60


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("FREQ=SOMETIMES", "FREQ=SOMETIMES"),
        ("COUNT=3", "FREQ="),
        ("FREQ=DAILY;INTERVAL=x", "INTERVAL=X"),
        ("FREQ=DAILY;UNTIL=soon", "UNTIL=SOON"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=CHINESE"),
        ("FREQ=DAILY;BYEASTER=0", "BYEASTER"),
    ],
)
def test_series_with_an_unreadable_rule_keeps_its_first_date_and_is_an_error(rule: str, part: str) -> None:
    reading = read(f"DTSTART:20260105T080000Z|RRULE:{rule}")
    assert [(event.recurrence_id, event.starts_at) for event in reading.items] == [("", at(2026, 1, 5, 8))]
    assert [(each.code, each.severity, each.params["part"]) for each in reading.problems] == [
        ("rule_unreadable", "error", part)
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;COUNT=2;INTERVAL=0", "FREQ=DAILY\\;COUNT=2", "FREQ=DAILY;COUNT=2;COUNT=3;BYDAY="]
)
def test_series_with_a_mendable_rule_says_what_was_mended(rule: str) -> None:
    reading = read(f"DTSTART:20260105T080000Z|RRULE:{rule}")
    assert len(reading.items) == 2
    assert [(each.code, each.severity) for each in reading.problems] == [("rule_adjusted", "warning")]


def test_series_with_unreadable_dates_keeps_the_others() -> None:
    reading = read(
        f"{EVERY_DAY}|EXDATE:20260106T080000Z,bad|RDATE:bad,20260110T080000Z|EXRULE:FREQ=NEVER|EXDATE;VALUE=DATE:"
    )
    assert [event.starts_at.day for event in reading.items] == [5, 7, 8, 10]
    assert [each.code for each in reading.problems] == [
        "exclusion_unreadable",
        "dates_unreadable",
        "exclusion_unreadable",
    ]
