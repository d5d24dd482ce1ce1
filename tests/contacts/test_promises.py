"""Promises: made, kept, taken up again, by the team alone."""

from datetime import date, timedelta

import pytest

from showtime.accounts.models import Member
from showtime.contacts.models import Promise
from showtime.contacts.promises import PromiseRefusedError, add_promise, keep_promise, reopen_promise
from tests.contacts.meeting import NOON, Meet


def test_promise_kept_and_reopened(meet: Meet, sacha: Member) -> None:
    meet(full_name="Jane", promise="Call")
    promise = Promise.objects.get()
    keep_promise(promise=promise, member=sacha, now=NOON)
    keep_promise(promise=promise, member=sacha, now=NOON + timedelta(hours=1))
    promise.refresh_from_db()
    assert promise.kept_at == NOON
    reopen_promise(promise=promise, member=sacha)
    promise.refresh_from_db()
    assert promise.kept_at is None


def test_promise_of_another_team_stays(meet: Meet, mallory: Member, camille: Member) -> None:
    meet(full_name="Jane", promise="Call")
    promise = Promise.objects.get()
    keep_promise(promise=promise, member=mallory, now=NOON)
    promise.refresh_from_db()
    assert promise.kept_at is None
    keep_promise(promise=promise, member=camille, now=NOON)
    reopen_promise(promise=promise, member=mallory)
    promise.refresh_from_db()
    assert promise.kept_at == NOON


def test_add_promise(meet: Meet, sacha: Member) -> None:
    contact = meet(full_name="Jane").contact
    promise = add_promise(contact=contact, member=sacha, text="  Send\nprices ", due_on=date(2026, 1, 8))
    assert (promise.contact, promise.member, promise.text, promise.due_on, promise.encounter) == (
        contact,
        sacha,
        "Send prices",
        date(2026, 1, 8),
        None,
    )


@pytest.mark.parametrize("text", ["", "  \n", "p" * 301])
def test_add_promise_refuses_what_says_nothing_or_too_much(meet: Meet, camille: Member, text: str) -> None:
    contact = meet(full_name="Jane").contact
    with pytest.raises(PromiseRefusedError):
        add_promise(contact=contact, member=camille, text=text, due_on=None)


def test_add_promise_refuses_a_contact_of_another_team(meet: Meet, mallory: Member) -> None:
    contact = meet(full_name="Jane").contact
    with pytest.raises(PromiseRefusedError):
        add_promise(contact=contact, member=mallory, text="Call", due_on=None)
    assert Promise.objects.count() == 0
