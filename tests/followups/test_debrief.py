"""Dealing the evening's cards, deciding of them, and undoing it."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact, ContactState, Encounter
from showtime.followups.approve import MailGoneError
from showtime.followups.debrief import AlreadyDecidedError, NothingToUndoError, deal, decide, undo
from showtime.followups.models import Decision, Draft, DraftState, FollowUp
from showtime.programme.models import Show
from tests.followups.evening import DAY, EVENING, NOON, Meet, approved, card_of

TOMORROW = DAY + timedelta(days=1)


def _keep(contact: Contact, member: Member) -> FollowUp:
    return decide(
        followup=card_of(contact), decision=Decision.KEEP, owner=member, due_on=TOMORROW, member=member, now=EVENING
    )


def test_deal_makes_one_card_for_each_contact_met_that_day_at_the_show(meet: Meet, team: Team, show: Show) -> None:
    anna, leo = meet(), meet("Léo", email="")
    Encounter.objects.create(team=team, contact=anna, show=show, member=anna.encounters.get().member, at=NOON)
    # One second before midnight in Las Vegas and one after; two days in UTC, and the same day in Paris.
    late = meet("Late", email="", at=datetime(2026, 1, 7, 7, 59, 59, tzinfo=UTC))
    meet("Next", email="", at=datetime(2026, 1, 7, 8, 0, 0, tzinfo=UTC))
    for _ in range(2):
        deal(team=team, show=show, day=DAY)
    assert set(FollowUp.objects.values_list("contact", "day", "decision")) == {
        (contact.pk, DAY, Decision.OPEN) for contact in (anna, leo, late)
    }


def test_deal_by_many_at_once_makes_each_card_once(
    shared_database: dict[str, str], meet: Meet, team: Team, show: Show
) -> None:
    contacts = [meet(f"Guest {number}", email="") for number in range(5)]
    start = Barrier(4)
    problems: list[Exception] = []

    def deal_at_once() -> None:
        try:
            start.wait()
            deal(team=team, show=show, day=DAY)
        except Exception as error:
            problems.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=deal_at_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (problems, FollowUp.objects.count()) == ([], len(contacts))


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (Decision.KEEP, ContactState.KEPT),
        (Decision.DROP, ContactState.DROPPED),
        (Decision.PERSONAL, ContactState.PERSONAL),
    ],
)
def test_decision_sets_the_card_and_the_contact_and_undo_puts_both_back(
    decision: str, state: str, meet: Meet, camille: Member, sacha: Member
) -> None:
    card = card_of(meet())
    decide(followup=card, decision=decision, owner=sacha, due_on=TOMORROW, member=camille, now=EVENING)
    card.refresh_from_db()
    card.contact.refresh_from_db()
    assert (card.decision, card.owner, card.due_on, card.decided_by, card.decided_at) == (
        decision,
        sacha,
        TOMORROW,
        camille,
        EVENING,
    )
    assert (card.contact.state, card.contact.owner) == (state, sacha)
    undo(followup=card, member=camille, now=EVENING)
    card.refresh_from_db()
    card.contact.refresh_from_db()
    assert (card.decision, card.owner, card.due_on, card.decided_by) == (Decision.OPEN, None, None, None)
    assert (card.contact.state, card.contact.owner) == (ContactState.NEW, None)


def test_undo_goes_back_one_decision_and_no_further(meet: Meet, camille: Member) -> None:
    card = _keep(meet(), camille)
    decide(followup=card, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    undone = undo(followup=card, member=camille, now=EVENING)
    assert (undone.decision, undone.owner, undone.due_on, undone.contact.state) == (
        Decision.KEEP,
        camille,
        TOMORROW,
        ContactState.KEPT,
    )
    with pytest.raises(NothingToUndoError):
        undo(followup=card, member=camille, now=EVENING)


def test_undo_leaves_a_contact_that_something_else_has_changed_since(meet: Meet, camille: Member) -> None:
    card = _keep(meet(), camille)
    Contact.objects.update(state=ContactState.PERSONAL)
    undo(followup=card, member=camille, now=EVENING)
    assert Contact.objects.get().state == ContactState.PERSONAL


def test_keeping_what_is_kept_changes_owner_and_date_and_leaves_the_mail(
    meet: Meet, camille: Member, sacha: Member
) -> None:
    draft = approved(meet(), camille)
    decide(
        followup=draft.followup,
        decision=Decision.KEEP,
        owner=sacha,
        due_on=date(2026, 1, 9),
        member=camille,
        now=EVENING,
    )
    draft.refresh_from_db()
    card = FollowUp.objects.get()
    assert (card.owner, card.due_on, draft.state) == (sacha, date(2026, 1, 9), DraftState.APPROVED)
    assert undo(followup=card, member=camille, now=EVENING).decision == Decision.OPEN


def test_dropping_draws_an_approved_mail_back(meet: Meet, camille: Member) -> None:
    draft = approved(meet(), camille)
    decide(followup=draft.followup, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    draft.refresh_from_db()
    assert draft.state == DraftState.PROPOSED


@pytest.mark.parametrize("state", [DraftState.SENDING, DraftState.SENT, DraftState.UNCERTAIN])
def test_nothing_is_decided_or_undone_once_the_mail_is_claimed(state: str, meet: Meet, camille: Member) -> None:
    draft = approved(meet(), camille)
    Draft.objects.update(state=state, claim=draft.pk, claimed_at=EVENING, sent_at=EVENING)
    with pytest.raises(MailGoneError):
        decide(followup=draft.followup, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    with pytest.raises(MailGoneError):
        undo(followup=draft.followup, member=camille, now=EVENING)
    assert (FollowUp.objects.get().decision, Contact.objects.get().state) == (Decision.KEEP, ContactState.KEPT)


def test_card_that_another_has_decided_meanwhile_is_left_and_told(meet: Meet, camille: Member, sacha: Member) -> None:
    card = _keep(meet(), sacha)
    with pytest.raises(AlreadyDecidedError) as told:
        decide(
            followup=card,
            decision=Decision.DROP,
            owner=None,
            due_on=None,
            member=camille,
            now=EVENING,
            seen=Decision.OPEN,
        )
    assert (told.value.followup.decided_by, FollowUp.objects.get().decision) == (sacha, Decision.KEEP)


@pytest.mark.parametrize("decision", ["", "open", "love"])
def test_unknown_decision_is_refused(decision: str, meet: Meet, camille: Member) -> None:
    with pytest.raises(ValueError, match="decision"):
        decide(followup=card_of(meet()), decision=decision, owner=None, due_on=None, member=camille, now=EVENING)


def test_owner_of_another_team_is_refused(meet: Meet, camille: Member, mallory: Member) -> None:
    with pytest.raises(ValueError, match="owner"):
        decide(
            followup=card_of(meet()), decision=Decision.KEEP, owner=mallory, due_on=None, member=camille, now=EVENING
        )


def test_undo_without_the_former_owner_leaves_the_card_unowned(meet: Meet, camille: Member, sacha: Member) -> None:
    card = _keep(meet(), sacha)
    decide(followup=card, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    FollowUp.objects.update(decided_by=None)
    Contact.objects.update(owner=None)
    sacha.delete()
    assert undo(followup=card, member=camille, now=EVENING).owner is None
