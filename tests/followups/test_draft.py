"""Drafts drawn from what was said, and edited."""

from datetime import date

import pytest

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.followups import approve, draft
from showtime.followups.debrief import decide
from showtime.followups.models import Decision, Draft, DraftState
from showtime.programme.models import Show
from tests.followups.evening import DAY, EVENING, NOON, Meet, approved, card_of, keep


def test_draft_is_in_the_contacts_language_with_the_promise_and_without_the_note(meet: Meet, camille: Member) -> None:
    contact = meet(
        "Jeanne Petit",
        email="jeanne@exemple.fr",
        language="fr",
        note="Bavarde, mais budget énorme",
        promise="lui envoyer la grille tarifaire",
        due_on=date(2026, 1, 9),
    )
    proposed = keep(contact, camille)
    assert (proposed.language, proposed.to, proposed.state) == ("fr", "jeanne@exemple.fr", DraftState.PROPOSED)
    assert proposed.subject == "Lumen au salon CES 2026\u00a0: suite à notre échange"
    assert proposed.body.split("\n\n")[:2] == [
        "Bonjour Jeanne Petit,",
        "Lors de notre rencontre sur notre stand au salon CES 2026, le mardi 6 janvier, je vous ai promis de vous "
        "envoyer la grille tarifaire, au plus tard le vendredi 9 janvier.",
    ]
    assert "Bavarde" not in proposed.body


def test_draft_of_a_contact_of_unknown_language_is_english(meet: Meet, camille: Member) -> None:
    proposed = keep(meet(), camille)
    assert (proposed.language, proposed.subject) == ("en", "Lumen at CES 2026: following up on our talk")


def test_draft_is_signed_by_the_owner_and_names_the_colleague_who_promised(
    meet: Meet, camille: Member, sacha: Member, show: Show
) -> None:
    contact = meet(promise="send her the deck")
    Encounter.objects.create(team=show.team, contact=contact, show=show, member=sacha, at=NOON.replace(hour=23))
    card = decide(
        followup=card_of(contact), decision=Decision.KEEP, owner=sacha, due_on=None, member=camille, now=EVENING
    )
    parts = draft.propose(followup=card, now=EVENING).body.split("\n\n")
    assert (parts[1], parts[-1]) == (
        "When you met my colleague Camille Roy on our stand at CES 2026 on Tuesday 6 January, Camille promised to send "
        "you the deck.",
        "Sacha Blanc\nLumen\n",
    )


def test_promises_kept_already_or_made_on_another_day_are_not_in_the_draft(
    meet: Meet, camille: Member, show: Show
) -> None:
    contact = meet(promise="call her")
    Promise.objects.update(kept_at=NOON)
    earlier = Encounter.objects.create(
        team=show.team, contact=contact, show=show, member=camille, at=NOON.replace(day=5)
    )
    Promise.objects.create(team=show.team, contact=contact, encounter=earlier, member=camille, text="send samples")
    assert keep(contact, camille).body.split("\n\n")[1] == (
        "Thank you for the time that you gave me on our stand at CES 2026 on Tuesday 6 January."
    )


def test_draft_that_nobody_edited_follows_the_facts(meet: Meet, camille: Member) -> None:
    contact = meet()
    before = keep(contact, camille)
    Contact.objects.update(full_name="Anna Kim-Lee", email="anna@kim-lee.example")
    after = draft.propose(followup=before.followup, now=EVENING)
    assert (after.pk, after.to, after.body.split("\n")[0]) == (before.pk, "anna@kim-lee.example", "Dear Anna Kim-Lee,")


def test_edited_draft_is_left_as_it_is(meet: Meet, camille: Member) -> None:
    before = keep(meet(), camille)
    draft.save_text(draft=before, to=before.to, subject="Hi", body="Hi Anna", seen=approve.version(before), now=EVENING)
    Contact.objects.update(full_name="Somebody Else")
    after = draft.propose(followup=before.followup, now=EVENING)
    assert (after.subject, after.body, after.edited_at) == ("Hi", "Hi Anna\n", EVENING)


