"""The page Meet: save, undo, cards, nothing refused, nothing twice."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from showtime.accounts.models import Member
from showtime.contacts.models import Capture, Contact, Encounter, Promise, Segment, Withdrawal
from showtime.lib.ids import new_id
from showtime.programme.models import Place, Show
from showtime.web.meet_form import days_from

URL = "/t/lumen/meet/"
JANE = "BEGIN:VCARD\nVERSION:3.0\nFN:Jane Doe\nEMAIL:jane@acme.test\nEND:VCARD\n"
JOHN = "BEGIN:VCARD\nVERSION:3.0\nFN:John Roe\nEND:VCARD\n"
NOBODY = "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n"


def text(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def send(client: Client, *, htmx: bool = False, **said: Any) -> Any:
    return client.post(URL, {"capture_id": str(new_id()), **said}, headers={"HX-Request": "true"} if htmx else {})


def test_meet_saves_and_is_ready_for_the_next(camille_client: Client, show: Show) -> None:
    segment = Segment.objects.create(team=show.team, name="Press")
    place = Place.objects.create(team=show.team, show=show, name="Bar")
    page = camille_client.get(URL)
    key = re.search(r'name="capture_id" value="([0-9a-f-]{36})"', page.content.decode())
    assert key is not None
    response = send(
        camille_client,
        capture_id=key[1],
        full_name="Jane Doe",
        company="Acme",
        email="jane@acme.test",
        phone="702 555 0100",
        interest="hot",
        promise="prices",
        promise_due="2026-01-07",
        note="lamp",
        segment=str(segment.pk),
        place=str(place.pk),
        title="Buyer",
        website="acme.test",
        linkedin="in/jane",
        country="France",
        language="fr",
    )
    assert (response.status_code, response["Location"]) == (302, f"{URL}?saved={key[1]}")
    contact = Contact.objects.get()
    assert (contact.full_name, contact.company, contact.email, contact.phone, contact.title) == (
        "Jane Doe",
        "Acme",
        "jane@acme.test",
        "+17025550100",
        "Buyer",
    )
    assert (contact.interest, contact.segment, contact.language, contact.country) == ("hot", segment, "fr", "FR")
    assert (contact.website, contact.linkedin) == ("https://acme.test", "https://www.linkedin.com/in/jane")
    encounter, promise = Encounter.objects.get(), Promise.objects.get()
    assert (encounter.note, encounter.place, promise.text, promise.due_on) == (
        "lamp",
        place,
        "prices",
        date(2026, 1, 7),
    )
    page = camille_client.get(response["Location"])
    assert "Saved: Jane Doe, Acme" in text(page)
    assert f'value="{key[1]}"' not in page.content.decode()
    assert "autofocus" in page.content.decode()


def test_meet_sent_twice_is_saved_once(camille_client: Client, show: Show) -> None:
    key = str(new_id())
    for words in ("Saved: Jane", "Saved already: Jane"):
        assert words in text(send(camille_client, htmx=True, capture_id=key, full_name="Jane"))
    assert Capture.objects.count() == 1


def test_meet_without_an_id_is_saved_all_the_same(camille_client: Client, show: Show) -> None:
    assert send(camille_client, capture_id="", full_name="Jane").status_code == 302
    assert Contact.objects.get().full_name == "Jane"


def test_meet_with_scripts_gives_the_form_and_who_was_saved(camille_client: Client, show: Show) -> None:
    page = send(camille_client, htmx=True, full_name="Jane")
    html = page.content.decode()
    assert page.status_code == 200
    assert "<html" not in html
    assert 'hx-swap-oob="innerHTML"' in html
    assert 'value="Jane"' not in html


def test_meet_somebody_personal(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Friend", interest="personal")
    contact = Contact.objects.get()
    assert (contact.state, contact.interest) == ("personal", "")


def test_meet_refuses_no_nonsense_and_says_what_to_mend(camille_client: Client, show: Show) -> None:
    page = send(
        camille_client,
        htmx=True,
        full_name="Jane",
        email="nonsense",
        phone="later",
        interest="boiling",
        segment="no id",
        promise_due="soon",
        language="xx",
        place=str(new_id()),
    )
    contact = Contact.objects.get()
    assert (contact.email, contact.phone, contact.interest) == ("", "", "")
    assert page.status_code == 200
    said = text(page)
    assert "This is not an e-mail address: nonsense" in said
    assert "Write it like jane@example.com." in said
    assert "No interest is called boiling" in said


def test_meet_known_already_says_what_stays(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Jane", email="jane@acme.test", interest="warm")
    said = text(send(camille_client, htmx=True, full_name="Jane Doe", email="jane@acme.test", interest="hot"))
    assert "Known already" in said
    assert "Name stays Jane; also given: Jane Doe" in said
    assert "Interest stays Warm; also given: Hot" in said


def test_meet_nobody_says_so(camille_client: Client, show: Show) -> None:
    page = send(camille_client)
    assert page.status_code == 422
    assert "Type a name" in text(page)
    assert Capture.objects.count() == 0


def test_meet_by_file_reports_each_card(camille_client: Client, show: Show) -> None:
    file = SimpleUploadedFile("cards.vcf", (JANE + NOBODY + JOHN).encode())
    page = send(camille_client, file=file, interest="hot")
    said = text(page)
    assert page.status_code == 200
    assert "Saved: Jane Doe" in said
    assert "Saved: John Roe" in said
    assert "neither a name nor a way to reach somebody" in said
    assert sorted(Contact.objects.values_list("full_name", "interest")) == [("Jane Doe", "hot"), ("John Roe", "hot")]


def test_meet_by_text(camille_client: Client, show: Show) -> None:
    send(camille_client, text="MECARD:N:Roe,John;EMAIL:john@acme.test;;")
    assert Contact.objects.get().full_name == "John Roe"


def test_meet_by_a_file_without_cards_keeps_what_was_typed(camille_client: Client, show: Show) -> None:
    page = send(camille_client, file=SimpleUploadedFile("a.vcf", b"%PDF"), note="remember this")
    assert page.status_code == 422
    assert "remember this" in page.content.decode()
    assert "This is not a vCard file" in text(page)


def test_meet_with_a_new_segment(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Jane", new_segment="Press")
    assert Contact.objects.get().segment == Segment.objects.get(name="Press")
    page = send(camille_client, full_name="John", new_segment="s" * 61)
    assert page.status_code == 422
    assert Contact.objects.count() == 1


def test_meet_with_a_segment_of_another_team_leaves_it_out(camille_client: Client, show: Show, mallory: Member) -> None:
    theirs = Segment.objects.create(team=mallory.team, name="Secret")
    page = send(camille_client, htmx=True, full_name="Jane", segment=str(theirs.pk))
    assert Contact.objects.get().segment is None
    assert "Secret" not in page.content.decode()


def test_meet_undone(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Jane")
    key = Capture.objects.get().pk
    response = camille_client.post(f"{URL}{key}/undo/")
    assert (response.status_code, response["Location"]) == (302, URL)
    assert (Contact.objects.count(), Withdrawal.objects.count(), Capture.objects.count()) == (0, 1, 1)
    assert "Undone." in text(camille_client.get(URL))
    assert "Saved" not in text(camille_client.get(f"{URL}?saved={key}"))


def test_meet_undone_with_scripts(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Jane")
    page = camille_client.post(f"{URL}{Capture.objects.get().pk}/undo/", headers={"HX-Request": "true"})
    assert text(page) == "Undone."


def test_meet_undone_too_late(camille_client: Client, show: Show) -> None:
    send(camille_client, full_name="Jane")
    Capture.objects.update(received_at=datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=30))
    camille_client.post(f"{URL}{Capture.objects.get().pk}/undo/")
    assert Contact.objects.count() == 1
    assert "more than an hour ago" in text(camille_client.get(URL))


def test_meet_is_for_those_who_write_in_the_team(
    client: Client, gus_client: Client, mallory_client: Client, sacha_client: Client, camille_client: Client, show: Show
) -> None:
    send(camille_client, full_name="Jane")
    undo = f"{URL}{Capture.objects.get().pk}/undo/"
    assert [gus_client.get(URL).status_code, send(gus_client, full_name="x").status_code] == [403, 403]
    assert [mallory_client.get(URL).status_code, send(mallory_client, full_name="x").status_code] == [404, 404]
    assert [
        gus_client.post(undo).status_code,
        mallory_client.post(undo).status_code,
        sacha_client.post(undo).status_code,
    ] == [403, 404, 404]
    assert client.get(URL).status_code == 302
    assert Contact.objects.count() == 1


def test_meet_saved_of_another_team_is_not_shown(
    camille_client: Client, mallory_client: Client, mallory: Member, show: Show
) -> None:
    Show.objects.create(
        team=mallory.team, name="X", time_zone="UTC", country="FR", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    send(camille_client, full_name="Jane")
    page = mallory_client.get(f"/t/rival/meet/?saved={Capture.objects.get().pk}")
    assert "Jane" not in page.content.decode()
    assert camille_client.get(f"{URL}?saved=nonsense").status_code == 200


def test_meet_without_a_show_teaches_to_make_one(camille_client: Client) -> None:
    assert "It begins with a show" in text(camille_client.get(URL))


def test_meet_in_french(camille_client: Client, camille: Member, show: Show) -> None:
    camille.user.language = "fr"
    camille.user.save()
    assert camille_client.get(URL).status_code == 200
    assert send(camille_client, htmx=True, full_name="Jane", email="nonsense").status_code == 200


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 1, 6), ["2026-01-06", "2026-01-07", "2026-01-12"]),
        (date(2026, 1, 11), ["2026-01-11", "2026-01-12", "2026-01-18"]),
        (date(2026, 1, 12), ["2026-01-12", "2026-01-13", "2026-01-19"]),
    ],
)
def test_days_from(today: date, days: list[str]) -> None:
    assert [value for value, _label in days_from(today)] == days
