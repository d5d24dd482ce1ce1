"""Writing notes, and ticking them off."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from showtime.accounts.models import Member
from showtime.journal.models import Note, NoteKind
from showtime.lib.ids import new_id
from showtime.programme.models import Show


class NoteRefusedError(ValueError):
    """The note cannot be written: it is empty, its kind unknown, or what it corrects is not this show's."""


class NoteIdTakenError(Exception):
    """The note's id already belongs to another note; a retry of the same note is not one."""


def write_note(
    *,
    show: Show,
    member: Member,
    text: str,
    now: datetime,
    kind: str = NoteKind.TO_SELF,
    note_id: UUID | None = None,
    corrects: UUID | None = None,
) -> Note:
    """Write a line into the show's journal; the note. The same `note_id` again with the same text is a retry: a no-op.

    `corrects` is the id of an earlier note of the show, which this one strikes. NoteRefusedError, NoteIdTakenError.
    """
    words = text.replace("\r\n", "\n").replace("\x00", "").strip()
    _check(show=show, member=member, text=words, kind=kind, corrects=corrects)
    note = Note(
        id=note_id or new_id(),
        team_id=show.team_id,
        show=show,
        member=member,
        kind=kind,
        text=words,
        at=now,
        corrects_id=corrects,
    )
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError:
        return _retried(note)
    return note


def tick(*, note: Note, member: Member, now: datetime) -> None:
    """Tick a note off; whoever ticked it first stays on record."""
    Note.objects.filter(pk=note.pk, team=member.team_id, ticked_at=None).update(ticked_at=now, ticked_by=member)


def untick(*, note: Note, member: Member) -> None:
    """Undo `tick`, for any member of the note's team."""
    Note.objects.filter(pk=note.pk, team=member.team_id).update(ticked_at=None, ticked_by=None)


def _check(*, show: Show, member: Member, text: str, kind: str, corrects: UUID | None) -> None:
    if member.team_id != show.team_id:
        raise NoteRefusedError("The member is not of the show's team.")
    if not text:
        raise NoteRefusedError("The note is empty.")
    if kind not in NoteKind.values:
        raise NoteRefusedError(f"'{kind}' is no kind of note: {', '.join(NoteKind.values)}.")
    if corrects is not None and not Note.objects.filter(pk=corrects, show=show).exists():
        raise NoteRefusedError("The note to correct is not in this show's journal.")


def _retried(note: Note) -> Note:
    """The note already there under this id, where it is the same one; NoteIdTakenError where it is not."""
    there = Note.objects.filter(
        pk=note.pk, show=note.show_id, member=note.member_id, kind=note.kind, text=note.text
    ).first()
    if there is None:
        raise NoteIdTakenError(str(note.pk))
    return there
