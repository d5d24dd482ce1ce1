"""Taking in a message from any channel, once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from showtime.contacts.models import Contact
from showtime.inbox.models import Channel, Conversation, ConversationKind, Message
from showtime.lib.folding import fold
from showtime.programme.models import Show


class MessageRefusedError(ValueError):
    """The message cannot be taken in: no id, nobody who wrote it, or a channel or kind that does not exist."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message in its conversation; `fresh` is false where it had already come in."""

    conversation: Conversation
    message: Message
    fresh: bool


@transaction.atomic
def receive(
    *,
    show: Show,
    channel: str,
    external_id: str,
    counterpart: str,
    at: datetime,
    body: str,
    address: str = "",
    subject: str = "",
    language: str = "",
    incoming: bool = True,
    sender: str = "",
    kind: str = "",
    deadline: datetime | None = None,
) -> Received:
    """Take in a message, in or out, with the show it belongs to; once for each channel and `external_id`.

    `counterpart` is who is at the other end, `address` theirs on the channel (e-mail address, phone number, profile);
    one counterpart is one conversation a channel. A message that comes in opens a conversation that was done. `kind`
    and `deadline` are taken where given. A contact with the same e-mail address or phone number is attached.
    MessageRefusedError.
    """
    _check(channel=channel, external_id=external_id, counterpart=counterpart, kind=kind)
    known = Message.objects.filter(conversation__show=show, conversation__channel=channel, external_id=external_id)
    if message := known.select_related("conversation").first():
        return Received(message.conversation, message, fresh=False)
    conversation = _conversation(show=show, channel=channel, counterpart=counterpart, address=address, at=at)
    message, fresh = Message.objects.get_or_create(
        conversation=conversation,
        external_id=external_id,
        defaults={
            "team_id": show.team_id,
            "incoming": incoming,
            "sender": (sender or counterpart)[:200],
            "subject": subject.replace("\x00", "")[:300],
            "body": body.replace("\x00", ""),
            "language": language,
            "at": at,
        },
    )
    if fresh:
        _move_on(conversation, message=message, kind=kind, deadline=deadline)
    return Received(conversation, message, fresh)


def contact_at(*, show: Show, address: str) -> Contact | None:
    """The team's contact with this e-mail address or phone number; None where there is none, or more than one."""
    address = address.strip()
    rows = Contact.objects.filter(team=show.team_id)
    if "@" in address:
        matches = list(rows.filter(email=address.lower())[:2])
    elif address.startswith("+"):
        number = "+" + "".join(filter(str.isdigit, address))
        matches = list(rows.filter(phone=number)[:2])
    else:
        return None
    return matches[0] if len(matches) == 1 else None


def _check(*, channel: str, external_id: str, counterpart: str, kind: str) -> None:
    if channel not in Channel.values:
        raise MessageRefusedError(f"'{channel}' is no channel: {', '.join(Channel.values)}.")
    if kind and kind not in ConversationKind.values:
        raise MessageRefusedError(f"'{kind}' is no kind of conversation: {', '.join(ConversationKind.values)}.")
    if not external_id:
        raise MessageRefusedError("The message has no id.")
    if not counterpart.strip():
        raise MessageRefusedError("The message does not say whom it is from.")


def _conversation(*, show: Show, channel: str, counterpart: str, address: str, at: datetime) -> Conversation:
    """The conversation with this counterpart, made where there is none yet, and locked until the message is in."""
    thread = (address.strip().lower() or fold(counterpart))[:254]
    Conversation.objects.get_or_create(
        show=show,
        channel=channel,
        thread=thread,
        defaults={
            "team_id": show.team_id,
            "counterpart": counterpart.strip()[:200],
            "address": address.strip()[:254],
            "contact": contact_at(show=show, address=address),
            "last_at": at,
        },
    )
    return Conversation.objects.select_for_update().get(show=show, channel=channel, thread=thread)


def _move_on(conversation: Conversation, *, message: Message, kind: str, deadline: datetime | None) -> None:
    """Bring the conversation up to its new message."""
    conversation.last_at = max(conversation.last_at, message.at)
    conversation.kind = kind or conversation.kind
    conversation.deadline = deadline or conversation.deadline
    if message.incoming and conversation.done_at is not None and message.at >= conversation.done_at:
        conversation.done_at = conversation.done_by = None
    if conversation.contact_id is None:
        conversation.contact = contact_at(show=conversation.show, address=conversation.address)
    conversation.save()
