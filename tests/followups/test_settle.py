"""A person decides of a mail of which nobody knows whether it arrived."""

from datetime import date, timedelta

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.models import Promise
from showtime.followups.approve import MayNotSendError, StaleError
from showtime.followups.models import Draft, DraftState, FollowUp
from showtime.followups.send import send
from showtime.followups.settle import arrived, send_again
from tests.followups.evening import DUE, Meet, approved, mail_way
from tests.smtp import Manner, SmtpServer

MORNING = DUE + timedelta(hours=10)


@pytest.fixture
def uncertain(meet: Meet, camille: Member, smtp: SmtpServer) -> Draft:
    """Taken by the server, which did not say so."""
    mail_way(camille, smtp)
    smtp.manner = Manner.CUT_AFTER_DOT
    draft = approved(meet(promise="call him"), camille)
    draft.keeps.set(Promise.objects.all())
    send(draft_id=str(draft.pk), tell_time=lambda: DUE)
    smtp.manner = Manner.ACCEPT
    row = Draft.objects.get()
    assert (row.state, len(smtp.taken)) == (DraftState.UNCERTAIN, 1)
    return row


def test_it_arrived_makes_it_sent_when_it_was_handed_over(uncertain: Draft, camille: Member, smtp: SmtpServer) -> None:
    arrived(draft=uncertain, member=camille, now=MORNING)
    row = Draft.objects.get()
    assert (row.state, row.sent_at, row.problem, len(smtp.taken)) == (DraftState.SENT, DUE, "", 1)
    assert (FollowUp.objects.get().remind_on, Promise.objects.get().kept_at) == (date(2026, 1, 9), DUE)
    assert AuditEntry.objects.filter(deed="mail arrived", member=camille, at=MORNING).count() == 1


def test_send_again_sends_once_more_under_the_same_message_id(
    uncertain: Draft, camille: Member, smtp: SmtpServer
) -> None:
    send_again(draft=uncertain, member=camille, now=MORNING)
    send(draft_id=str(uncertain.pk), tell_time=lambda: MORNING)
    row = Draft.objects.get()
    assert (row.state, row.sent_at, row.attempts) == (DraftState.SENT, MORNING, 1)
    assert [mail.message["message-id"] for mail in smtp.taken] == [uncertain.message_id] * 2


@pytest.mark.parametrize("deed", [arrived, send_again])
def test_only_one_of_two_decides(deed: object, uncertain: Draft, camille: Member, sacha: Member) -> None:
    send_again(draft=uncertain, member=sacha, now=MORNING)
    with pytest.raises(StaleError):
        deed(draft=uncertain, member=camille, now=MORNING)  # type: ignore[operator]


@pytest.mark.parametrize("deed", [arrived, send_again])
def test_guest_and_stranger_decide_nothing(deed: object, uncertain: Draft, gus: Member, mallory: Member) -> None:
    for member in (gus, mallory):
        with pytest.raises(MayNotSendError):
            deed(draft=uncertain, member=member, now=MORNING)  # type: ignore[operator]
    assert Draft.objects.get().state == DraftState.UNCERTAIN
