"""MECARD and BIZCARD codes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.mecard import is_mecard, read_mecard


def test_mecard_gives_every_field() -> None:
    text = (
        "MECARD:N:Owen,Sean;SOUND:oーen,shーn;TEL:12125551212;TEL:+1 212 555 0000;EMAIL:srowen@example.com;"
        "ORG:Foo\\; Bar;TITLE:Engineer;URL:https\\://example.com;URL:https://www.linkedin.com/in/srowen;"
        "ADR:,,76 9th Avenue,New York,NY,10011,USA;NOTE:met \\: stand;;"
    )
    reading = read_mecard(text)
    assert (reading.problems, reading.ok) == ((), True)
    person = reading.items[0]
    assert (person.full_name, person.given_name, person.family_name) == ("Sean Owen", "Sean", "Owen")
    assert (person.company, person.title, person.note) == ("Foo; Bar", "Engineer", "met : stand")
    assert (person.phones, person.emails) == (("12125551212", "+1 212 555 0000"), ("srowen@example.com",))
    assert (person.websites, person.linkedin) == (("https://example.com",), "https://www.linkedin.com/in/srowen")
    assert (person.address, person.country) == ("76 9th Avenue, New York, NY, 10011, USA", "USA")
    assert person.raw == text


def test_mecard_name_without_comma_is_the_full_name() -> None:
    person = read_mecard("mecard:N:山田太郎;TEL:090;;").items[0]
    assert (person.full_name, person.given_name, person.family_name) == ("山田太郎", "", "")


def test_bizcard_gives_every_field() -> None:
    text = (
        "BIZCARD:N:Sean;X:Owen;T:Software Engineer;C:Google;A:76 9th Avenue, New York;"
        "B:+12125551212;M:555;E:s@g.example;;"
    )
    person = read_mecard(text).items[0]
    assert (person.full_name, person.given_name, person.family_name) == ("Sean Owen", "Sean", "Owen")
    assert (person.title, person.company, person.address) == ("Software Engineer", "Google", "76 9th Avenue, New York")
    assert (person.phones, person.emails) == (("+12125551212", "555"), ("s@g.example",))


def test_mecard_cut_off_is_read_and_named() -> None:
    reading = read_mecard("MECARD:N:Owen,Sean;TEL:1212")
    assert [person.phones for person in reading.items] == [("1212",)]
    assert [each.code for each in reading.problems] == ["payload_incomplete"]


@pytest.mark.parametrize(
    ("text", "code"), [("MECARD:;;", "card_empty"), ("hello", "not_a_mecard"), ("", "not_a_mecard")]
)
def test_mecard_of_nobody_is_named(text: str, code: str) -> None:
    reading = read_mecard(text)
    assert (reading.items, [each.code for each in reading.problems]) == ((), [code])


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_mecard_any_text_never_raises(text: str) -> None:
    is_mecard(text)
    read_mecard(text)
    read_mecard("MECARD:" + text)
    read_mecard("BIZCARD:" + text)
