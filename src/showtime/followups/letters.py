"""A draft as the letter that leaves: who writes it, from which address, and where answers go."""

from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings

from showtime.accounts.models import User
from showtime.channels.email import headers
from showtime.channels.email.letter import Letter
from showtime.followups.models import Draft, MailSettings


def letter_of(draft: Draft, way: MailSettings | None) -> Letter:
    """The letter, the same whenever it is asked for: dated by the approval, under the draft's own Message-ID.

    It comes from the team's sender, or without mail settings from the owner's own address. Answers go to the owner.
    """
    owner = _owner(draft)
    sender = way.sender if way else owner.email
    named = (way.sender_name if way else "") or owner.name or draft.team.name
    apart = owner.email.lower() != sender.lower()
    if draft.approved_at is None:
        raise ValueError("A draft that nobody approved is no letter.")
    return Letter(
        sender=sender,
        sender_name=named,
        to=draft.to,
        to_name=draft.followup.contact.full_name if draft.to == draft.followup.contact.email else "",
        reply_to=owner.email if apart else "",
        reply_name=owner.name if apart else "",
        subject=draft.subject,
        body=draft.body,
        message_id=draft.message_id,
        date=draft.approved_at,
        language=draft.language,
    )


def mint_message_id(way: MailSettings | None) -> str:
    """A Message-ID (RFC 5322) that nobody else mints, under the sender's domain, or else the server's own."""
    domain = way.sender.rpartition("@")[2] if way else urlsplit(settings.PUBLIC_URL).hostname or ""
    try:
        address = headers.ascii_address(f"{uuid4().hex}@{domain}")
    except ValueError:
        address = f"{uuid4().hex}@showtime.invalid"
    return f"<{address}>"


def _owner(draft: Draft) -> User:
    """Who signs: the follow-up's owner, or whoever approved where the owner has left the team."""
    member = draft.followup.owner or draft.approved_by
    if member is None:
        raise ValueError("Nobody is left to sign the mail.")
    return member.user
