"""TZIDs as calendars write them: each must give the right instant in winter and in summer."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from showtime.reading.ics import read_calendar

CENTRAL = """\
BEGIN:VTIMEZONE
TZID:{tzid}
{extra}BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def starts(tzid: str, described: str = "") -> tuple[list[str], list[str]]:
    """UTC starts of 9:00 on 6 January and 6 July in a TZID, and the codes of the problems."""
    events = "".join(
        f"BEGIN:VEVENT\nUID:{day}\nDTSTART;TZID={tzid}:{day}T090000\nEND:VEVENT\n" for day in ("20260106", "20260706")
    )
    data = f"BEGIN:VCALENDAR\n{events}{described}END:VCALENDAR\n".encode()
    reading = read_calendar(data, zone=ZoneInfo("Asia/Seoul"))
    return [f"{event.starts_at:%H:%M}" for event in reading.items], [each.code for each in reading.problems]


@pytest.mark.parametrize(
    "tzid",
    [
        "Europe/Paris",
        '"Europe/Paris"',
        "/Europe/Paris",
        "europe/paris",
        "Europe-Paris",
        "/mozilla.org/20050126_1/Europe/Paris",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Paris",
        "/softwarestudio.org/Olson_20011030_5/Europe/Paris",
        "posix/Europe/Paris",
        "right/Europe/Paris",
        "Romance Standard Time",
        "W. Europe Standard Time",
        '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
        "Amsterdam",
        "Western/Central Europe",
    ],
)
def test_zones_by_name_alone(tzid: str) -> None:
    assert starts(tzid) == (["08:00", "07:00"], [])


@pytest.mark.parametrize(
    "tzid",
    [
        "Customized Time Zone",
        '"Brussels: own, rules"',
        "Екатеринбург",
        "Mitteleuropäische Zeit ",
        "/Europe/CUSTOM",
        "custom_Europe/Nowhere",
        "1",
    ],
)
def test_zones_described_in_the_file(tzid: str) -> None:
    described = CENTRAL.format(tzid=tzid.strip('"'), extra="")
    assert starts(tzid, described) == (["08:00", "07:00"], [])


def test_zones_of_a_windows_name_described_otherwise_follow_the_file() -> None:
    described = CENTRAL.format(tzid="Tokyo Standard Time", extra="")
    assert starts("Tokyo Standard Time", described) == (["08:00", "07:00"], [])


def test_zones_named_by_iana_do_not_follow_an_outdated_description() -> None:
    described = CENTRAL.format(tzid="America/New_York", extra="")
    assert starts("America/New_York", described) == (["14:00", "13:00"], [])


def test_zones_use_the_location_a_description_names() -> None:
    described = CENTRAL.format(tzid="My zone", extra="X-LIC-LOCATION:America/New_York\n")
    assert starts("My zone", described) == (["14:00", "13:00"], [])


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("UTC", "09:00"),
        ("GMT", "09:00"),
        ("Z", "09:00"),
        ("UTC+2", "07:00"),
        ("GMT-0530", "14:30"),
        ('"(UTC+05:45) Somewhere"', "03:15"),
        ("Etc/GMT+5", "14:00"),
    ],
)
def test_zones_with_a_fixed_offset(tzid: str, expected: str) -> None:
    assert starts(tzid) == ([expected, expected], [])


def test_zones_us_display_name() -> None:
    assert starts('"(UTC-08:00) Pacific Time (US & Canada)"') == (["17:00", "16:00"], [])


def test_zones_unknown_are_named_once_and_read_in_the_show() -> None:
    assert starts("Middle-earth/Shire") == (["00:00", "00:00"], ["zone_unknown"])


def test_zones_unreadable_description_is_named() -> None:
    described = CENTRAL.format(tzid="Odd", extra="").replace("+0100", "+5744").replace("+0200", "+5744")
    assert starts("Odd", described) == (["00:00", "00:00"], ["zone_unknown", "zone_unreadable"])


def test_zones_of_one_file_do_not_leak_into_another() -> None:
    """Icalendar keeps the first description of a TZID for the process; two teams may mean two zones by one name."""
    west = CENTRAL.format(tzid="Ours", extra="").replace("+0100", "-0500").replace("+0200", "-0400")
    assert starts("Ours", CENTRAL.format(tzid="Ours", extra="")) == (["08:00", "07:00"], [])
    assert starts("Ours", west) == (["14:00", "13:00"], [])
    assert starts("Ours") == (["00:00", "00:00"], ["zone_unknown"])


def test_zones_described_in_another_calendar_of_the_file() -> None:
    described = CENTRAL.format(tzid="Ours", extra="")
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20260706T090000\nEND:VEVENT\nEND:VCALENDAR\n"
    reading = read_calendar(f"{event}BEGIN:VCALENDAR\n{described}END:VCALENDAR\n".encode(), zone=ZoneInfo("Asia/Seoul"))
    assert [each.starts_at for each in reading.items] == [datetime(2026, 7, 6, 7, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("20240303T080000", "2024-03-02T20:00"),
        ("20240803T080000", "2024-08-02T22:00"),
        ("20240505T080001", "2024-05-04T22:00"),
        ("20240505T070001", "2024-05-04T19:00"),
        ("20230101T080000", "2022-12-31T22:00"),
    ],
)
def test_zones_at_a_change_and_before_the_first(local: str, expected: str) -> None:
    """From +12 to +10 at 8:00: 6:00 to 8:00 comes twice and means the first; earlier the offset of the first change."""
    described = (
        "BEGIN:VTIMEZONE\nTZID:Mine\n"
        "BEGIN:STANDARD\nTZOFFSETFROM:+1000\nTZOFFSETTO:+1200\nDTSTART:20240101T000000\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nTZOFFSETFROM:+1200\nTZOFFSETTO:+1000\nDTSTART:20240505T080000\nEND:DAYLIGHT\n"
        "END:VTIMEZONE\n"
    )
    data = f"BEGIN:VCALENDAR\n{described}BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Mine:{local}\nEND:VEVENT\nEND:VCALENDAR\n"
    reading = read_calendar(data.encode(), zone=ZoneInfo("UTC"))
    assert [f"{event.starts_at:%Y-%m-%dT%H:%M}" for event in reading.items] == [expected]


def test_zones_skipped_hour_of_a_described_zone_keeps_the_offset_before() -> None:
    described = CENTRAL.format(tzid="Ours", extra="")
    event = "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20260329T023000\nEND:VEVENT\n"
    reading = read_calendar(f"BEGIN:VCALENDAR\n{described}{event}END:VCALENDAR\n".encode(), zone=ZoneInfo("UTC"))
    assert [event.starts_at for event in reading.items] == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]


def test_zones_series_follows_the_clocks_of_a_described_zone() -> None:
    described = CENTRAL.format(tzid="Ours", extra="")
    event = "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Ours:20260327T090000\nRRULE:FREQ=DAILY;COUNT=4\nEND:VEVENT\n"
    reading = read_calendar(f"BEGIN:VCALENDAR\n{described}{event}END:VCALENDAR\n".encode(), zone=ZoneInfo("UTC"))
    assert [each.starts_at.hour for each in reading.items] == [8, 8, 7, 7]
