"""What French readers get: messages that templates can format, and the typography of French."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polib
import pytest
from django.utils.translation import override

import showtime
from showtime.programme import words
from showtime.web.templatetags.problems import problem_message, problem_where

CATALOGUE = Path(showtime.__file__).parent / "locale/fr/LC_MESSAGES/django.po"
ENTRIES = [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]
LAS_VEGAS = ZoneInfo("America/Los_Angeles")


def texts(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_messages_of_templates_take_texts_and_not_only_numbers() -> None:
    """One plural serves all who use its singular, and a template gives it escaped text: %d breaks the page."""
    wrong = [
        entry.msgid
        for entry in ENTRIES
        if any(file.endswith(".html") for file, _line in entry.occurrences)
        and re.search(r"%\(\w+\)[dif]", " ".join([entry.msgid, entry.msgid_plural, *texts(entry)]))
    ]
    assert wrong == []


def test_french_is_set_as_french_is() -> None:
    """Typographic apostrophes; no breakable space and none missing before high signs; guillemets."""
    wrong = [text for entry in ENTRIES for text in texts(entry) if re.search(r"'| [:;!?»]|\w[;!?](\s|$)|« |[“”]", text)]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("5:40 a.m.", "5:40–7 a.m.", "11:30 a.m.–1 p.m.", "Tue 6")),
        ("fr", ("05:40", "05:40–07:00", "11:30–13:00", "mar. 6")),
    ],
)
def test_times_are_said_one_way_in_a_language(language: str, said: tuple[str, ...]) -> None:
    def at(hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 1, 6, hour + 8, minute, tzinfo=UTC)

    with override(language):
        found = (
            words.clock(at(5, 40), LAS_VEGAS),
            words.span_words(at(5, 40), at(7), LAS_VEGAS),
            words.span_words(at(11, 30), at(13), LAS_VEGAS),
            words.short_day(date(2026, 1, 6)),
        )
    assert tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in found) == said


def test_problems_name_row_and_field_in_french() -> None:
    removed = {
        "code": "value_tags",
        "where": "row 5, Raison sociale",
        "message": "",
        "mend": "",
        "params": {"label": "Name", "original": "<b>x</b>"},
    }
    with override("fr"):
        assert problem_where(removed) == "ligne 5, Raison sociale"
        assert problem_message(removed) == "Nom\u00a0: le balisage a été retiré de «\u00a0<b>x</b>\u00a0»."
        assert problem_where({**removed, "where": "line 8 VEVENT"}) == "ligne 8 VEVENT"
        assert problem_where({**removed, "where": ""}) == "le fichier"
