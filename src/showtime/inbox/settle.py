"""What a member does with a conversation: done, open again, sorted."""

from datetime import datetime

from showtime.accounts.models import Member
from showtime.inbox.models import Conversation, ConversationKind


class NoSuchKindError(ValueError):
    """No conversation is of this kind."""


def done(*, conversation: Conversation, member: Member, now: datetime) -> None:
    """Nothing more is to be done; whoever said so first stays on record. A new message opens it again."""
    rows = Conversation.objects.filter(pk=conversation.pk, team=member.team_id, done_at=None)
    rows.update(done_at=now, done_by=member)


def reopen(*, conversation: Conversation, member: Member) -> None:
    """Undo `done`."""
    Conversation.objects.filter(pk=conversation.pk, team=member.team_id).update(done_at=None, done_by=None)


def classify(*, conversation: Conversation, member: Member, kind: str, deadline: datetime | None) -> None:
    """Say what the conversation is, and by when it wants an answer (None: no date). NoSuchKindError."""
    if kind not in ConversationKind.values:
        raise NoSuchKindError(kind)
    Conversation.objects.filter(pk=conversation.pk, team=member.team_id).update(kind=kind, deadline=deadline)
