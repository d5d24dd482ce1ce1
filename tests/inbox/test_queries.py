"""The inbox's lists, and what other rooms ask of it."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.contacts.models import Contact
from showtime.inbox.models import Conversation
from showtime.inbox.queries import conversation, conversations, messages_that_matter, reply_since
from showtime.inbox.receive import receive
from showtime.inbox.settle import done
from showtime.programme.models import Show

NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)


def come(
    show: Show, name: str, *, age: float = 1, channel: str = "email", body: str = "Hello", **more: object
) -> Conversation:
    at = NOW - timedelta(hours=age)
    given = {"external_id": f"{name}{age}", "counterpart": name, "body": body, "at": at}
    return receive(show=show, channel=channel, **{**given, **more}).conversation  # type: ignore[arg-type]


def names(found: list[Conversation]) -> list[str]:
    return [row.counterpart for row in found]


def test_conversations_go_by_kind_then_deadline_then_the_latest(show: Show) -> None:
    come(show, "old lead", kind="lead", age=9)
    come(show, "lead", kind="lead")
    come(show, "lead by tonight", kind="lead", age=20, deadline=NOW + timedelta(hours=12))
    come(show, "lead by noon", kind="lead", age=20, deadline=NOW + timedelta(hours=7))
    come(show, "spam", kind="noise", age=0)
    come(show, "new", age=0)
    come(show, "press", kind="press", age=50)
    found = conversations(team=show.team, show=show)
    assert names(found) == ["press", "lead by noon", "lead by tonight", "lead", "old lead", "new", "spam"]
    assert names(conversations(team=show.team, show=show, limit=2, offset=1)) == ["lead by noon", "lead by tonight"]


def test_conversations_are_filtered_and_searched(show: Show, camille: Member) -> None:
    jo = come(show, "Zoé Noël", kind="press", body="Un café à l’entrée ?", subject="Rencontre")
    come(
        show,
        "Kim",
        channel="linkedin",
        kind="lead",
        body="Coffee at 3 pm, 100 % sure",
        address="https://linkedin.test/kim",
    )
    done(conversation=jo, member=camille, now=NOW)

    def found(**filters: str) -> list[str]:
        return names(conversations(team=show.team, show=show, **filters))  # type: ignore[arg-type]

    assert [found(state="open"), found(state="done"), found()] == [["Kim"], ["Zoé Noël"], ["Zoé Noël", "Kim"]]
    assert [found(channel="linkedin"), found(channel="x"), found(kind="press")] == [["Kim"], [], ["Zoé Noël"]]
    assert [found(words="CAFE entree"), found(words="zoe"), found(words="linkedin.test/kim")] == [
        ["Zoé Noël"],
        ["Zoé Noël"],
        ["Kim"],
    ]
    assert [found(words="100 %"), found(words="_"), found(words="cafe coffee")] == [["Kim"], [], []]


def test_conversations_show_what_was_said_last(show: Show) -> None:
    come(show, "Jo", age=3, body="First", subject="One")
    come(show, "Jo", age=1, body="L" * 999, subject="Two", language="fr", incoming=False, sender="Camille")
    come(show, "Jo", age=2, body="Late")
    row = conversations(team=show.team, show=show)[0]
    said = (row.last_subject, row.last_text, row.last_language, row.last_incoming)  # type: ignore[attr-defined]
    assert said == ("Two", "L" * 280, "fr", False)


def test_conversation_holds_its_messages_in_order(show: Show, mallory: Member) -> None:
    come(show, "Jo", age=1, body="second")
    key = come(show, "Jo", age=3, body="first").pk
    found = conversation(team=show.team, conversation_id=key)
    assert found is not None
    assert [message.body for message in found.messages.all()] == ["first", "second"]
    assert conversation(team=mallory.team, conversation_id=key) is None


def test_messages_that_matter_are_open_wait_for_us_and_are_no_noise(show: Show, camille: Member) -> None:
    for number in range(6):
        come(show, f"lead {number}", kind="lead", age=number * 3)
    come(show, "press", kind="press")
    come(show, "spam", kind="noise", deadline=NOW)
    come(show, "answered", kind="press", age=4)
    come(show, "answered", age=3, incoming=False, sender="Camille")
    done(conversation=come(show, "settled", kind="press"), member=camille, now=NOW)
    found = messages_that_matter(team=show.team, show=show, now=NOW)
    assert names(found) == ["press", "lead 5", "lead 4", "lead 3", "lead 2"]
    assert found[0].last_text == "Hello"  # type: ignore[attr-defined]
    assert names(messages_that_matter(team=show.team, show=show, now=NOW, limit=1)) == ["press"]


def test_reply_since_is_the_first_that_came_after(show: Show, mallory: Member) -> None:
    jo = Contact.objects.create(team=show.team, full_name="Jo", email="jo@news.test")
    come(show, "Jo", age=5, address="jo@news.test", body="before")
    come(show, "Jo", age=3, address="jo@news.test", body="ours", incoming=False)
    come(show, "Other", age=3, address="other@news.test", body="not hers")
    since = NOW - timedelta(hours=4)
    assert reply_since(contact=jo, since=since) is None
    come(show, "Jo", age=1, address="jo@news.test", body="second")
    come(show, "Jo", age=2, address="jo@news.test", body="first")
    reply = reply_since(contact=jo, since=since)
    assert reply is not None
    assert reply.body == "first"
    assert reply_since(contact=jo, since=NOW - timedelta(hours=1)) is None


def test_reply_since_knows_a_conversation_from_before_the_contact(show: Show, mallory: Member) -> None:
    come(show, "Jo", age=1, address="Jo@News.test", body="early")
    jo = Contact.objects.create(team=show.team, full_name="Jo", email="jo@news.test")
    namesake = Contact.objects.create(team=mallory.team, full_name="Jo", email="jo@news.test")
    reply = reply_since(contact=jo, since=NOW - timedelta(hours=4))
    assert reply is not None
    assert reply.body == "early"
    assert reply_since(contact=namesake, since=NOW - timedelta(hours=4)) is None


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_as_many_queries_whatever_the_rows(
    show: Show, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Contact.objects.create(team=show.team, full_name="Jo", email="jo@news.test")
    for number in range(rows):
        come(show, f"Jo {number}", address="jo@news.test", channel=["email", "x", "linkedin"][number])
    with django_assert_num_queries(1):
        assert [str(row.contact) for row in conversations(team=show.team, show=show)] == ["Jo"] * rows
    with django_assert_num_queries(2):
        assert [str(row.contact) for row in messages_that_matter(team=show.team, show=show, now=NOW)] == ["Jo"] * rows
