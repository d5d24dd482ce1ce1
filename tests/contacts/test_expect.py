"""Whom we are to meet at an event."""

from showtime.contacts.expect import expect, expected_at
from showtime.contacts.models import Contact, Meeting
from showtime.lib.ids import new_id
from showtime.programme.schedule import EventFields, add_event
from tests.programme.conftest import at


def test_expect_notes_a_contact_once_and_only_of_the_team(show, team, mallory):
    event = add_event(show=show, fields=EventFields(title="Meet", starts_at=at(6, 9), ends_at=at(6, 10)))
    paul = Contact.objects.create(team=team, full_name="Paul Vautrin")
    anna = Contact.objects.create(team=team, full_name="Anna Berg")
    theirs = Contact.objects.create(team=mallory.team, full_name="Not ours")
    for contact in (paul, anna, paul):
        assert expect(event=event, contact_id=contact.pk).contact == contact
    assert expect(event=event, contact_id=theirs.pk) is None
    assert expect(event=event, contact_id=new_id()) is None
    assert expected_at(event=event) == [anna, paul]
    assert {meeting.team for meeting in Meeting.objects.all()} == {team}
