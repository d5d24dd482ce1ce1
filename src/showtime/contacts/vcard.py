"""Writing vCards: 3.0 (RFC 2425 and 2426) for phones and address books of any age, 4.0 (RFC 6350) for the others.

Why no library: a card of ours has a dozen properties, and all there is to get right is escaping and folding, which the
tests prove by reading every card back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_WIDTH = 75


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; blank is left out. `phone` is international, `uid` a UUID, `revised` as 20260106T193000Z."""

    uid: str
    full_name: str
    given_name: str = ""
    family_name: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    linkedin: str = ""
    country: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    note: str = ""
    revised: str = ""


def write_card(card: Card, *, version: str) -> str:
    """The card as text with CRLF line ends, in `version` "3.0" or "4.0"."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *_properties(card, modern=version == "4.0"), "END:VCARD"]
    return "".join(_folded(line) for line in lines)


def _properties(card: Card, *, modern: bool) -> Iterator[str]:
    yield f"UID:urn:uuid:{card.uid}" if modern else f"UID:{card.uid}"
    yield f"FN:{_escaped(card.full_name)}"
    yield f"N:{_escaped(card.family_name)};{_escaped(card.given_name)};;;"
    if card.company:
        yield f"ORG:{_escaped(card.company)}"
    if card.title:
        yield f"TITLE:{_escaped(card.title)}"
    if card.email:
        yield f"EMAIL;TYPE=work:{_escaped(card.email)}" if modern else f"EMAIL;TYPE=INTERNET:{_escaped(card.email)}"
    if card.phone:
        yield _phone(card.phone, modern=modern)
    if card.website:
        yield f"URL:{_uri(card.website)}"
    if card.linkedin:
        name = "SOCIALPROFILE;SERVICE-TYPE=LinkedIn" if modern else "X-SOCIALPROFILE;TYPE=linkedin"
        yield f"{name}:{_uri(card.linkedin)}"
    if card.country:
        yield f"ADR;TYPE=work:;;;;;;{_escaped(card.country)}"
    if card.language and modern:
        yield f"LANG:{card.language}"
    if card.categories:
        yield f"CATEGORIES:{','.join(_escaped(each) for each in card.categories)}"
    if card.note:
        yield f"NOTE:{_escaped(card.note)}"
    if card.revised:
        yield f"REV:{card.revised}"


def _phone(phone: str, *, modern: bool) -> str:
    number, _, extension = phone.partition(" ext. ")
    if not modern:
        return f"TEL;TYPE=WORK,VOICE:{_escaped(phone)}"
    if not number.removeprefix("+").isdigit():
        return f"TEL;TYPE=work;VALUE=text:{_escaped(phone)}"
    return f"TEL;TYPE=work;VALUE=uri:tel:{number}" + (f";ext={extension}" if extension else "")


def _escaped(text: str) -> str:
    for char, escape in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(char, escape)
    return "".join(char for char in text if char == "\t" or char.isprintable() or char > "\x9f")


def _uri(address: str) -> str:
    """A URI is not escaped, but may not end the line."""
    return "".join(address.split())


def _folded(line: str) -> str:
    """The line cut to 75 bytes without its end, as RFC 6350 section 3.2 says, never inside a character."""
    parts: list[str] = []
    part, size = "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > _WIDTH:
            parts.append(part)
            part, size = " ", 1
        part += char
        size += width
    return "\r\n".join([*parts, part]) + "\r\n"
