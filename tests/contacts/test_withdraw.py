"""Undoing a capture: the capture stays, everything read from it goes, and nothing of anybody else's."""

from datetime import timedelta
from uuid import UUID

import pytest

from showtime.accounts.models import Member
from showtime.contacts.capture import Captured, WithdrawnError
from showtime.contacts.edit import Edited, edit_contact
from showtime.contacts.models import Capture, Contact, Encounter, Meeting, Promise, Segment, Withdrawal
from showtime.contacts.person_fields import PersonFields
from showtime.contacts.withdraw import UNDO_WITHIN, TooLateError, UnknownCaptureError, withdraw
from showtime.lib.ids import new_id
from showtime.programme.models import Event, Show
from tests.contacts.meeting import NOON, Meet


def key_of(captured: Captured) -> UUID:
    key = captured.encounter.capture_id
    assert key is not None
    return key


def test_withdraw_of_somebody_new_takes_the_contact_and_keeps_the_capture(meet: Meet, camille: Member) -> None:
    captured = meet(full_name="Jane", promise="Call")
    left = withdraw(member=camille, capture_id=key_of(captured), now=NOON)
    assert left.contact is None
    assert (Contact.objects.count(), Encounter.objects.count(), Promise.objects.count()) == (0, 0, 0)
    assert Withdrawal.objects.get().capture == Capture.objects.get()


def test_withdraw_of_somebody_known_takes_back_what_it_filled(meet: Meet, camille: Member, show: Show) -> None:
    press = Segment.objects.create(team=show.team, name="Press")
    first = meet(full_name="Jane", email="jane@acme.test", note="lamp")
    later = NOON + timedelta(minutes=5)
    second = meet(
        email="jane@acme.test",
        company="Wrong",
        interest="hot",
        segment_id=press.pk,
        note="chair",
        captured_at=later,
        now=later,
    )
    left = withdraw(member=camille, capture_id=key_of(second), now=later)
    contact = Contact.objects.get()
    assert left.contact == contact == first.contact
    assert (contact.company, contact.interest, contact.segment, contact.met_at) == ("", "", None, NOON)
    assert ("lamp" in contact.search, "chair" in contact.search, "wrong" in contact.search) == (True, False, False)


def test_withdraw_leaves_what_a_member_has_edited(meet: Meet, camille: Member) -> None:
    captured = meet(full_name="Jane")
    edit_contact(
        contact_id=captured.contact.pk, member=camille, edited=Edited(PersonFields(full_name="Jane Doe")), now=NOON
    )
    assert withdraw(member=camille, capture_id=key_of(captured), now=NOON).contact == captured.contact
    contact = Contact.objects.get()
    assert (contact.full_name, contact.met_at) == ("Jane Doe", None)


def test_withdraw_leaves_a_contact_that_another_row_speaks_of(meet: Meet, camille: Member, show: Show) -> None:
    captured = meet(full_name="Jane")
    event = Event.objects.create(team=show.team, show=show, title="Talk", starts_at=NOON, ends_at=NOON)
    Meeting.objects.create(team=show.team, event=event, contact=captured.contact)
    assert withdraw(member=camille, capture_id=key_of(captured), now=NOON).contact == captured.contact
    assert Encounter.objects.count() == 0


def test_withdraw_leaves_a_contact_that_a_colleague_met_since(meet: Meet, camille: Member, sacha: Member) -> None:
    first = meet(full_name="Jane", email="jane@acme.test")
    meet(email="jane@acme.test", company="Acme", member=sacha)
    withdraw(member=camille, capture_id=key_of(first), now=NOON)
    contact = Contact.objects.get()
    assert (contact.full_name, contact.company) == ("Jane", "Acme")


def test_withdraw_twice_is_once(meet: Meet, camille: Member) -> None:
    captured = meet(full_name="Jane")
    withdraw(member=camille, capture_id=key_of(captured), now=NOON)
    withdraw(member=camille, capture_id=key_of(captured), now=NOON)
    assert Withdrawal.objects.count() == 1


def test_capture_sent_again_after_its_undo_makes_nothing(meet: Meet, camille: Member) -> None:
    captured = meet(full_name="Jane")
    withdraw(member=camille, capture_id=key_of(captured), now=NOON)
    with pytest.raises(WithdrawnError):
        meet(capture_id=key_of(captured), full_name="Jane")
    assert Contact.objects.count() == 0


def test_withdraw_too_late(meet: Meet, camille: Member) -> None:
    captured = meet(full_name="Jane")
    with pytest.raises(TooLateError):
        withdraw(member=camille, capture_id=key_of(captured), now=NOON + UNDO_WITHIN + timedelta(seconds=1))
    assert Encounter.objects.count() == 1


def test_withdraw_by_anybody_else_finds_nothing(meet: Meet, sacha: Member, mallory: Member) -> None:
    captured = meet(full_name="Jane")
    for member, key in ((sacha, key_of(captured)), (mallory, key_of(captured)), (sacha, new_id())):
        with pytest.raises(UnknownCaptureError):
            withdraw(member=member, capture_id=key, now=NOON)
    assert Encounter.objects.count() == 1
