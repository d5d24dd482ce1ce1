"""French and English are equals: no page in French leaves a string of the catalogue in English."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest

from tests.browser.pages import PAGES, address
from tests.browser.visitor import Visitor

CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "showtime" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
# What people wrote in English, or what is so called in all languages, and happens to be a string of ours as well.
WRITTEN = {"*": {"Press", "English"}, "mail": {"From", "To", "Subject"}}
# Everything that a page says or has read out.
SAID = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement
        if (!["SCRIPT", "STYLE", "TEMPLATE"].includes(parent.tagName) && !parent.closest("[lang=en]"))
            texts.push(walk.currentNode.textContent)
    }
    for (const each of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
        for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(each.getAttribute(name) ?? "")
    return [document.title, ...texts].map(text => text.replace(/\\s+/g, " ").trim()).filter(text => text)
}"""


@pytest.mark.parametrize("name", PAGES)
def test_page_speaks_french(visitor: Visitor, found: dict[str, str], name: str) -> None:
    with visitor.opens(address(visitor, name, found), language="fr-FR") as opened:
        assert opened.page.locator("html").get_attribute("lang") == "fr"
        said = set(opened.page.evaluate(SAID)) - WRITTEN["*"] - WRITTEN.get(name, set())
    assert sorted(text for text in said if is_english(text)) == []


def is_english(text: str) -> bool:
    """Whether this is one of our strings as it stands in the source, though French says it otherwise."""
    exact, patterns = english()
    return text in exact or any(pattern.fullmatch(text) for pattern in patterns)


@cache
def english() -> tuple[set[str], list[re.Pattern[str]]]:
    """The source's strings that French says otherwise: those that stand for themselves, and those with gaps."""
    strings = {" ".join(piece.split()) for source in sources() for piece in re.split(r"<[^>]+>", source)}
    # A gap with a word or less around it could be anything.
    gaps = {each for each in strings if PLACEHOLDER.search(each) and len(PLACEHOLDER.sub(" ", each).split()) > 1}
    exact = {each for each in strings if not PLACEHOLDER.search(each) and re.search(r"[A-Za-z]{2}", each)}
    return exact, [re.compile(".+?".join(map(re.escape, PLACEHOLDER.split(each)))) for each in sorted(gaps)]


def sources() -> Iterator[str]:
    """Each English string whose French differs."""
    for entry in polib.pofile(str(CATALOGUE)):
        french = {entry.msgstr, *entry.msgstr_plural.values()}
        for source in (entry.msgid, entry.msgid_plural):
            if source and source not in french and not entry.obsolete:
                yield source


def test_english_is_recognised() -> None:
    """What makes the test above mean something."""
    texts = ["A free afternoon", "Sign out", "Meet someone", "Noted. It will be on tomorrow's brief."]
    assert [is_english(text) for text in texts] == [False, True, True, True]
