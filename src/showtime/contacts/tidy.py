"""A person's fields as given, made fit for a contact: addresses checked, numbers international, nothing lost."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from showtime.contacts.person_fields import PersonFields
from showtime.contacts.problems import problem
from showtime.reading.countries import read_country
from showtime.reading.problems import Problem, shortened

#: The longest text that a contact shows in each field, in characters.
LIMITS = {"full_name": 200, "company": 200, "title": 200, "email": 254, "phone": 40, "website": 500, "linkedin": 500}
_LONGEST_PHONE = 60
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(slots=True)
class Tidied:
    """`values` are fit for the contact; `given` is all that was said, as {field: [value, ...]}."""

    values: dict[str, str] = field(default_factory=dict)
    given: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, name: str, value: str, *, fit: bool = True) -> None:
        """Note a value; the first fit one of a field is the contact's."""
        self.given.setdefault(name, []).append(value)
        if fit:
            self.values.setdefault(name, value)


def storable(text: str) -> str:
    """The text with what no database stores made visible: NUL as U+2400, half a surrogate pair as U+FFFD."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text.replace("\x00", "\N{SYMBOL FOR NULL}"))


def one_line(text: str) -> str:
    """The text on one line, storable, without control characters."""
    return " ".join(_CONTROLS.sub(" ", storable(text)).split())


def tidy(person: PersonFields, *, country: str) -> Tidied:
    """The person's fields read; numbers without prefix as of the person's own country, or else of `country` (ISO code).

    What cannot be read stays in `given` as it came and is named as a problem; it never costs another field.
    """
    tidied = Tidied()
    for name in ("full_name", "company", "title"):
        _text(tidied, name, getattr(person, name))
    for text in (person.email, *person.emails):
        _email(tidied, text)
    _country(tidied, person.country)
    homes = _homes(tidied, country)
    for text in (person.phone, *person.phones):
        _phone(tidied, text, homes)
    _web(tidied, "website", person.website)
    _web(tidied, "linkedin", person.linkedin)
    if person.language in {"en", "fr"}:
        tidied.say("language", person.language)
    return tidied


def read_email(text: str) -> str:
    """The address in lower case without display name or `mailto:`; "" where it is none.

    No name server is asked, and the domain may be one of those reserved for examples and tests (RFC 2606).
    """
    inner = re.search(r"<([^<>\s]+)>", text)
    bare = (inner[1] if inner else text).strip(" \t\"'<>(),;.")
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    try:
        checked = validate_email(bare, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError:
        return ""
    found = checked.normalized.lower()
    return found if "." in found.rpartition("@")[2] and len(found) <= LIMITS["email"] else ""


def read_phone(text: str, homes: tuple[str, ...]) -> str:
    """The number in international format (E.164, with " ext. 12" where one is given); "" where it is none.

    A number without prefix is tried as of each country of `homes` (ISO codes) and must be in use there; with a prefix
    it need only have a possible length, since numbering plans change faster than tables.
    """
    if len(text) > _LONGEST_PHONE:
        return ""
    bare = re.sub(r"^(?:tel:)?\s*(?:\(\+(\d{1,3})\)|00(?=[1-9]))", lambda found: f"+{found[1] or ''}", text.strip())
    bare = bare.replace("(0)", "") if bare.startswith("+") else bare
    for home in (None,) if bare.startswith("+") else homes:
        try:
            number = phonenumbers.parse(bare, home)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or (home is None and phonenumbers.is_possible_number(number)):
            plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return f"{plain} ext. {number.extension}" if number.extension else plain
    return ""


def read_web(text: str) -> str:
    """The web address with its scheme, http or https only; "" where it is none."""
    bare = text.strip()
    address = bare if "://" in bare else f"https://{bare}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        usable = parts.scheme.lower() in {"http", "https"} and parts.port != 0
    except ValueError:
        return ""
    named = re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host)
    return address if usable and named and not parts.username and not re.search(r"[\s\"<>\\]", address) else ""


def _text(tidied: Tidied, name: str, text: str) -> None:
    line = one_line(text)
    if len(line) > LIMITS[name]:
        tidied.problems.append(problem("text_shortened", name, limit=LIMITS[name]))
        tidied.values[name] = line[: LIMITS[name] - 1] + "…"
    if line:
        tidied.say(name, line)


def _email(tidied: Tidied, text: str) -> None:
    line = one_line(text)
    if not line:
        return
    address = read_email(line)
    if not address:
        tidied.problems.append(problem("email_unreadable", "email", value=shortened(line)))
    if (address or line) not in tidied.given.get("email", ()):
        tidied.say("email", address or line, fit=bool(address))


def _country(tidied: Tidied, text: str) -> None:
    line = one_line(text)
    if not line:
        return
    country = read_country(line) if len(line) <= 100 else None
    if country is None:
        tidied.problems.append(problem("country_unreadable", "country", value=shortened(line)))
    tidied.say("country", country.code if country else line, fit=country is not None)


def _homes(tidied: Tidied, country: str) -> tuple[str, ...]:
    """Where a number without prefix may be from: the person's country, the show's, that of the e-mail address."""
    ending = tidied.values.get("email", "").rpartition(".")[2].upper()
    homes = (tidied.values.get("country", ""), country.upper(), "GB" if ending == "UK" else ending)
    known = phonenumbers.SUPPORTED_REGIONS
    return tuple(dict.fromkeys(home for home in homes if home in known))


def _phone(tidied: Tidied, text: str, homes: tuple[str, ...]) -> None:
    line = one_line(text)
    if not line:
        return
    number = read_phone(line, homes)
    if not number:
        tidied.problems.append(problem("phone_unreadable", "phone", value=shortened(line)))
    if (number or line) not in tidied.given.get("phone", ()):
        tidied.say("phone", number or line, fit=bool(number))


def _web(tidied: Tidied, name: str, text: str) -> None:
    line = one_line(text)
    if not line:
        return
    if name == "linkedin" and re.match(r"/?(?:in|company)/", line):
        line = f"https://www.linkedin.com/{line.lstrip('/')}"
    address = read_web(line)
    if not address or len(address) > LIMITS[name]:
        tidied.problems.append(problem("web_unreadable", name, value=shortened(line)))
        address = ""
    tidied.say(name, address or line, fit=bool(address))
