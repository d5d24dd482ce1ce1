"""What a capture's raw text says about a person."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from showtime.contacts.person_fields import PersonFields
from showtime.contacts.problems import problem
from showtime.reading.payload import read_payload
from showtime.reading.person import Person
from showtime.reading.problems import Problem

#: A first line that may be somebody's name: letters, few words.
_NAME = re.compile(r"[^\W\d_][\w .,'’&()/-]{0,80}")


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what was not."""

    person: PersonFields
    problems: tuple[Problem, ...] = ()


def read_capture(*, raw: str, fields: PersonFields) -> Read:
    """The person of a capture. Typed `fields` go before what `raw` says.

    `raw` may be a vCard, a MECARD, typed fields as JSON, or any words; of several people the first is taken and the
    others are named as a problem. No text is refused.
    """
    typed = typed_fields(raw)
    if typed is not None:
        return Read(fields.or_else(typed))
    payload = read_payload(raw)
    problems = list(payload.problems)
    if payload.others:
        problems.append(problem("more_people", "raw", count=1 + len(payload.others)))
    person = fields_of(payload.person) if payload.person else _from_words(raw)
    return Read(fields.or_else(person), tuple(problems))


def fields_of(person: Person) -> PersonFields:
    """What a card says, as fields of a capture."""
    return PersonFields(
        full_name=person.full_name,
        company=person.company,
        title=person.title,
        email=person.email,
        phone=person.phone,
        website=next(iter(person.websites), ""),
        linkedin=person.linkedin,
        country=person.country,
        language=person.language[:2],
        note=person.note,
        emails=tuple(each for each in person.emails if each != person.email),
        phones=tuple(each for each in person.phones if each != person.phone),
    )


def typed_fields(raw: str) -> PersonFields | None:
    """The fields that `PersonFields.as_json` wrote; None where the text is not such."""
    if not raw.startswith("{"):
        return None
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return fields_from_json(said) if isinstance(said, dict) else None


def fields_from_json(said: dict[str, Any]) -> PersonFields | None:
    """The fields of an object with no other keys and only texts in it; None for any other object."""
    blank = PersonFields()
    known: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(getattr(blank, name, None), str) and isinstance(value, str):
            known[name] = value
        elif name in {"emails", "phones"} and isinstance(value, list) and all(isinstance(each, str) for each in value):
            known[name] = tuple(value)
        else:
            return None
    return replace(blank, **known)


def _from_words(raw: str) -> PersonFields:
    """Words without any address: the first line is the name where it looks like one, the rest the note."""
    text = raw.strip()
    first, _, rest = text.partition("\n")
    if not _NAME.fullmatch(first.strip()) or len(first.split()) > 6:
        return PersonFields(note=text)
    name, comma, company = first.partition(",")
    return PersonFields(full_name=name.strip(), company=company.strip() if comma else "", note=rest.strip())
