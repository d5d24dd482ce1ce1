"""What a scanned code or a pasted text is: a card, an address, a badge number, or just words."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from showtime.reading.mecard import is_mecard, read_mecard
from showtime.reading.person import Person, distinct, is_linkedin
from showtime.reading.problems import Problem, Reading
from showtime.reading.vcard import read_vcards

Kind = Literal["vcard", "mecard", "bizcard", "linkedin", "url", "email", "phone", "badge", "words", "empty"]

_VCARD = re.compile(r"BEGIN\s*:\s*VCARD", re.IGNORECASE)
_PROPERTY = re.compile(
    r"\s(?=(?:item\d+\.)?(?:VERSION|N|FN|ORG|TITLE|ROLE|TEL|EMAIL|URL|ADR|NOTE|REV|UID|BDAY|PHOTO|LABEL|NICKNAME|END|X-[A-Z-]+)"
    r"(?:;[^:\s]*)?:)"
)
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9À-ɏ-]+(?:\.[A-Za-z0-9À-ɏ-]+)+")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|(?:[a-z]{2,3}\.)?linkedin\.com/[^\s<>\"]+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w@./])(?:\+|\(|00|0)?[0-9][0-9 ().\-/\u00a0\u202f]{5,20}[0-9](?![\w@])")
#: Longest record of fields taken for a badge, in characters.
_RECORD = 2000
_TOKEN = re.compile(r"[^\s]{4,512}")
_LINE = re.compile(r"[^\W\d_][\w .,'’&()-]{1,60}")


@dataclass(frozen=True, slots=True)
class Payload:
    """What was understood.

    `person` is what it says about somebody (None where it says nothing), `others` the further cards of a text that
    holds several. `reference` is the address, number or badge id it consists of, "" for cards and words.
    """

    kind: Kind
    text: str
    person: Person | None = None
    others: tuple[Person, ...] = ()
    reference: str = ""
    problems: tuple[Problem, ...] = ()


def read_payload(text: str) -> Payload:
    """Say what a scanned or pasted text is. Any text is accepted; what is nothing else is words."""
    stripped = text.strip("\ufeff\x00 \t\r\n")
    if not stripped:
        return Payload("empty", text)
    if _VCARD.search(stripped):
        return _card("vcard", text, read_vcards(_with_line_ends(stripped).encode("utf-8", "replace")))
    if is_mecard(stripped):
        kind: Kind = "bizcard" if stripped[:1] in "Bb" else "mecard"
        return _card(kind, text, read_mecard(stripped))
    return _address(stripped, text) or _badge(stripped, text) or _words(stripped, text)


def _card(kind: Kind, text: str, reading: Reading[Person]) -> Payload:
    people = reading.items
    return Payload(kind, text, people[0] if people else None, people[1:], problems=reading.problems)


def _with_line_ends(text: str) -> str:
    r"""A vCard with its lines again, where a one-line field or a careless generator has made blanks or `\n` of them."""
    if "\n" in text or "\r" in text:
        return text
    if re.search(r"VCARD\\r?\\?n", text, re.IGNORECASE):
        return re.sub(r"(?:\\r)?\\n", "\n", text)
    return _PROPERTY.sub("\n", text)


def _address(stripped: str, text: str) -> Payload | None:
    """An e-mail address, phone number or web address and nothing else; also as mailto:, tel:, SMSTO: and MATMSG:."""
    scheme, _, rest = stripped.partition(":")
    rest = unquote(rest)
    match scheme.lower():
        case "mailto":
            stripped = rest.partition("?")[0].strip()
        case "tel" | "sms" | "smsto":
            number = re.split(r"[:;?]", rest)[0].strip()
            return Payload("phone", text, Person(phones=(number,), phone=number, raw=text), reference=number)
        case "matmsg":
            found = _EMAIL.search(rest)
            stripped = found[0] if found else stripped
    if _EMAIL.fullmatch(stripped):
        return Payload("email", text, Person(emails=(stripped,), email=stripped, raw=text), reference=stripped)
    if _WEB.fullmatch(stripped):
        return _web(stripped, text)
    if _is_phone(stripped):
        return Payload("phone", text, Person(phones=(stripped,), phone=stripped, raw=text), reference=stripped)
    return None


def _web(address: str, text: str) -> Payload:
    """A web address; a LinkedIn one without its tracking parameters. Nothing is fetched."""
    address = address if "://" in address else f"https://{address}"
    if not is_linkedin(address):
        return Payload("url", text, reference=address)
    try:
        profile = f"https://www.linkedin.com{urlsplit(address).path}".rstrip("/")
    except ValueError:
        profile = address
    return Payload("linkedin", text, Person(linkedin=profile, raw=text), reference=profile)


def _is_phone(text: str) -> bool:
    """Whether a text is a phone number rather than a badge number: a prefix or separators tell."""
    digits = re.sub(r"[^0-9]", "", text)
    if not 7 <= len(digits) <= 15 or not _PHONE.fullmatch(text):
        return False
    if text.isdigit():
        return (text.startswith("0") and 9 <= len(digits) <= 11) or text.startswith("00")
    return text[0] in "+(0" or bool(re.search(r"\d[ .\u00a0\u202f]\d", text)) or text.count("-") == 2


def _badge(stripped: str, text: str) -> Payload | None:
    """One token with a digit in it, or a record of fields in one line, is what an organiser's badge holds."""
    one_token = _TOKEN.fullmatch(stripped) and any(char.isdigit() for char in stripped) and "@" not in stripped
    record = (
        len(stripped) < _RECORD
        and "\n" not in stripped
        and re.fullmatch(r"\{.*\}|[^|^~\t]*\d[^|^~\t]*(?:[|^~\t][^|^~\t]*){2,}", stripped)
    )
    return Payload("badge", text, reference=stripped) if one_token or record else None


def _words(stripped: str, text: str) -> Payload:
    """Free words, such as a signature: the e-mails, phones and addresses in them; the first line if it looks a name."""
    emails = distinct([each.rstrip(".") for each in _EMAIL.findall(stripped)])
    web = distinct([each.rstrip(".,;)") for each in _WEB.findall(stripped)])
    rest = _WEB.sub(" ", _EMAIL.sub(" ", stripped))
    phones = distinct([each.strip() for each in _PHONE.findall(rest) if 8 <= sum(map(str.isdigit, each)) <= 15])
    if not (emails or phones or web):
        return Payload("words", text)
    lines = [line.strip() for line in stripped.splitlines() if line.strip()]
    name = lines[0] if len(lines) > 1 and _LINE.fullmatch(lines[0]) and len(lines[0].split()) <= 5 else ""
    person = Person(
        full_name=name,
        emails=emails,
        phones=phones,
        websites=tuple(each for each in web if not is_linkedin(each)),
        linkedin=next((each for each in web if is_linkedin(each)), ""),
        note=stripped,
        email=next(iter(emails), ""),
        phone=next(iter(phones), ""),
        raw=text,
    )
    return Payload("words", text, person)
