"""vCard 2.1, 3.0 and 4.0 to people.

Why no library: on 118 odd files of seven address books (135 cards, two more as assistants inside others) vobject 0.9.9
stops in 14 files and loses 17 cards: at quoted-printable soft breaks, at the first unreadable line, at charsets it does
not expect. This reader gives all 135 and names what it left out; it shares its line reading with `ics`.
"""

import re
from urllib.parse import unquote

from showtime.reading import charset
from showtime.reading.components import Component, build, note_loose
from showtime.reading.contentline import ContentLine, physical_lines, read_lines
from showtime.reading.person import Person, distinct, is_linkedin
from showtime.reading.problems import Findings, Problem, Reading, problem, shortened

_WEB = frozenset({"URL", "X-URL", "X-WEBSITE"})
_SOCIAL = frozenset({"X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-LINKEDIN-URL"})
_EXTENSION = re.compile(r";ext=([0-9]+)", re.IGNORECASE)
_URI_PARAMS = re.compile(r";(?:phone-context|isub)=[^;]*", re.IGNORECASE)


def read_vcards(data: bytes) -> Reading[Person]:
    """Every card of a file, in order. Any bytes are accepted; a broken card never costs another one.

    A card closed by no END is read as far as it goes; lines before the first BEGIN that look like a card are one. A
    card with neither a name nor a company, e-mail or phone is no person: it is named as an error.
    """
    findings = Findings()
    tree = build(read_lines(data, findings), findings)
    cards = [part for root in tree.roots for part in _cards(root)]
    bare = _without_begin(tree.loose, bool(cards))
    if bare is not None:
        findings.add("begin_missing", f"line {bare.number}", name="VCARD")
        tree.loose = []
        cards.insert(0, bare)
    if not cards:
        return Reading((), (_why_no_card(data, tree.roots),))
    note_loose(tree)
    source = _Source(data)
    people = [person for card in cards if (person := _person(card, source, findings)) is not None]
    return Reading(tuple(people), findings.all())


def _cards(root: Component) -> list[Component]:
    """The cards of an outermost component: itself, or those in a wrapper of another name; agents are not among them."""
    cards: list[Component] = []
    pending = [root]
    while pending:
        component = pending.pop()
        if component.name == "VCARD":
            cards.append(component)
        else:
            pending.extend(reversed(component.parts))
    return cards


def _without_begin(loose: list[ContentLine], have_cards: bool) -> Component | None:
    """The card whose BEGIN is missing: lines outside of any card that end in END:VCARD or hold a version and a name."""
    names = {line.name for line in loose}
    closed = any(line.name == "END" and line.text.upper() == "VCARD" for line in loose)
    if not loose or not names & {"FN", "N", "EMAIL", "TEL"} or not (closed or ("VERSION" in names and not have_cards)):
        return None
    return Component("VCARD", loose[0].number, loose[-1].number, [line for line in loose if line.name != "END"])


def _why_no_card(data: bytes, roots: list[Component]) -> Problem:
    if not data.strip():
        return problem("empty", "")
    if any(root.name in {"VCALENDAR", "VEVENT", "VTODO"} for root in roots):
        return problem("calendar_in_card_file", f"line {roots[0].number}")
    return problem("not_a_vcard", "")


class _Source:
    """The physical lines of a file, to keep a card's own text beside what was read from it."""

    def __init__(self, data: bytes) -> None:
        self._lines = physical_lines(charset.as_ascii_superset(data))

    def between(self, first: int, last: int) -> str:
        """The text from one line to another, both included, 1-based."""
        raw = b"\n".join(self._lines[first - 1 : last])
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def _person(card: Component, source: _Source, findings: Findings) -> Person | None:
    """The person of one card, or None (noted) when nothing identifies anybody."""
    where = f"line {card.number} VCARD"
    _note_left_out(card, findings)
    names = _names(card)
    company, department = _organisation(card)
    emails = [_without_scheme(line.text, "mailto:") for line in card.all("EMAIL")]
    phones = [_phone(line.text) for line in card.all("TEL")]
    full = names[0] or company or card.text("NICKNAME") or next(iter(distinct(emails + phones)), "")
    if not full:
        findings.add("card_empty", where)
        return None
    if not names[0]:
        findings.add("name_missing", where, used=shortened(full))
    linkedin, websites = _addresses(card)
    address, country = _postal(card)
    return Person(
        full_name=full,
        given_name=names[1],
        family_name=names[2],
        company=company,
        department=department,
        title=card.text("TITLE") or card.text("ROLE"),
        emails=distinct(emails),
        phones=distinct(phones),
        websites=websites,
        linkedin=linkedin,
        address=address,
        country=country,
        note="\n".join(text for line in card.all("NOTE") if (text := line.text)),
        language=_first_choice(card.all("LANG")).lower(),
        email=_without_scheme(_first_choice(card.all("EMAIL")), "mailto:"),
        phone=_phone(_first_choice([line for line in card.all("TEL") if not line.types & {"fax", "pager", "modem"}])),
        raw=source.between(card.number, card.last),
    )


