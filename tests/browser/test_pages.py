"""Every main page, on a phone and at a desk, by day and by night, in English and in French."""

import re
from typing import Any

import pytest

from tests.browser.visitor import SIZES, Opened, Visitor

LIGHTEST = 60 * 1024
# The page, its style sheet, its icons, two scripts; at the door three more for passkeys.
MOST_REQUESTS = 9
TEAM = "/t/orlaine/"
# A page by its address, or by the first link to it on another page.
PAGES: dict[str, str | tuple[str, str]] = {
    "today": "today/",
    "programme": "programme/",
    "programme side by side": "programme/?view=lanes",
    "event": ("programme/", r"programme/event/[0-9a-f-]{36}/"),
    "new event": "programme/event/new/",
    "calendar import": "programme/import/",
    "calendar address": "programme/calendar/",
    "journeys": "programme/journeys/",
    "meet": "meet/",
    "people": "contacts/",
    "contact": ("contacts/", r"contacts/[0-9a-f-]{36}/"),
    "segments": "contacts/segments/",
    "tonight": "tonight/",
    "card to sort": "tonight/?day=2026-01-05",
    "all cards": "tonight/list/?day=2026-01-05",
    "card": ("tonight/list/?day=2026-01-05", r"tonight/[0-9a-f-]{36}/"),
    "mailbox": "mailbox/",
    "mail": ("mailbox/", r"mailbox/[0-9a-f-]{36}/"),
    "mail server": "team/mail/",
    "directory": "directory/",
    "directory import": "directory/import/",
    "exhibitor": ("directory/", r"directory/[0-9a-f-]{36}/"),
    "inbox": "inbox/",
    "conversation": ("inbox/", r"inbox/[0-9a-f-]{36}/"),
    "journal": "journal/",
    "note": "journal/new/",
    "roster": "roster/",
    "show": ("programme/", r"show/[0-9a-f-]{36}/"),
    "team": "team/",
    "export": "export/",
    "account": "/account/me/",
    "passkeys": "/account/2fa/webauthn/",
}


@pytest.fixture(scope="session")
def found() -> dict[str, str]:
    """Addresses that were looked up."""
    return {}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_light_and_whole(visitor: Visitor, found: dict[str, str], name: str) -> None:
    with visitor.opens(found.get(name) or address(visitor, name, found)) as opened:
        assert report(opened) == FINE


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/code/", "/t/orlaine/nowhere/"])
def test_door_is_accessible_light_and_whole(visitor: Visitor, path: str) -> None:
    stranger = Visitor(visitor.chromium, visitor.url, None)
    with stranger.opens(path) as opened:
        opened.complaints = [each for each in opened.complaints if "404" not in each]
        assert report(opened) == FINE


def address(visitor: Visitor, name: str, found: dict[str, str]) -> str:
    """The page's address on this demo."""
    known = PAGES[name]
    if isinstance(known, str):
        return known if known.startswith("/") else TEAM + known
    first, link = known
    with visitor.opens(TEAM + first) as opened:
        match = re.search(f'href="({TEAM}{link})["?]', opened.page.content())
    assert match, f"{first} links to no {link}"
    return found.setdefault(name, match[1])


FINE: dict[str, Any] = {
    "headings": 1,
    "complaints": [],
    "too heavy": 0,
    "too many requests": 0,
    **{f"{what} on a {size}": [] for size in SIZES for what in ("light", "dark", "overflow")},
}


def report(opened: Opened) -> dict[str, Any]:
    """What is to be said of a page, all at once."""
    said: dict[str, Any] = {
        "headings": opened.page.locator("h1").count(),
        "too heavy": max(0, opened.weight - LIGHTEST),
        "too many requests": max(0, opened.requests - MOST_REQUESTS),
    }
    for size in SIZES:
        opened.resize(size)
        said[f"overflow on a {size}"] = opened.overflow()
        said[f"light on a {size}"] = opened.faults(dark=False)
        said[f"dark on a {size}"] = opened.faults(dark=True)
    return {**said, "complaints": opened.complaints}
