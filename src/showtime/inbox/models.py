"""Conversations and their messages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Language, Member, TeamRow
from showtime.contacts.models import Contact
from showtime.lib.folding import fold
from showtime.programme.models import Show


class Channel(models.TextChoices):
    """Where messages come from."""

    EMAIL = "email", _("E-mail")
    LINKEDIN = "linkedin", "LinkedIn"
    WHATSAPP = "whatsapp", "WhatsApp"
    X = "x", "X"


class ConversationKind(models.TextChoices):
    """What a conversation is about, in the order in which it matters."""

    PRESS = "press", _("Press")
    MEETING = "meeting", _("Meeting request")
    LEAD = "lead", _("Lead")
    UNSORTED = "unsorted", _("Not sorted yet")
    PARTNER = "partner", _("Partner")
    LOGISTICS = "logistics", _("Logistics")
    FRIEND = "friend", _("Friend")
    NOISE = "noise", _("Noise")


class Conversation(TeamRow):
    """The messages with one counterpart over one channel.

    `thread` says which: the address on the channel in lower case, or the folded name where none is known.
    """

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="conversations")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    counterpart = models.CharField(_("from"), max_length=200)
    address = models.CharField(_("address"), max_length=254, blank=True)
    thread = models.CharField(max_length=254, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations")
    kind = models.CharField(_("kind"), max_length=10, choices=ConversationKind, default=ConversationKind.UNSORTED)
    deadline = models.DateTimeField(_("answer by"), null=True, blank=True)
    last_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-last_at"]
        indexes: ClassVar = [
            models.Index(fields=["team", "done_at", "-last_at"]),
            models.Index(fields=["team", "address"]),
            models.Index(fields=["team", "thread"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "channel", "thread"], name="conversation_once")
        ]

    def __str__(self) -> str:
        return self.counterpart


class Message(TeamRow):
    """What came in over a channel, or went out over it; `external_id` is the channel's own, so none comes in twice."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    external_id = models.CharField(max_length=300)
    incoming = models.BooleanField(default=True)
    sender = models.CharField(max_length=200)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("message"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    at = models.DateTimeField()
    search = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["conversation", "-at"])]
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "external_id"], name="message_once")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the folded text to search in."""
        self.search = fold(f"{self.sender} {self.subject} {self.body}")
        super().save(*args, **kwargs)
