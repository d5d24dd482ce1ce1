"""What a scanned or pasted text is taken for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.payload import read_payload


@pytest.mark.parametrize(
    ("text", "kind", "reference"),
    [
        ("", "empty", ""),
        (" \n", "empty", ""),
        ("https://acme.example/x?y=1", "url", "https://acme.example/x?y=1"),
        ("www.acme.example", "url", "https://www.acme.example"),
        ("https://fr.linkedin.com/in/jane-doe/?utm_source=qr", "linkedin", "https://www.linkedin.com/in/jane-doe"),
        ("linkedin.com/in/jane", "linkedin", "https://www.linkedin.com/in/jane"),
        ("jane@acme.example", "email", "jane@acme.example"),
        ("mailto:jane@acme.example?subject=hi", "email", "jane@acme.example"),
        ("MATMSG:TO:jane@acme.example;SUB:hi;;", "email", "jane@acme.example"),
        ("tel:+33612345678", "phone", "+33612345678"),
        ("SMSTO:+33612345678:hello", "phone", "+33612345678"),
        ("+33 6 12 34 56 78", "phone", "+33 6 12 34 56 78"),
        ("0612345678", "phone", "0612345678"),
        ("(702) 555-0100", "phone", "(702) 555-0100"),
        ("702-555-0100", "phone", "702-555-0100"),
        ("8F3A-22B1", "badge", "8F3A-22B1"),
        ("20260106123456", "badge", "20260106123456"),
        ("12345|DOE|JANE|ACME", "badge", "12345|DOE|JANE|ACME"),
        ('{"id": 5}', "badge", '{"id": 5}'),
        ("Jane Doe Acme", "words", ""),
        ("hot lead", "words", ""),
        ("Martin", "words", ""),
    ],
)
def test_payload_kinds(text: str, kind: str, reference: str) -> None:
    payload = read_payload(text)
    assert (payload.kind, payload.reference, payload.text) == (kind, reference, text)


def test_payload_vcard_with_several_people() -> None:
    text = "BEGIN:VCARD\nFN:Jane\nEND:VCARD\nBEGIN:VCARD\nFN:Joe\nEND:VCARD\n"
    payload = read_payload(text)
    assert payload.kind == "vcard"
    assert payload.person is not None
    assert (payload.person.full_name, [each.full_name for each in payload.others]) == ("Jane", ["Joe"])


LINES = [
    "VERSION:3.0",
    "N:Doe;Jane;;;",
    "FN:Jane Doe",
    "ORG:Acme Corp",
    "TEL;TYPE=CELL:+1 702 555 0100",
    "EMAIL:j@a.example",
]


@pytest.mark.parametrize("separator", [" ", "\\n", "\\r\\n", "\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "Scanned: "])
def test_payload_vcard_that_lost_its_lines(separator: str, before: str) -> None:
    text = before + separator.join(["BEGIN:VCARD", *LINES, "END:VCARD"])
    person = read_payload(text).person
    assert person is not None
    assert (person.full_name, person.given_name, person.company) == ("Jane Doe", "Jane", "Acme Corp")
    assert (person.phones, person.emails) == (("+1 702 555 0100",), ("j@a.example",))


def test_payload_mecard_and_bizcard() -> None:
    for text, kind in (("MECARD:N:Doe,Jane;;", "mecard"), ("BIZCARD:N:Jane;X:Doe;;", "bizcard")):
        payload = read_payload(text)
        assert (payload.kind, payload.person and payload.person.full_name) == (kind, "Jane Doe")


def test_payload_signature_gives_what_can_be_found_in_it() -> None:
    text = "Jane Doe\nHead of IoT, Acme\njane@acme.example\n+1 702-555-0100\nhttps://acme.example, linkedin.com/in/jane"
    person = read_payload(text).person
    assert person is not None
    assert (person.full_name, person.emails, person.phones) == (
        "Jane Doe",
        ("jane@acme.example",),
        ("+1 702-555-0100",),
    )
    assert (person.websites, person.linkedin, person.note) == (("https://acme.example",), "linkedin.com/in/jane", text)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_payload_any_text_never_raises_and_keeps_it(text: str) -> None:
    assert read_payload(text).text == text
