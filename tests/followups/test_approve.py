"""Approving a mail and taking that back."""

import re
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.models import Promise
from showtime.followups import send
from showtime.followups.approve import (
    GRACE,
    MailGoneError,
    MayNotSendError,
    StaleError,
    UnfitError,
    approve,
    version,
    withdraw,
)
from showtime.followups.debrief import decide
from showtime.followups.models import Decision, Draft, DraftState
from tests.followups.evening import DUE, EVENING, Meet, approved, keep


def _as_seen(draft: Draft, **changes: str) -> dict[str, Any]:
    text = {"to": draft.to, "subject": draft.subject, "body": draft.body, **changes}
    return {"draft": draft, **text, "seen": version(draft), "now": EVENING}


def test_approval_releases_the_text_as_seen_after_a_time_to_undo(meet: Meet, camille: Member) -> None:
    proposed = keep(meet(), camille)
    approve(**_as_seen(proposed), member=camille)
    row = Draft.objects.get()
    assert (row.state, row.approved_by, row.approved_at, row.next_try_at, row.edited_at) == (
        DraftState.APPROVED,
        camille,
        EVENING,
        EVENING + GRACE,
        None,
    )
    assert (row.to, row.subject, row.body) == (proposed.to, proposed.subject, proposed.body)
    assert re.fullmatch(r"<[0-9a-f]{32}@localhost>", row.message_id)


def test_edited_text_is_saved_and_approved_in_one_step(meet: Meet, camille: Member) -> None:
    proposed = keep(meet(), camille)
    approve(**_as_seen(proposed, to=" anna@kim.example ", subject="Hi ", body="Hi Anna\r\n"), member=camille)
    row = Draft.objects.get()
    assert (row.to, row.subject, row.body, row.edited_at) == ("anna@kim.example", "Hi", "Hi Anna\n", EVENING)


def test_approval_is_written_down(meet: Meet, camille: Member) -> None:
    row = approved(meet(), camille)
    entry = AuditEntry.objects.get()
    assert (entry.member, entry.deed, entry.row_id, entry.at) == (camille, "mail approved", row.pk, EVENING)
    assert entry.detail == {"to": "anna@example.com", "message_id": row.message_id, "edited": False}


def test_message_id_stays_through_undo_and_another_approval(meet: Meet, camille: Member) -> None:
    first = approved(meet(), camille)
    withdraw(draft=first, member=camille, now=EVENING)
    again = Draft.objects.get()
    assert again.state == DraftState.PROPOSED
    assert approve(**_as_seen(again, body="Other"), member=camille).message_id == first.message_id


def test_stale_form_approves_nothing_and_is_told_the_present_text(meet: Meet, camille: Member, sacha: Member) -> None:
    proposed = keep(meet(), camille)
    old = _as_seen(proposed)
    Draft.objects.update(body="Sacha was faster\n")
    with pytest.raises(StaleError) as told:
        approve(**old, member=camille)
    assert (told.value.draft.body, Draft.objects.get().state) == ("Sacha was faster\n", DraftState.PROPOSED)


def test_approving_twice_is_approving_once(meet: Meet, camille: Member) -> None:
    proposed = keep(meet(), camille)
    form = _as_seen(proposed, body="Edited")
    first, second = approve(**form, member=camille), approve(**form, member=camille)
    assert (first.pk, first.message_id, AuditEntry.objects.count()) == (second.pk, second.message_id, 1)


def test_other_text_for_an_approved_mail_is_refused(meet: Meet, camille: Member) -> None:
    row = approved(meet(), camille)
    with pytest.raises(StaleError):
        approve(**_as_seen(row, body="Too late"), member=camille)


def test_guest_and_stranger_may_neither_approve_nor_withdraw(
    meet: Meet, camille: Member, gus: Member, mallory: Member
) -> None:
    proposed = keep(meet(), camille)
    for member in (gus, mallory):
        with pytest.raises(MayNotSendError):
            approve(**_as_seen(proposed), member=member)
    row = approve(**_as_seen(proposed), member=camille)
    for member in (gus, mallory):
        with pytest.raises(MayNotSendError):
            withdraw(draft=row, member=member, now=EVENING)
    assert Draft.objects.get().state == DraftState.APPROVED


