"""A member's explicit change: it overwrites, checks, and is written down."""

from dataclasses import replace

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts import queries
from showtime.contacts.edit import Edited, EditRefusedError, UnknownContactError, edit_contact
from showtime.contacts.models import Contact, Segment
from showtime.contacts.person_fields import PersonFields
from showtime.lib.ids import new_id
from showtime.programme.models import Show
from tests.contacts.meeting import NOON, Meet

JANE = PersonFields(
    full_name="Jane Doe", email="Jane@Acme.test", phone="702 555 0100", country="France", website="acme.test"
)


def test_edit_overwrites_and_writes_down_old_and_new(meet: Meet, camille: Member, sacha: Member) -> None:
    contact = meet(full_name="Jan", company="Acme").contact
    press = Segment.objects.create(team=camille.team, name="Press")
    edited = Edited(JANE, interest="hot", segment_id=press.pk, owner_id=sacha.pk, state="kept")
    edit_contact(contact_id=contact.pk, member=camille, edited=edited, now=NOON)
    contact.refresh_from_db()
    assert (contact.full_name, contact.company, contact.email, contact.phone, contact.country, contact.website) == (
        "Jane Doe",
        "",
        "jane@acme.test",
        "+17025550100",
        "FR",
        "https://acme.test",
    )
    assert (contact.interest, contact.segment, contact.owner, contact.state) == ("hot", press, sacha, "kept")
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.member, entry.row_id, entry.at) == ("contact.edit", camille, contact.pk, NOON)
    assert entry.detail["changes"]["full_name"] == ["Jan", "Jane Doe"]
    assert entry.detail["changes"]["company"] == ["Acme", ""]
    assert [each.full_name for each in queries.contacts(team=camille.team, words="jane doe", state="kept").rows] == [
        "Jane Doe"
    ]


def test_edit_that_changes_nothing_writes_nothing_down(meet: Meet, camille: Member) -> None:
    contact = meet(full_name="Jane", email="jane@acme.test", phone="+17025550100").contact
    same = PersonFields(full_name="Jane", email="jane@acme.test", phone="+17025550100", language="en")
    edit_contact(contact_id=contact.pk, member=camille, edited=Edited(same), now=NOON)
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "codes"),
    [
        ({"email": "nonsense"}, [("email_unreadable", "email")]),
        ({"phone": "12"}, [("phone_unreadable", "phone")]),
        ({"website": "javascript:alert(1)"}, [("web_unreadable", "website")]),
        ({"country": "Narnia"}, [("country_unreadable", "country")]),
        ({"full_name": "n" * 201}, [("text_shortened", "full_name")]),
        ({"email": "TAKEN@acme.test"}, [("email_elsewhere", "email")]),
    ],
)
def test_edit_refuses_what_it_cannot_read(
    meet: Meet, camille: Member, person: dict[str, str], codes: list[tuple[str, str]]
) -> None:
    meet(full_name="Other", email="taken@acme.test")
    contact = meet(full_name="Jane").contact
    with pytest.raises(EditRefusedError) as refused:
        edit_contact(contact_id=contact.pk, member=camille, edited=Edited(replace(PersonFields(), **person)), now=NOON)  # type: ignore[arg-type]
    assert [(each.code, each.where) for each in refused.value.problems] == codes
    contact.refresh_from_db()
    assert (contact.full_name, contact.email) == ("Jane", "")


@pytest.mark.parametrize("field", ["segment", "owner", "interest", "state"])
def test_edit_refuses_rows_of_another_team_and_unknown_words(
    meet: Meet, camille: Member, mallory: Member, field: str
) -> None:
    contact = meet(full_name="Jane").contact
    theirs = Segment.objects.create(team=mallory.team, name="Theirs")
    edited = {
        "segment": Edited(JANE, segment_id=theirs.pk),
        "owner": Edited(JANE, owner_id=mallory.pk),
        "interest": Edited(JANE, interest="boiling"),
        "state": Edited(JANE, state="lost"),
    }[field]
    with pytest.raises(EditRefusedError) as refused:
        edit_contact(contact_id=contact.pk, member=camille, edited=edited, now=NOON)
    assert [each.where for each in refused.value.problems] == [field]
    assert Contact.objects.get().full_name == "Jane"


def test_edit_of_a_contact_of_another_team_finds_nothing(meet: Meet, mallory: Member) -> None:
    contact = meet(full_name="Jane").contact
    for key in (contact.pk, new_id()):
        with pytest.raises(UnknownContactError):
            edit_contact(contact_id=key, member=mallory, edited=Edited(JANE), now=NOON)


def test_edit_may_take_an_address_that_another_team_uses(
    meet: Meet, rival_meet: Meet, camille: Member, show: Show
) -> None:
    rival_meet(full_name="Theirs", email="jane@acme.test")
    contact = meet(full_name="Jane").contact
    assert edit_contact(contact_id=contact.pk, member=camille, edited=Edited(JANE), now=NOON).email == "jane@acme.test"
