"""The page Journal, and a note in one tap from anywhere."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.journal.models import Note
from showtime.journal.notes import tick, write_note
from showtime.lib.ids import new_id
from showtime.programme.models import Show

URL = "/t/lumen/journal/"
NOW = datetime(2026, 1, 6, 16, 30, tzinfo=UTC)
HTMX = {"HTTP_HX_REQUEST": "true"}


def text(page: object) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())  # type: ignore[attr-defined]


def test_journal_shows_notes_by_day_at_the_show(show: Show, camille: Member, camille_client: Client) -> None:
    write_note(show=show, member=camille, text="Late at the party", now=datetime(2026, 1, 7, 7, tzinfo=UTC))
    write_note(show=show, member=camille, text="In the taxi", now=datetime(2026, 1, 7, 8, 30, tzinfo=UTC))
    page = text(camille_client.get(URL))
    places = [
        page.index(words)
        for words in ("Wednesday, January 7", "In the taxi", "Tuesday, January 6", "Late at the party")
    ]
    assert places == sorted(places)


def test_journal_filters_and_searches(show: Show, camille: Member, camille_client: Client) -> None:
    write_note(show=show, member=camille, text="Écrans partout", kind="observation", now=NOW)
    write_note(show=show, member=camille, text="Bring tape", now=NOW)

    def seen(query: str) -> list[bool]:
        page = text(camille_client.get(URL + query))
        return ["Écrans" in page, "Bring tape" in page]

    found = [
        seen(query) for query in ("", "?kind=observation", "?q=ecrans", "?q=tape&kind=observation", "?kind=gossip")
    ]
    assert found == [[True, True], [True, False], [True, False], [False, False], [True, True]]


def test_journal_without_a_show_teaches_to_make_one(camille_client: Client) -> None:
    for path in (URL, URL + "new/"):
        assert "It begins with a show" in text(camille_client.get(path))


def test_journal_of_nothing_teaches(show: Show, camille_client: Client) -> None:
    assert "The story begins with a line" in text(camille_client.get(URL))


def test_journal_turns_pages(show: Show, camille: Member, camille_client: Client) -> None:
    for number in range(101):
        write_note(show=show, member=camille, text=f"line {number}.", now=NOW + timedelta(minutes=number))
    first, second = text(camille_client.get(URL)), text(camille_client.get(URL + "?page=1"))
    assert [("line 0." in page, "line 1." in page, "line 100." in page) for page in (first, second)] == [
        (False, True, True),
        (True, False, False),
    ]
    assert "Earlier" in first
    assert "Later" in second
    assert camille_client.get(URL + f"?page={2**70}").status_code == 200


def test_note_is_written_and_leads_back(show: Show, camille: Member, camille_client: Client) -> None:
    data = {
        "text": "Leave earlier",
        "kind": "to_self",
        "note_id": str(new_id()),
        "back": "/t/lumen/programme/?day=2026-01-06",
    }
    for _ in range(2):
        answer = camille_client.post(URL + "new/", data)
        assert (answer.status_code, answer["Location"]) == (302, "/t/lumen/programme/?day=2026-01-06")
    note = Note.objects.get()
    assert (note.text, note.kind, note.member, str(note.pk)) == ("Leave earlier", "to_self", camille, data["note_id"])


def test_note_never_leads_to_another_site(show: Show, camille_client: Client) -> None:
    answer = camille_client.post(URL + "new/", {"text": "x", "kind": "lesson", "back": "https://evil.test/"})
    assert answer["Location"] == URL


def test_note_from_an_old_form_with_another_text_is_kept_too(show: Show, camille_client: Client) -> None:
    data = {"kind": "to_self", "note_id": str(new_id())}
    for words in ("First", "Second"):
        camille_client.post(URL + "new/", {**data, "text": words})
    assert sorted(Note.objects.values_list("text", flat=True)) == ["First", "Second"]


def test_note_without_words_is_refused(show: Show, camille_client: Client) -> None:
    for words in ("", "  \n", "\x00", "x" * 4001):
        answer = camille_client.post(URL + "new/", {"text": words, "kind": "to_self"})
        assert answer.status_code == 422
    assert Note.objects.count() == 0


def test_quick_note_answers_with_a_fresh_form_and_a_word(show: Show, camille_client: Client) -> None:
    data = {"text": "Tape", "kind": "observation", "back": "/t/lumen/team/"}
    answer = camille_client.post(URL + "new/", data, **HTMX)
    assert (answer.status_code, answer["HX-Trigger"], Note.objects.get().text) == (200, "noted", "Tape")
    assert "Observation noted." in text(answer)
    assert 'name="back" value="/t/lumen/team/"' in answer.content.decode()
    wrong = camille_client.post(URL + "new/", {"text": "", "kind": "to_self"}, **HTMX)
    assert (wrong.status_code, wrong["HX-Retarget"]) == (422, "#quick-note-errors")


def test_every_page_offers_the_quick_note_to_who_may_write(
    show: Show, camille_client: Client, gus_client: Client
) -> None:
    path = "/t/lumen/team/"
    assert 'popovertarget="quick-note"' in camille_client.get(path).content.decode()
    assert "quick-note" not in gus_client.get(path).content.decode()


def test_correction_strikes_the_first_note_and_keeps_it(show: Show, camille: Member, sacha_client: Client) -> None:
    wrong = write_note(show=show, member=camille, text="Hall F at nine", now=NOW)
    form = sacha_client.get(URL + f"new/?corrects={wrong.pk}&kind=to_self")
    assert "Hall F at nine</textarea>" in form.content.decode()
    sacha_client.post(URL + "new/", {"text": "Hall G", "kind": "to_self", "corrects": str(wrong.pk)})
    page = text(sacha_client.get(URL))
    assert ("corrects: Hall F at nine" in page, "corrected later" in page) == (True, True)


def test_note_cannot_correct_another_teams(show: Show, camille_client: Client, mallory: Member) -> None:
    theirs = Show.objects.create(
        team=mallory.team, name="Theirs", time_zone="UTC", country="US", starts_on=NOW.date(), ends_on=NOW.date()
    )
    note = write_note(show=theirs, member=mallory, text="Secret plan", now=NOW)
    form = camille_client.get(URL + f"new/?corrects={note.pk}")
    assert "Secret plan" not in text(form)
    answer = camille_client.post(URL + "new/", {"text": "x", "kind": "to_self", "corrects": str(note.pk)})
    assert (answer.status_code, Note.objects.filter(team=show.team).count()) == (422, 0)


def test_tick_and_untick(show: Show, camille: Member, sacha_client: Client) -> None:
    note = write_note(show=show, member=camille, text="Tape", now=NOW)
    answer = sacha_client.post(URL + f"{note.pk}/tick/", {"back": "/t/lumen/today/"})
    assert answer["Location"] == "/t/lumen/today/"
    assert "ticked by Sacha" in text(sacha_client.get(URL))
    row = sacha_client.post(URL + f"{note.pk}/untick/", {"back": "/t/lumen/today/", "day_shown": "yes"}, **HTMX)
    assert ('aria-pressed="false"' in row.content.decode(), "Tue 6" in text(row)) == (True, True)
    note.refresh_from_db()
    assert note.ticked_at is None


def test_guest_reads_and_writes_nothing(show: Show, camille: Member, gus_client: Client) -> None:
    note = write_note(show=show, member=camille, text="Tape", now=NOW)
    page = gus_client.get(URL)
    assert ("Tape" in text(page), '<form method="post" action="/t/lumen/journal' in page.content.decode()) == (
        True,
        False,
    )
    posts = [("new/", {"text": "x", "kind": "to_self"}), (f"{note.pk}/tick/", {})]
    assert [gus_client.post(URL + path, data).status_code for path, data in posts] == [403, 403]


def test_another_team_finds_no_such_page(show: Show, camille: Member, mallory_client: Client) -> None:
    note = write_note(show=show, member=camille, text="Tape", now=NOW)
    tick(note=note, member=camille, now=NOW)
    for path in ("", "new/"):
        assert mallory_client.get(URL + path).status_code == 404
    for path in ("tick/", "untick/"):
        assert mallory_client.post(f"/t/rival/journal/{note.pk}/{path}").status_code == 404
    note.refresh_from_db()
    assert note.ticked_at == NOW


@pytest.mark.parametrize("rows", [1, 3])
def test_journal_takes_as_many_queries_whatever_the_rows(
    show: Show, camille: Member, camille_client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in range(rows):
        note = write_note(show=show, member=camille, text="Tape", now=NOW)
        write_note(show=show, member=camille, text="No tape", corrects=note.pk, now=NOW + timedelta(minutes=row))
    with django_assert_num_queries(6):
        camille_client.get(URL)
