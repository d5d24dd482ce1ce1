"""The page Inbox."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.contacts.models import Contact
from showtime.inbox.models import Conversation, Message
from showtime.inbox.receive import receive
from showtime.inbox.settle import done
from showtime.lib.ids import new_id
from showtime.programme.models import Show

URL = "/t/lumen/inbox/"
NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)
HTMX = {"HTTP_HX_REQUEST": "true"}


def text(page: object) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())  # type: ignore[attr-defined]


def come(show: Show, name: str, *, channel: str = "email", body: str = "Hello", **more: object) -> Conversation:
    given = {"external_id": name, "counterpart": name, "body": body, "at": NOW}
    return receive(show=show, channel=channel, **{**given, **more}).conversation  # type: ignore[arg-type]


def test_inbox_lists_what_is_open_by_kind(show: Show, camille: Member, camille_client: Client) -> None:
    come(show, "Spam", kind="noise")
    come(show, "Zoe Press", kind="press", subject="Interview")
    done(conversation=come(show, "Settled"), member=camille, now=NOW)
    page = text(camille_client.get(URL))
    assert page.index("Interview") < page.index("Spam")
    assert "Settled" not in page
    assert "Settled" in text(camille_client.get(URL + "?state=done"))
    everything = text(camille_client.get(URL + "?state=all"))
    assert [name in everything for name in ("Settled", "Spam", "Zoe Press")] == [True, True, True]


def test_inbox_filters_keep_each_other(show: Show, camille_client: Client) -> None:
    come(show, "Jo", channel="linkedin", kind="press")
    come(show, "Kim", channel="x", kind="press")
    page = camille_client.get(URL + "?channel=linkedin&kind=press&q=jo")
    assert ("Jo" in text(page), "Kim" in text(page)) == (True, False)
    assert 'href="?q=jo&amp;channel=linkedin&amp;kind=meeting"' in page.content.decode()
    assert "No such conversation" in text(camille_client.get(URL + "?channel=whatsapp"))
    assert camille_client.get(URL + f"?kind=gossip&page={2**70}").status_code == 200


def test_inbox_of_nothing_teaches(show: Show, camille_client: Client) -> None:
    assert "Nobody is waiting" in text(camille_client.get(URL))


def test_inbox_without_a_show_teaches_to_make_one(camille_client: Client) -> None:
    for path in (URL, URL + "new/"):
        assert "It begins with a show" in text(camille_client.get(path))


def test_inbox_turns_pages(show: Show, camille_client: Client) -> None:
    for number in range(51):
        come(show, f"<No {number}>", at=NOW - timedelta(minutes=number))
    first, second = text(camille_client.get(URL)), text(camille_client.get(URL + "?page=1"))
    assert ["No 50" in page for page in (first, second)] == [False, True]


def test_conversation_shows_what_was_said_as_text(show: Show, camille_client: Client) -> None:
    Contact.objects.create(team=show.team, full_name="Jo Known", email="jo@news.test")
    found = come(show, "Jo", address="jo@news.test", body="<script>alert(1)</script>", language="fr")
    page = camille_client.get(f"{URL}{found.pk}/")
    assert "&lt;script&gt;" in page.content.decode()
    assert "<script>alert" not in page.content.decode()
    assert "Jo Known" in text(page)


def test_conversation_is_sorted_by_the_shows_clock(show: Show, camille_client: Client) -> None:
    found = come(show, "Jo")
    camille_client.post(f"{URL}{found.pk}/", {"kind": "press", "deadline": "2026-01-06T12:30"})
    found.refresh_from_db()
    assert (found.kind, found.deadline) == ("press", datetime(2026, 1, 6, 20, 30, tzinfo=UTC))
    page = camille_client.get(f"{URL}{found.pk}/").content.decode()
    assert 'value="2026-01-06T12:30"' in page
    for wrong in ({"kind": "gossip"}, {"kind": "press", "deadline": "2026-03-08T02:30"}):
        assert camille_client.post(f"{URL}{found.pk}/", wrong).status_code == 422
    camille_client.post(f"{URL}{found.pk}/", {"kind": "lead"})
    found.refresh_from_db()
    assert (found.kind, found.deadline) == ("lead", None)


def test_done_and_its_undo(show: Show, camille: Member, camille_client: Client) -> None:
    found = come(show, "Jo")
    answer = camille_client.post(f"{URL}{found.pk}/done/", {"back": "/t/lumen/today/"})
    found.refresh_from_db()
    assert (answer["Location"], found.done_by) == ("/t/lumen/today/", camille)
    row = camille_client.post(f"{URL}{found.pk}/reopen/", {"back": URL}, **HTMX)
    found.refresh_from_db()
    assert ('aria-pressed="false"' in row.content.decode(), found.done_at) == (True, None)


def test_message_is_noted_down_once(show: Show, camille_client: Client) -> None:
    contact = Contact.objects.create(team=show.team, full_name="Jo", phone="+33612345678")
    data = {
        "counterpart": "Jo",
        "channel": "whatsapp",
        "address": "+33 6 12 34 56 78",
        "body": "At three?",
        "kind": "meeting",
        "deadline": "2026-01-06T12:00",
        "message_id": str(new_id()),
    }
    for _ in range(2):
        answer = camille_client.post(URL + "new/", data)
    conversation = Conversation.objects.get()
    assert answer["Location"] == f"{URL}{conversation.pk}/"
    assert (conversation.kind, conversation.contact, Message.objects.get().body) == ("meeting", contact, "At three?")
    assert camille_client.post(URL + "new/", {**data, "body": ""}).status_code == 422


def test_guest_reads_and_settles_nothing(show: Show, gus_client: Client) -> None:
    found = come(show, "Jo")
    assert [gus_client.get(path).status_code for path in (URL, f"{URL}{found.pk}/")] == [200, 200]
    posts = [f"{URL}{found.pk}/", f"{URL}{found.pk}/done/", f"{URL}{found.pk}/reopen/", URL + "new/"]
    assert [gus_client.post(path).status_code for path in posts] == [403] * 4


def test_another_team_finds_no_such_page(show: Show, mallory_client: Client) -> None:
    found = come(show, "Jo")
    gets = [URL, f"{URL}{found.pk}/", f"/t/rival/inbox/{found.pk}/"]
    assert [mallory_client.get(path).status_code for path in gets] == [404] * 3
    posts = [f"/t/rival/inbox/{found.pk}/{deed}" for deed in ("", "done/", "reopen/")]
    assert [mallory_client.post(path).status_code for path in posts] == [404] * 3
    found.refresh_from_db()
    assert (found.done_at, found.kind) == (None, "unsorted")


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_takes_as_many_queries_whatever_the_rows(
    show: Show, camille_client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in range(rows):
        come(show, f"No {row}")
    found = Conversation.objects.first()
    assert found is not None
    with django_assert_num_queries(6):
        camille_client.get(URL)
    for row in range(rows):
        come(show, "No 0", external_id=f"again {row}")
    with django_assert_num_queries(6):
        camille_client.get(f"{URL}{found.pk}/")
