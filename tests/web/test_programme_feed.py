"""The calendar's address: what a phone gets there, and that it ends when it is revoked."""

import pytest
from django.test import Client
from icalendar import Calendar

from showtime.programme.feeds import feed_url
from showtime.programme.schedule import EventFields, add_event, change_event
from tests.programme.conftest import at

PAGE = "/t/lumen/programme/calendar/"


@pytest.fixture
def address(show, camille):
    """The path of Camille's calendar, with a pitch in it."""
    add_event(
        show=show, fields=EventFields(title="Pitch", starts_at=at(6, 9), ends_at=at(6, 10), member_ids=(camille.pk,))
    )
    return "/feeds/" + feed_url(member=camille).partition("/feeds/")[2]


@pytest.fixture(autouse=True)
def _show_is_not_long_over(show, monkeypatch):
    """Whenever the test runs, the feed is asked for on the eve of the show."""
    monkeypatch.setattr("showtime.web.feeds.clock.now", lambda: at(5, 12))


def test_feed_is_a_calendar_for_whoever_has_the_address(address):
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [str(entry["summary"]) for entry in Calendar.from_ical(answer.content).walk("VEVENT")] == ["Pitch"]
    assert answer["Cache-Control"] == "private, no-cache"


def test_feed_that_is_unchanged_is_not_sent_again(show, address, camille):
    client = Client()
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    event = show.events.get()
    moved = EventFields(title="Later", starts_at=at(6, 11), ends_at=at(6, 12), member_ids=(camille.pk,))
    change_event(show=show, event_id=event.pk, fields=moved)
    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert b"Later" in answer.content


def test_feed_answers_to_head(address):
    answer = Client().head(address)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("path", ["/feeds/x.ics", "/feeds/a.b.ics", "/feeds/%00.ics", "/feeds/" + "0" * 500 + ".ics"])
def test_feed_with_a_wrong_token_does_not_exist(db, path):
    assert Client().get(path).status_code == 404


def test_page_shows_the_address_as_link_text_and_picture(address, camille_client):
    page = camille_client.get(PAGE).content.decode()
    assert f'value="http://localhost:8000{address}"' in page
    assert f'href="webcal://localhost:8000{address}"' in page
    assert 'src="data:image/svg+xml' in page


def test_revoked_address_does_not_exist_any_more(address, camille_client):
    answer = camille_client.post(f"{PAGE}revoke/", follow=True)
    assert address not in answer.content.decode()
    assert Client().get(address).status_code == 404
    fresh = "/feeds/" + answer.context["address"].partition("/feeds/")[2]
    assert Client().get(fresh).status_code == 200


def test_guest_may_end_their_own_address(gus_client, show):
    assert gus_client.post(f"{PAGE}revoke/").status_code == 302
