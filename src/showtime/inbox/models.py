"""Conversations and their messages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Language, Member, TeamRow
from showtime.contacts.models import Contact
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
    PARTNER = "partner", _("Partner")
    LOGISTICS = "logistics", _("Logistics")
    FRIEND = "friend", _("Friend")
    NOISE = "noise", _("Noise")


class Conversation(TeamRow):
    """The messages with one counterpart over one channel."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="conversations")
    channel = models.CharField(max_length=10, choices=Channel)
    counterpart = models.CharField(max_length=200)
    address = models.CharField(max_length=254, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations")
    kind = models.CharField(max_length=10, choices=ConversationKind, default=ConversationKind.LEAD)
    deadline = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-last_at"]
        indexes: ClassVar = [models.Index(fields=["team", "done_at", "-last_at"])]


class Message(TeamRow):
    """What came in over a channel, or went out over it. `external_id` is the channel's own, so that none comes in twice."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    external_id = models.CharField(max_length=300)
    incoming = models.BooleanField(default=True)
    sender = models.CharField(max_length=200)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "external_id"], name="message_once")]
