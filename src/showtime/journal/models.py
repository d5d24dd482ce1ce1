"""The journal's lines."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from showtime.accounts.models import Member, TeamRow
from showtime.lib.folding import fold
from showtime.programme.models import Show


class NoteKind(models.TextChoices):
    """What a note is."""

    TO_SELF = "to_self", _("Note to self")
    OBSERVATION = "observation", _("Observation")
    LESSON = "lesson", _("Lesson")


class NoteChangedError(Exception):
    """Code tried to change or delete a note: the journal is append-only."""


class NoteRows(models.QuerySet["Note"]):
    """Notes in the database, of which only the tick can be changed."""

    def update(self, **kwargs: Any) -> int:
        """Tick and untick. NoteChangedError for anything else."""
        if not kwargs.keys() <= {"ticked_at", "ticked_by"}:
            raise NoteChangedError(", ".join(sorted(kwargs)))
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """NoteChangedError, always: notes go only with their whole team."""
        raise NoteChangedError("delete")


class Note(TeamRow):
    """A line of the journal; append-only: what was wrong is struck by a later note that `corrects` it.

    A note to self stays on the brief from the next day on until it is ticked or corrected.
    """

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(Member, on_delete=models.RESTRICT, related_name="notes")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, default=NoteKind.TO_SELF)
    text = models.TextField(_("note"))
    at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    ticked_at = models.DateTimeField(null=True, blank=True)
    ticked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    search = models.TextField(blank=True, editable=False)

    objects = NoteRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["team", "-at"]), models.Index(fields=["show", "kind", "ticked_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="note_corrects_another"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert. NoteChangedError on a row that is already there; ticks go by UPDATE (`notes.tick`)."""
        if not self._state.adding:
            raise NoteChangedError(str(self.pk))
        self.search = fold(self.text)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """NoteChangedError, always: a note goes only with its whole team."""
        raise NoteChangedError(str(self.pk))
