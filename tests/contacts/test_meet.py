"""The page's deed: typed people, pasted cards, files of cards; each person one capture, sent twice or not."""

import pytest

from showtime.accounts.models import Member
from showtime.contacts.meet import MOST_CARDS, Met, meet
from showtime.contacts.models import Capture, Contact, Segment
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.contacts.segments import SegmentRefusedError
from showtime.contacts.withdraw import withdraw
from showtime.lib.ids import new_id
from showtime.programme.models import Show
from tests.contacts.meeting import NOON

JANE = "BEGIN:VCARD\nVERSION:3.0\nFN:Jane Doe\nEMAIL:jane@acme.test\nEND:VCARD\n"
JOHN = "BEGIN:VCARD\nVERSION:3.0\nFN:John Roe\nEND:VCARD\n"
NOBODY = "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"
MECARD = "MECARD:N:Roe,John;EMAIL:john@acme.test;;"


@pytest.fixture
def key() -> object:
    return new_id()


def said(
    show: Show,
    member: Member,
    key: object,
    *,
    person: PersonFields | None = None,
    text: str = "",
    file: bytes = b"",
    qualification: Qualification | None = None,
    new_segment: str = "",
) -> Met:
    return meet(
        member=member,
        show=show,
        capture_id=key,  # type: ignore[arg-type]
        fields=person or PersonFields(),
        qualification=qualification or Qualification(),
        text=text,
        file=file,
        new_segment=new_segment,
        now=NOON,
    )


def names(met: Met) -> list[str]:
    return [each.contact.full_name for each in met.captured]


def test_meet_the_same_form_twice_captures_once(show: Show, camille: Member, key: object) -> None:
    for known in (False, True):
        met = said(show, camille, key, person=PersonFields(full_name="Jane"), text=JANE + JOHN)
        assert names(met) == ["Jane", "Jane Doe", "John Roe"]
        assert [each.known for each in met.captured] == [known] * 3
    assert Capture.objects.count() == 3


def test_meet_another_person_under_a_used_id_loses_nobody(show: Show, camille: Member, key: object) -> None:
    said(show, camille, key, person=PersonFields(full_name="Jane"))
    for known in (False, True):
        met = said(show, camille, key, person=PersonFields(full_name="John"))
        assert (names(met), met.captured[0].known) == (["John"], known)
    assert sorted(Contact.objects.values_list("full_name", flat=True)) == ["Jane", "John"]


def test_meet_again_after_an_undo_captures_anew(show: Show, camille: Member, key: object) -> None:
    for _each in range(3):
        met = said(show, camille, key, person=PersonFields(full_name="Jane"))
        assert not met.captured[0].known
        encounter = met.captured[0].encounter
        withdraw(member=camille, capture_id=encounter.capture_id, now=NOON)  # type: ignore[arg-type]
    assert (Capture.objects.count(), Contact.objects.count()) == (3, 0)


def test_meet_ids_are_of_version_7(show: Show, camille: Member, key: object) -> None:
    said(show, camille, key, text=JANE + JOHN)
    said(show, camille, key, person=PersonFields(full_name="Other"))
    assert {(row.pk.version, row.pk.variant) for row in Capture.objects.all()} == {(7, "specified in RFC 4122")}
    assert Capture.objects.count() == 3


def test_meet_a_card_with_typed_fields_is_one_person(show: Show, camille: Member, key: object) -> None:
    met = said(show, camille, key, person=PersonFields(company="Acme"), text=JANE)
    assert [(each.contact.full_name, each.contact.company) for each in met.captured] == [("Jane Doe", "Acme")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (JANE, ["Jane Doe"]),
        (JANE + NOBODY + JOHN, ["Jane Doe", "John Roe"]),
        (MECARD, ["John Roe"]),
        (f"{MECARD}\n{MECARD.replace('John', 'Jim').replace('john', 'jim')}\n", ["John Roe", "Jim Roe"]),
        ("just words, of somebody", ["just words"]),
    ],
)
def test_meet_from_text_and_file_alike(show: Show, camille: Member, text: str, found: list[str]) -> None:
    assert names(said(show, camille, new_id(), text=text)) == found
    if "words" not in text:
        met = said(show, camille, new_id(), file=text.encode())
        assert names(met) == found


def test_meet_from_a_file_names_the_bad_cards(show: Show, camille: Member, key: object) -> None:
    met = said(show, camille, key, file=(JANE + NOBODY + JOHN).encode())
    assert [(each.code, each.severity) for each in met.problems] == [("card_empty", "error")]
    assert met.problems[0].mend


@pytest.mark.parametrize("file", [b"%PDF-1.7", b"\x00\xff\xfe", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"])
def test_meet_from_a_file_without_cards_names_it(show: Show, camille: Member, key: object, file: bytes) -> None:
    met = said(show, camille, key, file=file, qualification=Qualification(note="kept in the form"))
    assert met.captured == ()
    assert len(met.problems) == 1
    assert Capture.objects.count() == 0


def test_meet_keeps_a_card_of_an_old_charset_readable(show: Show, camille: Member, key: object) -> None:
    file = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=windows-1251:Иванов;Иван\r\nEND:VCARD\r\n".encode("cp1251")
    met = said(show, camille, key, file=file)
    assert names(met) == ["Иван Иванов"]
    again = said(show, camille, key, file=file)
    assert again.captured[0].known
    assert again.captured[0].conflicts == ()


def test_meet_nobody_and_nothing(show: Show, camille: Member, key: object) -> None:
    assert said(show, camille, key) == Met((), ())
    assert Capture.objects.count() == 0


def test_meet_somebody_unnamed_with_a_note(show: Show, camille: Member, key: object) -> None:
    met = said(show, camille, key, qualification=Qualification(note="the tall man"))
    assert met.captured[0].encounter.note == "the tall man"


def test_meet_with_a_new_segment(show: Show, camille: Member, key: object) -> None:
    met = said(show, camille, key, person=PersonFields(full_name="Jane"), new_segment=" Press ")
    assert met.captured[0].contact.segment == Segment.objects.get(name="Press")


def test_meet_with_an_impossible_segment_stores_nothing(show: Show, camille: Member, key: object) -> None:
    with pytest.raises(SegmentRefusedError):
        said(show, camille, key, person=PersonFields(full_name="Jane"), new_segment="s" * 61)
    assert Capture.objects.count() == 0


def test_meet_more_cards_than_a_file_may_hold(show: Show, camille: Member, key: object) -> None:
    cards = "".join(f"BEGIN:VCARD\nFN:P{number}\nEND:VCARD\n" for number in range(MOST_CARDS + 2))
    met = said(show, camille, key, file=cards.encode())
    assert len(met.captured) == MOST_CARDS
    assert [(each.code, each.params["count"]) for each in met.problems] == [("too_many_cards", "2")]
