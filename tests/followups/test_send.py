"""Sending: every outcome that a real mail server can bring about, and what is recorded of it."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import pairwise

import pytest

from showtime.accounts.models import AuditEntry, Member, Team
from showtime.channels.email.outcome import Cause
from showtime.contacts.models import Promise
from showtime.followups import problems
from showtime.followups.approve import approve, version, withdraw
from showtime.followups.models import DeliveredMail, Draft, DraftState, FollowUp, MailSettings
from showtime.followups.send import DOUBT_AFTER, doubt, doubtful, due, send
from showtime.followups.settle import arrived
from tests.followups.evening import DAY, DUE, EVENING, Meet, approved, keep, mail_way
from tests.smtp import Manner, SmtpServer, closed_port

SENT_AT = DUE + timedelta(seconds=3)


def _send(draft: Draft, *, at: datetime = SENT_AT) -> Draft:
    send(draft_id=str(draft.pk), tell_time=lambda: at)
    return Draft.objects.get(pk=draft.pk)


def test_accepted_mail_arrives_once_as_approved_and_is_recorded(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    mail_way(camille, smtp)
    draft = approved(meet("Anna Kim, PhD"), camille, subject="Été – our talk", body="Hello é\n.\nCamille")
    row = _send(draft)
    assert (row.state, row.sent_at, row.attempts, row.problem, row.next_try_at) == (
        DraftState.SENT,
        SENT_AT,
        1,
        "",
        None,
    )
    (taken,) = smtp.taken
    assert (taken.sender, taken.to, taken.text) == ("hello@lumen.test", "anna@example.com", "Hello é\n.\nCamille\n")
    assert {name: str(value) for name, value in taken.message.items()} == {
        "Date": "Wed, 07 Jan 2026 04:00:00 +0000",
        "From": "Lumen <hello@lumen.test>",
        "Reply-To": "Camille Roy <camille@lumen.test>",
        "To": '"Anna Kim, PhD" <anna@example.com>',
        "Subject": "Été – our talk",
        "Message-ID": row.message_id,
        "Content-Language": "en",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert row.message_id.endswith("@lumen.test>")


def test_sent_mail_sets_the_reminder_keeps_its_promises_and_is_written_down(
    meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    contact = meet(promise="write to him", due_on=DAY)
    other = Promise.objects.create(team=contact.team, contact=contact, member=camille, text="call him")
    proposed = keep(contact, camille)
    ticked = Promise.objects.get(text="write to him")
    text = {"to": proposed.to, "subject": proposed.subject, "body": proposed.body}
    row = approve(draft=proposed, **text, seen=version(proposed), member=camille, now=EVENING, keeps=[ticked.pk])
    _send(row)
    ticked.refresh_from_db()
    other.refresh_from_db()
    assert (ticked.kept_at, other.kept_at) == (SENT_AT, None)
    # Sent on Tuesday evening in Las Vegas, though Wednesday in UTC: the third working day after is Friday.
    assert FollowUp.objects.get().remind_on == date(2026, 1, 9)
    entry = AuditEntry.objects.get(deed="mail sent")
    assert (entry.member, entry.row_id, entry.at) == (camille, row.pk, SENT_AT)
    assert entry.detail == {
        "to": "anna@example.com",
        "message_id": row.message_id,
        "answer": "2.0.0 Ok: queued as 1",
    }


def test_owners_own_address_as_sender_needs_no_reply_to(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    mail_way(camille, smtp)
    MailSettings.objects.update(sender="Camille@lumen.test", sender_name="")
    _send(approved(meet(), camille))
    (taken,) = smtp.taken
    assert (taken.message["from"], taken.message["reply-to"]) == ("Camille Roy <Camille@lumen.test>", None)


@pytest.mark.parametrize(
    ("manner", "problem", "words"),
    [
        (Manner.REFUSE_RECIPIENT, Cause.RECIPIENT, "550 5.1.1 No such user here"),
        (Manner.REFUSE_SENDER, Cause.SENDER, "553 5.7.1 Sender address rejected: not owned by user"),
        (Manner.REFUSE, Cause.MESSAGE, "554 5.7.1 This looks like spam"),
    ],
)
def test_refused_mail_is_a_persons_to_mend_and_approve_again(
    manner: Manner, problem: str, words: str, meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    smtp.manner = manner
    row = _send(approved(meet(), camille))
    assert (row.state, row.problem, row.problem_words, smtp.taken) == (DraftState.REFUSED, problem, words, [])
    assert due(limit=9, now=SENT_AT + timedelta(days=2)) == []
    smtp.manner = Manner.ACCEPT
    text = {"to": "right@example.com", "subject": row.subject, "body": row.body}
    again = approve(draft=row, **text, seen=version(row), member=camille, now=SENT_AT)
    sent = _send(again, at=SENT_AT + timedelta(minutes=1))
    assert (sent.state, sent.message_id, smtp.taken[0].to) == (DraftState.SENT, row.message_id, "right@example.com")


@pytest.mark.parametrize("manner", [Manner.DEFER_RECIPIENT, Manner.DEFER])
def test_deferred_mail_is_tried_again_later_with_the_same_bytes(
    manner: Manner, meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    smtp.manner = manner
    row = _send(approved(meet(), camille))
    assert (row.state, row.attempts, row.next_try_at) == (DraftState.APPROVED, 1, SENT_AT + timedelta(minutes=1))
    assert row.problem in {Cause.RECIPIENT, Cause.MESSAGE}
    smtp.manner = Manner.ACCEPT
    assert (_send(row, at=SENT_AT + timedelta(seconds=59)).state, smtp.tries) == (DraftState.APPROVED, 1)
    sent = _send(row, at=SENT_AT + timedelta(minutes=1))
    assert (sent.state, sent.problem, sent.problem_words) == (DraftState.SENT, "", "")
    assert smtp.taken[0].message["date"] == "Wed, 07 Jan 2026 04:00:00 +0000"


def test_mail_deferred_for_a_day_is_given_up_with_its_reason(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    mail_way(camille, smtp)
    smtp.manner = Manner.DEFER
    row, waits = approved(meet(), camille), []
    while row.state == DraftState.APPROVED:
        assert row.next_try_at is not None
        at = row.next_try_at
        row = _send(row, at=at)
        waits.append(at)
    assert [(later - earlier) // timedelta(minutes=1) for earlier, later in pairwise(waits)] == [
        *(1, 5, 15, 60, 120),
        *[240] * 6,
    ]
    assert (row.state, row.problem, row.problem_words, row.next_try_at) == (
        DraftState.REFUSED,
        Cause.MESSAGE,
        "451 4.3.0 Try again later",
        None,
    )


def test_withdrawn_while_it_waits_for_another_try(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    mail_way(camille, smtp)
    smtp.manner = Manner.DEFER
    row = _send(approved(meet(), camille))
    assert withdraw(draft=row, member=camille, now=SENT_AT).state == DraftState.PROPOSED
    assert due(limit=9, now=SENT_AT + timedelta(days=2)) == []


def test_connection_cut_after_the_final_dot_is_uncertain_and_never_sent_again(
    meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    smtp.manner = Manner.CUT_AFTER_DOT
    row = _send(approved(meet(), camille))
    assert (row.state, row.problem, row.sent_at) == (DraftState.UNCERTAIN, Cause.LOST, None)
    smtp.manner = Manner.ACCEPT
    later = SENT_AT + timedelta(days=2)
    assert (due(limit=9, now=later), doubtful(limit=9, now=later)) == ([], [])
    assert (_send(row, at=later).state, len(smtp.taken)) == (DraftState.UNCERTAIN, 1)


def test_trouble_with_the_server_holds_the_teams_other_mails_back(meet: Meet, camille: Member) -> None:
    first = approved(meet(), camille)
    second = approved(meet("Léo", email="leo@example.com"), camille)
    with closed_port() as port:
        MailSettings.objects.create(team=camille.team, host="127.0.0.1", port=port, security="none", sender="a@b.fr")
        row = _send(first)
    assert (row.state, row.problem, row.problem_words) == (DraftState.APPROVED, Cause.CONNECT, "Connection refused")
    second.refresh_from_db()
    assert (second.attempts, second.next_try_at, second.problem) == (0, SENT_AT + timedelta(minutes=1), Cause.CONNECT)
    assert due(limit=9, now=SENT_AT + timedelta(seconds=59)) == []
    # The one that has waited longest is the one that tries again.
    assert due(limit=9, now=SENT_AT + timedelta(minutes=1)) == [str(first.pk), str(second.pk)]


def test_unreadable_password_defers_with_its_name(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    way = mail_way(camille, smtp)
    MailSettings.objects.filter(pk=way.pk).update(username="camille", password_box="made with another key")
    row = _send(approved(meet(), camille))
    assert (row.state, row.problem, smtp.tries) == (DraftState.APPROVED, problems.PASSWORD, 0)


def test_mail_that_cannot_be_written_is_refused(meet: Meet, camille: Member, smtp: SmtpServer) -> None:
    mail_way(camille, smtp)
    draft = approved(meet(), camille)
    camille.user.email = "camille roy"
    camille.user.save()
    row = _send(draft)
    assert (row.state, row.problem, row.problem_words, smtp.tries) == (
        DraftState.REFUSED,
        problems.LETTER,
        "",
        0,
    )


class TestWithoutMailSettings:
    """A demo delivers into its mailbox; a real team's mails wait."""

    def test_demo_delivers_the_bytes_that_would_have_left(self, meet: Meet, camille: Member) -> None:
        Team.objects.update(is_demo=True)
        row = _send(approved(meet(), camille, body="Hello é\n.\n"))
        mail = DeliveredMail.objects.get()
        assert (row.state, row.sent_at, row.attempts) == (DraftState.SENT, SENT_AT, 1)
        assert (mail.team, mail.draft, mail.to, mail.subject, mail.at) == (
            camille.team,
            row,
            row.to,
            row.subject,
            SENT_AT,
        )
        message = message_from_bytes(bytes(mail.raw), policy=default)
        assert (message["from"], message["reply-to"], message["message-id"]) == (
            "Camille Roy <camille@lumen.test>",
            None,
            row.message_id,
        )
        assert message.get_content() == "Hello é\r\n.\r\n"  # type: ignore[attr-defined]
        assert FollowUp.objects.get().remind_on == date(2026, 1, 9)

    def test_demo_refuses_what_cannot_be_written(self, meet: Meet, camille: Member) -> None:
        Team.objects.update(is_demo=True)
        draft = approved(meet(), camille)
        camille.user.email = "camille roy"
        camille.user.save()
        row = _send(draft)
        assert (row.state, row.problem, DeliveredMail.objects.count()) == (DraftState.REFUSED, problems.LETTER, 0)

    def test_real_teams_mail_waits_until_there_is_a_server(self, meet: Meet, camille: Member, smtp: SmtpServer) -> None:
        draft = approved(meet(), camille)
        assert due(limit=9, now=SENT_AT) == []
        row = _send(draft)
        assert (row.state, row.attempts, DeliveredMail.objects.count()) == (DraftState.APPROVED, 0, 0)
        mail_way(camille, smtp)
        assert due(limit=9, now=SENT_AT) == [str(draft.pk)]

    def test_demo_with_a_server_sends_by_it(self, meet: Meet, camille: Member, smtp: SmtpServer) -> None:
        Team.objects.update(is_demo=True)
        mail_way(camille, smtp)
        _send(approved(meet(), camille))
        assert (len(smtp.taken), DeliveredMail.objects.count()) == (1, 0)


