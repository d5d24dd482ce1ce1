"""Reads over the journal."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from showtime.accounts.models import Team
from showtime.journal.models import Note, NoteKind
from showtime.lib.folding import fold
from showtime.programme.models import Show


def notes(
    *, show: Show, words: str = "", kind: str = "", limit: int = 100, before: datetime | None = None
) -> list[Note]:
    """The show's notes, the latest first; those that hold all of `words`, of one `kind`, written before a moment.

    Each comes with its author, with what it corrects and (`struck`) whether a later note corrects it.
    """
    rows = _notes(show=show)
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    if before is not None:
        rows = rows.filter(at__lt=before)
    return list(rows[:limit])


def notes_by_day(
    *, show: Show, words: str = "", kind: str = "", limit: int = 100, before: datetime | None = None
) -> dict[date, list[Note]]:
    """The same as `notes`, by day in the show's time zone, the latest day first."""
    days: dict[date, list[Note]] = {}
    for note in notes(show=show, words=words, kind=kind, limit=limit, before=before):
        days.setdefault(note.at.astimezone(show.zone).date(), []).append(note)
    return days


def note(*, team: Team, note_id: UUID) -> Note | None:
    """One note of the team; None where there is none."""
    return Note.objects.filter(team=team, pk=note_id).select_related("show", "member__user").first()


def open_notes_to_self(*, team: Team, show: Show, before: datetime) -> list[Note]:
    """Notes to self written before `before` (a day's start) that nobody ticked off or corrected, the oldest first."""
    rows = _notes(show=show).filter(team=team, kind=NoteKind.TO_SELF, ticked_at=None, corrections=None, at__lt=before)
    return list(rows.order_by("at", "id"))


def _notes(*, show: Show) -> QuerySet[Note]:
    corrections = Note.objects.filter(corrects=OuterRef("pk"))
    return (
        Note.objects.filter(show=show)
        .select_related("member__user", "ticked_by__user", "corrects")
        .annotate(struck=Exists(corrections))
    )
