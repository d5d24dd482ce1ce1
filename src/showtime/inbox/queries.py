"""Reads over conversations and their messages."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Case, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Substr

from showtime.accounts.models import Team
from showtime.contacts.models import Contact
from showtime.inbox.models import Conversation, ConversationKind, Message
from showtime.inbox.rank import Waiting, most_important
from showtime.lib.folding import fold
from showtime.programme.models import Show

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class LastMessage(TypedDict):
        """What was said last in a conversation; `last_text` is its beginning."""

        last_subject: str | None
        last_text: str | None
        last_language: str | None
        last_incoming: bool | None

    Listed: TypeAlias = WithAnnotations[Conversation, LastMessage]

PREVIEW = 280


def conversations(
    *,
    team: Team,
    show: Show,
    words: str = "",
    channel: str = "",
    kind: str = "",
    state: str = "",
    limit: int = 50,
    offset: int = 0,
) -> "list[Listed]":
    """The show's conversations over all channels: by what they are, then by deadline, then the latest first.

    `state` is "open", "done" or "" for both; `words` must all be in one message (sender, subject, text) or in the
    counterpart's address. Each comes with its contact and with what was said last.
    """
    rows = Conversation.objects.filter(team=team, show=show)
    if channel:
        rows = rows.filter(channel=channel)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(done_at__isnull=state == "open")
    if wanted := fold(words).split()[:8]:
        rows = rows.filter(pk__in=_holding(team=team, show=show, words=wanted))
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ConversationKind.values)]
    order = Case(*places, output_field=IntegerField()).asc()
    ordered = with_last_message(rows).order_by(order, F("deadline").asc(nulls_last=True), "-last_at", "id")
    return list(ordered[offset : offset + limit])


def conversation(*, team: Team, conversation_id: UUID) -> Conversation | None:
    """One conversation of the team with its messages in order (`messages.all()`), its contact and its show."""
    messages = Message.objects.order_by("at", "id")
    rows = Conversation.objects.filter(team=team, pk=conversation_id).select_related("show", "contact", "done_by__user")
    return rows.prefetch_related(Prefetch("messages", queryset=messages)).first()


def listed(*, team: Team, conversation_id: UUID) -> "Listed | None":
    """One conversation of the team as `conversations` lists it."""
    return with_last_message(Conversation.objects.filter(team=team, pk=conversation_id)).first()


def messages_that_matter(*, team: Team, show: Show, now: datetime, limit: int = 5) -> "list[Listed]":
    """The open conversations that matter most now (`rank`), in order: those in which the other side spoke last.

    With the same attributes as those of `conversations`.
    """
    rows = with_last_message(Conversation.objects.filter(team=team, show=show, done_at=None))
    waiting_rows = rows.filter(last_incoming=True).exclude(kind=ConversationKind.NOISE).order_by()
    waiting = [Waiting(*row) for row in waiting_rows.values_list("pk", "kind", "deadline", "last_at")]
    keys = most_important(waiting, now=now, limit=limit)
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def reply_since(*, contact: Contact, since: datetime) -> Message | None:
    """The first message that came from the contact after this moment, over any channel; None where none did.

    A conversation is the contact's where it is attached to them, or where it was held over their e-mail address before
    they were known.
    """
    theirs = Q(conversation__contact=contact)
    if contact.email:
        theirs |= Q(conversation__contact=None, conversation__thread=contact.email)
    rows = Message.objects.filter(theirs, team=contact.team_id, incoming=True, at__gt=since)
    return rows.order_by("at", "id").first()


def with_last_message(rows: QuerySet[Conversation]) -> "QuerySet[Listed]":
    """The same conversations, each with its contact and with what was said last."""
    last = Message.objects.filter(conversation=OuterRef("pk")).order_by("-at", "-id")
    return rows.select_related("contact").annotate(
        last_subject=Subquery(last.values("subject")[:1]),
        last_text=Subquery(last.annotate(start=Substr("body", 1, PREVIEW)).values("start")[:1]),
        last_language=Subquery(last.values("language")[:1]),
        last_incoming=Subquery(last.values("incoming")[:1]),
    )


def _holding(*, team: Team, show: Show, words: list[str]) -> QuerySet[Conversation]:
    """The conversations of which one message holds all the words, or the address (the name, where none is known)."""
    said, known = Q(), Q()
    for word in words:
        said &= Q(messages__search__contains=word)
        known &= Q(thread__contains=word)
    return Conversation.objects.filter(said | known, team=team, show=show)