class TestDue:
    """What is due, and in which order."""

    def test_nothing_is_due_before_the_time_to_undo_is_over(
        self, meet: Meet, camille: Member, smtp: SmtpServer
    ) -> None:
        mail_way(camille, smtp)
        draft = approved(meet(), camille)
        early = DUE - timedelta(microseconds=1)
        assert (due(limit=9, now=early), due(limit=9, now=DUE)) == ([], [str(draft.pk)])
        assert (_send(draft, at=early).state, smtp.tries) == (DraftState.APPROVED, 0)

    def test_longest_waiting_come_first_up_to_the_limit(self, meet: Meet, camille: Member, smtp: SmtpServer) -> None:
        mail_way(camille, smtp)
        drafts = [
            approved(meet(f"G{n}", email=f"g{n}@example.com"), camille, now=EVENING + timedelta(seconds=n))
            for n in (2, 0, 1)
        ]
        expected = [str(drafts[1].pk), str(drafts[2].pk)]
        assert due(limit=2, now=DUE + timedelta(minutes=1)) == expected

    def test_proposed_mail_is_never_due_nor_sent(self, meet: Meet, camille: Member, smtp: SmtpServer) -> None:
        mail_way(camille, smtp)
        draft = keep(meet(), camille)
        row = _send(draft, at=EVENING + timedelta(days=9))
        assert (due(limit=9, now=EVENING + timedelta(days=9)), row.state, smtp.tries) == ([], DraftState.PROPOSED, 0)

    def test_unknown_id_is_passed_over(self, db: None) -> None:
        send(draft_id="01900000-0000-7000-8000-000000000000")


