"""Reads over the journal."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from showtime.accounts.models import Team
from showtime.journal.models import Note, NoteKind
from showtime.lib.folding import fold
from showtime.programme.models import Show


def notes(*, show: Show, words: str = "", kind: str = "", limit: int = 100, offset: int = 0) -> list[Note]:
    """The show's notes, the latest first; those that hold all of `words`, of one `kind`.

    Each comes with its author, with what it corrects and (`struck`) whether a later note corrects it.
    """
    rows = _with_story(Note.objects.filter(show=show))
    for word in fold(words).split()[:8]:
        rows = rows.filter(search__contains=word)
    if kind:
        rows = rows.filter(kind=kind)
    return list(rows[offset : offset + limit])


def by_day(notes: Iterable[Note], *, show: Show) -> dict[date, list[Note]]:
    """The notes by day at the show, days and notes in the order given."""
    days: dict[date, list[Note]] = {}
    for each in notes:
        days.setdefault(each.at.astimezone(show.zone).date(), []).append(each)
    return days


def note(*, team: Team, note_id: UUID) -> Note | None:
    """One note of the team, as `notes` loads it, with its show; None where there is none."""
    return _with_story(Note.objects.filter(team=team, pk=note_id)).select_related("show").first()


def open_notes_to_self(*, team: Team, show: Show, before: datetime) -> list[Note]:
    """Notes to self written before `before` (a day's start) that nobody ticked off or corrected, the oldest first."""
    rows = Note.objects.filter(
        team=team, show=show, kind=NoteKind.TO_SELF, ticked_at=None, corrections=None, at__lt=before
    )
    return list(_with_story(rows).order_by("at", "id"))


def _with_story(rows: QuerySet[Note]) -> QuerySet[Note]:
    corrections = Note.objects.filter(corrects=OuterRef("pk"))
    return rows.select_related("member__user", "ticked_by__user", "corrects").annotate(struck=Exists(corrections))
