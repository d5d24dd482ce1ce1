"""`showtime read`: one line of JSON for each file, and an exit status that says whether all was read."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from showtime.cli import read

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jane Doe\r\nORG:Acme\r\nTEL:+1 702\r\nEMAIL:j@a.example\r\nEND:VCARD\r\n"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/Los_Angeles:20260106T090000\r\nDURATION:PT1H\r\n"
    b"RRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:Stand\xe2\x80\xa8up\r\nLOCATION:Hall G\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def showtime(*words: str) -> int:
    """Run the command line as `cli.main` does; the exit status."""
    parser = argparse.ArgumentParser(prog="showtime")
    read.add_parser(parser.add_subparsers(dest="command", required=True))
    args = parser.parse_args(words)
    return int(args.run(args))


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The printed lines, each as JSON."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good card, a good calendar and a broken one of each."""
    (tmp_path / "good.vcf").write_bytes(CARD)
    (tmp_path / "bad.vcf").write_bytes(CARD + b"BEGIN:VCARD\r\nEND:VCARD\r\n")
    (tmp_path / "good.ics").write_bytes(CALENDAR)
    (tmp_path / "bad.ics").write_bytes(CALENDAR.replace(b"20260106T090000", b"soon"))
    return tmp_path


def test_read_vcard_json_gives_one_line_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [str(folder / name) for name in ("good.vcf", "bad.vcf", "missing.vcf", ".")]
    assert showtime("read", "vcard", *names, "--json") == 1
    printed = lines(capsys)
    assert [each["file"] for each in printed] == names
    assert [each["ok"] for each in printed] == [True, False, False, False]
    assert [len(each["items"]) for each in printed] == [1, 1, 0, 0]
    assert [[problem["code"] for problem in each["problems"]] for each in printed] == [
        [],
        ["card_empty"],
        ["file_unreadable"],
        ["file_unreadable"],
    ]
    assert printed[0]["items"][0] == {
        "name": "Jane Doe",
        "given_name": "",
        "family_name": "",
        "company": "Acme",
        "department": "",
        "title": "",
        "emails": ["j@a.example"],
        "phones": ["+1 702"],
        "urls": [],
        "linkedin": "",
        "address": "",
        "country": "",
        "note": "",
        "language": "",
    }
    assert sorted(printed[1]["problems"][0]) == ["code", "mend", "message", "params", "severity", "where"]


def test_read_ics_json_gives_times_and_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert showtime("read", "ics", "--json", str(folder / "good.ics")) == 0
    (line,) = lines(capsys)
    assert (line["ok"], line["problems"]) == (True, [])
    first = line["items"][0]
    assert (first["uid"], first["summary"], first["location"]) == ("1", "Stand\u2028up", "Hall G")
    assert (first["start"], first["end"]) == ("2026-01-06T17:00:00+00:00", "2026-01-06T18:00:00+00:00")
    assert (first["all_day"], first["sequence"], first["status"], first["recurrence_id"]) == (
        False,
        0,
        "",
        "20260106T170000Z",
    )
    assert len(line["items"]) == 3


def test_read_ics_options_bound_what_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(folder / "good.ics")
    assert (
        showtime(
            "read", "ics", "--json", "--zone", "America/Los_Angeles", "--from", "2026-01-07", "--to", "2026-01-08", name
        )
        == 0
    )
    assert showtime("read", "ics", "--json", "--limit", "2", name) == 0
    assert [[item["start"][:10] for item in line["items"]] for line in lines(capsys)] == [
        ["2026-01-07"],
        ["2026-01-06", "2026-01-07"],
    ]


def test_read_without_json_is_a_table_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        showtime("read", "ics", "--zone", "America/Los_Angeles", str(folder / "good.ics"), str(folder / "bad.ics")) == 1
    )
    assert showtime("read", "vcard", str(folder / "good.vcf")) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1] == "  2026-01-06 09:00 to 2026-01-06 10:00 America/Los_Angeles  Stand up  Hall G"
    assert printed[4] == f"{folder / 'bad.ics'}: 0 read, not everything"
    assert printed[5].startswith("  ! error: line 2 VEVENT uid=1 DTSTART: The event “Stand up” was left out: ")
    assert printed[-1] == "  Jane Doe  Acme  j@a.example  +1 702"


def test_read_whole_days_in_the_table_include_the_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "days.ics"
    path.write_bytes(b"BEGIN:VEVENT\nUID:1\nDTSTART:20260106\nDTEND:20260110\nSUMMARY:CES\nEND:VEVENT\n")
    assert showtime("read", "ics", str(path)) == 0
    assert capsys.readouterr().out.splitlines()[1] == "  2026-01-06 to 2026-01-09, whole days  CES"


@pytest.mark.parametrize(
    "words",
    [
        ("read",),
        ("read", "pdf", "x"),
        ("read", "ics"),
        ("read", "ics", "--zone", "Mars", "x"),
        ("read", "ics", "--from", "soon", "x"),
        ("read", "ics", "--limit", "0", "x"),
        ("read", "vcard", "--zone", "UTC", "x"),
    ],
)
def test_read_wrong_command_line_is_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        showtime(*words)
    assert stop.value.code == 2
    assert "usage: showtime" in capsys.readouterr().err


def test_read_needs_neither_django_nor_icalendar_to_start() -> None:
    code = "import sys, showtime.cli.read; print(sorted({'django', 'icalendar', 'dateutil'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


RUN = """
import argparse, sys
from showtime.cli import read
parser = argparse.ArgumentParser()
read.add_parser(parser.add_subparsers())
args = parser.parse_args(sys.argv[1:])
sys.exit(args.run(args))
"""


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_read_prints_ascii_lines_in_any_locale(extra: list[str], folder: Path) -> None:
    source = str(Path(read.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", RUN, "read", "ics", *extra, str(folder / "good.ics")],
        capture_output=True,
        check=True,
        timeout=60,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin", "PYTHONPATH": source},
    )
    assert done.stdout.isascii()
