"""Undoing a capture that was just made by mistake."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.models import Capture, Contact, ContactState, Encounter, Promise, Withdrawal
from showtime.contacts.one_at_a_time import one_at_a_time
from showtime.contacts.searching import search_text

#: How long after its arrival a capture can be undone. Later, the debrief drops a contact, and its page edits it.
UNDO_WITHIN = timedelta(hours=1)


class UnknownCaptureError(LookupError):
    """The member has made no capture with this id."""


class TooLateError(Exception):
    """The capture arrived longer than `UNDO_WITHIN` ago, and others may have built on it."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What an undo left: the capture always, and the contact (None where it went) if anything else speaks of it."""

    capture: Capture
    contact: Contact | None


def withdraw(*, member: Member, capture_id: UUID, now: datetime) -> Withdrawn:
    """Undo the member's own capture: its encounter and promises go, and so does what they filled in the contact.

    The contact goes too where this capture made it and nothing else in the house refers to it or was written by hand.
    The capture itself stays, marked by a `Withdrawal`. Done twice, it is done once. UnknownCaptureError, TooLateError.
    """
    with one_at_a_time(member.team):
        row = Capture.objects.filter(pk=capture_id, team=member.team_id, member=member).first()
        if row is None:
            raise UnknownCaptureError(str(capture_id))
        if now - row.received_at > UNDO_WITHIN:
            raise TooLateError(str(capture_id))
        Withdrawal.objects.get_or_create(capture=row, defaults={"team": member.team, "member": member, "at": now})
        encounter = Encounter.objects.filter(capture=row).select_related("contact").first()
        if encounter is None:
            return Withdrawn(row, None)
        contact = encounter.contact
        Promise.objects.filter(encounter=encounter).delete()
        encounter.delete()
        if encounter.made_contact and not _is_spoken_of(contact):
            contact.delete()
            return Withdrawn(row, None)
        _take_back(contact, encounter)
        return Withdrawn(row, contact)


def _is_spoken_of(contact: Contact) -> bool:
    """Whether any row of any room refers to the contact, or somebody has edited or sorted it."""
    for relation in Contact._meta.related_objects:
        if relation.related_model._base_manager.filter(**{relation.field.name: contact}).exists():
            return True
    touched = contact.owner_id is not None or contact.state not in {ContactState.NEW, ContactState.PERSONAL}
    return touched or AuditEntry.objects.filter(team=contact.team_id, row_id=contact.pk).exists()


def _take_back(contact: Contact, encounter: Encounter) -> None:
    """Blank what the encounter had filled, where it still says the same; what others gave later stays with them."""
    for name in () if encounter.made_contact else encounter.filled:
        if name == "segment":
            same = contact.segment is not None and [contact.segment.name] == encounter.given.get("segment")
            contact.segment = None if same else contact.segment
        elif getattr(contact, name) in encounter.given.get(name, ()):
            setattr(contact, name, "")
    others = list(Encounter.objects.filter(contact=contact).order_by("-at"))
    contact.met_at = others[0].at if others else None
    contact.search = search_text(contact=contact, encounters=others)
    contact.save()
