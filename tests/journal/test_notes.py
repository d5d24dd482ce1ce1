"""The journal is append-only, and a retry is harmless."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from showtime.accounts.models import Member
from showtime.journal.models import Note, NoteChangedError, NoteKind
from showtime.journal.notes import NoteIdTakenError, NoteRefusedError, tick, untick, write_note
from showtime.journal.queries import by_day, notes, open_notes_to_self
from showtime.journal.queries import note as note_of
from showtime.lib.ids import new_id
from showtime.programme.models import Show

NOW = datetime(2026, 1, 6, 16, 30, tzinfo=UTC)


def test_write_note_keeps_who_when_and_what(show: Show, camille: Member) -> None:
    write_note(show=show, member=camille, text=" Leave even earlier\r\ntomorrow.\x00 \n", now=NOW)
    note = Note.objects.get()
    assert (note.team, note.show, note.member, note.kind, note.text, note.at, note.ticked_at) == (
        show.team,
        show,
        camille,
        NoteKind.TO_SELF,
        "Leave even earlier\ntomorrow.",
        NOW,
        None,
    )


def test_write_note_twice_with_one_id_is_one_note(show: Show, camille: Member) -> None:
    key = new_id()
    first = write_note(show=show, member=camille, text="Batteries", note_id=key, now=NOW)
    again = write_note(show=show, member=camille, text="Batteries", note_id=key, now=NOW + timedelta(minutes=3))
    assert (again.pk, again.at, Note.objects.count()) == (first.pk, NOW, 1)


def test_write_note_with_the_id_of_another_note_is_refused(show: Show, camille: Member, sacha: Member) -> None:
    key = write_note(show=show, member=camille, text="Batteries", now=NOW).pk
    for member, text in ((camille, "Cables"), (sacha, "Batteries")):
        with pytest.raises(NoteIdTakenError):
            write_note(show=show, member=member, text=text, note_id=key, now=NOW)
    assert list(Note.objects.values_list("text", flat=True)) == ["Batteries"]


def test_write_note_that_is_none_is_refused(show: Show, camille: Member, mallory: Member) -> None:
    with pytest.raises(NoteRefusedError, match="empty"):
        write_note(show=show, member=camille, text=" \n", now=NOW)
    with pytest.raises(NoteRefusedError, match="'gossip' is no kind"):
        write_note(show=show, member=camille, text="x", kind="gossip", now=NOW)
    with pytest.raises(NoteRefusedError, match="team"):
        write_note(show=show, member=mallory, text="x", now=NOW)
    with pytest.raises(NoteRefusedError, match="not in this show's journal"):
        write_note(show=show, member=camille, text="x", corrects=new_id(), now=NOW)
    assert Note.objects.count() == 0


def test_a_note_never_changes_nor_goes(show: Show, camille: Member) -> None:
    note = write_note(show=show, member=camille, text="As it was", now=NOW)
    note.text = "As I wish it were"
    with pytest.raises(NoteChangedError):
        note.save()
    with pytest.raises(NoteChangedError):
        Note.objects.update_or_create(pk=note.pk, defaults={"text": "Otherwise"})
    with pytest.raises(NoteChangedError):
        Note.objects.filter(pk=note.pk).update(text="As they wish it were", ticked_at=NOW)
    with pytest.raises(NoteChangedError), transaction.atomic():
        Note.objects.bulk_update([note], ["text"])
    with pytest.raises(NoteChangedError):
        note.delete()
    with pytest.raises(NoteChangedError):
        Note.objects.all().delete()
    assert Note.objects.get().text == "As it was"


def test_notes_go_with_their_whole_team(show: Show, camille: Member) -> None:
    write_note(show=show, member=camille, text="x", now=NOW)
    show.team.delete()
    assert Note.objects.count() == 0


def test_tick_and_untick_leave_the_text_and_the_first_hand(show: Show, camille: Member, sacha: Member) -> None:
    note = write_note(show=show, member=camille, text="Batteries", now=NOW)
    tick(note=note, member=sacha, now=NOW + timedelta(hours=1))
    tick(note=note, member=camille, now=NOW + timedelta(hours=2))
    note.refresh_from_db()
    assert (note.ticked_by, note.ticked_at, note.text) == (sacha, NOW + timedelta(hours=1), "Batteries")
    untick(note=note, member=camille)
    note.refresh_from_db()
    assert (note.ticked_by, note.ticked_at) == (None, None)


def test_tick_by_another_team_does_nothing(show: Show, camille: Member, mallory: Member) -> None:
    note = write_note(show=show, member=camille, text="Batteries", now=NOW)
    tick(note=note, member=mallory, now=NOW)
    note.refresh_from_db()
    assert note.ticked_at is None
    tick(note=note, member=camille, now=NOW)
    untick(note=note, member=mallory)
    note.refresh_from_db()
    assert note.ticked_at == NOW


def test_open_notes_to_self_are_those_of_before_until_ticked_or_corrected(show: Show, camille: Member) -> None:
    def write(text: str, **more: object) -> Note:
        return write_note(show=show, member=camille, text=text, now=NOW, **more)  # type: ignore[arg-type]

    write("seen", kind=NoteKind.OBSERVATION)
    ticked, wrong, kept = write("ticked"), write("wrong"), write("kept")
    right = write("right", corrects=wrong.pk)
    write_note(show=show, member=camille, text="of today", now=NOW + timedelta(days=1))
    tick(note=ticked, member=camille, now=NOW)
    before = NOW + timedelta(hours=12)
    assert open_notes_to_self(team=show.team, show=show, before=before) == [kept, right]
    assert open_notes_to_self(team=show.team, show=show, before=NOW) == []
    untick(note=ticked, member=camille)
    assert open_notes_to_self(team=show.team, show=show, before=before) == [ticked, kept, right]


def test_notes_are_found_by_words_and_kind_whatever_case_and_accents(show: Show, camille: Member) -> None:
    first = write_note(show=show, member=camille, text="L’écran du stand clignote", now=NOW)
    second = write_note(
        show=show,
        member=camille,
        text="Ecrans partout: 100 % Corée",
        kind="observation",
        now=NOW + timedelta(minutes=1),
    )
    assert notes(show=show) == [second, first]
    assert notes(show=show, words="ECRAN") == [second, first]
    assert notes(show=show, words="stand écran") == [first]
    assert notes(show=show, words="%") == [second]
    assert notes(show=show, words="_") == []
    assert notes(show=show, kind="observation") == [second]
    assert notes(show=show, limit=1) == [second]
    assert notes(show=show, limit=1, offset=1) == [first]


def test_by_day_is_of_the_day_in_the_shows_zone(show: Show, camille: Member) -> None:
    late = write_note(show=show, member=camille, text="at the party", now=datetime(2026, 1, 7, 7, 59, tzinfo=UTC))
    after_midnight = write_note(
        show=show, member=camille, text="in the taxi", now=datetime(2026, 1, 7, 8, 1, tzinfo=UTC)
    )
    days = by_day(notes(show=show), show=show)
    assert {day.isoformat(): found for day, found in days.items()} == {
        "2026-01-07": [after_midnight],
        "2026-01-06": [late],
    }


def test_struck_says_whether_a_later_note_corrects_it(show: Show, camille: Member) -> None:
    wrong = write_note(show=show, member=camille, text="Hall F", now=NOW)
    write_note(show=show, member=camille, text="Hall G", corrects=wrong.pk, now=NOW + timedelta(minutes=1))
    assert [(note.text, note.struck, note.corrects) for note in notes(show=show)] == [  # type: ignore[attr-defined]
        ("Hall G", False, wrong),
        ("Hall F", True, None),
    ]


def test_note_of_another_team_is_none(show: Show, camille: Member, mallory: Member) -> None:
    key = write_note(show=show, member=camille, text="x", now=NOW).pk
    assert note_of(team=mallory.team, note_id=key) is None
    found = note_of(team=show.team, note_id=key)
    assert found is not None
    assert found.pk == key
