"""Exports: who is in them, what is in them, and who took them."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.export import FORMATS, UnknownFormatError, as_csv, as_json, as_vcards, export_contacts
from showtime.contacts.models import Capture, Contact, Promise, Segment
from showtime.programme.models import Show
from showtime.reading.vcard import read_vcards
from tests.contacts.meeting import NOON, Meet


@pytest.fixture
def jane(meet: Meet, show: Show, camille: Member) -> Contact:
    """Met twice, promised twice, owned by Camille."""
    press = Segment.objects.create(team=show.team, name="Press")
    met = meet(
        full_name="Jane Doe",
        company="Acme",
        email="jane@acme.test",
        phone="+33612345678",
        country="FR",
        interest="hot",
        segment_id=press.pk,
        note="liked\nthe lamp",
        promise="prices",
        promise_due=date(2026, 1, 7),
    )
    later = NOON + timedelta(days=1)
    meet(email="jane@acme.test", company="Other", note="again", promise="call", captured_at=later, now=later)
    Promise.objects.filter(text="call").update(kept_at=later)
    Contact.objects.update(owner=camille)
    return Contact.objects.get(pk=met.contact.pk)


def test_as_csv_tells_the_whole_story(jane: Contact, show: Show) -> None:
    row = next(csv.DictReader(io.StringIO(as_csv(team=show.team, dialect="hubspot").decode(), newline="")))
    assert (row["First name"], row["Last name"], row["Phone number"], row["Country/Region"]) == (
        "Jane",
        "Doe",
        "+33612345678",
        "France",
    )
    assert (
        row["Message"]
        == "2026-01-06 11:30, CES 2026, Camille: liked the lamp\n2026-01-07 11:30, CES 2026, Camille: again"
    )
    assert row["Promises"] == "Promised for 2026-01-07: prices\nPromised and kept: call"
    assert (row["Last met"], row["Contact owner"], row["Segment"]) == ("2026-01-07", "camille@lumen.test", "Press")


def test_as_vcards_reads_back(jane: Contact, meet: Meet, show: Show) -> None:
    meet(company="Only a company")
    for version in ("3.0", "4.0"):
        reading = read_vcards(as_vcards(team=show.team, version=version))  # type: ignore[arg-type]
        assert [(each.full_name, each.email, each.phone) for each in reading.items] == [
            ("Jane Doe", "jane@acme.test", "+33612345678"),
            ("Only a company", "", ""),
        ]


def test_as_json_holds_everything(jane: Contact, show: Show) -> None:
    (whole,) = json.loads(as_json(team=show.team))["contacts"]
    assert (whole["full_name"], whole["segment"], whole["owner"], whole["state"]) == (
        "Jane Doe",
        "Press",
        "camille@lumen.test",
        "new",
    )
    first, second = whole["encounters"]
    assert (first["note"], first["at"], first["show"]) == ("liked\nthe lamp", "2026-01-06T19:30:00+00:00", "CES 2026")
    assert second["given"] == {"company": ["Other"], "email": ["jane@acme.test"]}
    assert [first["capture"]["raw"], second["capture"]["raw"]] == list(
        Capture.objects.order_by("captured_at").values_list("raw", flat=True)
    )
    assert [(each["text"], each["due_on"], each["kept_at"]) for each in whole["promises"]] == [
        ("prices", "2026-01-07", None),
        ("call", None, "2026-01-07T19:30:00+00:00"),
    ]


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_leaves_personal_contacts_out_unless_asked(meet: Meet, camille: Member, name: str) -> None:
    meet(full_name="Jane Business", note="=1+1")
    meet(full_name="Friend Private", personal=True)
    exported = export_contacts(team=camille.team, member=camille, name=name, now=NOON)
    assert (b"Business" in exported.body, b"Private" in exported.body, exported.number) == (True, False, 1)
    exported = export_contacts(team=camille.team, member=camille, name=name, personal=True, now=NOON)
    assert (b"Business" in exported.body, b"Private" in exported.body, exported.number) == (True, True, 2)


def test_export_writes_down_who_took_it(jane: Contact, camille: Member) -> None:
    exported = export_contacts(team=camille.team, member=camille, name="vcard4", now=NOON)
    assert (exported.filename, exported.content_type) == (
        "showtime-lumen-vcard4-2026-01-06.vcf",
        "text/vcard; charset=utf-8",
    )
    entry = AuditEntry.objects.get()
    assert (entry.team, entry.member, entry.deed, entry.at) == (camille.team, camille, "contacts.export", NOON)
    assert entry.detail == {"format": "vcard4", "number": 1, "personal": False}


def test_export_in_an_unknown_format_writes_nothing_down(jane: Contact, camille: Member) -> None:
    with pytest.raises(UnknownFormatError):
        export_contacts(team=camille.team, member=camille, name="xlsx", now=NOON)
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_of_another_team_holds_nothing_of_this_one(jane: Contact, mallory: Member, name: str) -> None:
    assert export_contacts(team=mallory.team, member=mallory, name=name, personal=True, now=NOON).number == 0
    assert b"Jane" not in export_contacts(team=mallory.team, member=mallory, name=name, personal=True, now=NOON).body
