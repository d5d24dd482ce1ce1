"""Capturing: never refused, never lost, never overwriting, once."""

import json
from datetime import date, timedelta
from uuid import UUID

import pytest

from showtime.accounts.models import Member
from showtime.contacts.capture import ForeignRowError, IdTakenError, capture, recall
from showtime.contacts.given import Conflict
from showtime.contacts.models import Capture, CaptureChangedError, Contact, ContactState, Encounter, Promise, Segment
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.lib.ids import new_id
from showtime.programme.models import Place, Show
from tests.contacts.meeting import NOON, Meet

VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane\r\nFN:Jane Doe\r\nORG:Acme\r\n"
    "EMAIL:Jane@Acme.test\r\nTEL:+1 702 555 0100\r\nEND:VCARD\r\n"
)


def test_capture_of_typed_words_makes_contact_encounter_and_promise(meet: Meet, show: Show, camille: Member) -> None:
    segment = Segment.objects.create(team=show.team, name="Press")
    captured = meet(
        full_name=" Jane  Doe ",
        company="Acme",
        email="Jane@ACME.test",
        phone="(702) 555-0100",
        interest="hot",
        segment_id=segment.pk,
        note="Liked the lamp.",
        promise="Send the price list",
        promise_due=date(2026, 1, 7),
    )
    contact = Contact.objects.get()
    assert (contact.full_name, contact.company, contact.email, contact.phone) == (
        "Jane Doe",
        "Acme",
        "jane@acme.test",
        "+17025550100",
    )
    assert (contact.interest, contact.segment, contact.state, contact.met_at) == (
        "hot",
        segment,
        ContactState.NEW,
        NOON,
    )
    encounter = Encounter.objects.get()
    assert (encounter.contact, encounter.member, encounter.at, encounter.note) == (
        contact,
        camille,
        NOON,
        "Liked the lamp.",
    )
    promise = Promise.objects.get()
    assert (promise.contact, promise.encounter, promise.text, promise.due_on) == (
        contact,
        encounter,
        "Send the price list",
        date(2026, 1, 7),
    )
    assert (captured.contact, captured.joined, captured.conflicts, captured.problems, captured.known) == (
        contact,
        False,
        (),
        (),
        False,
    )


def test_capture_keeps_the_raw_text_to_the_letter(meet: Meet) -> None:
    meet(raw=VCARD, kind="vcard", interest="warm")
    row = Capture.objects.get()
    assert (row.raw, row.kind, row.qualification) == (VCARD, "vcard", {"interest": "warm"})
    contact = Contact.objects.get()
    assert (contact.full_name, contact.company, contact.email, contact.phone) == (
        "Jane Doe",
        "Acme",
        "jane@acme.test",
        "+17025550100",
    )


def test_capture_of_typed_fields_keeps_them_as_json(meet: Meet) -> None:
    meet(full_name=" Jane ", email="J@x.test")
    assert json.loads(Capture.objects.get().raw) == {"full_name": " Jane ", "email": "J@x.test"}


def test_capture_of_card_with_typed_fields_prefers_what_was_typed(meet: Meet) -> None:
    captured = meet(raw=VCARD, kind="vcard", full_name="Jane D. Doe", email="jd@acme.test")
    assert (captured.contact.full_name, captured.contact.email, captured.contact.company) == (
        "Jane D. Doe",
        "jd@acme.test",
        "Acme",
    )
    assert captured.encounter.given["email"] == ["jd@acme.test", "jane@acme.test"]
    assert captured.conflicts == (Conflict("email", "jd@acme.test", "jane@acme.test"),)


def test_capture_again_with_the_same_id_returns_the_first_result(meet: Meet) -> None:
    key = new_id()
    first = meet(capture_id=key, full_name="Jane", email="nonsense", promise="Call")
    again = meet(capture_id=key, full_name="Jane", email="nonsense", promise="Call")
    assert (again.contact, again.encounter, again.joined, again.known) == (first.contact, first.encounter, False, True)
    assert again.problems == first.problems
    assert [each.code for each in first.problems] == ["email_unreadable"]
    assert (Capture.objects.count(), Encounter.objects.count(), Promise.objects.count()) == (1, 1, 1)


def test_capture_of_someone_else_under_the_same_id_is_refused(meet: Meet) -> None:
    key = new_id()
    meet(capture_id=key, full_name="Jane")
    with pytest.raises(IdTakenError):
        meet(capture_id=key, full_name="John")
    assert [contact.full_name for contact in Contact.objects.all()] == ["Jane"]


def test_capture_with_the_id_of_another_team_is_refused_alike(meet: Meet, rival_meet: Meet, mallory: Member) -> None:
    key = new_id()
    meet(capture_id=key, full_name="Jane")
    with pytest.raises(IdTakenError) as refused:
        rival_meet(capture_id=key, full_name="Jane")
    assert str(refused.value) == str(key)
    assert Contact.objects.filter(team=mallory.team).count() == 0