def test_saving_the_same_text_is_no_edit(meet: Meet, camille: Member) -> None:
    before = keep(meet(), camille)
    windows = before.body.replace("\n", "\r\n")
    draft.save_text(
        draft=before, to=before.to, subject=before.subject, body=windows, seen=approve.version(before), now=EVENING
    )
    assert Draft.objects.get().edited_at is None


def test_saving_over_what_another_saved_is_refused(meet: Meet, camille: Member) -> None:
    before = keep(meet(), camille)
    seen = approve.version(before)
    draft.save_text(draft=before, to=before.to, subject="First", body="one", seen=seen, now=EVENING)
    with pytest.raises(approve.StaleError) as told:
        draft.save_text(draft=before, to=before.to, subject="Second", body="two", seen=seen, now=EVENING)
    assert (told.value.draft.subject, Draft.objects.get().subject) == ("First", "First")


def test_redraw_changes_the_language_and_keeps_the_address(meet: Meet, camille: Member) -> None:
    before = keep(meet(email=""), camille)
    after = draft.redraw(draft=before, language="fr", to="typed@example.com", subject=before.subject, body=before.body)
    assert (after.language, after.to, after.body.split("\n")[0]) == ("fr", "typed@example.com", "Bonjour Anna Kim,")


def test_redraw_asks_before_it_loses_an_edit(meet: Meet, camille: Member) -> None:
    before = keep(meet(), camille)
    text = {"to": before.to, "subject": before.subject, "body": before.body + "PS: see you"}
    with pytest.raises(draft.EditedError):
        draft.redraw(draft=before, language="fr", **text)
    assert Draft.objects.get().language == "en"
    assert draft.redraw(draft=before, language="fr", **text, discard=True).language == "fr"


def test_redraw_of_an_approved_draft_is_refused(meet: Meet, camille: Member) -> None:
    gone = approved(meet(), camille)
    with pytest.raises(approve.StaleError):
        draft.redraw(draft=gone, language="fr", to=gone.to, subject=gone.subject, body=gone.body)


def test_redraw_in_an_unknown_language_is_refused(meet: Meet, camille: Member) -> None:
    before = keep(meet(), camille)
    with pytest.raises(ValueError, match="de"):
        draft.redraw(draft=before, language="de", to="", subject="", body="")


@pytest.mark.parametrize("decision", [Decision.OPEN, Decision.DROP, Decision.PERSONAL])
def test_who_is_not_kept_gets_no_draft(decision: str, meet: Meet, camille: Member) -> None:
    card = card_of(meet())
    if decision != Decision.OPEN:
        decide(followup=card, decision=decision, owner=None, due_on=None, member=camille, now=EVENING)
    with pytest.raises(draft.NotKeptError):
        draft.propose(followup=card, now=EVENING)
    assert not Draft.objects.exists()


def test_going_without_a_mail_draws_it_back_and_writing_after_all_proposes_it_again(
    meet: Meet, camille: Member
) -> None:
    mail = approved(meet(), camille)
    draft.go_without(followup=mail.followup, member=camille, now=EVENING)
    mail.refresh_from_db()
    mail.followup.refresh_from_db()
    assert (mail.state, mail.followup.without_mail) == (DraftState.PROPOSED, True)
    assert draft.write_after_all(followup=mail.followup, now=EVENING).pk == mail.pk
    mail.followup.refresh_from_db()
    assert mail.followup.without_mail is False


def test_text_is_tidied_alike_wherever_it_is_stored() -> None:
    assert approve.tidy_body("\r\nHello  \r\n\r\nBye\x0bnow\r") == "Hello\n\nBye\nnow\n"


def test_day_of_the_encounter_is_the_shows_day(meet: Meet, camille: Member) -> None:
    # 23:30 in Las Vegas: the next day already in UTC and in Paris.
    contact = meet(at=NOON.replace(day=7, hour=7))
    assert "on Tuesday 6 January" in keep(contact, camille).body
    assert card_of(contact).day == DAY
