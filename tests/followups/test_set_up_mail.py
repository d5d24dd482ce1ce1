"""Setting up the way out for mail, and trying it out."""

from datetime import timedelta
from typing import Any

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.channels.email.outcome import Accepted, Cause, Deferred, Refused
from showtime.followups.models import Draft, MailSettings
from showtime.followups.problems import explain
from showtime.followups.set_up_mail import PasswordNeededError, forget, save, server_of, try_out
from tests.followups.evening import EVENING, Meet, approved, mail_way
from tests.smtp import Manner, SmtpServer

GIVEN: dict[str, Any] = {
    "host": "mail.lumen.test",
    "port": 587,
    "security": "starttls",
    "username": "hello@lumen.test",
    "password": "été 2026",
    "sender_name": "Lumen",
    "sender": "hello@lumen.test",
}


def test_password_is_stored_in_a_box_and_told_to_the_channel_alone(camille: Member) -> None:
    save(member=camille, **GIVEN, now=EVENING)
    way = MailSettings.objects.get()
    assert (way.team, way.host, way.port, way.security, way.username, way.sender_name, way.sender) == (
        camille.team,
        *(GIVEN[name] for name in ("host", "port", "security", "username", "sender_name", "sender")),
    )
    assert ("été" in way.password_box, server_of(way).password) == (False, "été 2026")
    assert "été" not in str(AuditEntry.objects.get().detail)


def test_empty_password_leaves_the_stored_one(camille: Member) -> None:
    save(member=camille, **GIVEN, now=EVENING)
    save(member=camille, **{**GIVEN, "password": "", "port": 25, "security": "none"}, now=EVENING)
    way = MailSettings.objects.get()
    assert (way.port, server_of(way).password) == (25, "été 2026")


@pytest.mark.parametrize("change", [{"host": "mail.evil.test"}, {"username": "other"}])
def test_stored_password_is_never_given_to_another_server_or_user(change: dict[str, str], camille: Member) -> None:
    save(member=camille, **GIVEN, now=EVENING)
    with pytest.raises(PasswordNeededError):
        save(member=camille, **{**GIVEN, **change, "password": ""}, now=EVENING)
    assert MailSettings.objects.get().host == GIVEN["host"]


def test_user_without_any_password_is_refused_and_no_user_needs_none(camille: Member) -> None:
    with pytest.raises(PasswordNeededError):
        save(member=camille, **{**GIVEN, "password": ""}, now=EVENING)
    way = save(member=camille, **{**GIVEN, "username": "", "password": ""}, now=EVENING)
    assert (way.password_box, server_of(way).password) == ("", "")


def test_password_goes_with_its_user_name(camille: Member) -> None:
    save(member=camille, **GIVEN, now=EVENING)
    save(member=camille, **{**GIVEN, "username": "", "password": ""}, now=EVENING)
    assert MailSettings.objects.get().password_box == ""


def test_saving_and_forgetting_are_written_down_and_waiting_mails_are_tried_at_once(
    meet: Meet, camille: Member
) -> None:
    draft = approved(meet(), camille)
    Draft.objects.update(next_try_at=EVENING + timedelta(hours=4))
    save(member=camille, **GIVEN, now=EVENING + timedelta(hours=1))
    draft.refresh_from_db()
    assert draft.next_try_at == EVENING + timedelta(hours=1)
    for _ in range(2):
        forget(member=camille, now=EVENING)
    assert not MailSettings.objects.exists()
    assert list(AuditEntry.objects.order_by("created_at", "pk").values_list("deed", flat=True))[1:] == [
        "mail set up",
        "mail given up",
    ]


def test_trial_sends_the_member_a_mail(camille: Member, smtp: SmtpServer) -> None:
    way = mail_way(camille, smtp)
    assert try_out(way=way, member=camille, now=EVENING) == Accepted("2.0.0 Ok: queued as 1")
    (taken,) = smtp.taken
    assert (taken.sender, taken.to, taken.message["from"], taken.message["subject"]) == (
        "hello@lumen.test",
        "camille@lumen.test",
        "Lumen <hello@lumen.test>",
        "Showtime: the mail settings work",
    )
    way.refresh_from_db()
    assert way.tested_at == EVENING


@pytest.mark.parametrize(
    ("manner", "kind", "cause"),
    [
        (Manner.REFUSE_SENDER, Refused, Cause.SENDER),
        (Manner.DEFER, Deferred, Cause.MESSAGE),
        (Manner.TURN_AWAY, Deferred, Cause.GREETING),
    ],
)
def test_trial_that_fails_names_its_cause(
    manner: Manner, kind: type, cause: Cause, camille: Member, smtp: SmtpServer
) -> None:
    way = mail_way(camille, smtp)
    smtp.manner = manner
    outcome = try_out(way=way, member=camille, now=EVENING)
    way.refresh_from_db()
    assert (type(outcome), getattr(outcome, "cause", None), way.tested_at) == (kind, cause, None)


def test_every_cause_is_explained_and_no_problem_is_none() -> None:
    assert [cause for cause in Cause if explain(cause) is None or not str(explain(cause).what)] == []  # type: ignore[union-attr]
    assert explain("") is None
