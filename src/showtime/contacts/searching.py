"""The text by which a contact is found."""

from collections.abc import Iterable

from showtime.contacts.models import Contact, Encounter
from showtime.lib.folding import fold

_FIELDS = ("full_name", "company", "email", "title", "phone")


def search_text(*, contact: Contact, encounters: Iterable[Encounter]) -> str:
    """The folded text of a contact: its fields, what else was given for them, what was noted; numbers as digits too."""
    texts = [getattr(contact, name) for name in _FIELDS]
    for encounter in encounters:
        texts += [value for name in _FIELDS for value in encounter.given.get(name, ())]
        texts.append(encounter.note)
    lines = dict.fromkeys(fold(text) for text in texts if text.strip())
    digits = dict.fromkeys("".join(filter(str.isdigit, line)) for line in lines if line.startswith("+"))
    return "\n".join([*lines, *digits])
