"""A message comes in once, into the right conversation."""

from datetime import UTC, datetime, timedelta

import pytest

from showtime.accounts.models import Member
from showtime.contacts.models import Contact
from showtime.inbox.models import Conversation, Message
from showtime.inbox.receive import MessageRefusedError, Received, receive
from showtime.inbox.settle import done
from showtime.programme.models import Show

NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)


def mail(show: Show, number: int = 1, **more: object) -> Received:
    given = {
        "channel": "email",
        "external_id": f"<{number}@news.test>",
        "counterpart": "Jo Press",
        "address": "Jo@News.test",
        "subject": "Inter\x00view?",
        "body": "At three?\x00",
        "at": NOW + timedelta(minutes=number),
    }
    return receive(show=show, **{**given, **more})  # type: ignore[arg-type]


def test_receive_opens_a_conversation(show: Show) -> None:
    got = mail(show, kind="press", language="en", deadline=NOW + timedelta(hours=9))
    conversation = Conversation.objects.get()
    assert (got.fresh, got.conversation, got.message) == (True, conversation, Message.objects.get())
    assert (conversation.team, conversation.counterpart, conversation.address, conversation.kind) == (
        show.team,
        "Jo Press",
        "Jo@News.test",
        "press",
    )
    assert (conversation.deadline, conversation.last_at) == (NOW + timedelta(hours=9), NOW + timedelta(minutes=1))
    message = got.message
    assert (message.team, message.sender, message.subject, message.body, message.language, message.incoming) == (
        show.team,
        "Jo Press",
        "Interview?",
        "At three?",
        "en",
        True,
    )


def test_receive_again_is_no_second_message(show: Show) -> None:
    first, again = mail(show), mail(show, counterpart="Jo P. (renamed)", address="", body="changed")
    assert (first.fresh, again.fresh) == (True, False)
    assert (again.message, Message.objects.get().body, Conversation.objects.count()) == (first.message, "At three?", 1)


def test_receive_of_one_counterpart_is_one_conversation_a_channel(show: Show) -> None:
    first = mail(show, 1)
    assert mail(show, 2, address="jo@news.TEST ", counterpart="JP").conversation == first.conversation
    assert mail(show, 3, channel="whatsapp").conversation != first.conversation
    by_name = mail(show, 4, address="", counterpart="Zoé  Noël")
    assert mail(show, 5, address="", counterpart="ZOE NOEL").conversation == by_name.conversation
    assert Conversation.objects.count() == 3


def test_receive_late_leaves_the_latest_moment(show: Show) -> None:
    mail(show, 5)
    assert mail(show, 2).conversation.last_at == NOW + timedelta(minutes=5)


def test_receive_keeps_what_was_sorted_unless_told(show: Show) -> None:
    mail(show, 1, kind="press", deadline=NOW)
    conversation = mail(show, 2).conversation
    assert (conversation.kind, conversation.deadline) == ("press", NOW)
    assert mail(show, 3, kind="noise").conversation.kind == "noise"


def test_receive_opens_what_was_done_but_for_our_own_and_late_ones(show: Show, camille: Member) -> None:
    conversation = mail(show, 1).conversation
    done(conversation=conversation, member=camille, now=NOW + timedelta(minutes=10))
    assert mail(show, 5).conversation.done_at == NOW + timedelta(minutes=10)
    assert mail(show, 11, incoming=False).conversation.done_at == NOW + timedelta(minutes=10)
    opened = mail(show, 12).conversation
    assert (opened.done_at, opened.done_by) == (None, None)


def test_receive_attaches_the_contact_with_the_address(show: Show, mallory: Member) -> None:
    Contact.objects.create(team=mallory.team, full_name="Jo of Mallory", email="jo@news.test")
    assert mail(show, 1).conversation.contact is None
    jo = Contact.objects.create(team=show.team, full_name="Jo", email="jo@news.test", phone="+33612345678")
    assert mail(show, 2).conversation.contact == jo
    assert mail(show, 3, channel="whatsapp", address="+33 6 12 34 56 78").conversation.contact == jo
    Contact.objects.create(team=show.team, full_name="Jo's colleague", phone="+33612345678")
    assert mail(show, 4, channel="x", address="+33612345678").conversation.contact is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"channel": "fax"}, "'fax' is no channel"),
        ({"kind": "urgent"}, "'urgent' is no kind"),
        ({"external_id": ""}, "no id"),
        ({"counterpart": " "}, "whom it is from"),
    ],
)
def test_receive_of_what_is_no_message_is_refused(show: Show, more: dict[str, object], said: str) -> None:
    with pytest.raises(MessageRefusedError, match=said):
        mail(show, **more)  # type: ignore[arg-type]
    assert (Conversation.objects.count(), Message.objects.count()) == (0, 0)