class TestDoubt:
    """Mails whose worker is gone."""

    @pytest.fixture
    def claimed(self, meet: Meet, camille: Member) -> Draft:
        """Claimed at DUE by a worker that was never heard of again."""
        draft = approved(meet(), camille)
        Draft.objects.update(state=DraftState.SENDING, claim=draft.pk, claimed_at=DUE, next_try_at=None)
        return draft

    def test_claim_that_is_young_is_left_alone(self, claimed: Draft) -> None:
        early = DUE + DOUBT_AFTER - timedelta(seconds=1)
        doubt(draft_id=str(claimed.pk), now=early)
        assert (doubtful(limit=9, now=early), Draft.objects.get().state) == ([], DraftState.SENDING)

    def test_old_claim_becomes_uncertain_and_is_never_sent_by_itself(self, claimed: Draft) -> None:
        late = DUE + DOUBT_AFTER
        assert doubtful(limit=9, now=late) == [str(claimed.pk)]
        doubt(draft_id=str(claimed.pk), now=late)
        row = Draft.objects.get()
        assert (row.state, row.problem) == (DraftState.UNCERTAIN, problems.WORKER)
        assert (doubtful(limit=9, now=late), due(limit=9, now=late + timedelta(days=9))) == ([], [])

    def test_slow_worker_still_records_that_the_mail_was_taken(
        self, meet: Meet, camille: Member, smtp: SmtpServer
    ) -> None:
        """The doubt came while it was still talking; nobody has decided meanwhile."""
        mail_way(camille, smtp)
        draft = approved(meet(), camille)
        times = iter([DUE, SENT_AT])

        def tell_time() -> datetime:
            now = next(times)
            if now == SENT_AT:
                doubt(draft_id=str(draft.pk), now=DUE + DOUBT_AFTER)
                assert Draft.objects.get().state == DraftState.UNCERTAIN
            return now

        send(draft_id=str(draft.pk), tell_time=tell_time)
        assert Draft.objects.get().state == DraftState.SENT

    def test_slow_worker_changes_nothing_that_a_person_has_settled(
        self, meet: Meet, camille: Member, smtp: SmtpServer
    ) -> None:
        mail_way(camille, smtp)
        smtp.manner = Manner.REFUSE
        draft = approved(meet(), camille)
        settled_at = datetime(2026, 1, 7, 9, tzinfo=UTC)
        times = iter([DUE, SENT_AT])

        def tell_time() -> datetime:
            now = next(times)
            if now == SENT_AT:
                doubt(draft_id=str(draft.pk), now=DUE + DOUBT_AFTER)
                arrived(draft=draft, member=camille, now=settled_at)
            return now

        send(draft_id=str(draft.pk), tell_time=tell_time)
        row = Draft.objects.get()
        assert (row.state, row.sent_at, row.problem) == (DraftState.SENT, DUE, "")