@pytest.mark.parametrize("whose", ["show", "member"])
def test_capture_with_rows_of_another_team_is_refused(
    whose: str, show: Show, rival_show: Show, camille: Member, mallory: Member
) -> None:
    with pytest.raises(ForeignRowError):
        capture(
            team=show.team,
            show=rival_show if whose == "show" else show,
            member=mallory if whose == "member" else camille,
            capture_id=new_id(),
            kind="typed",
            raw="",
            fields=PersonFields(full_name="Jane"),
            qualification=Qualification(),
            captured_at=NOON,
            now=NOON,
        )
    assert Capture.objects.count() == 0


def test_capture_with_segment_and_place_of_another_team_leaves_them_out_and_says_so(
    meet: Meet, mallory: Member, rival_show: Show
) -> None:
    segment = Segment.objects.create(team=mallory.team, name="Secret segment")
    place = Place.objects.create(team=mallory.team, show=rival_show, name="Secret place")
    captured = meet(full_name="Jane", segment_id=segment.pk, place_id=place.pk)
    assert (captured.contact.segment, captured.encounter.place) == (None, None)
    assert [(each.code, each.where) for each in captured.problems] == [
        ("segment_unknown", "segment"),
        ("place_unknown", "place"),
    ]
    assert "Secret" not in " ".join(each.message for each in captured.problems)


def test_capture_of_same_email_joins_and_fills_blanks_only(meet: Meet, sacha: Member) -> None:
    first = meet(full_name="Jane Doe", email="jane@acme.test", interest="warm")
    second = meet(
        full_name="J. Doe-Smith", company="Acme", email="JANE@acme.test", interest="hot", note="Again", member=sacha
    )
    contact = Contact.objects.get()
    assert second.contact == first.contact
    assert second.joined
    assert (contact.full_name, contact.company, contact.interest) == ("Jane Doe", "Acme", "warm")
    assert second.conflicts == (Conflict("full_name", "Jane Doe", "J. Doe-Smith"), Conflict("interest", "warm", "hot"))
    assert second.encounter.filled == ["company"]
    assert [each.member for each in Encounter.objects.order_by("created_at")] == [first.encounter.member, sacha]


def test_capture_of_a_second_email_on_a_card_joins_the_contact_that_has_it(meet: Meet) -> None:
    first = meet(full_name="Jane", email="jane@home.test")
    second = meet(full_name="Jane Doe", email="jane@acme.test", emails=("jane@home.test",))
    assert second.contact == first.contact
    assert Contact.objects.get().email == "jane@home.test"


@pytest.mark.parametrize(
    ("known", "given", "joined"),
    [
        ({"full_name": "Jane Doe"}, {"full_name": "Doe, Jane"}, True),
        (
            {"full_name": "Jane Doe", "email": "jane@acme.test"},
            {"full_name": "Jané DOE", "email": "jane@home.test"},
            True,
        ),
        ({"full_name": "Jane Doe"}, {}, True),
        ({"full_name": "Jane Doe"}, {"full_name": "John Smith"}, False),
        ({"email": "jane@acme.test"}, {"full_name": "John Smith", "email": "john@acme.test"}, False),
        ({"email": "jane@acme.test"}, {"full_name": "Jane"}, True),
    ],
)
def test_capture_of_same_phone_joins_where_nothing_speaks_against_it(
    meet: Meet, known: dict[str, str], given: dict[str, str], joined: bool
) -> None:
    meet(phone="+33 1 23 45 67 89", country="France", **known)
    assert meet(phone="01 23 45 67 89", country="FR", **given).joined is joined


def test_capture_of_phone_without_prefix_is_read_as_of_the_show(meet: Meet) -> None:
    assert meet(phone="702 555 0100").contact.phone == "+17025550100"
    assert meet(phone="06 12 34 56 78", email="paul@boite.fr").contact.phone == "+33612345678"


def test_capture_of_nonsense_is_kept_and_every_problem_named_with_its_mend(meet: Meet) -> None:
    captured = meet(
        full_name="Jane", email="not an address", phone="later", website="javascript:alert(1)", country="Narnia"
    )
    assert (captured.contact.email, captured.contact.phone, captured.contact.website, captured.contact.country) == (
        "",
        "",
        "",
        "",
    )
    assert [(each.code, each.where) for each in captured.problems] == [
        ("email_unreadable", "email"),
        ("country_unreadable", "country"),
        ("phone_unreadable", "phone"),
        ("web_unreadable", "website"),
    ]
    assert all(each.mend for each in captured.problems)
    assert captured.encounter.given == {
        "full_name": ["Jane"],
        "email": ["not an address"],
        "country": ["Narnia"],
        "phone": ["later"],
        "website": ["javascript:alert(1)"],
    }


def test_capture_of_nothing_at_all_is_kept_and_says_so(meet: Meet) -> None:
    captured = meet()
    assert [each.code for each in captured.problems] == ["nobody_named"]
    assert Capture.objects.count() == 1


def test_capture_of_text_no_database_stores_is_kept_visibly(meet: Meet) -> None:
    captured = meet(full_name="Ja\x00ne \ud800", note="a\x00b", promise="c\x00d")
    assert captured.contact.full_name == "Ja␀ne \N{REPLACEMENT CHARACTER}"
    assert (captured.encounter.note, Promise.objects.get().text) == ("a␀b", "c␀d")


