"""Storing that somebody was met, and reading who it was: never refused, never lost, never overwriting."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from showtime.accounts.models import Member, Team
from showtime.contacts.given import FILLED, Conflict, conflicts
from showtime.contacts.language import guess_language
from showtime.contacts.match import Likeness, same_by_phone
from showtime.contacts.models import Capture, CaptureKind, Contact, ContactState, Encounter, Promise
from showtime.contacts.one_at_a_time import one_at_a_time
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.contacts.searching import search_text
from showtime.contacts.tidy import Tidied, storable
from showtime.contacts.understand import Understood, understand
from showtime.programme.models import Show
from showtime.reading.problems import Problem


class IdTakenError(Exception):
    """The capture's id stands for something else already, of this team or another: nothing was stored."""


class WithdrawnError(Exception):
    """The capture was stored before and then undone: it is kept, but has no contact."""


class ForeignRowError(ValueError):
    """Code passed a show or member of another team."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What became of a capture. `joined`: the contact was known before; `known`: the capture itself was, and nothing
    was written; `conflicts`: what was given otherwise than the contact says; `problems`: what could not be read."""

    contact: Contact
    encounter: Encounter
    joined: bool
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...] = ()
    known: bool = False


def capture(
    *,
    team: Team,
    show: Show,
    member: Member,
    capture_id: UUID,
    kind: str,
    raw: str,
    fields: PersonFields,
    qualification: Qualification,
    captured_at: datetime,
    now: datetime,
) -> Captured:
    """Store a capture, and make or join the contact that it speaks of, in one transaction.

    `raw` is kept to the letter; where it is blank, the typed `fields` stand for it. The same id with the same content
    is a retry: nothing is written and the first result returned. Unreadable fields are problems of the result.
    IdTakenError, WithdrawnError; ForeignRowError when `show` or `member` are not of `team`.
    """
    if show.team_id != team.pk or member.team_id != team.pk:
        raise ForeignRowError("The show and the member must be of the team.")
    raw, said = _kept(raw, fields, qualification)
    row = Capture(
        id=capture_id,
        team=team,
        show=show,
        member=member,
        kind=kind if kind in CaptureKind.values else CaptureKind.TEXT,
        raw=raw,
        qualification=said,
        captured_at=_representable(captured_at) or now,
        received_at=now,
    )
    with one_at_a_time(team):
        earlier = Capture.objects.filter(pk=capture_id).first()
        if earlier is not None:
            return _again(earlier, row)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:  # another team stored this id just now
            raise IdTakenError(str(capture_id)) from error
        return _meet(row)


def _kept(raw: str, fields: PersonFields, qualification: Qualification) -> tuple[str, dict[str, Any]]:
    """The raw text and the qualification as stored; all that is ever read from a capture is read from these two."""
    said, typed = qualification.as_json(), fields.as_json()
    if not raw.strip():
        raw = json.dumps(typed, ensure_ascii=False, sort_keys=True)
    elif typed:
        said["fields"] = typed
    return storable(raw), _storable(said)


def _storable(said: Any) -> Any:
    if isinstance(said, dict):
        return {name: _storable(value) for name, value in said.items()}
    if isinstance(said, list):
        return [_storable(value) for value in said]
    return storable(said) if isinstance(said, str) else said


def _representable(moment: datetime) -> datetime | None:
    """The moment in UTC; None at the ends of the calendar, where a change of time zone leaves it."""
    return moment.astimezone(UTC) if 1900 <= moment.year <= 9000 else None


def recall(*, team: Team, capture_id: UUID) -> Captured:
    """What became of a capture of the team that was stored before. LookupError where there is none; WithdrawnError."""
    row = Capture.objects.filter(pk=capture_id, team=team).select_related("show", "member__user").first()
    if row is None:
        raise LookupError(str(capture_id))
    return _recalled(row)


def _again(earlier: Capture, row: Capture) -> Captured:
    same = earlier.team_id == row.team_id and earlier.show_id == row.show_id
    if not same or (earlier.raw, earlier.qualification) != (row.raw, row.qualification):
        raise IdTakenError(str(row.pk))
    return _recalled(earlier)


def _recalled(row: Capture) -> Captured:
    encounter = Encounter.objects.filter(capture=row).select_related("contact__segment").first()
    if encounter is None:
        raise WithdrawnError(str(row.pk))
    return Captured(
        contact=encounter.contact,
        encounter=encounter,
        joined=not encounter.made_contact,
        conflicts=conflicts(contact=encounter.contact, encounter=encounter),
        problems=understand(row).problems,
        known=True,
    )


def _meet(row: Capture) -> Captured:
    """Make the encounter, its promise, and the contact where it is not known yet."""
    found = understand(row)
    known = _match(row.team, found.tidied)
    contact = known or Contact(team=row.team, state=ContactState.PERSONAL if found.personal else ContactState.NEW)
    filled = _fill(contact, found, row)
    contact.met_at = max(found.at, contact.met_at) if contact.met_at else found.at
    encounter = Encounter(
        team=row.team,
        contact=contact,
        capture=row,
        show=row.show,
        member=row.member,
        place=found.place,
        at=found.at,
        note=found.note,
        given=found.tidied.given,
        filled=filled,
        made_contact=known is None,
    )
    others = [] if known is None else list(Encounter.objects.filter(contact=contact))
    contact.search = search_text(contact=contact, encounters=[encounter, *others])
    contact.save(force_insert=known is None)
    encounter.save(force_insert=True)
    _promise(encounter, found)
    return Captured(
        contact=contact,
        encounter=encounter,
        joined=known is not None,
        conflicts=conflicts(contact=contact, encounter=encounter),
        problems=found.problems,
    )


def _match(team: Team, tidied: Tidied) -> Contact | None:
    """The contact known with one of the e-mail addresses, or else with one of the numbers and nothing against it."""
    contacts = Contact.objects.filter(team=team).select_related("segment")
    emails = tidied.given.get("email", [])
    by_email = {contact.email: contact for contact in contacts.filter(email__in=emails).order_by()} if emails else {}
    for email in emails:
        if email in by_email:
            return by_email[email]
    phones = [phone for phone in tidied.given.get("phone", []) if phone.startswith("+")]
    if not phones:
        return None
    ours = Likeness(tidied.values.get("full_name", ""), tidied.values.get("email", ""))
    for contact in contacts.filter(phone__in=phones).order_by("created_at", "id"):
        if same_by_phone(Likeness(contact.full_name, contact.email), ours):
            return contact
    return None


def _fill(contact: Contact, found: Understood, row: Capture) -> list[str]:
    """Fill the contact's blank fields; their names. A new contact's language is guessed where none was given."""
    filled = []
    for name in FILLED:
        if (value := found.tidied.values.get(name)) and not getattr(contact, name):
            setattr(contact, name, value)
            filled.append(name)
    if found.segment is not None and contact.segment_id is None:
        contact.segment = found.segment
        filled.append("segment")
    if not contact.language:
        contact.language = guess_language(
            chosen="", country=contact.country, phone=contact.phone, member_language=row.member.user.language
        )
    return filled


def _promise(encounter: Encounter, found: Understood) -> None:
    if found.promise:
        Promise.objects.create(
            team=encounter.team,
            contact=encounter.contact,
            encounter=encounter,
            member=encounter.member,
            text=found.promise,
            due_on=found.promise_due,
        )
