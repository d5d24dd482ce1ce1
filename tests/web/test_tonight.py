"""The page Tonight: one card at a time, with scripts and without."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Promise
from showtime.followups.approve import version
from showtime.followups.models import Decision, Draft, DraftState, FollowUp
from showtime.followups.queries import evening_of
from showtime.lib import clock
from showtime.programme.models import Show
from tests.followups.evening import DAY, Meet, approved, card_of, keep, meeting

URL = f"/t/lumen/tonight/?day={DAY}"
HTMX = {"HX-Request": "true", "HX-Target": "stage"}


@pytest.fixture
def meet(show: Show, camille: Member) -> Meet:
    """Camille meets somebody."""
    return meeting(show, camille)


def _url(contact: Contact, deed: str = "") -> str:
    return f"/t/lumen/tonight/{card_of(contact).pk}/{deed}"


def _decide(client: Client, contact: Contact, **changes: str) -> Any:
    owner = str(contact.encounters.get().member_id)
    given = {"decision": "keep", "owner": owner, "due_on": "2026-01-09", "seen": "open", **changes}
    return client.post(_url(contact, "decide/"), given)


def _mail(draft: Draft, **changes: Any) -> dict[str, Any]:
    return {"to": draft.to, "subject": draft.subject, "body": draft.body, "seen": version(draft), **changes}


def _page(response: Any) -> str:
    """The words of the page."""
    text = re.sub(r"<(svg|script|head)\b.*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.split())


def test_without_a_show_the_page_says_what_to_do(camille_client: Client) -> None:
    assert "It begins with a show" in _page(camille_client.get("/t/lumen/tonight/"))


def test_evening_without_cards_teaches(camille_client: Client, show: Show) -> None:
    page = _page(camille_client.get(URL))
    assert ("Nobody met today yet" in page, "Meet someone" in page) == (True, True)


def test_page_without_day_is_tonights(camille_client: Client, show: Show) -> None:
    response = camille_client.get("/t/lumen/tonight/")
    assert response.context["evening"].day == evening_of(show=show, now=clock.now())


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_day_that_cannot_be_read_is_tonight(day: str, camille_client: Client, show: Show) -> None:
    response = camille_client.get("/t/lumen/tonight/", {"day": day})
    assert (response.status_code, response.context["evening"].day) == (200, evening_of(show=show, now=clock.now()))


def test_card_says_who_what_was_said_and_what_was_promised(camille_client: Client, meet: Meet) -> None:
    meet(
        "Anna Kim",
        company="Acme",
        title="Buyer",
        interest="hot",
        note="Loves the <thread>",
        promise="call her",
        due_on=DAY,
    )
    page = _page(camille_client.get(URL))
    for words in (
        "0 of 1",
        "Anna Kim",
        "Buyer, Acme",
        "Hot",
        "Loves the &lt;thread&gt;",
        "call her",
        "Stand 60427",
        "Keep",
    ):
        assert words in page, words


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number(
    count: int,
    camille_client: Client,
    meet: Meet,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for number in range(count):
        meet(f"Guest {number}", email="", note="a note", promise="call")
    camille_client.get(URL)
    with django_assert_num_queries(13):
        camille_client.get(URL)


class TestWithoutScripts:
    """Post, redirect, get."""

    def test_keep_opens_the_draft_on_the_same_card(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        contact = meet(language="fr", promise="lui envoyer la grille")
        response = _decide(camille_client, contact)
        card = FollowUp.objects.get()
        assert (response.status_code, response["Location"]) == (302, f"{_url(contact)}?just={card.pk}")
        assert (card.decision, card.owner, card.due_on) == (Decision.KEEP, camille, date(2026, 1, 9))
        page = _page(camille_client.get(response["Location"]))
        assert "Anna Kim is kept." in page
        assert "je vous ai promis de vous envoyer la grille" in page
        assert "1 of 1" in page

    @pytest.mark.parametrize("decision", ["drop", "personal"])
    def test_drop_and_personal_go_on_to_the_next_card(
        self,
        decision: str,
        camille_client: Client,
        meet: Meet,
    ) -> None:
        first, second = meet("Anna Kim", interest="hot"), meet("Léo", email="")
        response = _decide(camille_client, first, decision=decision)
        assert response["Location"] == f"{_url(second)}?just={card_of(first).pk}"
        assert FollowUp.objects.get(contact=first).decision == decision
        page = camille_client.get(response["Location"])
        assert page.context["just"].undo_url == _url(first, "undo/")

    def test_undo_comes_back_to_the_card(self, camille_client: Client, meet: Meet) -> None:
        contact = meet()
        _decide(camille_client, contact, decision="drop")
        response = camille_client.post(_url(contact, "undo/"))
        assert (response["Location"], FollowUp.objects.get().decision) == (f"{_url(contact)}?", Decision.OPEN)

    def test_approve_releases_what_stands_there_and_goes_on(
        self,
        camille_client: Client,
        camille: Member,
        meet: Meet,
    ) -> None:
        contact, other = meet(promise="write to her"), meet("Léo", email="")
        draft = keep(contact, camille)
        promise = Promise.objects.get()
        form = _mail(draft, subject="Hi", body="Hi Anna\r\n", keeps=[str(promise.pk)])
        response = camille_client.post(_url(contact, "approve/"), form)
        draft.refresh_from_db()
        assert (draft.state, draft.subject, draft.body) == (DraftState.APPROVED, "Hi", "Hi Anna\n")
        assert list(draft.keeps.all()) == [promise]
        assert response["Location"] == f"{_url(other)}?just={draft.followup_id}"
        page = camille_client.get(response["Location"])
        assert (page.context["just"].text, page.context["just"].undo_url) == (
            "The mail to Anna Kim is approved.",
            _url(contact, "withdraw/"),
        )

    def test_withdraw_brings_the_draft_back(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        draft = approved(meet(), camille)
        response = camille_client.post(_url(draft.followup.contact, "withdraw/"))
        draft.refresh_from_db()
        assert (response.status_code, draft.state) == (302, DraftState.PROPOSED)

    def test_evening_ends_with_its_numbers(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        approved(meet("A", email="a@example.com"), camille)
        approved(meet("B", email="b@example.com"), camille)
        _decide(camille_client, meet("C", email=""), decision="drop")
        page = _page(camille_client.get(URL))
        assert "All sorted 2 mails approved. One dropped. Good night." in page

    def test_later_keeps_the_text_and_goes_on(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        contact = meet()
        draft = keep(contact, camille)
        camille_client.post(_url(contact, "save/"), _mail(draft, to="half@", body="Half a mail"))
        draft.refresh_from_db()
        assert (draft.state, draft.to, draft.body) == (DraftState.PROPOSED, "half@", "Half a mail\n")

    @pytest.mark.parametrize("to", ["a" * 255, "a\x00@b.fr"])
    def test_later_does_not_keep_what_no_row_holds(
        self, to: str, camille_client: Client, camille: Member, meet: Meet
    ) -> None:
        draft = keep(meet(), camille)
        response = camille_client.post(_url(draft.followup.contact, "save/"), _mail(draft, to=to))
        assert (response.status_code, Draft.objects.get().to) == (422, "anna@example.com")

    def test_no_mail_and_write_after_all(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        contact = meet()
        keep(contact, camille)
        camille_client.post(_url(contact, "without/"))
        assert FollowUp.objects.get().without_mail is True
        assert "Kept, without a mail." in _page(camille_client.get(_url(contact)))
        camille_client.post(_url(contact, "write/"))
        assert FollowUp.objects.get().without_mail is False


class TestWithScripts:
    """htmx swaps the stage, and a toast has the undo."""

    def test_deed_answers_with_the_next_card_its_address_and_a_toast(self, camille_client: Client, meet: Meet) -> None:
        first, second = meet("Anna Kim", interest="hot"), meet("Léo", email="")
        given = {"decision": "drop", "owner": "", "due_on": "", "seen": "open"}
        response = camille_client.post(_url(first, "decide/"), given, headers=HTMX)
        page = response.content.decode()
        assert (response.status_code, response["HX-Push-Url"]) == (200, _url(second))
        assert (page.lstrip().startswith('<div id="stage"'), "<html" in page) == (True, False)
        assert ("Anna Kim is dropped." in page, f'hx-post="{_url(first, "undo/")}"' in page) == (True, True)
        assert "Léo" in page

    def test_next_is_the_stage_alone(self, camille_client: Client, meet: Meet) -> None:
        contact = meet()
        response = camille_client.get(_url(contact), headers=HTMX)
        assert response.content.decode().lstrip().startswith('<div id="stage"')

    def test_end_of_the_evening_is_pushed_as_its_day(self, camille_client: Client, meet: Meet) -> None:
        contact = meet()
        given = {"decision": "drop", "owner": "", "due_on": "", "seen": "open"}
        response = camille_client.post(_url(contact, "decide/"), given, headers=HTMX)
        assert response["HX-Push-Url"] == URL


class TestLanguage:
    """The language switch."""

    def _redraw(self, client: Client, draft: Draft, query: str = "", **changes: Any) -> Any:
        return client.post(_url(draft.followup.contact, "redraw/") + query, _mail(draft, language="fr", **changes))

    def test_untouched_draft_is_drawn_anew(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        draft = keep(meet(), camille)
        response = self._redraw(camille_client, draft)
        draft.refresh_from_db()
        assert (response.status_code, draft.language, draft.body.split("\n")[0]) == (302, "fr", "Bonjour Anna Kim,")

    def test_edited_text_is_asked_for_first_and_stands_in_the_form(
        self,
        camille_client: Client,
        camille: Member,
        meet: Meet,
    ) -> None:
        draft = keep(meet(), camille)
        response = self._redraw(camille_client, draft, body="My own words")
        draft.refresh_from_db()
        assert (response.status_code, draft.language) == (422, "en")
        assert "You have changed this text." in _page(response)
        assert response.context["mail_form"]["body"].value() == "My own words"
        self._redraw(camille_client, draft, "?discard=1", body="My own words")
        draft.refresh_from_db()
        assert draft.language == "fr"

    def test_unknown_language_is_refused(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        draft = keep(meet(), camille)
        response = camille_client.post(_url(draft.followup.contact, "redraw/"), _mail(draft, language="de"))
        assert (response.status_code, Draft.objects.get().language) == (422, "en")


class TestRefusals:
    """What goes wrong is said on the card, and nothing that was typed is lost."""

    def test_card_that_a_colleague_sorted_meanwhile(
        self,
        camille_client: Client,
        sacha_client: Client,
        meet: Meet,
        sacha: Member,
    ) -> None:
        contact = meet()
        _decide(sacha_client, contact)
        response = _decide(camille_client, contact, decision="drop")
        assert (response.status_code, FollowUp.objects.get().decision) == (422, Decision.KEEP)
        assert "Sacha has sorted this card meanwhile." in _page(response)

    @pytest.mark.parametrize(
        "changes", [{"decision": "love"}, {"decision": ""}, {"owner": "somebody"}, {"due_on": "soon"}]
    )
    def test_decision_that_cannot_be_read(self, changes: dict[str, str], camille_client: Client, meet: Meet) -> None:
        response = _decide(camille_client, meet(), **changes)
        assert (response.status_code, FollowUp.objects.get().decision) == (422, Decision.OPEN)

    def test_owner_of_another_team(self, camille_client: Client, meet: Meet, mallory: Member) -> None:
        response = _decide(camille_client, meet(), owner=str(mallory.pk))
        assert (response.status_code, FollowUp.objects.get().decision) == (422, Decision.OPEN)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"to": "nobody"}, "Enter a valid email address."),
            ({"to": "a@b.fr, c@d.fr"}, "Enter a valid email address."),
            ({"subject": ""}, "This field is required."),
            ({"subject": "Hi\nBcc: a@b.fr"}, "Write the subject on one line"),
            ({"body": ""}, "This field is required."),
            ({"body": "bell \x07"}, "The text holds characters that cannot be sent"),
            ({"keeps": ["01900000-0000-7000-8000-000000000000"]}, "Select a valid choice."),
        ],
    )
    def test_mail_that_cannot_leave(
        self,
        changes: dict[str, Any],
        words: str,
        camille_client: Client,
        camille: Member,
        meet: Meet,
    ) -> None:
        draft = keep(meet(), camille)
        response = camille_client.post(_url(draft.followup.contact, "approve/"), _mail(draft, **changes))
        draft.refresh_from_db()
        assert (response.status_code, draft.state) == (422, DraftState.PROPOSED)
        assert words in _page(response)

    def test_stale_form_shows_the_present_text_and_keeps_the_typed_one(
        self,
        camille_client: Client,
        camille: Member,
        meet: Meet,
    ) -> None:
        draft = keep(meet(), camille)
        form = _mail(draft, body="What I typed")
        Draft.objects.update(body="What Sacha saved\n")
        response = camille_client.post(_url(draft.followup.contact, "approve/"), form)
        page = _page(response)
        assert (response.status_code, Draft.objects.get().state) == (422, DraftState.PROPOSED)
        for words in ("This card has changed since you opened it.", "What Sacha saved", "What I typed"):
            assert words in page, words

    @pytest.mark.parametrize("deed", ["undo/", "withdraw/", "without/"])
    def test_mail_that_has_left(self, deed: str, camille_client: Client, camille: Member, meet: Meet) -> None:
        draft = approved(meet(), camille)
        Draft.objects.update(state=DraftState.SENDING, claim=draft.pk, claimed_at=clock.now())
        response = camille_client.post(_url(draft.followup.contact, deed))
        assert (response.status_code, Draft.objects.get().state) == (422, DraftState.SENDING)
        assert "The mail is on its way or has left" in _page(response)

    def test_nothing_left_to_undo(self, camille_client: Client, meet: Meet) -> None:
        response = camille_client.post(_url(meet(), "undo/"))
        assert (response.status_code, "There is nothing left to undo here." in _page(response)) == (422, True)


class TestRoles:
    """Guests read; others have no such page."""

    DEEDS = ("decide/", "undo/", "redraw/", "save/", "approve/", "withdraw/", "without/", "write/")

    def test_guest_reads_the_card_without_any_button(self, gus_client: Client, camille: Member, meet: Meet) -> None:
        contact = meet()
        assert "<button class" not in gus_client.get(_url(contact)).content.decode().partition("<main")[2]
        keep(contact, camille)
        page = gus_client.get(_url(contact)).content.decode().partition("<main")[2]
        assert ("<textarea" in page, "Dear Anna Kim," in page) == (False, True)

    @pytest.mark.parametrize("deed", DEEDS)
    def test_guest_does_nothing(self, deed: str, gus_client: Client, camille: Member, meet: Meet) -> None:
        draft = keep(meet(), camille)
        assert gus_client.post(_url(draft.followup.contact, deed), _mail(draft)).status_code == 403

    @pytest.mark.parametrize("deed", ["", *DEEDS])
    def test_stranger_finds_nothing(self, deed: str, mallory_client: Client, camille: Member, meet: Meet) -> None:
        draft = keep(meet(), camille)
        url = _url(draft.followup.contact, deed)
        for address in (url, url.replace("/t/lumen/", "/t/rival/")):
            assert mallory_client.post(address, _mail(draft)).status_code in ({404, 405} if not deed else {404})
        assert Draft.objects.get().state == DraftState.PROPOSED


class TestNotices:
    """What the evening should know besides its card."""

    def test_demo_says_where_mails_go(self, camille_client: Client, camille: Member, show: Show) -> None:
        assert "Approved mails wait until the team has a mail server. Set it up" in _page(camille_client.get(URL))
        type(camille.team).objects.update(is_demo=True)
        assert "approved mails are not sent but put into the mailbox" in _page(camille_client.get(URL))

    def test_member_who_is_no_owner_is_told_who_sets_it_up(self, sacha_client: Client, show: Show) -> None:
        assert "An owner of the team sets it up." in _page(sacha_client.get(URL))

    def test_mail_in_doubt_comes_first(self, camille_client: Client, camille: Member, meet: Meet) -> None:
        approved(meet(), camille)
        Draft.objects.update(state=DraftState.UNCERTAIN)
        assert "One mail needs your decision" in _page(camille_client.get(URL))

    def test_other_evening_with_cards_to_sort_is_named(self, camille_client: Client, meet: Meet) -> None:
        card_of(meet())
        page = _page(camille_client.get("/t/lumen/tonight/?day=2026-01-07"))
        assert "Tuesday, January 6 : one card still to sort" in page
