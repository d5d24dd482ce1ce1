"""The evening's cards, mails in doubt, and reminders."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.followups import queries
from showtime.followups.answers import note_answer
from showtime.followups.approve import approve, version
from showtime.followups.debrief import deal, decide
from showtime.followups.draft import go_without
from showtime.followups.models import Decision, Draft, DraftState, FollowUp
from showtime.followups.remind import later, stop
from showtime.followups.send import send
from showtime.inbox.queries import reply_since
from showtime.inbox.receive import receive
from showtime.programme.models import Show
from tests.followups.evening import DAY, DUE, EVENING, NOON, Meet, approved, card_of, keep, mail_way
from tests.smtp import SmtpServer


@pytest.fixture
def tonight(team: Team, show: Show) -> Callable[..., queries.Tonight]:
    """Deals and reads the evening."""

    def read(member: Member | None = None) -> queries.Tonight:
        deal(team=team, show=show, day=DAY)
        return queries.tonight(team=team, show=show, day=DAY, member=member)

    return read


def _names(cards: list[queries.Card]) -> list[str]:
    return [card.contact.full_name for card in cards]


def test_cards_come_hot_first_then_owed_then_warm(meet: Meet, tonight: Callable[..., queries.Tonight]) -> None:
    meet("Cold", email="", interest="cold")
    meet("Warm", email="", interest="warm")
    meet("Owed", email="", promise="call her", due_on=DAY)
    meet("Hot", email="", interest="hot")
    meet("Unknown", email="")
    assert _names(tonight().cards) == ["Hot", "Owed", "Warm", "Unknown", "Cold"]


def test_my_own_encounters_come_first_among_equals(
    meet: Meet, sacha: Member, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    meet("Of Camille", email="", at=NOON)
    meet("Of Sacha", email="", member=sacha, at=NOON + timedelta(hours=1))
    assert (_names(tonight(sacha).cards), _names(tonight(camille).cards)) == (
        ["Of Sacha", "Of Camille"],
        ["Of Camille", "Of Sacha"],
    )


def test_card_has_all_encounters_of_the_day_and_open_promises_of_any_day(
    meet: Meet, show: Show, camille: Member, sacha: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    contact = meet(note="Morning", promise="call her")
    Encounter.objects.create(
        team=show.team, contact=contact, show=show, member=sacha, at=NOON + timedelta(hours=3), note="Afternoon"
    )
    earlier = Encounter.objects.create(
        team=show.team, contact=contact, show=show, member=sacha, at=NOON - timedelta(days=1), note="Yesterday"
    )
    for text, kept_at in (("owed since yesterday", None), ("done yesterday", NOON)):
        Promise.objects.create(
            team=show.team, contact=contact, encounter=earlier, member=sacha, text=text, kept_at=kept_at
        )
    (card,) = tonight().cards
    assert [(each.note, each.member) for each in card.encounters] == [("Morning", camille), ("Afternoon", sacha)]
    assert {each.text for each in card.promises} == {"call her", "owed since yesterday"}


def test_card_to_sort_whose_encounter_was_taken_back_is_left_out(
    meet: Meet, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    meet("Gone", email="")
    sorted_out = meet("Dropped", email="")
    card = card_of(sorted_out)
    decide(followup=card, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    Promise.objects.all().delete()
    Encounter.objects.all().delete()
    assert _names(tonight().cards) == ["Dropped"]


def test_cards_of_another_show_or_team_are_not_shown(
    meet: Meet, show: Show, mallory: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    other = Show.objects.create(
        team=mallory.team, name="CES", time_zone="UTC", country="US", starts_on=DAY, ends_on=DAY
    )
    contact = Contact.objects.create(team=mallory.team, full_name="Theirs")
    Encounter.objects.create(team=mallory.team, contact=contact, show=other, member=mallory, at=NOON)
    meet("Ours", email="")
    deal(team=mallory.team, show=other, day=DAY)
    assert _names(tonight().cards) == ["Ours"]
    assert queries.followup(team=show.team, followup_id=FollowUp.objects.get(contact=contact).pk) is None


@pytest.mark.parametrize("count", [1, 3])
def test_tonight_takes_the_same_queries_for_any_number(
    count: int, meet: Meet, team: Team, show: Show, camille: Member, django_assert_num_queries: Callable[..., object]
) -> None:
    for number in range(count):
        approved(meet(f"Guest {number}", email=f"g{number}@example.com", promise="call"), camille)
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        for card in queries.tonight(team=team, show=show, day=DAY).cards:
            assert str(card.encounters[0].member)
            assert str(card.promises[0].member)
            assert str(card.followup.owner)
            assert card.draft is not None
            assert str(card.draft.approved_by)
            assert card.proposed_keeps == set()


def test_deck_goes_from_cards_to_sort_to_mails_to_approve(
    meet: Meet, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    contacts = [
        meet(name, email=f"{name}@example.com", at=NOON + timedelta(minutes=n)) for n, name in enumerate("abcde")
    ]
    first, second, third, fourth, fifth = contacts
    keep(second, camille)
    approved(third, camille)
    decide(followup=card_of(fourth), decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    keep(fifth, camille)
    go_without(followup=card_of(fifth), member=camille, now=EVENING)
    evening = tonight()
    assert (_names(evening.deck), evening.done, evening.total) == (["a", "b"], 4, 5)
    assert (evening.count(decision=Decision.KEEP), evening.count(state=DraftState.APPROVED)) == (3, 1)
    assert (evening.count(decision=Decision.DROP), evening.count(without_mail=True)) == (1, 1)
    after = {contact.full_name: evening.after(card_of(contact).pk) for contact in contacts}
    assert {name: card.contact.full_name if card else None for name, card in after.items()} == {
        "a": "b",
        "b": "a",
        "c": "a",
        "d": "a",
        "e": "a",
    }
    assert evening.after(None) == evening.card(card_of(first).pk)


def test_deck_of_a_finished_evening_is_empty(
    meet: Meet, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    draft = approved(meet(), camille)
    evening = tonight()
    assert (evening.deck, evening.after(draft.followup_id), evening.after(None)) == ([], None, None)


def test_promise_to_write_is_proposed_as_kept_by_the_mail_and_a_choice_is_remembered(
    meet: Meet, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    contact = meet(promise="write to her")
    call = Promise.objects.create(team=contact.team, contact=contact, member=camille, text="call her")
    assert [
        promise.pk in tonight().cards[0].proposed_keeps for promise in (Promise.objects.get(text="write to her"), call)
    ] == [
        True,
        False,
    ]
    proposed = keep(contact, camille)
    text = {"to": proposed.to, "subject": proposed.subject, "body": proposed.body}
    approve(draft=proposed, **text, seen=version(proposed), member=camille, now=EVENING, keeps=[call.pk])
    assert tonight().cards[0].proposed_keeps == {call.pk}


@pytest.mark.parametrize(("language", "mixed"), [("en", True), ("fr", False)])
def test_promise_in_another_language_than_the_draft_is_pointed_out(
    language: str, mixed: bool, meet: Meet, camille: Member, tonight: Callable[..., queries.Tonight]
) -> None:
    keep(meet(language=language, promise="lui envoyer la grille"), camille)
    assert tonight().cards[0].mixed is mixed


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 1, 7, 4, 0, tzinfo=UTC), date(2026, 1, 6)),
        (datetime(2026, 1, 7, 9, 30, tzinfo=UTC), date(2026, 1, 6)),
        (datetime(2026, 1, 7, 12, 59, tzinfo=UTC), date(2026, 1, 6)),
        (datetime(2026, 1, 7, 13, 0, tzinfo=UTC), date(2026, 1, 7)),
    ],
)
def test_evening_lasts_until_five_in_the_morning_at_the_show(now: datetime, day: date, show: Show) -> None:
    assert queries.evening_of(show=show, now=now) == day


def test_days_with_cards_to_sort_are_counted(meet: Meet, team: Team, show: Show, camille: Member) -> None:
    meet("A", email="")
    meet("B", email="", at=NOON + timedelta(days=1))
    deal(team=team, show=show, day=DAY)
    deal(team=team, show=show, day=DAY + timedelta(days=1))
    approved(meet("C"), camille)
    assert queries.unsorted_days(team=team, show=show) == [(DAY + timedelta(days=1), 1), (DAY, 1)]


def test_mails_in_doubt_are_those_of_kept_contacts_the_uncertain_first(
    meet: Meet, camille: Member, mallory: Member
) -> None:
    drafts = {name: approved(meet(name, email=f"{name}@example.com"), camille) for name in "abcd"}
    for name, state in (("a", DraftState.REFUSED), ("b", DraftState.UNCERTAIN), ("c", DraftState.REFUSED)):
        Draft.objects.filter(pk=drafts[name].pk).update(state=state)
    decide(followup=drafts["c"].followup, decision=Decision.DROP, owner=None, due_on=None, member=camille, now=EVENING)
    assert [draft.pk for draft in queries.mails_in_doubt(team=camille.team)] == [drafts["b"].pk, drafts["a"].pk]
    assert queries.mails_in_doubt(team=mallory.team) == []


class TestReminders:
    """Who is to be reminded, and what stops it. The mail was sent on Tuesday evening."""

    FRIDAY = date(2026, 1, 9)

    @pytest.fixture
    def sent(self, meet: Meet, camille: Member, smtp: SmtpServer) -> FollowUp:
        mail_way(camille, smtp)
        draft = approved(meet(), camille)
        send(draft_id=str(draft.pk), tell_time=lambda: DUE)
        return FollowUp.objects.get()

    def test_reminder_is_due_on_the_third_working_day(self, sent: FollowUp, team: Team) -> None:
        due = [queries.reminders_due(team=team, on=day) for day in (self.FRIDAY - timedelta(days=1), self.FRIDAY)]
        assert due == [[], [sent]]

    def test_mail_that_was_not_sent_is_not_reminded_of(self, meet: Meet, camille: Member, team: Team) -> None:
        approved(meet(), camille)
        assert queries.reminders_due(team=team, on=date(2030, 1, 1)) == []

    @pytest.mark.parametrize(
        ("message", "answered"),
        [
            ({}, True),
            ({"address": "ANNA@example.com", "channel": "email"}, True),
            ({"at": DUE - timedelta(seconds=1)}, False),
            ({"incoming": False}, False),
            ({"address": "other@example.com"}, False),
        ],
    )
    def test_answer_stops_the_reminder_at_once_and_is_noted(
        self, message: dict[str, object], answered: bool, sent: FollowUp, team: Team, show: Show
    ) -> None:
        given: dict[str, object] = {
            "channel": "email",
            "external_id": "<1@example.com>",
            "counterpart": "Anna Kim",
            "address": "anna@example.com",
            "at": DUE + timedelta(days=1),
            "body": "Thanks!",
        }
        got = receive(show=show, **{**given, **message})  # type: ignore[arg-type]
        due = queries.reminders_due(team=team, on=self.FRIDAY)
        # The one query over all and the question about one contact are of one mind.
        assert (due, reply_since(contact=sent.contact, since=DUE)) == (
            ([], got.message) if answered else ([sent], None)
        )
        assert queries.newly_answered(limit=9) == ([str(sent.pk)] if answered else [])
        note_answer(followup_id=str(sent.pk))
        sent.refresh_from_db()
        assert (sent.answered_at, queries.newly_answered(limit=9)) == (got.message.at if answered else None, [])

    def test_answer_from_before_the_contact_was_known_by_address_counts(
        self, sent: FollowUp, team: Team, show: Show
    ) -> None:
        Contact.objects.update(email="")
        receive(
            show=show,
            channel="email",
            external_id="<1@example.com>",
            counterpart="Anna",
            address="anna@example.com",
            at=DUE + timedelta(hours=1),
            body="Hi",
        )
        assert queries.reminders_due(team=team, on=self.FRIDAY) == [sent]
        Contact.objects.update(email="anna@example.com")
        assert queries.reminders_due(team=team, on=self.FRIDAY) == []

    def test_answer_of_nobody_stops_nothing(self, sent: FollowUp, team: Team, show: Show) -> None:
        Contact.objects.update(email="")
        receive(show=show, channel="x", external_id="1", counterpart="Somebody", at=DUE + timedelta(hours=1), body="Hi")
        assert queries.reminders_due(team=team, on=self.FRIDAY) == [sent]

    def test_later_and_stop(self, sent: FollowUp, team: Team, camille: Member) -> None:
        later(followup=sent, member=camille, on=self.FRIDAY)
        wednesday = date(2026, 1, 14)
        assert [queries.reminders_due(team=team, on=day) for day in (wednesday - timedelta(days=1), wednesday)] == [
            [],
            [sent],
        ]
        stop(followup=sent, member=camille)
        assert queries.reminders_due(team=team, on=date(2030, 1, 1)) == []

    def test_other_team_changes_no_reminder(self, sent: FollowUp, team: Team, mallory: Member) -> None:
        later(followup=sent, member=mallory, on=self.FRIDAY)
        stop(followup=sent, member=mallory)
        assert queries.reminders_due(team=team, on=self.FRIDAY) == [sent]

    def test_dropped_contact_is_not_reminded_of(self, sent: FollowUp, team: Team) -> None:
        FollowUp.objects.update(decision=Decision.DROP)
        assert queries.reminders_due(team=team, on=self.FRIDAY) == []
