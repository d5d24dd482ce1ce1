"""vCards as we write them are read back the same by our own reader, in lines that every reader takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.contacts.vcard import Card, write_card
from showtime.reading.vcard import read_vcards

JANE = Card(
    uid="01940a3e-9d0e-7000-8000-000000000001",
    full_name="Jane Doe",
    given_name="Jane",
    family_name="Doe",
    company="Acme; Lamps, Inc.",
    title="Buyer\\Seller",
    email="jane@acme.test",
    phone="+17025550100",
    website="https://acme.test/a,b;c",
    linkedin="https://www.linkedin.com/in/jane",
    country="France",
    language="fr",
    categories=("Press, web",),
    note="liked: lamp; chair, and\n2 tables",
    revised="20260106T193000Z",
)
ONE_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=120).map(
    lambda text: " ".join(text.split())
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_write_card_is_read_back(version: str) -> None:
    reading = read_vcards(write_card(JANE, version=version).encode())
    assert reading.problems == ()
    (person,) = reading.items
    assert (person.full_name, person.given_name, person.family_name) == ("Jane Doe", "Jane", "Doe")
    assert (person.company, person.title, person.note) == (JANE.company, JANE.title, JANE.note)
    assert (person.email, person.phone, person.country) == (JANE.email, JANE.phone, "France")
    assert (person.websites, person.linkedin) == ((JANE.website,), JANE.linkedin)


def test_write_card_with_an_extension() -> None:
    card = replace(JANE, phone="+17025550100 ext. 12")
    for version in ("3.0", "4.0"):
        (person,) = read_vcards(write_card(card, version=version).encode()).items
        assert person.phone == "+17025550100 ext. 12"
    assert "TEL;TYPE=work;VALUE=uri:tel:+17025550100;ext=12\r\n" in write_card(card, version="4.0")


def test_write_card_leaves_out_what_is_blank() -> None:
    assert write_card(Card(uid="u", full_name="Jane"), version="4.0") == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:u\r\nFN:Jane\r\nN:;;;;\r\nEND:VCARD\r\n"
    )


@given(
    name=ONE_LINE.filter(bool),
    company=ONE_LINE,
    note=st.text(ONE_LINE.map(lambda line: line[:1] or "x"), max_size=300),
    version=st.sampled_from(["3.0", "4.0"]),
)
def test_write_card_of_any_text_is_folded_and_read_back(name: str, company: str, note: str, version: str) -> None:
    card = replace(JANE, full_name=name, given_name="", family_name=name, company=company, note=note)
    text = write_card(card, version=version)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (person,) = read_vcards(text.encode()).items
    assert (person.full_name, person.family_name, person.company) == (name, name, company)
    assert person.note == note.strip()


@given(st.text(max_size=300))
def test_write_card_of_text_full_of_controls_stays_one_card(text: str) -> None:
    card = replace(JANE, full_name=f"Jane {text}", company=text, note=text, website=text, linkedin=text)
    written = write_card(card, version="3.0").encode("utf-8", "replace")
    assert len(read_vcards(written).items) == 1
