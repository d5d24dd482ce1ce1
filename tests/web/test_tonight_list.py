"""All cards of the evening, mails that need a decision, and who has not answered."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from showtime.accounts.models import Member
from showtime.followups.debrief import decide
from showtime.followups.draft import go_without
from showtime.followups.models import Decision, Draft, DraftState, FollowUp
from showtime.followups.queries import evening_of
from showtime.lib import clock
from showtime.programme.models import Show
from tests.followups.evening import DAY, EVENING, Meet, approved, card_of, keep, meeting

URL = f"/t/lumen/tonight/list/?day={DAY}"


@pytest.fixture
def meet(show: Show, camille: Member) -> Meet:
    """Camille meets somebody."""
    return meeting(show, camille)


def _page(response: Any) -> str:
    text = re.sub(r"<(svg|script|head)\b.*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.split())


def _rows(response: Any) -> dict[str, str]:
    """What each row of the cards says, by the name of its contact."""
    cards = response.content.decode().partition('id="cards"')[2]
    rows = re.findall(r'<li class="row">(.*?)</li>', cards, flags=re.S)
    texts = [" ".join(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", row, flags=re.S).split()) for row in rows]
    return {text.split()[1]: text for text in texts}


def test_every_card_is_listed_with_its_state(camille_client: Client, camille: Member, meet: Meet) -> None:
    states = [DraftState.APPROVED, DraftState.SENDING, DraftState.SENT, DraftState.REFUSED, DraftState.UNCERTAIN]
    for state in states:
        draft = approved(meet(state.capitalize(), email=f"{state}@example.com"), camille)
        Draft.objects.filter(pk=draft.pk).update(state=state, sent_at=EVENING, claim=draft.pk, claimed_at=EVENING)
    meet("Open", email="")
    keep(meet("Kept", email="kept@example.com"), camille)
    for name, decision in (("Dropped", Decision.DROP), ("Personal", Decision.PERSONAL)):
        card = card_of(meet(name, email=""))
        decide(followup=card, decision=decision, owner=None, due_on=None, member=camille, now=EVENING)
    keep(without := meet("Without", email="without@example.com"), camille)
    go_without(followup=card_of(without), member=camille, now=EVENING)
    response = camille_client.get(URL)
    ends = {
        name: text.rpartition("Camille ")[2].rpartition("by Wednesday, January 7 ")[2]
        for name, text in _rows(response).items()
    }
    assert ends == {
        "Approved": "approved",
        "Sending": "being sent",
        "Sent": "sent",
        "Refused": "refused",
        "Uncertain": "uncertain",
        "Open": "to sort",
        "Kept": "draft",
        "Dropped": "dropped",
        "Personal": "personal",
        "Without": "no mail",
    }
    assert "9 of 10 sorted" in _page(response)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    count: int, camille_client: Client, camille: Member, meet: Meet, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        for state in (DraftState.UNCERTAIN, DraftState.SENT):
            draft = approved(meet(f"{state} {number}", email=f"{state}{number}@example.com"), camille)
            Draft.objects.filter(pk=draft.pk).update(state=state, sent_at=EVENING)
    FollowUp.objects.filter(draft__state=DraftState.SENT).update(remind_on=DAY)
    camille_client.get(URL)
    with django_assert_num_queries(13):
        camille_client.get(URL)


def test_list_of_nothing_teaches_and_without_a_show_says_what_to_do(
    camille_client: Client, camille: Member, request: pytest.FixtureRequest
) -> None:
    assert "It begins with a show" in _page(camille_client.get(URL))
    request.getfixturevalue("show")
    assert "Nobody met that day" in _page(camille_client.get(URL))


class TestInDoubt:
    """A person decides of an uncertain mail."""

    @pytest.fixture
    def uncertain(self, camille: Member, meet: Meet) -> Draft:
        draft = approved(meet(), camille)
        Draft.objects.update(
            state=DraftState.UNCERTAIN,
            problem="lost",
            problem_words="Connection lost",
            claimed_at=EVENING,
            claim=draft.pk,
        )
        return draft

    def test_it_is_shown_with_its_problem_and_both_ways_out(self, camille_client: Client, uncertain: Draft) -> None:
        page = _page(camille_client.get(URL))
        for words in (
            "The connection to the mail server was cut.",
            "Connection lost",
            "It arrived",
            "It did not: send it again",
        ):
            assert words in page, words

    @pytest.mark.parametrize(("deed", "state"), [("arrived", DraftState.SENT), ("again", DraftState.APPROVED)])
    def test_decision_is_carried_out_once(
        self, deed: str, state: str, camille_client: Client, uncertain: Draft
    ) -> None:
        for words in ("Noted: it arrived." if deed == "arrived" else "It is sent again.", "settled meanwhile"):
            response = camille_client.post(f"/t/lumen/mail/{uncertain.pk}/{deed}/", follow=True)
            assert words in _page(response)
            assert Draft.objects.get().state == state

    def test_guest_and_stranger_decide_nothing(
        self, gus_client: Client, mallory_client: Client, uncertain: Draft
    ) -> None:
        statuses = [
            client.post(f"/t/{team}/mail/{uncertain.pk}/{deed}/").status_code
            for client, team in ((gus_client, "lumen"), (mallory_client, "lumen"), (mallory_client, "rival"))
            for deed in ("arrived", "again")
        ]
        assert (statuses, Draft.objects.get().state) == ([403, 403, 404, 404, 404, 404], DraftState.UNCERTAIN)


class TestReminders:
    """Who has not answered."""

    @pytest.fixture
    def waiting(self, camille: Member, meet: Meet, show: Show) -> FollowUp:
        approved(meet(), camille)
        Draft.objects.update(state=DraftState.SENT, sent_at=EVENING)
        FollowUp.objects.update(remind_on=evening_of(show=show, now=clock.now()))
        return FollowUp.objects.get()

    def test_who_has_not_answered_is_listed(self, camille_client: Client, waiting: FollowUp) -> None:
        page = _page(camille_client.get(URL))
        assert "No answer yet Anna Kim written to on Tuesday, January 6" in page

    def test_later_and_no_more(self, camille_client: Client, waiting: FollowUp) -> None:
        before = waiting.remind_on
        assert before is not None
        camille_client.post(f"/t/lumen/tonight/{waiting.pk}/later/")
        waiting.refresh_from_db()
        assert waiting.remind_on is not None
        assert timedelta(days=3) <= waiting.remind_on - before <= timedelta(days=5)
        camille_client.post(f"/t/lumen/tonight/{waiting.pk}/stop/")
        waiting.refresh_from_db()
        assert waiting.remind_on is None

    def test_guest_and_stranger_change_no_reminder(
        self, gus_client: Client, mallory_client: Client, waiting: FollowUp
    ) -> None:
        statuses = [
            client.post(f"/t/{team}/tonight/{waiting.pk}/stop/").status_code
            for client, team in ((gus_client, "lumen"), (mallory_client, "lumen"), (mallory_client, "rival"))
        ]
        assert (statuses, FollowUp.objects.get().remind_on) == ([403, 404, 404], waiting.remind_on)