@pytest.mark.parametrize("decision", [Decision.DROP, Decision.PERSONAL])
def test_mail_to_who_is_not_kept_is_not_approved(decision: str, meet: Meet, camille: Member) -> None:
    proposed = keep(meet(), camille)
    decide(followup=proposed.followup, decision=decision, owner=None, due_on=None, member=camille, now=EVENING)
    with pytest.raises(StaleError):
        approve(**_as_seen(proposed), member=camille)
    assert Draft.objects.get().state == DraftState.PROPOSED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "nobody"}, "to"),
        ({"to": "a@b.fr, c@d.fr"}, "to"),
        ({"to": "a@b.fr\nBcc: c@d.fr"}, "to"),
        ({"subject": ""}, "subject"),
        ({"subject": "Hi\r\nBcc: c@d.fr"}, "subject"),
        ({"subject": "x" * 301}, "subject"),
        ({"body": " \n "}, "body"),
        ({"body": "a\x00b"}, "body"),
    ],
)
def test_mail_that_could_not_leave_is_not_approved(
    changes: dict[str, str], field: str, meet: Meet, camille: Member
) -> None:
    proposed = keep(meet(), camille)
    with pytest.raises(UnfitError) as told:
        approve(**_as_seen(proposed, **changes), member=camille)
    row = Draft.objects.get()
    assert (told.value.field, row.state, row.body) == (field, DraftState.PROPOSED, proposed.body)


def test_only_promises_to_this_contact_are_kept_by_the_mail(meet: Meet, camille: Member) -> None:
    proposed = keep(meet(promise="call her"), camille)
    meet("Léo", email="leo@example.com", promise="write to him")
    hers = Promise.objects.get(contact=proposed.followup.contact)
    row = approve(**_as_seen(proposed), member=camille, keeps=Promise.objects.values_list("pk", flat=True))
    assert ([each.pk for each in row.keeps.all()], hers.kept_at) == ([hers.pk], None)


@pytest.mark.parametrize("state", [DraftState.SENDING, DraftState.SENT, DraftState.UNCERTAIN, DraftState.REFUSED])
def test_claimed_mail_is_not_withdrawn(state: str, meet: Meet, camille: Member) -> None:
    row = approved(meet(), camille)
    Draft.objects.update(state=state, claim=row.pk, claimed_at=EVENING, sent_at=EVENING)
    with pytest.raises(MailGoneError):
        withdraw(draft=row, member=camille, now=EVENING)
    assert Draft.objects.get().state == state


def test_withdrawn_mail_is_not_sent(meet: Meet, camille: Member) -> None:
    row = approved(meet(), camille)
    type(row.team).objects.update(is_demo=True)
    withdraw(draft=row, member=camille, now=EVENING)
    send.send(draft_id=str(row.pk), tell_time=lambda: DUE)
    assert (Draft.objects.get().state, hasattr(Draft.objects.get(), "delivered")) == (DraftState.PROPOSED, False)


def test_undo_and_sending_at_the_same_moment_have_one_winner(
    shared_database: dict[str, str], meet: Meet, camille: Member
) -> None:
    """Twelve mails, each withdrawn and sent at once: every one is either whole here or whole gone."""
    rows = [approved(meet(f"Guest {number}", email=f"g{number}@example.com"), camille) for number in range(12)]
    type(camille.team).objects.update(is_demo=True)
    barrier, withdrawn, unexpected = Barrier(2), set(), []

    def at_once(deed: Any) -> None:
        try:
            for row in rows:
                barrier.wait()
                deed(row)
        except Exception as error:
            unexpected.append(error)
            barrier.abort()
        finally:
            connections.close_all()

    def undo(row: Draft) -> None:
        try:
            withdraw(draft=row, member=camille, now=DUE)
            withdrawn.add(row.pk)
        except MailGoneError:
            pass

    threads = [
        Thread(target=at_once, args=(undo,)),
        Thread(target=at_once, args=(lambda row: send.send(draft_id=str(row.pk), tell_time=lambda: DUE),)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unexpected == []
    states = {row.pk: (row.state, hasattr(row, "delivered")) for row in Draft.objects.select_related("delivered")}
    assert states == {
        row.pk: (DraftState.PROPOSED, False) if row.pk in withdrawn else (DraftState.SENT, True) for row in rows
    }
