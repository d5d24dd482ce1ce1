"""A member's explicit change of a contact: the one deed that overwrites, and therefore is written down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from showtime.accounts.audit import record
from showtime.accounts.models import Member
from showtime.contacts.models import Contact, ContactState, Interest, Segment
from showtime.contacts.one_at_a_time import one_at_a_time
from showtime.contacts.person_fields import PersonFields
from showtime.contacts.problems import problem
from showtime.contacts.searching import search_text
from showtime.contacts.tidy import tidy
from showtime.reading.problems import Problem

EDITED = ("full_name", "company", "title", "email", "phone", "website", "linkedin", "country", "language")


@dataclass(frozen=True, slots=True)
class Edited:
    """All that a member may say of a contact; what is blank becomes blank. `state` is one of `ContactState`."""

    person: PersonFields
    interest: str = ""
    segment_id: UUID | None = None
    owner_id: UUID | None = None
    state: str = ContactState.NEW


class EditRefusedError(ValueError):
    """Nothing was changed, because of `problems`, each at the field that it names."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class UnknownContactError(LookupError):
    """The member's team has no such contact."""


def edit_contact(*, contact_id: UUID, member: Member, edited: Edited, now: datetime) -> Contact:
    """Let the contact say what the member says, and keep old and new values in the audit; the contact.

    UnknownContactError; EditRefusedError where a field cannot be read, an id is not of the team, or another contact has
    the e-mail address.
    """
    with one_at_a_time(member.team):
        contact = Contact.objects.filter(team=member.team_id, pk=contact_id).select_related("segment").first()
        if contact is None:
            raise UnknownContactError(str(contact_id))
        said = _checked(contact, member, edited)
        changes = _apply(contact, said)
        if changes:
            contact.search = search_text(contact=contact, encounters=contact.encounters.all())
            contact.save()
            record(member=member, deed="contact.edit", row_id=contact.pk, now=now, changes=changes)
    return contact


def _checked(contact: Contact, member: Member, edited: Edited) -> dict[str, Any]:
    """The values to be, by name of the model's field. EditRefusedError."""
    last = contact.encounters.select_related("show").order_by("-at").first()
    tidied = tidy(edited.person, country=last.show.country if last else "")
    problems = list(tidied.problems)
    said: dict[str, Any] = {name: tidied.values.get(name, "") for name in EDITED}
    if said["email"] and said["email"] != contact.email:
        others = Contact.objects.filter(team=member.team_id, email=said["email"]).exclude(pk=contact.pk)
        if others.exists():
            problems.append(problem("email_elsewhere", "email", value=said["email"]))
    if edited.interest and edited.interest not in Interest.values:
        problems.append(problem("interest_unknown", "interest", value=edited.interest[:40]))
    if edited.state not in ContactState.values:
        problems.append(problem("state_unknown", "state", value=edited.state[:40]))
    if edited.segment_id and not Segment.objects.filter(pk=edited.segment_id, team=member.team_id).exists():
        problems.append(problem("segment_unknown", "segment"))
    if edited.owner_id and not Member.objects.filter(pk=edited.owner_id, team=member.team_id).exists():
        problems.append(problem("owner_unknown", "owner"))
    if problems:
        raise EditRefusedError(tuple(problems))
    rest = {"segment_id": edited.segment_id, "owner_id": edited.owner_id}
    return {**said, "interest": edited.interest, "state": edited.state, **rest}


def _apply(contact: Contact, said: dict[str, Any]) -> dict[str, list[str]]:
    """Set the values; {field: [old, new]} of those that changed."""
    changes = {}
    for name, value in said.items():
        if (before := getattr(contact, name)) != value:
            changes[name] = [str(before or ""), str(value or "")]
            setattr(contact, name, value)
    return changes
