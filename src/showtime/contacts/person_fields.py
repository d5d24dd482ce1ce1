"""What a capture says about a person, and what the member adds to it: plain values, no rows."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A person as typed or read, in their own words. Blank is unknown; every field is optional.

    `emails` and `phones` are further ones, beside `email` and `phone`. `language` is "en", "fr" or "" for a guess.
    """

    full_name: str = ""
    company: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    linkedin: str = ""
    country: str = ""
    language: str = ""
    note: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fields that say something, as plain JSON types; the same fields always give the same JSON."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    def or_else(self, other: "PersonFields") -> "PersonFields":
        """These fields, with the other's where these are blank, and all the e-mails and phones of both."""
        first = {each.name: getattr(self, each.name) or getattr(other, each.name) for each in fields(self)}
        first["emails"] = _others(first["email"], (self.email, *self.emails, other.email, *other.emails))
        first["phones"] = _others(first["phone"], (self.phone, *self.phones, other.phone, *other.phones))
        return PersonFields(**first)


@dataclass(frozen=True, slots=True)
class Qualification:
    """What the member adds when meeting someone; every field is optional.

    `interest` is "hot", "warm", "cold" or ""; `personal` says that it was no business.
    """

    interest: str = ""
    personal: bool = False
    segment_id: UUID | None = None
    place_id: UUID | None = None
    note: str = ""
    promise: str = ""
    promise_due: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The answers given, as plain JSON types."""
        said = {name: value for name, value in asdict(self).items() if value}
        return {name: value if isinstance(value, bool) else str(value) for name, value in said.items()}


def _others(first: str, all_of_them: tuple[str, ...]) -> tuple[str, ...]:
    seen = {first.strip().casefold(), ""}
    kept = []
    for value in all_of_them:
        if (folded := value.strip().casefold()) not in seen:
            seen.add(folded)
            kept.append(value)
    return tuple(kept)
