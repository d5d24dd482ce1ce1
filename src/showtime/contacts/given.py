"""What was given for a contact and is not what the contact says: shown beside it, never lost, never overwriting."""

from dataclasses import dataclass

from showtime.contacts.models import Contact, ContactState, Encounter
from showtime.lib.folding import fold

#: The fields of a contact that captures fill.
FILLED = ("full_name", "company", "title", "email", "phone", "website", "linkedin", "country", "language", "interest")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that an encounter gave for `field` where the contact says `kept` (which may be blank)."""

    field: str
    kept: str
    given: str


def conflicts(*, contact: Contact, encounter: Encounter) -> tuple[Conflict, ...]:
    """What the encounter gave otherwise than the contact says, in the order of the fields. Needs `contact.segment`."""
    found = []
    for name, values in encounter.given.items():
        kept = said(contact=contact, name=name)
        found += [Conflict(name, kept, value) for value in values if fold(value) != fold(kept)]
    return tuple(found)


def said(*, contact: Contact, name: str) -> str:
    """What the contact says for a field of `Encounter.given`, as text."""
    if name == "segment":
        return contact.segment.name if contact.segment else ""
    if name == "state":
        return "personal" if contact.state == ContactState.PERSONAL else ""
    return str(getattr(contact, name, ""))
