"""MECARD (NTT DoCoMo) and BIZCARD codes to a person: one line of `KEY:value;` fields, closed by `;;`.

The fields are those of DoCoMo's "2D barcode" page for developers and, for BIZCARD and the keys that MECARD got in use
(ORG, TITLE), those that ZXing writes and reads.
"""

import re

from showtime.reading.contentline import cut, unescaped
from showtime.reading.person import Person, distinct, is_linkedin
from showtime.reading.problems import Problem, Reading, problem

_KIND = re.compile(r"\s*(MECARD|BIZCARD)\s*:", re.IGNORECASE)
#: Fields of a MECARD address, in order: PO box, room, house, city, prefecture, postcode, country.
_ADDRESS_PARTS = 7

Fields = dict[str, list[str]]


def is_mecard(text: str) -> bool:
    """Whether the text begins like a MECARD or BIZCARD code."""
    return bool(_KIND.match(text))


def read_mecard(text: str) -> Reading[Person]:
    """The person of one MECARD or BIZCARD code; an error and no person when the text is none or holds nobody."""
    match = _KIND.match(text)
    if match is None:
        return Reading((), (problem("not_a_mecard", ""),))
    kind = match[1].upper()
    body = text[match.end() :].strip()
    problems: list[Problem] = []
    if not body.endswith(";"):
        problems.append(problem("payload_incomplete", kind, kind=kind))
    person = (_mecard if kind == "MECARD" else _bizcard)(_fields(body), text)
    if not (person.full_name or person.company or person.emails or person.phones):
        return Reading((), (*problems, problem("card_empty", kind)))
    return Reading((person,), tuple(problems))


def _fields(body: str) -> Fields:
    """Values by upper-case key, escapes still in them, in order; a field without a key is left out."""
    fields: Fields = {}
    for part in cut(body, ";"):
        key, colon, value = part.strip().partition(":")
        if colon and value.strip():
            fields.setdefault(key.strip().upper(), []).append(value.strip())
    return fields


def _mecard(fields: Fields, raw: str) -> Person:
    name = next(iter(fields.get("N", [])), "")
    family, _, rest = _pair(name)
    given = " ".join(part.strip() for part in rest.split(",") if part.strip())
    full = f"{given} {family}".strip() if rest else family
    addresses = [_plain(cut(value, ",")) for value in fields.get("ADR", [])]
    address = next(iter(addresses), [])
    return _person(
        fields,
        raw,
        full_name=full or _first(fields, "NICKNAME"),
        given_name=given,
        family_name=family if rest else "",
        company=_first(fields, "ORG", "COMPANY"),
        title=_first(fields, "TITLE", "TIL", "ROLE"),
        phones=("TEL", "TEL-AV", "CELL"),
        emails=("EMAIL",),
        address=", ".join(part for part in address if part),
        country=address[-1] if len(address) == _ADDRESS_PARTS else "",
    )


def _bizcard(fields: Fields, raw: str) -> Person:
    given, family = _first(fields, "N"), _first(fields, "X")
    return _person(
        fields,
        raw,
        full_name=f"{given} {family}".strip(),
        given_name=given,
        family_name=family,
        company=_first(fields, "C"),
        title=_first(fields, "T"),
        phones=("B", "M", "F"),
        emails=("E",),
        address=_first(fields, "A"),
        country="",
    )


def _person(
    fields: Fields,
    raw: str,
    *,
    full_name: str,
    given_name: str,
    family_name: str,
    company: str,
    title: str,
    phones: tuple[str, ...],
    emails: tuple[str, ...],
    address: str,
    country: str,
) -> Person:
    """The person, with what both kinds of code have in common."""
    numbers = distinct([unescaped(value).removeprefix("tel:") for key in phones for value in fields.get(key, [])])
    mails = distinct([unescaped(value).removeprefix("mailto:") for key in emails for value in fields.get(key, [])])
    web = [unescaped(value) for value in fields.get("URL", []) + fields.get("U", [])]
    return Person(
        full_name=full_name or company or next(iter(mails + numbers), ""),
        given_name=given_name,
        family_name=family_name,
        company=company,
        title=title,
        emails=mails,
        phones=numbers,
        websites=distinct([each for each in web if not is_linkedin(each)]),
        linkedin=next((each for each in web if is_linkedin(each)), ""),
        address=address,
        country=country,
        note="\n".join(unescaped(value) for value in fields.get("NOTE", []) + fields.get("MEMO", [])),
        email=next(iter(mails), ""),
        phone=next(iter(numbers), ""),
        raw=raw,
    )


def _pair(value: str) -> tuple[str, str, str]:
    """Text before and after the first unescaped comma, as `str.partition` gives it."""
    head, *rest = _plain(cut(value, ","))
    return head, "," if rest else "", ",".join(rest)


def _plain(parts: list[str]) -> list[str]:
    return [" ".join(unescaped(part).split()) for part in parts]


def _first(fields: Fields, *keys: str) -> str:
    values = [value for key in keys for value in fields.get(key, [])]
    return unescaped(values[0]).strip() if values else ""
