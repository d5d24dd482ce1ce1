"""Whom we are to meet at an event of the programme."""

from uuid import UUID

from showtime.contacts.models import Contact, Meeting
from showtime.programme.models import Event


def expect(*, event: Event, contact_id: UUID) -> Meeting | None:
    """Note that the contact is met at the event; once is enough. None where the team has no such contact."""
    contact = Contact.objects.filter(team=event.team_id, pk=contact_id).first()
    if contact is None:
        return None
    meeting, _made = Meeting.objects.get_or_create(event=event, contact=contact, defaults={"team_id": event.team_id})
    return meeting


def expected_at(*, event: Event) -> list[Contact]:
    """The contacts who are met at the event, by name."""
    return list(Contact.objects.filter(meetings__event=event).order_by("full_name", "id"))