def test_capture_of_too_long_texts_shortens_the_contact_and_keeps_the_whole(meet: Meet) -> None:
    captured = meet(full_name="n" * 500, promise="p" * 500)
    assert captured.contact.full_name == "n" * 199 + "…"
    assert captured.encounter.given["full_name"] == ["n" * 500]
    assert Promise.objects.get().text == "p" * 299 + "…"
    assert Capture.objects.get().qualification["promise"] == "p" * 500
    assert [(each.code, each.where) for each in captured.problems] == [
        ("text_shortened", "full_name"),
        ("text_shortened", "promise"),
    ]


def test_capture_of_several_people_reads_the_first_and_says_so(meet: Meet) -> None:
    captured = meet(raw=VCARD + VCARD.replace("Jane", "John"), kind="vcard")
    assert captured.contact.full_name == "Jane Doe"
    assert [each.code for each in captured.problems] == ["more_people"]


@pytest.mark.parametrize(
    ("raw", "name", "company", "note"),
    [
        ("Jane Doe, Acme\nwants two lamps", "Jane Doe", "Acme", "wants two lamps"),
        ("MECARD:N:Doe,Jane;ORG:Acme;EMAIL:jane@acme.test;;", "Jane Doe", "Acme", ""),
        ("8F3A-1122-77", "", "", "8F3A-1122-77"),
        (
            "the tall man who asked about the battery and the price",
            "",
            "",
            "the tall man who asked about the battery and the price",
        ),
    ],
)
def test_capture_of_pasted_words(meet: Meet, raw: str, name: str, company: str, note: str) -> None:
    captured = meet(raw=raw, kind="text")
    assert (captured.contact.full_name, captured.contact.company, captured.encounter.note) == (name, company, note)


def test_capture_of_personal_contact_stays_out_of_business(meet: Meet) -> None:
    assert meet(full_name="Friend", personal=True).contact.state == ContactState.PERSONAL


def test_capture_of_known_contact_as_personal_leaves_its_state(meet: Meet) -> None:
    meet(email="jane@acme.test")
    captured = meet(email="jane@acme.test", personal=True)
    assert captured.contact.state == ContactState.NEW
    assert captured.conflicts == (Conflict("state", "", "personal"),)


@pytest.mark.parametrize(
    ("shift", "corrected"),
    [(timedelta(0), False), (timedelta(hours=-9), False), (timedelta(hours=1), True), (timedelta(days=-4000), True)],
)
def test_capture_by_phone_with_a_wrong_clock_takes_the_time_of_arrival(
    meet: Meet, shift: timedelta, corrected: bool
) -> None:
    captured = meet(full_name="Jane", captured_at=NOON + shift)
    assert captured.encounter.at == (NOON if corrected else NOON + shift)
    assert Capture.objects.get().captured_at == NOON + shift
    assert [each.code for each in captured.problems] == (["time_corrected"] if corrected else [])


def test_capture_sent_late_keeps_the_latest_encounter_as_met(meet: Meet) -> None:
    meet(email="jane@acme.test")
    meet(email="jane@acme.test", captured_at=NOON - timedelta(hours=2))
    assert Contact.objects.get().met_at == NOON


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({"language": "fr", "country": "US"}, "fr"),
        ({"country": "France"}, "fr"),
        ({"country": "Germany"}, "en"),
        ({"phone": "+33612345678"}, "fr"),
        ({"country": "BE"}, "en"),
        ({}, "en"),
    ],
)
def test_capture_guesses_the_language(meet: Meet, given: dict[str, str], language: str) -> None:
    assert meet(full_name="Jane", **given).contact.language == language


def test_capture_guesses_the_language_of_the_member_last(meet: Meet, camille: Member) -> None:
    camille.user.language = "fr"
    assert meet(full_name="Jane", country="BE").contact.language == "fr"


def test_capture_is_immutable(meet: Meet) -> None:
    meet(full_name="Jane")
    row = Capture.objects.get()
    row.raw = "other"
    with pytest.raises(CaptureChangedError):
        row.save()


def test_capture_id_is_kept_as_minted(meet: Meet) -> None:
    key = UUID("01940a3e-9d0e-7000-8000-000000000001")
    assert meet(capture_id=key).encounter.capture_id == key


def test_recall_what_was_stored_before(meet: Meet, camille: Member) -> None:
    key = new_id()
    first = meet(capture_id=key, full_name="Jane", email="nonsense")
    again = recall(team=camille.team, capture_id=key)
    assert (again.contact, again.encounter, again.problems, again.known) == (
        first.contact,
        first.encounter,
        first.problems,
        True,
    )


def test_recall_nothing_of_another_team(meet: Meet, mallory: Member) -> None:
    key = new_id()
    meet(capture_id=key, full_name="Jane")
    for asked in (key, new_id()):
        with pytest.raises(LookupError):
            recall(team=mallory.team, capture_id=asked)
