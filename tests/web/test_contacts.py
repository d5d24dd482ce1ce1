"""The pages of people: list, contact, edit, segments."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.capture import Captured, capture
from showtime.contacts.models import Contact, Promise, Segment
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.lib.ids import new_id
from showtime.programme.models import Place, Show

URL = "/t/lumen/contacts/"
NOON = datetime(2026, 1, 6, 19, 30, tzinfo=UTC)
Counted = Callable[[int], AbstractContextManager[Any]]


def text(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def names(page: Any) -> list[str]:
    """Who is in the list, in order."""
    return re.findall(r'class="row-link" href="[^"]*">([^<]*)<', page.content.decode())


@pytest.fixture
def meet(show: Show, camille: Member) -> Callable[..., Captured]:
    """Capture somebody as Camille does, one minute after the one before."""
    times = iter(range(100_000))

    def met(person: PersonFields, **said: Any) -> Captured:
        at = NOON + timedelta(minutes=next(times))
        return capture(
            team=show.team,
            show=show,
            member=said.pop("member", camille),
            capture_id=new_id(),
            kind="typed",
            raw="",
            fields=person,
            qualification=Qualification(**said),
            captured_at=at,
            now=at,
        )

    return met


JANE = PersonFields(full_name="Jane Doe", company="Acme", email="jane@acme.test", phone="+33612345678")


def test_contacts_lists_the_latest_first_without_personal_ones(
    camille_client: Client, meet: Callable[..., Captured]
) -> None:
    meet(JANE, interest="hot", promise="Send prices", promise_due=date(2026, 1, 7))
    meet(PersonFields(company="Only a company"))
    meet(PersonFields(full_name="Friend"), personal=True)
    page = camille_client.get(URL)
    assert names(page) == ["Only a company", "Jane Doe"]
    said = text(page)
    assert "2 people" in said
    assert "1 personal contact not shown" in said
    assert "Send prices" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"words": "jané"}, ["Jane Doe"]),
        ({"state": "personal"}, ["Friend"]),
        ({"state": "everybody"}, ["Friend", "Paul", "Jane Doe"]),
        ({"state": "nonsense"}, ["Paul", "Jane Doe"]),
        ({"interest": "hot"}, ["Jane Doe"]),
        ({"met_on": "2026-01-06"}, ["Paul", "Jane Doe"]),
        ({"met_on": "2026-01-07"}, []),
        ({"met_on": "nonsense"}, ["Paul", "Jane Doe"]),
        ({"met_on": "9999-12-31"}, ["Paul", "Jane Doe"]),
        ({"after": "nonsense"}, ["Paul", "Jane Doe"]),
        ({"owner": "none", "segment": "none"}, ["Paul", "Jane Doe"]),
        ({"owner": "\x00"}, []),
    ],
)
def test_contacts_filtered(
    camille_client: Client, meet: Callable[..., Captured], query: dict[str, str], found: list[str]
) -> None:
    meet(JANE, interest="hot")
    meet(PersonFields(full_name="Paul"))
    meet(PersonFields(full_name="Friend"), personal=True)
    assert names(camille_client.get(URL, query)) == found
    part = camille_client.get(URL, query, headers={"HX-Request": "true", "HX-Target": "found"})
    assert names(part) == found
    assert "<html" not in part.content.decode()


def test_contacts_page_by_page(camille_client: Client, meet: Callable[..., Captured]) -> None:
    for number in range(51):
        meet(PersonFields(full_name=f"P{number}"))
    first = camille_client.get(URL, {"words": "p"})
    (after,) = re.findall(r'href="(\?[^"]*after=[^"]*)"', first.content.decode())
    second = camille_client.get(URL + after.replace("&amp;", "&"))
    assert [len(names(first)), names(second)] == [50, ["P0"]]


def test_contacts_of_nobody_teaches(camille_client: Client, gus_client: Client, show: Show) -> None:
    assert "Nobody met yet" in text(camille_client.get(URL))
    assert "Meet someone" not in gus_client.get(URL).content.decode().split("<main")[1]


def test_contacts_not_found_points_to_personal_ones(camille_client: Client, meet: Callable[..., Captured]) -> None:
    meet(PersonFields(full_name="Friend"), personal=True)
    assert "There is 1 personal contact like this" in text(camille_client.get(URL, {"words": "friend"}))


@pytest.mark.parametrize("number", [1, 3])
def test_contacts_in_a_constant_number_of_queries(
    camille_client: Client,
    camille: Member,
    meet: Callable[..., Captured],
    django_assert_num_queries: Counted,
    number: int,
) -> None:
    segment = Segment.objects.create(team=camille.team, name="Press")
    for each in range(number):
        meet(PersonFields(full_name=f"P{each}"), promise="Call", segment_id=segment.pk)
    Contact.objects.update(owner=camille)
    # session, user, membership, shows; counts, rows; segments, members, days outside the show's; teams of the user
    with django_assert_num_queries(10):
        assert len(names(camille_client.get(URL))) == number


def test_contact_tells_the_whole_story(
    camille_client: Client, meet: Callable[..., Captured], show: Show, sacha: Member
) -> None:
    bar = Place.objects.create(team=show.team, show=show, name="Bar")
    first = meet(JANE, note="Liked the lamp", promise="Send prices", promise_due=date(2026, 1, 7), interest="warm")
    meet(
        PersonFields(full_name="J. Doe", email="jane@acme.test"),
        note="Again",
        interest="hot",
        place_id=bar.pk,
        member=sacha,
    )
    said = text(camille_client.get(f"{URL}{first.contact.pk}/"))
    for words in ("Jane Doe", "Acme", "jane@acme.test", "+33612345678", "Liked the lamp", "Send prices", "Wednesday"):
        assert words in said or words == "Wednesday"
    assert said.index("Again") < said.index("Liked the lamp")
    assert "Bar, Sacha · CES 2026" in said
    assert "Name, also given: J. Doe" in said
    assert "Interest, also given: Hot" in said


@pytest.mark.parametrize("number", [1, 3])
def test_contact_in_a_constant_number_of_queries(
    camille_client: Client, meet: Callable[..., Captured], django_assert_num_queries: Counted, number: int
) -> None:
    for _each in range(number):
        met = meet(JANE, promise="Call", note="said")
    with django_assert_num_queries(7):  # session, user, membership; contact, encounters, promises; teams of the user
        camille_client.get(f"{URL}{met.contact.pk}/")


def test_contact_shows_no_markup_of_what_was_given(camille_client: Client, meet: Callable[..., Captured]) -> None:
    met = meet(PersonFields(full_name="<script>alert(1)</script>", website="javascript:alert(1)"), note="<b>bold</b>")
    html = camille_client.get(f"{URL}{met.contact.pk}/").content.decode()
    assert "<script>alert" not in html
    assert "<b>bold" not in html
    assert 'href="javascript' not in html


def test_contact_promised_and_kept_and_reopened(camille_client: Client, meet: Callable[..., Captured]) -> None:
    met = meet(JANE)
    page = f"{URL}{met.contact.pk}/"
    response = camille_client.post(f"{page}promise/", {"text": "Call back", "due_on": "2026-01-08"})
    assert (response.status_code, response["Location"]) == (302, f"{page}#promises")
    promise = Promise.objects.get()
    assert (promise.text, promise.due_on) == ("Call back", date(2026, 1, 8))
    address = re.search(r'action="([^"]*keep/)"', camille_client.get(page).content.decode())
    assert address is not None
    assert camille_client.post(address[1], {"back": page})["Location"] == page
    promise.refresh_from_db()
    assert promise.kept_at is not None
    assert "reopen/" in camille_client.get(page).content.decode()


def test_contact_promised_nothing_says_so(camille_client: Client, meet: Callable[..., Captured]) -> None:
    met = meet(JANE)
    for words in ("", " \t"):
        assert camille_client.post(f"{URL}{met.contact.pk}/promise/", {"text": words}).status_code == 422
    assert Promise.objects.count() == 0


def edited(**said: str) -> dict[str, str]:
    return {"full_name": "Jane Doe", "state": "new", **said}


def test_edit_replaces_and_writes_down(camille_client: Client, camille: Member, meet: Callable[..., Captured]) -> None:
    met = meet(JANE)
    segment = Segment.objects.create(team=camille.team, name="Press")
    address = f"{URL}{met.contact.pk}/edit/"
    assert 'value="jane@acme.test"' in camille_client.get(address).content.decode()
    said = edited(
        company="Other", country="France", interest="cold", state="kept", segment=str(segment.pk), owner=str(camille.pk)
    )
    assert camille_client.post(address, said)["Location"] == f"{URL}{met.contact.pk}/"
    contact = Contact.objects.get()
    assert (contact.company, contact.email, contact.country, contact.interest, contact.state) == (
        "Other",
        "",
        "FR",
        "cold",
        "kept",
    )
    assert (contact.segment, contact.owner) == (segment, camille)
    assert AuditEntry.objects.get().detail["changes"]["company"] == ["Acme", "Other"]


def test_edit_sent_unchanged_changes_nothing(camille_client: Client, meet: Callable[..., Captured]) -> None:
    met = meet(JANE.or_else(PersonFields(country="FR", language="fr")))
    address = f"{URL}{met.contact.pk}/edit/"
    html = camille_client.get(address).content.decode()
    form = dict(re.findall(r'<input type="text" name="([a-z_]+)" value="([^"]*)"', html))
    form |= {"state": "new", "language": "fr"}
    camille_client.post(address, form)
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"email": "nonsense"}, "Write it like jane@example.com."),
        ({"email": "taken@acme.test"}, "Another contact of the team has this e-mail address"),
        ({"phone": "12"}, "Write it with the country"),
        ({"segment": "0"}, "Select a valid choice"),
    ],
)
def test_edit_refused_says_what_to_mend(
    camille_client: Client, meet: Callable[..., Captured], said: dict[str, str], words: str
) -> None:
    meet(PersonFields(full_name="Other", email="taken@acme.test"))
    met = meet(JANE)
    page = camille_client.post(f"{URL}{met.contact.pk}/edit/", edited(**said))
    assert page.status_code == 422
    assert words in text(page)
    met.contact.refresh_from_db()
    assert met.contact.email == "jane@acme.test"


def test_segments_added_renamed_removed(camille_client: Client, meet: Callable[..., Captured], camille: Member) -> None:
    address = f"{URL}segments/"
    camille_client.post(address, {"name": "Press"})
    segment = Segment.objects.get()
    meet(JANE, segment_id=segment.pk)
    camille_client.post(f"{address}{segment.pk}/rename/", {"name": "Media"})
    assert "Media" in text(camille_client.get(address))
    camille_client.post(f"{address}{segment.pk}/rename/", {"name": ""})
    assert "Write a name" in text(camille_client.get(address))
    camille_client.post(f"{address}{segment.pk}/remove/")
    assert "Media is removed; 1 contact has no segment now." in text(camille_client.get(address))
    assert "No segments yet" in text(camille_client.get(address))
    assert camille_client.post(address, {"name": "n" * 61}).status_code == 422


def test_pages_of_people_are_for_the_team(
    client: Client, gus_client: Client, mallory_client: Client, meet: Callable[..., Captured], camille: Member
) -> None:
    met = meet(JANE, promise="Call")
    segment = Segment.objects.create(team=camille.team, name="Press")
    one = f"{URL}{met.contact.pk}/"
    pages = [URL, one, f"{URL}segments/"]
    writes = [
        f"{one}edit/",
        f"{one}promise/",
        f"{URL}segments/",
        f"{URL}segments/{segment.pk}/rename/",
        f"{URL}segments/{segment.pk}/remove/",
    ]
    assert [gus_client.get(page).status_code for page in pages] == [200, 200, 200]
    assert [gus_client.post(page, {"name": "x", "text": "x"}).status_code for page in writes] == [403] * 5
    for slug in ("lumen", "rival"):
        there = [page.replace("lumen", slug) for page in (one, f"{one}edit/")]
        assert [mallory_client.get(page).status_code for page in there] == [404, 404]
        away = [page.replace("lumen", slug) for page in writes if slug == "lumen" or page != f"{URL}segments/"]
        assert {mallory_client.post(page, edited(name="x", text="x")).status_code for page in away} == {404}
    assert [client.get(page).status_code for page in pages] == [302, 302, 302]
    met.contact.refresh_from_db()
    assert (met.contact.full_name, Segment.objects.get(pk=segment.pk).name, Promise.objects.count()) == (
        "Jane Doe",
        "Press",
        1,
    )