def _note_left_out(card: Component, findings: Findings) -> None:
    """Say which parts of a card were not read on purpose: pictures and assistants."""
    for line in card.lines:
        if line.is_binary or (line.name in {"PHOTO", "LOGO", "SOUND", "KEY"} and line.value[:5].lower() == "data:"):
            size = len("".join(line.value.partition(",")[2].split() or line.value.split())) * 3 // 4
            findings.add("binary_skipped", f"line {line.number}", name=line.name, size=size)
        elif line.name == "AGENT" and line.value.strip():
            findings.add("agent_left_out", f"line {line.number} AGENT")
    for part in card.parts:
        findings.add("agent_left_out", f"line {part.number} {shortened(part.name, 40)}")


def _names(card: Component) -> tuple[str, str, str]:
    """Full, given and family name; the full name is FN, or made of N where FN is missing or empty."""
    line = next((line for line in card.all("N") if any(line.split())), None)
    parts = (line.split() if line else []) + [""] * 5
    family, given, additional = parts[0], parts[1], parts[2].replace(",", " ")
    full = _one_line(_first_choice(card.all("FN")))
    composed = _one_line(" ".join(part for part in (given, additional, family) if part))
    return full or composed, _one_line(given), _one_line(family)


def _organisation(card: Component) -> tuple[str, str]:
    """Company and department (the units below, from the largest) of the first organisation that has a name."""
    for line in card.all("ORG"):
        parts = [_one_line(part) for part in line.split()]
        if any(parts):
            return parts[0], ", ".join(part for part in parts[1:] if part)
    return "", ""


def _first_choice(lines: list[ContentLine]) -> str:
    """The text of the preferred line (PREF=1 or TYPE=pref), else of the first that has one."""
    with_text = [line for line in lines if line.text]
    return min(with_text, key=_preference).text if with_text else ""


def _preference(line: ContentLine) -> int:
    """1 (most wanted) to 101, as PREF of RFC 6350 section 5.3."""
    if line.param("PREF").isdecimal():
        return min(100, int(line.param("PREF")[:4]))
    return 1 if "pref" in line.types else 101


def _addresses(card: Component) -> tuple[str, tuple[str, ...]]:
    """The LinkedIn profile and the other web addresses."""
    found = [line.text for line in card.lines if line.name in _WEB]
    social = [line.text for line in card.lines if line.name in _SOCIAL]
    linkedin = [text for text in social + found if is_linkedin(text)]
    others = [text for text in found if not is_linkedin(text)]
    return next(iter(linkedin), ""), distinct(others)


def _postal(card: Component) -> tuple[str, str]:
    """The work address (else the first) on one line, and its country, else that of the first address with one."""
    addresses = [
        (line, [_one_line(part) for part in line.split()] + [""] * 7) for line in card.all("ADR") if any(line.split())
    ]
    addresses.sort(key=lambda each: "work" not in each[0].types)
    if not addresses:
        return "", ""
    countries = [parts[6] for _, parts in addresses if parts[6]]
    return ", ".join(part for part in addresses[0][1] if part), next(iter(countries), "")


def _without_scheme(text: str, scheme: str) -> str:
    return unquote(text[len(scheme) :]).strip() if text[: len(scheme)].lower() == scheme else text


def _phone(text: str) -> str:
    """A number as written; of a tel: URI (RFC 3966) the number, with `;ext=` written out."""
    if text[:4].lower() != "tel:":
        return text
    number = _URI_PARAMS.sub("", unquote(text[4:]))
    return _EXTENSION.sub(r" ext. \1", number).strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
