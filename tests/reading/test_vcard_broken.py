"""A broken card never costs another one, and no bytes at all raise."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.vcard import read_vcards

GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Good One\r\nEMAIL:good@x.example\r\nEND:VCARD\r\n"
SHARED = Path(__file__).parents[2] / "../shared/data/vcards"


@pytest.mark.parametrize(
    ("broken", "codes"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", ["card_empty"]),
        (b"BEGIN:VCARD\r\nFN:\r\nN:;;;;\r\nNOTE:x\r\nEND:VCARD\r\n", ["card_empty"]),
        (b"BEGIN:VCARD\r\nthis is no property\r\nEND:VCARD\r\n", ["card_empty", "line_unreadable"]),
        (b"BEGIN:VCARD\r\nPHOTO;ENCODING=b:%%%\r\nEND:VCARD\r\n", ["card_empty", "binary_skipped"]),
        (b"BEGIN:VCARD\r\n\xff\xfe\x00\x01;\xff:\x80\r\nEND:VCARD\r\n", ["card_empty", "line_unreadable"]),
    ],
)
def test_vcard_broken_card_costs_no_other(broken: bytes, codes: list[str]) -> None:
    reading = read_vcards(GOOD + broken + GOOD.replace(b"Good One", b"Good Two"))
    assert [person.full_name for person in reading.items] == ["Good One", "Good Two"]
    assert sorted(each.code for each in reading.problems) == sorted(codes)
    assert not reading.ok


def test_vcard_missing_end_closes_at_the_next_begin_or_the_end_of_the_file() -> None:
    unclosed = GOOD.replace(b"END:VCARD\r\n", b"")
    reading = read_vcards(unclosed + unclosed.replace(b"One", b"Two"))
    assert [person.full_name for person in reading.items] == ["Good One", "Good Two"]
    assert [(each.code, each.where) for each in reading.problems] == [
        ("end_missing", "line 1"),
        ("end_missing", "line 5"),
    ]
    assert reading.ok


def test_vcard_missing_begin_is_read_and_named() -> None:
    reading = read_vcards(GOOD.replace(b"BEGIN:VCARD\r\n", b""))
    assert [person.full_name for person in reading.items] == ["Good One"]
    assert [each.code for each in reading.problems] == ["begin_missing"]


def test_vcard_soft_break_at_the_end_does_not_swallow_the_end() -> None:
    reading = read_vcards(b"BEGIN:VCARD\r\nFN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:cut=\r\nEND:VCARD\r\n" + GOOD)
    assert [(person.full_name, person.note) for person in reading.items] == [("A", "cut"), ("Good One", "")]


def test_vcard_indented_file_is_no_folding() -> None:
    indented = GOOD.replace(b"\r\n", b"\r\n   ")
    assert [person.emails for person in read_vcards(indented).items] == [("good@x.example",)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"hello", "not_a_vcard"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "calendar_in_card_file"),
    ],
)
def test_vcard_other_files_are_named(data: bytes, code: str) -> None:
    reading = read_vcards(data)
    assert reading.items == ()
    assert [each.code for each in reading.problems] == [code]
    assert not reading.ok


def test_vcard_many_problems_are_counted_not_listed() -> None:
    reading = read_vcards(b"BEGIN:VCARD\r\nFN:A\r\n" + b"garbage\r\n" * 1000 + b"END:VCARD\r\n")
    assert len(reading.problems) == 51
    assert reading.problems[-1].params == {"count": "950", "code": "line_unreadable"}
    assert reading.ok


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_vcard_any_bytes_never_raise(data: bytes) -> None:
    read_vcards(data)
    read_vcards(b"BEGIN:VCARD\r\nFN:A\r\n" + data)


_PIECES = st.sampled_from(
    b'BEGIN:VCARD|END:VCARD|\r\n|\n |\r|=|;|:|,|"|\\|FN|N|TEL|AGENT:|ENCODING=QUOTED-PRINTABLE|ENCODING=B|'
    b"CHARSET=SHIFT_JIS|CHARSET=UTF-16|\xe9|\x82\xa0|=C3|item1.EMAIL:a@b.example|PREF=99999999999999999999|"
    b"tel:;ext=|\xef\xbb\xbf|\x00|^n".split(b"|")
)


@given(st.lists(_PIECES, max_size=60))
@settings(max_examples=200, deadline=None)
def test_vcard_any_mixture_of_its_pieces_never_raises_and_keeps_the_next_card(pieces: list[bytes]) -> None:
    reading = read_vcards(b"".join(pieces) + b"\r\n\r\n" + GOOD)
    assert "good@x.example" in {email for person in reading.items for email in person.emails}
    for person in reading.items:
        person.as_json()


_TEXT = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff\ufffe\uffff"), max_size=40
)


def _clean(text: str) -> str:
    return " ".join(text.split())


@given(
    names=st.lists(_TEXT.filter(_clean), min_size=1, max_size=5), company=_TEXT, note=_TEXT, width=st.integers(5, 75)
)
@settings(max_examples=100, deadline=None)
def test_vcard_round_trip_of_written_cards(names: list[str], company: str, note: str, width: int) -> None:
    def escape(text: str) -> str:
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")

    def fold(line: str) -> bytes:
        raw = line.encode()
        return b"\r\n ".join(raw[at : at + width] for at in range(0, len(raw), width))

    lines = []
    for name in names:
        lines += ["BEGIN:VCARD", "VERSION:4.0", f"FN:{escape(name)}", f"N:{escape(name)};;;;"]
        lines += [f"ORG:{escape(company)};Unit", f"NOTE:{escape(note)}", "END:VCARD"]
    reading = read_vcards(b"\r\n".join(fold(line) for line in lines) + b"\r\n")
    assert [person.full_name for person in reading.items] == [_clean(name) for name in names]
    assert {person.company for person in reading.items} == {_clean(company)}
    assert {person.note for person in reading.items} == {note.strip()}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared vCard files are not here")
def test_vcard_shared_files_lose_no_card() -> None:
    files = sorted(path for path in SHARED.rglob("*") if path.suffix == ".vcf")
    readings = {path.name: read_vcards(path.read_bytes()) for path in files}
    assert [name for name, reading in readings.items() if not reading.ok] == []
    assert sum(len(reading.items) for reading in readings.values()) == 135
