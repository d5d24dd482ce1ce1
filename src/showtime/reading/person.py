"""A person as a card or a code describes them: what every reader of people gives."""

import re
from dataclasses import dataclass
from typing import Any

_LINKEDIN = re.compile(r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/.+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """What a card says, in its own words: phones are not normalised, addresses not checked. Absent is "" or ().

    E-mails, phones and websites stand in the order of the card, each once; `email` and `phone` are those to use first.
    `websites` holds every web address except the LinkedIn profile. `raw` is the source text.
    """

    full_name: str = ""
    given_name: str = ""
    family_name: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    linkedin: str = ""
    address: str = ""
    country: str = ""
    note: str = ""
    language: str = ""
    email: str = ""
    phone: str = ""
    raw: str = ""

    def as_json(self) -> dict[str, Any]:
        """The person as plain JSON types, without `raw`."""
        return {
            "name": self.full_name,
            "given_name": self.given_name,
            "family_name": self.family_name,
            "company": self.company,
            "department": self.department,
            "title": self.title,
            "emails": list(self.emails),
            "phones": list(self.phones),
            "urls": [*self.websites, *([self.linkedin] if self.linkedin else [])],
            "linkedin": self.linkedin,
            "address": self.address,
            "country": self.country,
            "note": self.note,
            "language": self.language,
        }


def is_linkedin(address: str) -> bool:
    """Whether a web address is a profile or page on LinkedIn."""
    return bool(_LINKEDIN.fullmatch(address.strip()))


def distinct(values: list[str]) -> tuple[str, ...]:
    """The non-empty values, each once whatever its case, in order."""
    seen: dict[str, str] = {}
    for value in values:
        if value:
            seen.setdefault(value.casefold(), value)
    return tuple(seen.values())
