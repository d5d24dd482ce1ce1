"""Single events: what a VEVENT says, in the forms in which calendars write it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from showtime.reading.event import Attendee, CalendarEvent
from showtime.reading.ics import read_calendar
from showtime.reading.problems import Reading

VEGAS = ZoneInfo("America/Los_Angeles")


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """One event of these lines in a calendar."""
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", *head, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(body).encode()


def read(data: bytes) -> Reading[CalendarEvent]:
    """Read with the show in Las Vegas."""
    return read_calendar(data, zone=VEGAS)


def only(*lines: str, head: tuple[str, ...] = ()) -> CalendarEvent:
    """The single event of lines about which there is nothing to say."""
    reading = read(calendar("UID:1", *lines, head=head))
    assert [each.message for each in reading.problems] == []
    assert len(reading.items) == 1
    return reading.items[0]


def codes(*lines: str, head: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Codes and severities of the problems of one event."""
    return [(each.code, each.severity) for each in read(calendar("UID:1", *lines, head=head)).problems]


def at(*parts: int) -> datetime:
    """An instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_ics_gives_every_field() -> None:
    event = only(
        "SEQUENCE:3",
        "STATUS:confirmed",
        "SUMMARY:Pitch\\, chez Acme",
        "DESCRIPTION:first\\nsecond \\; third",
        "LOCATION:Venetian Expo\\, Hall G",
        "URL:https://acme.example/x?a=1;b=2",
        "CATEGORIES:pitch,press\\, tv",
        "CATEGORIES:pitch,vip",
        'ORGANIZER;CN="Doe, Jane":mailto:jane@acme.example',
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Camille:MAILTO:camille@lumen.example",
        "LAST-MODIFIED:20260101T120000Z",
        "DTSTART;TZID=Europe/Paris:20260106T090000",
        "DTEND;TZID=America/New_York:20260106T040000",
        head=("METHOD:REQUEST",),
    )
    assert event == CalendarEvent(
        uid="1",
        recurrence_id="",
        sequence=3,
        method="REQUEST",
        status="CONFIRMED",
        summary="Pitch, chez Acme",
        description="first\nsecond ; third",
        location="Venetian Expo, Hall G",
        url="https://acme.example/x?a=1;b=2",
        categories=("pitch", "press, tv", "vip"),
        organizer=Attendee("jane@acme.example", "Doe, Jane"),
        attendees=(Attendee("camille@lumen.example", "Camille", "REQ-PARTICIPANT", "ACCEPTED"),),
        starts_at=at(2026, 1, 6, 8),
        ends_at=at(2026, 1, 6, 9),
        all_day=False,
        starts_on=None,
        ends_on=None,
        zone="Europe/Paris",
        last_modified=at(2026, 1, 1, 12),
    )
    shown = event.as_json()
    assert (shown["start"], shown["end"]) == ("2026-01-06T08:00:00+00:00", "2026-01-06T09:00:00+00:00")


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("DTSTART:20260106T090000Z", (2026, 1, 6, 9)),
        ("DTSTART;TZID=Europe/Paris:20260106T090000Z", (2026, 1, 6, 9)),
        ("DTSTART:20260106T090000", (2026, 1, 6, 17)),
        ("DTSTART;TZID=Asia/Seoul:20260106T090000", (2026, 1, 6, 0)),
        ("DTSTART;VALUE=DATE-TIME;TZID=Asia/Seoul:20260106T090000", (2026, 1, 6, 0)),
        ("DTSTART:20260106T090000+0530", (2026, 1, 6, 3, 30)),
        ("DTSTART: 2026-01-06T09:00:00Z ", (2026, 1, 6, 9)),
        ("DTSTART:20260106t0900z", (2026, 1, 6, 9)),
        ("DTSTART:20260106 090000Z", (2026, 1, 6, 9)),
        ("DTSTART:20260105T240000Z", (2026, 1, 6)),
        ("DTSTART:20260106T090060Z", (2026, 1, 6, 9, 0, 59)),
    ],
)
def test_ics_forms_of_a_time(start: str, instant: tuple[int, ...]) -> None:
    assert only(start).starts_at == at(*instant)


@pytest.mark.parametrize(
    ("end", "instant"),
    [
        ((), (2026, 3, 7, 20)),
        (("DTEND;TZID=America/Los_Angeles:20260307T130000",), (2026, 3, 7, 21)),
        (("DURATION:PT90M",), (2026, 3, 7, 21, 30)),
        (("DURATION:P1DT1H",), (2026, 3, 8, 20)),
        (("DURATION:P1D",), (2026, 3, 8, 19)),
        (("DURATION:PT24H",), (2026, 3, 8, 20)),
        (("DTEND:nonsense", "DURATION:PT1H"), (2026, 3, 7, 21)),
    ],
)
def test_ics_length_over_the_night_of_a_clock_change(end: tuple[str, ...], instant: tuple[int, ...]) -> None:
    """On 8 March 2026 Los Angeles goes to summer time: a day later is 23 hours later, 24 hours later an hour later."""
    reading = read(calendar("UID:1", "DTSTART;TZID=America/Los_Angeles:20260307T120000", *end))
    assert [event.ends_at for event in reading.items] == [at(*instant)]
    assert [each.code for each in reading.problems] == (["end_unreadable"] if "DTEND:nonsense" in end else [])


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (("DTSTART;VALUE=DATE:20260106",), 1),
        (("DTSTART:20260106",), 1),
        (("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260106"), 1),
        (("DTSTART;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260108"), 2),
        (("DTSTART;VALUE=DATE:20260106", "DURATION:P3D"), 3),
        (("DTSTART;VALUE=DATE:20260106", "DURATION:P1W"), 7),
        (("DTSTART;VALUE=DATE:20260106", "DURATION:PT25H"), 2),
        (("DTSTART;TZID=Asia/Seoul:20260106",), 1),
    ],
)
def test_ics_whole_days_run_between_midnights_of_the_show(lines: tuple[str, ...], days: int) -> None:
    event = only(*lines)
    assert (event.all_day, event.starts_on, event.ends_on) == (True, date(2026, 1, 6), date(2026, 1, 6 + days))
    assert (event.starts_at, event.ends_at, event.zone) == (at(2026, 1, 6, 8), at(2026, 1, 6 + days, 8), "")
    assert event.as_json()["start"] == "2026-01-06"
    assert event.as_json()["end"] == f"2026-01-{6 + days:02}"


def test_ics_time_that_clocks_skip_or_repeat() -> None:
    assert only("DTSTART;TZID=America/Los_Angeles:20260308T023000").starts_at == at(2026, 3, 8, 10, 30)
    assert only("DTSTART;TZID=America/Los_Angeles:20261101T013000").starts_at == at(2026, 11, 1, 8, 30)


def test_ics_floating_time_takes_the_calendars_own_zone() -> None:
    event = only("DTSTART:20260106T090000", head=("X-WR-TIMEZONE:Europe/Rome",))
    assert (event.starts_at, event.zone) == (at(2026, 1, 6, 8), "")


def test_ics_end_before_start_is_named_and_gives_no_negative_length() -> None:
    data = calendar("UID:1", "DTSTART:20260106T090000Z", "DTEND:20260106T080000Z")
    reading = read(data)
    assert [(each.code, each.where) for each in reading.problems] == [("end_before_start", "line 3 VEVENT uid=1 DTEND")]
    assert [(event.starts_at, event.ends_at) for event in reading.items] == [(at(2026, 1, 6, 9), at(2026, 1, 6, 9))]
    assert codes("DTSTART:20260106", "DTEND:20260105") == [("end_before_start", "warning")]
    assert codes("DTSTART:20260106T090000Z", "DURATION:-PT1H") == [("length_negative", "warning")]


def test_ics_mixture_of_day_and_time_is_named() -> None:
    assert codes("DTSTART;VALUE=DATE:20260106", "DTEND:20260107T120000Z") == [("end_kind_differs", "warning")]
    reading = read(calendar("UID:1", "DTSTART;TZID=Asia/Seoul:20260106T090000", "DTEND;VALUE=DATE:20260107"))
    assert [each.code for each in reading.problems] == ["end_kind_differs"]
    assert [event.ends_at for event in reading.items] == [at(2026, 1, 6, 15)]


def test_ics_start_without_zone_takes_that_of_its_end() -> None:
    reading = read(calendar("UID:1", "DTSTART:20260106T180000", "DTEND;TZID=Europe/Brussels:20260106T190000"))
    assert [each.code for each in reading.problems] == ["zone_of_end"]
    assert [(event.starts_at, event.ends_at) for event in reading.items] == [(at(2026, 1, 6, 17), at(2026, 1, 6, 18))]


def test_ics_missing_uid_is_derived_from_the_content() -> None:
    lines = ("SUMMARY:Pitch", "DTSTART:20260106T090000Z")
    first = read(calendar(*lines, "DTSTAMP:20250101T000000Z", "X-A:1"))
    again = read(calendar("DTSTAMP:20260101T000000Z", *reversed(lines)))
    other = read(calendar("SUMMARY:Pitch", "DTSTART:20260106T100000Z"))
    assert [each.code for each in first.problems] == ["uid_missing"]
    assert first.ok
    assert first.items[0].uid == again.items[0].uid
    assert first.items[0].uid.startswith("derived-")
    assert first.items[0].uid != other.items[0].uid


@pytest.mark.parametrize(
    ("sequence", "expected", "problems"),
    [
        ("7", 7, []),
        (" 7 ", 7, []),
        ("x", 0, ["sequence_unreadable"]),
        ("-1", 0, ["sequence_unreadable"]),
        ("99999999999", 2**31 - 1, []),
    ],
)
def test_ics_sequence_is_a_number_the_database_holds(sequence: str, expected: int, problems: list[str]) -> None:
    reading = read(calendar("UID:1", "DTSTART:20260106T090000Z", f"SEQUENCE:{sequence}"))
    assert ([event.sequence for event in reading.items], [each.code for each in reading.problems]) == (
        [expected],
        problems,
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SUMMARY:no start", "start_missing"),
        ("DTSTART:INVALID", "start_unreadable"),
        ("DTSTART:20261306T090000Z", "start_unreadable"),
        ("DTSTART:20260106T250000Z", "start_unreadable"),
        ("DTSTART;TZID=Asia/Seoul:00010101T000000", "start_out_of_range"),
        ("DTSTART;TZID=America/New_York:99991231T235959", "start_out_of_range"),
        ("DTSTART:00000101", "start_unreadable"),
    ],
)
def test_ics_event_without_a_usable_start_is_an_error(line: str, code: str) -> None:
    reading = read(calendar("UID:1", line))
    assert reading.items == ()
    assert [(each.code, each.severity) for each in reading.problems] == [(code, "error")]
    assert not reading.ok


def test_ics_cancellation_and_reply_need_no_start() -> None:
    cancel = read(calendar("UID:1", "SEQUENCE:2", "DTSTAMP:20260101T000000Z", head=("METHOD:CANCEL",)))
    assert [(each.uid, each.sequence, each.status) for each in cancel.items] == [("1", 2, "CANCELLED")]
    assert cancel.ok
    one = read(calendar("UID:1", "RECURRENCE-ID:20260106T090000Z", "DTSTAMP:20260101T000000Z", head=("METHOD:CANCEL",)))
    assert [(each.recurrence_id, each.starts_at) for each in one.items] == [("20260106T090000Z", at(2026, 1, 6, 9))]
    answer = "ATTENDEE;PARTSTAT=DECLINED:mailto:j@a.example"
    reply = read(calendar("UID:1", "DTSTAMP:20260101T000000Z", answer, head=("METHOD:REPLY",)))
    assert [(each.method, each.attendees[0].answer) for each in reply.items] == [("REPLY", "DECLINED")]


def test_ics_other_components_are_named_as_ignored() -> None:
    body = "".join(
        f"BEGIN:{name}\r\nUID:{name}1\r\nEND:{name}\r\n" for name in ("VTODO", "VJOURNAL", "VFREEBUSY", "X-OWN")
    )
    reading = read(calendar("UID:1", "DTSTART:20260106").replace(b"BEGIN:VEVENT", body.encode() + b"BEGIN:VEVENT"))
    assert len(reading.items) == 1
    assert [(each.code, each.severity, each.where) for each in reading.problems] == [
        ("component_ignored", "info", "line 3 VTODO uid=VTODO1"),
        ("component_ignored", "info", "line 6 VJOURNAL uid=VJOURNAL1"),
        ("component_ignored", "info", "line 9 VFREEBUSY uid=VFREEBUSY1"),
        ("component_ignored", "info", "line 12 X-OWN uid=X-OWN1"),
    ]
    assert reading.ok


def test_ics_alarms_and_calendar_properties_are_left_aside() -> None:
    only("DTSTART:20260106", "BEGIN:VALARM", "TRIGGER:-PT15M", "DTSTART:bad", "SUMMARY:alarm", "END:VALARM")


def test_ics_window_keeps_what_touches_it() -> None:
    days = [
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART:202601{day:02}T230000Z\r\nDURATION:PT2H\r\nEND:VEVENT\r\n"
        for day in range(4, 9)
    ]
    data = f"BEGIN:VCALENDAR\r\n{''.join(days)}END:VCALENDAR\r\n".encode()
    reading = read_calendar(data, zone=VEGAS, window=(at(2026, 1, 6), at(2026, 1, 7, 23)))
    assert [event.uid for event in reading.items] == ["5", "6"]
    assert reading.problems == ()


def test_ics_event_outside_of_a_calendar_is_read() -> None:
    reading = read(b"BEGIN:VEVENT\nUID:1\nDTSTART:20260106T090000Z\nEND:VEVENT\n")
    assert [event.uid for event in reading.items] == ["1"]
    assert reading.ok
