"""Importing a calendar by page: file or text, a preview, then in, and a second time nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from showtime.programme.models import CalendarImport, Event
from tests.programme.test_import_calendar import ics, pitch

URL = "/t/lumen/programme/import/"


def _hand_in(client, **entered):
    answer = client.post(URL, entered)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def test_file_is_looked_at_first_and_taken_in_when_confirmed(show, camille, camille_client):
    file = SimpleUploadedFile("mine.ics", ics(pitch()), content_type="text/calendar")
    preview = _hand_in(camille_client, file=file, going=[str(camille.pk)])
    page = camille_client.get(preview).content.decode()
    assert "mine.ics" in page
    assert "Pitch" in page
    assert not Event.objects.exists()
    answer = camille_client.post(f"{preview}confirm/", follow=True)
    assert answer.redirect_chain == [("/t/lumen/programme/?day=2026-01-06", 302)]
    assert "1 event is in the programme." in answer.content.decode()
    assert [str(member) for member in Event.objects.get().members.all()] == ["Camille"]


def test_text_is_taken_as_well_and_twice_changes_nothing(show, camille_client):
    text = ics(pitch()).decode()
    first = _hand_in(camille_client, text=text)
    camille_client.post(f"{first}confirm/")
    second = _hand_in(camille_client, text=text)
    assert "Nothing in this calendar would change the programme." in camille_client.get(second).content.decode()
    answer = camille_client.post(f"{second}confirm/", follow=True)
    assert "Nothing had changed." in answer.content.decode()
    assert Event.objects.count() == 1


def test_broken_calendar_names_what_is_wrong_and_takes_the_rest(show, camille_client):
    preview = _hand_in(camille_client, text=ics(pitch(), "UID:bad\nDTSTART:soon\nSUMMARY:Never").decode())
    page = camille_client.get(preview).content.decode()
    assert "line 11 VEVENT uid=bad DTSTART" in page
    assert "its DTSTART is not a date: soon" in page
    answer = camille_client.post(f"{preview}confirm/", follow=True)
    assert answer.redirect_chain == [(preview, 302)]
    assert "This calendar is in the programme." in answer.content.decode()


def test_what_is_no_calendar_says_so(show, camille_client):
    page = camille_client.get(_hand_in(camille_client, text="hello")).content.decode()
    assert "This is not an iCalendar file" in page


@pytest.mark.parametrize("entered", [{}, {"text": "   "}])
def test_nothing_handed_in_is_asked_for(show, camille_client, entered):
    answer = camille_client.post(URL, entered)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert not CalendarImport.objects.exists()


def test_change_is_told_in_words_before_it_is_taken(show, camille_client):
    first = _hand_in(camille_client, text=ics(pitch()).decode())
    camille_client.post(f"{first}confirm/")
    newer = pitch(sequence=1, start="20260106T183000Z", end="20260106T190000Z")
    page = camille_client.get(_hand_in(camille_client, text=ics(newer).decode())).content.decode()
    assert "moved from 10 a.m. to 10:30 a.m." in page.replace("\N{NO-BREAK SPACE}", " ")


def test_foreign_html_in_a_calendar_stays_text(show, camille_client):
    preview = _hand_in(camille_client, text=ics(pitch(title="<script>alert(1)</script>")).decode())
    assert "<script>alert" not in camille_client.get(preview).content.decode()
