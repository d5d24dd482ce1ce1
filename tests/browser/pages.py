"""The demo's pages, and where they are."""

import re

from tests.browser.visitor import Visitor

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


def address(visitor: Visitor, name: str, found: dict[str, str]) -> str:
    """The page's address on this demo."""
    known = PAGES[name]
    if name in found:
        return found[name]
    if isinstance(known, str):
        return known if known.startswith("/") else TEAM + known
    first, link = known
    with visitor.opens(TEAM + first) as opened:
        match = re.search(f'href="({TEAM}{link})["?]', opened.page.content())
    assert match, f"{first} links to no {link}"
    return found.setdefault(name, match[1])
