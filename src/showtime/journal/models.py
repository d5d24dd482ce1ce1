"""The journal's lines."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Member, TeamRow
from showtime.programme.models import Show


class NoteKind(models.TextChoices):
    """What a note is."""

    TO_SELF = "to_self", _("Note to self")
    OBSERVATION = "observation", _("Observation")
    LESSON = "lesson", _("Lesson")


class Note(TeamRow):
    """A line of the journal; append-only. A note to self stays on the brief from the next day on until it is ticked."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, default=NoteKind.TO_SELF)
    text = models.TextField(_("note"))
    at = models.DateTimeField()
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["team", "-at"])]
