"""Done, open again, sorted."""

from datetime import UTC, datetime, timedelta

import pytest

from showtime.accounts.models import Member
from showtime.inbox.models import Conversation
from showtime.inbox.receive import receive
from showtime.inbox.settle import NoSuchKindError, classify, done, reopen
from showtime.programme.models import Show

NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)


@pytest.fixture
def conversation(show: Show) -> Conversation:
    return receive(show=show, channel="x", external_id="1", counterpart="@jo", body="Hi", at=NOW).conversation


def test_done_keeps_the_first_hand_and_is_undone(conversation: Conversation, camille: Member, sacha: Member) -> None:
    done(conversation=conversation, member=camille, now=NOW)
    done(conversation=conversation, member=sacha, now=NOW + timedelta(hours=1))
    conversation.refresh_from_db()
    assert (conversation.done_at, conversation.done_by) == (NOW, camille)
    reopen(conversation=conversation, member=sacha)
    conversation.refresh_from_db()
    assert (conversation.done_at, conversation.done_by) == (None, None)


def test_classify_sets_kind_and_deadline(conversation: Conversation, camille: Member) -> None:
    for kind, deadline in (("press", NOW), ("noise", None)):
        classify(conversation=conversation, member=camille, kind=kind, deadline=deadline)
        conversation.refresh_from_db()
        assert (conversation.kind, conversation.deadline) == (kind, deadline)
    with pytest.raises(NoSuchKindError):
        classify(conversation=conversation, member=camille, kind="urgent", deadline=None)


def test_another_team_settles_nothing(conversation: Conversation, camille: Member, mallory: Member) -> None:
    done(conversation=conversation, member=mallory, now=NOW)
    classify(conversation=conversation, member=mallory, kind="noise", deadline=None)
    conversation.refresh_from_db()
    assert (conversation.done_at, conversation.kind) == (None, "unsorted")
    done(conversation=conversation, member=camille, now=NOW)
    reopen(conversation=conversation, member=mallory)
    conversation.refresh_from_db()
    assert conversation.done_at == NOW
