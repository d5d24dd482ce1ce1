"""Broken calendar files: what can be read is, the rest is named with its line, and no bytes at all raise."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.ics import read_calendar

GOOD = b"BEGIN:VEVENT\r\nUID:good\r\nDTSTART:20260106T090000Z\r\nSUMMARY:Good\r\nEND:VEVENT\r\n"
ZONE = ZoneInfo("America/Los_Angeles")
SHARED = Path(__file__).parents[2] / "../shared/data"


def found(data: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """UIDs read, and codes and places of the problems."""
    reading = read_calendar(data, zone=ZONE)
    return [event.uid for event in reading.items], [(each.code, each.where) for each in reading.problems]


@pytest.mark.parametrize(
    ("broken", "problems"),
    [
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", [("uid_missing", "line 7 VEVENT"), ("start_missing", "line 7 VEVENT")]),
        (
            b"BEGIN:VEVENT\r\nUID:x\r\nDTSTART:bad\r\nEND:VEVENT\r\n",
            [("start_unreadable", "line 7 VEVENT uid=x DTSTART")],
        ),
        (
            b"BEGIN:VEVENT\r\nUID:x\r\nRECURRENCE-ID:bad\r\nDTSTART:20260101\r\nEND:VEVENT\r\n",
            [("recurrence_id_unreadable", "line 7 VEVENT uid=x RECURRENCE-ID")],
        ),
        (b"garbage\r\n", [("line_unreadable", "line 7")]),
        (b"END:VEVENT\r\n", [("end_unexpected", "line 7")]),
        (b"BEGIN:VEVENT\r\nUID:x\r\n", [("start_missing", "line 7 VEVENT uid=x"), ("end_missing", "line 7")]),
    ],
)
def test_ics_broken_part_costs_no_other_event(broken: bytes, problems: list[tuple[str, str]]) -> None:
    data = b"BEGIN:VCALENDAR\r\n" + GOOD + broken + GOOD.replace(b"good", b"two") + b"END:VCALENDAR\r\n"
    uids, named = found(data)
    assert uids == ["good", "two"]
    assert sorted(named) == sorted(problems)


def test_ics_missing_ends_are_closed_and_named() -> None:
    uids, named = found(
        b"BEGIN:VCALENDAR\n" + GOOD.replace(b"END:VEVENT\r\n", b"BEGIN:VALARM\n") + GOOD.replace(b"good", b"two")
    )
    assert uids == ["good", "two"]
    assert named == [("end_missing", "line 1"), ("end_missing", "line 2"), ("end_missing", "line 6")]


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_ics_line_ends_and_marks(ending: bytes, mark: bytes) -> None:
    data = mark + (b"BEGIN:VCALENDAR\r\n" + GOOD.replace(b"SUMMARY:Good", b"SUMMARY:Go\r\n od") + b"END:VCALENDAR\r\n")
    reading = read_calendar(data.replace(b"\r\n", ending), zone=ZONE)
    assert [(event.uid, event.summary) for event in reading.items] == [("good", "Good")]
    assert reading.problems == ()


def test_ics_empty_line_does_not_end_a_folded_one() -> None:
    data = GOOD.replace(b"DTSTART:", b"DTSTART\r\n\r\n ;VALUE=DATE-TIME\r\n :").replace(
        b"SUMMARY:", b"\r\nSUMMARY\r\n\r\n :"
    )
    reading = read_calendar(data, zone=ZONE)
    assert [(event.summary, event.starts_at.hour) for event in reading.items] == [("Good", 9)]
    assert reading.problems == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_ics_character_sets(codec: str) -> None:
    text = "BEGIN:VCALENDAR\r\n" + GOOD.decode().replace("Good", "Démo à l’aube") + "END:VCALENDAR\r\n"
    reading = read_calendar(text.encode(codec), zone=ZONE)
    assert [event.summary for event in reading.items] == ["Démo à l’aube"]
    assert [each.code for each in reading.problems] == (["charset_guessed"] if codec == "cp1252" else [])


def test_ics_vcalendar_1_with_quoted_printable() -> None:
    event = (
        b"BEGIN:VEVENT\r\nUID:old\r\nDTSTART:19980415T120000Z\r\nRRULE:W1 WE #2\r\n"
        b"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:D=C3=A9=\r\nmo\r\nEND:VEVENT\r\n"
    )
    reading = read_calendar(b"BEGIN:VCALENDAR\r\nVERSION:1.0\r\n" + event + b"END:VCALENDAR\r\n", zone=ZONE)
    assert [(each.summary, each.starts_at.day) for each in reading.items] == [("Démo", 15), ("Démo", 22)]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\r\n", "empty"),
        (b"\x00\xff" * 9, "not_a_calendar"),
        (b"BEGIN:VCARD\nFN:a\nEND:VCARD", "not_a_calendar"),
    ],
)
def test_ics_other_files_are_named(data: bytes, code: str) -> None:
    reading = read_calendar(data, zone=ZONE)
    assert ([each.code for each in reading.problems], reading.items, reading.ok) == ([code], (), False)


def test_ics_calendar_without_events_is_ok() -> None:
    assert read_calendar(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", zone=ZONE).ok


def test_ics_values_hold_nothing_a_database_refuses() -> None:
    data = b"BEGIN:VCALENDAR\n" + GOOD.replace(b"Good", b"a\x00b\x1bc\xed\xa0\x80") + b"END:VCALENDAR\n"
    summary = read_calendar(data, zone=ZONE).items[0].summary
    assert summary.startswith("abc")
    summary.encode("utf-8")


def test_ics_deep_and_wide_garbage_is_bounded() -> None:
    for data in (b"BEGIN:A\n" * 20_000, b"X;" + b"A=B;" * 50_000 + b":v\n", b"x\n" * 50_000, b"X" + b"\n x" * 50_000):
        reading = read_calendar(b"BEGIN:VCALENDAR\n" + data + GOOD + b"END:VCALENDAR\n", zone=ZONE)
        assert len(reading.problems) < 200


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_ics_any_bytes_never_raise(data: bytes) -> None:
    read_calendar(data, zone=ZONE)
    read_calendar(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n" + data, zone=ZONE)


_PIECES = st.sampled_from(
    [
        *(
            f"{name}:"
            for name in ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "EXDATE", "RDATE", "SEQUENCE", "METHOD")
        ),
        *("DTSTART;TZID=Z1:", "RECURRENCE-ID;RANGE=THISANDFUTURE:", "RRULE:FREQ=", "EXRULE:FREQ=", "BEGIN:", "END:"),
        *("VEVENT", "VTIMEZONE", "STANDARD", "VCALENDAR", "TZID:Z1", "TZOFFSETTO:+0100", "TZOFFSETFROM:-2359", "UID:1"),
        *("DAILY", "YEARLY", "SECONDLY", ";BYMONTH=2", ";BYMONTHDAY=30", ";COUNT=3", ";UNTIL=", ";INTERVAL=999999999"),
        *(
            "00010101T000000",
            "99991231T235959Z",
            "20260106",
            "20260106T090000",
            "PT1H",
            "-P9999999W",
            "P1D",
            "/",
            ",",
            "\n",
        ),
    ]
)
_WINDOWS = st.sampled_from([None, (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))])


@given(pieces=st.lists(_PIECES, max_size=40), window=_WINDOWS)
@settings(max_examples=250, deadline=None)
def test_ics_any_mixture_of_its_pieces_gives_sound_events(
    pieces: list[str], window: tuple[datetime, datetime] | None
) -> None:
    data = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260106T090000Z\n" + "".join(pieces) + "\n\n").encode()
    reading = read_calendar(data, zone=ZONE, window=window, limit=20)
    assert all(event.starts_at <= event.ends_at for event in reading.items)
    keys = [(event.uid, event.recurrence_id) for event in reading.items if event.method in {"", "CANCEL"}]
    assert len(keys) == len(set(keys))
    assert [event.as_json() for event in reading.items] == [event.as_json() for event in reading.items]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared calendar files are not here")
def test_ics_shared_files_are_read() -> None:
    readings = {path: read_calendar(path.read_bytes(), zone=ZONE) for path in sorted((SHARED / "ics").rglob("*.ics"))}
    lost = {each.code for reading in readings.values() for each in reading.problems if each.severity == "error"}
    assert lost == {"not_a_calendar", "start_missing", "start_unreadable", "rule_unreadable"}
    assert sum(reading.ok for reading in readings.values()) == 233
    programme = read_calendar((SHARED / "programmes/moca24.ics").read_bytes(), zone=ZoneInfo("Europe/Rome"))
    assert (len(programme.items), programme.ok) == (88, True)
