"""The team's own way out for mail: set up, tried out, given up."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from showtime.accounts import audit
from showtime.accounts.models import Member
from showtime.channels.email import letter
from showtime.channels.email.outcome import Accepted, Outcome
from showtime.channels.email.smtp import Server, hand_over
from showtime.followups.letters import mint_message_id
from showtime.followups.models import Draft, DraftState, MailSettings
from showtime.lib.boxes import seal, unseal

# Somebody waits for the page.
_PATIENCE = 10.0
_SECURITY: dict[str, Literal["starttls", "tls", "none"]] = {"starttls": "starttls", "tls": "tls", "none": "none"}


class PasswordNeededError(ValueError):
    """Server or user name have changed: the stored password is not given to another server than it was meant for."""


def save(
    *,
    member: Member,
    host: str,
    port: int,
    security: str,
    username: str,
    password: str,
    sender_name: str,
    sender: str,
    now: datetime,
) -> MailSettings:
    """Set the team's mail server; mails that wait are tried at once. An empty password leaves the stored one.

    PasswordNeededError when the password is empty although there is a user name on a server that has none stored.
    """
    with transaction.atomic():
        way = MailSettings.objects.select_for_update().filter(team=member.team_id).first()
        same = way is not None and (way.host, way.username) == (host, username)
        box = way.password_box if way is not None and same else ""
        if password:
            box = seal(password, purpose=MailSettings.PASSWORD)
        if username and not box:
            raise PasswordNeededError(host)
        fields = {"host": host, "port": port, "security": security, "username": username}
        fields |= {
            "password_box": box if username else "",
            "sender_name": sender_name,
            "sender": sender,
            "tested_at": None,
        }
        way, _made = MailSettings.objects.update_or_create(team=member.team, defaults=fields)
        _wake(member, now)
        audit.record(member=member, deed="mail set up", row_id=way.pk, now=now, host=host, port=port, sender=sender)
    return way


def forget(*, member: Member, now: datetime) -> None:
    """Give the mail server up, its password with it; approved mails wait for another."""
    with transaction.atomic():
        gone, _rows = MailSettings.objects.filter(team=member.team_id).delete()
        if gone:
            audit.record(member=member, deed="mail given up", now=now)


def try_out(*, way: MailSettings, member: Member, now: datetime) -> Outcome:
    """Send the member a mail by these settings, and say what became of it. BoxLockedError for an unreadable password.

    When it goes well, mails that wait are tried at once.
    """
    message = letter.write(
        letter.Letter(
            sender=way.sender,
            sender_name=way.sender_name or member.team.name,
            to=member.user.email,
            to_name=member.user.name,
            subject=_("Showtime: the mail settings work"),
            body=_("This mail was sent by the button on the page of mail settings. There is nothing to answer."),
            message_id=mint_message_id(way),
            date=now,
        )
    )
    server = replace(server_of(way), patience=_PATIENCE, last_patience=_PATIENCE)
    outcome = hand_over(server, sender=way.sender, to=member.user.email, message=message)
    if isinstance(outcome, Accepted):
        MailSettings.objects.filter(pk=way.pk).update(tested_at=now)
        _wake(member, now)
    return outcome


def server_of(way: MailSettings) -> Server:
    """The settings as the channel wants them, the password in the clear. BoxLockedError."""
    password = unseal(way.password_box, purpose=MailSettings.PASSWORD) if way.password_box else ""
    return Server(way.host, way.port, _SECURITY[way.security], way.username, password)


def _wake(member: Member, now: datetime) -> None:
    waiting = Draft.objects.filter(team=member.team_id, state=DraftState.APPROVED, next_try_at__gt=now)
    waiting.update(next_try_at=now)
