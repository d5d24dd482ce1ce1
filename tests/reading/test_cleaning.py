"""Dirt on single values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.reading.category_lists import splitter_for
from showtime.reading.cleaning import (
    clean_email,
    clean_line,
    clean_list,
    clean_phone,
    clean_text,
    is_nothing,
    link_address,
    mend_mojibake,
    without_repetition,
)

_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
SCRAPED = (
    'Westgate Hospitality Suites",\n\t\tloggedin: false,\n\t\tcolumns: null ,\n\t\taddressValues: {"ZIP":"45244"},\n'
    "\t\tmounted: function() {\n\t\t\tvObj.columns = document.querySelectorAll('.x');"
)


@pytest.mark.parametrize(
    ("dirty", "clean", "code"),
    [
        ("AT&T", "AT&T", ""),
        ("Rail&sect Co", "Rail&sect Co", ""),
        ("5'10\" Corp.", "5'10\" Corp.", ""),
        ("INFORMAÇÃO", "INFORMAÇÃO", ""),
        ("<100 ppb and >3", "<100 ppb and >3", ""),
        ("ARTE {code}", "ARTE {code}", ""),
        ("Koito &amp; NAL", "Koito & NAL", "value_entities"),
        ("Koito &amp;amp; NAL", "Koito & NAL", "value_entities"),
        ("Vdara &mdash; Vdara", "Vdara — Vdara", "value_entities"),
        ("Dr&#233;sden &#x41;G", "Drésden AG", "value_entities"),
        ("Room 301, B&Q; Pudong", "Room 301, B&Q Pudong", "value_entities"),
        ("Demy (D&M;) Bearings", "Demy (D&M) Bearings", "value_entities"),
        ("PINYAN M&C;Technology", "PINYAN M&C Technology", "value_entities"),
        ("SociÃ©tÃ© GÃ©nÃ©rale", "Société Générale", "value_mojibake"),
        ("<p>Acme<br>Ltd</p>", "Acme Ltd", "value_tags"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Acme", "Acme", "value_tags"),
        ("**[Acme](https://acme.com)**", "Acme", "value_tags"),
        ("SYNERGYTION\xa0Co.,  Ltd.", "SYNERGYTION Co., Ltd.", "value_spaces"),
        ("Ac\u200bme", "Acme", "value_spaces"),
        ("Acme\nLtd", "Acme Ltd", "value_spaces"),
        (SCRAPED, "Westgate Hospitality Suites", "value_debris"),
        ("{columns: null, x: function() { var a = 1; }}", "", "value_dropped"),
        ("x" * 301, "x" * 299 + "…", "value_cut"),
    ],
)
def test_line_is_cleaned_and_says_how(dirty: str, clean: str, code: str) -> None:
    assert clean_line(dirty) == (clean, code)


def test_text_keeps_its_paragraphs() -> None:
    assert clean_text("<p>We &amp; you</p><p>Robots</p>\n\n\n\nend") == ("We & you\n\nRobots\n\nend", "value_tags")


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("R&D; Sensors", "R&D; Sensors"),
        ('["AI", "IoT"]', "AI; IoT"),
        ("['AI', 'Kids\\' toys']", "AI; Kids' toys"),
        ("AI\nIoT", "AI; IoT"),
        ("• AI • IoT", "AI; IoT"),
        ("[]", ""),
    ],
)
def test_list_keeps_its_separators(dirty: str, clean: str) -> None:
    assert clean_list(dirty)[0] == clean


@pytest.mark.parametrize(
    "text", ["NaN", "N/A", "#N/A", "-", "—", "?", "null", "None", "No tel_number", "non renseigné", "tbd"]
)
def test_words_for_nothing_are_known(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["Nano", "TBA Corp", "No Limits", "0", "N26", "Unknown Worlds", "株"])
def test_values_are_not_taken_for_nothing(text: str) -> None:
    assert not is_nothing(text)


def test_names_are_believed_longer() -> None:
    assert [is_nothing(text, name=True) for text in ("NA", "TBA", "Unknown", "NaN", "-")] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a@b.com", ("a@b.com", "")),
        ("E-mail: a@b.com", ("a@b.com", "value_label")),
        ("a@b.com; c@d.fr", ("a@b.com", "email_first")),
        ("see website", ("", "email_dropped")),
    ],
)
def test_email(text: str, result: tuple[str, str]) -> None:
    assert clean_email(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("+49 (0)30 / 123-45 ext. 12", ("+49 (0)30 / 123-45 ext. 12", "")),
        ("Tel.: +33 1 23 45", ("+33 1 23 45", "value_label")),
        ("call us", ("", "phone_dropped")),
        ("http://www.bnb-tech.com", ("", "phone_dropped")),
    ],
)
def test_phone(text: str, result: tuple[str, str]) -> None:
    assert clean_phone(text) == result


def test_repetition_is_taken_out() -> None:
    assert without_repetition("Vdara Suites — Vdara Suites") == ("Vdara Suites", "value_repeated")
    assert without_repetition("North — South") == ("North — South", "")


def test_address_of_a_link_is_found() -> None:
    assert link_address("[Acme](https://acme.com)") == "https://acme.com"
    assert link_address('<a class="x" href="https://acme.com">Acme</a>') == "https://acme.com"
    assert link_address("Acme (Paris)") == ""


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc"])))
def test_text_read_in_the_wrong_code_page_is_mended(text: str) -> None:
    broken = "".join(bytes([byte]).decode("cp1252") if byte not in _UNDEFINED else chr(byte) for byte in text.encode())
    assert mend_mojibake(broken) == mend_mojibake(text)


@given(st.text(max_size=400))
def test_cleaning_never_raises_and_tells_of_every_change(text: str) -> None:
    value, code = clean_line(text)
    assert "\n" not in value
    assert code or value == text.strip()
    clean_list(text)
    clean_text(text)
    clean_email(text)
    clean_phone(text)


def split(cells: list[str]) -> list[tuple[str, ...]]:
    splitter = splitter_for(cells)
    return [splitter(cell) for cell in cells]


def test_semicolons_separate_and_commas_then_do_not() -> None:
    assert split(["Oil, Gas; Robots", "Robots;robots; AI"]) == [("Oil, Gas", "Robots"), ("Robots", "AI")]


def test_commas_separate_where_the_parts_recur_in_other_company() -> None:
    assert split(["AI, Robots", "Robots, Cars", "AI"]) == [("AI", "Robots"), ("Robots", "Cars"), ("AI",)]


def test_comma_inside_a_category_stays() -> None:
    cells = ["Marketing, Advertising", "Marketing, Advertising, AI", "AI", "Oil, gas and energy", "Toys (wood, metal)"]
    assert split(cells) == [
        ("Marketing, Advertising",),
        ("Marketing, Advertising", "AI"),
        ("AI",),
        ("Oil, gas and energy",),
        ("Toys (wood, metal)",),
    ]
