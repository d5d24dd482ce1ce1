"""The list of contacts, one contact, who was met on a day, what is due."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from showtime.accounts.models import Member
from showtime.contacts import queries
from showtime.contacts.models import Contact, ContactState, Promise, Segment
from showtime.programme.models import Show
from showtime.programme.queries import day_bounds
from tests.contacts.meeting import NOON, Meet

Counted = Callable[[int], AbstractContextManager[Any]]


def names(page: queries.ContactPage) -> list[str]:
    return [contact.full_name for contact in page.rows]


@pytest.fixture
def people(meet: Meet, show: Show, camille: Member, sacha: Member) -> dict[str, Contact]:
    """Hélène (hot, press, Camille's), Paul (cold, kept), Friend (personal), met one minute after the other."""
    press = Segment.objects.create(team=show.team, name="Press")
    helene = meet(
        full_name="Hélène Roux", company="Œuvre & Cie", email="helene@oeuvre.test", interest="hot", segment_id=press.pk
    )
    paul = meet(
        full_name="Paul Vautrin",
        phone="+33 6 12 34 56 78",
        interest="cold",
        note="Likes Straße",
        captured_at=NOON + timedelta(minutes=1),
        now=NOON + timedelta(minutes=2),
    )
    friend = meet(
        full_name="Friend Roux", personal=True, captured_at=NOON + timedelta(minutes=2), now=NOON + timedelta(minutes=2)
    )
    Contact.objects.filter(pk=helene.contact.pk).update(owner=camille)
    Contact.objects.filter(pk=paul.contact.pk).update(state=ContactState.KEPT)
    return {"helene": helene.contact, "paul": paul.contact, "friend": friend.contact}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Paul Vautrin", "Hélène Roux"]),
        ({"words": "HELENE"}, ["Hélène Roux"]),
        ({"words": "roux oeuvre"}, ["Hélène Roux"]),
        ({"words": "strasse"}, ["Paul Vautrin"]),
        ({"words": "06 12 34-56"}, ["Paul Vautrin"]),
        ({"words": "+33 (6) 12"}, ["Paul Vautrin"]),
        ({"words": "612345678"}, ["Paul Vautrin"]),
        ({"words": "helene@oeuvre"}, ["Hélène Roux"]),
        ({"words": "%"}, []),
        ({"words": "a\x00b"}, []),
        ({"interest": "hot"}, ["Hélène Roux"]),
        ({"state": "kept"}, ["Paul Vautrin"]),
        ({"state": "personal"}, ["Friend Roux"]),
        ({"state": queries.EVERYBODY}, ["Friend Roux", "Paul Vautrin", "Hélène Roux"]),
        ({"segment": "none"}, ["Paul Vautrin"]),
        ({"owner": "none"}, ["Paul Vautrin"]),
        ({"owner": "nonsense"}, []),
    ],
)
def test_contacts_filtered(people: dict[str, Contact], show: Show, asked: dict[str, str], found: list[str]) -> None:
    assert names(queries.contacts(team=show.team, **asked)) == found  # type: ignore[arg-type]


def test_contacts_by_owner_and_segment(people: dict[str, Contact], show: Show, camille: Member) -> None:
    segment = Segment.objects.get()
    assert names(queries.contacts(team=show.team, owner=str(camille.pk))) == ["Hélène Roux"]
    assert names(queries.contacts(team=show.team, segment=str(segment.pk))) == ["Hélène Roux"]


def test_contacts_count_every_state(people: dict[str, Contact], show: Show) -> None:
    page = queries.contacts(team=show.team)
    assert page.total == 2
    assert page.by_state == {"new": 1, "kept": 1, "dropped": 0, "personal": 1, "everybody": 3, "": 2}


def test_contacts_met_on_a_day_of_the_show(people: dict[str, Contact], meet: Meet, show: Show) -> None:
    late = NOON + timedelta(hours=12)  # 23:30 at the show, already the 7th in UTC
    meet(full_name="Night owl", captured_at=late, now=late)
    tomorrow = late + timedelta(hours=1)
    meet(full_name="Early bird", captured_at=tomorrow, now=tomorrow)
    assert names(queries.contacts(team=show.team, show=show, met_on=date(2026, 1, 6))) == [
        "Night owl",
        "Paul Vautrin",
        "Hélène Roux",
    ]
    assert names(queries.contacts(team=show.team, show=show, met_on=date(2026, 1, 7))) == ["Early bird"]


def test_contacts_page_by_page_give_each_once(meet: Meet, show: Show) -> None:
    for number in range(7):
        meet(full_name=f"P{number}", captured_at=NOON + timedelta(minutes=number // 3), now=NOON + timedelta(hours=1))
    Contact.objects.create(team=show.team, full_name="Never met")
    Contact.objects.create(team=show.team, full_name="Never met either")
    seen: list[str] = []
    after = ""
    while True:
        page = queries.contacts(team=show.team, limit=2, after=after)
        assert page.total == 9
        seen += names(page)
        if not (after := page.after):
            break
    assert sorted(seen) == sorted(["Never met", "Never met either", *(f"P{number}" for number in range(7))])
    assert sorted(seen[-2:]) == ["Never met", "Never met either"]
    assert seen[0] == "P6"


@pytest.mark.parametrize("after", ["x", ".", "1", "1.x", f"{10**40}.{'0' * 32}", "-5", f"é.{'0' * 32}"])
def test_contacts_after_a_broken_cursor(show: Show, after: str) -> None:
    with pytest.raises(queries.CursorError):
        queries.contacts(team=show.team, after=after)


def test_contacts_show_the_first_open_promise(meet: Meet, show: Show) -> None:
    first = meet(full_name="Jane", email="jane@acme.test", promise="Later", promise_due=date(2026, 1, 9))
    meet(email="jane@acme.test", promise="Sooner", promise_due=date(2026, 1, 8))
    kept = meet(email="jane@acme.test", promise="Kept", promise_due=date(2026, 1, 7))
    Promise.objects.filter(encounter=kept.encounter).update(kept_at=NOON)
    row: Any = queries.contacts(team=show.team).rows[0]
    assert row == first.contact
    assert (row.open_promise, row.open_promise_due) == ("Sooner", date(2026, 1, 8))


@pytest.mark.parametrize("number", [1, 3])
def test_contacts_in_two_queries_whatever_the_number(
    meet: Meet, show: Show, camille: Member, django_assert_num_queries: Counted, number: int
) -> None:
    for each in range(number):
        meet(full_name=f"P{each}", promise="Call")
    Contact.objects.update(owner=camille)
    with django_assert_num_queries(2):
        for row in queries.contacts(team=show.team).rows:
            assert str(row.owner) == "Camille"


def test_contact_with_its_story(meet: Meet, show: Show, django_assert_num_queries: Counted) -> None:
    first = meet(full_name="Jane", email="jane@acme.test", note="one")
    later = NOON + timedelta(hours=1)
    meet(email="jane@acme.test", note="two", promise="Call", captured_at=later, now=later)
    with django_assert_num_queries(3):
        contact = queries.contact(team=show.team, contact_id=first.contact.pk)
        assert contact is not None
        assert [(each.note, str(each.member)) for each in contact.encounters.all()] == [
            ("two", "Camille"),
            ("one", "Camille"),
        ]
        assert [each.text for each in contact.promises.all()] == ["Call"]


def test_met_on_gives_contacts_in_the_order_they_were_met(
    meet: Meet, show: Show, django_assert_num_queries: Counted
) -> None:
    later = NOON + timedelta(hours=1)
    meet(full_name="Second", email="b@x.test", captured_at=later, now=later)
    meet(full_name="First", email="a@x.test", promise="Call")
    meet(email="b@x.test", captured_at=later + timedelta(hours=1), now=later + timedelta(hours=1))
    meet(full_name="Tomorrow", captured_at=NOON + timedelta(days=1), now=NOON + timedelta(days=1))
    start, end = day_bounds(show=show, day=date(2026, 1, 6))
    with django_assert_num_queries(3):
        met = queries.met_on(show=show, start=start, end=end)
        assert [(each.full_name, len(each.encounters.all()), len(each.promises.all())) for each in met] == [
            ("First", 1, 1),
            ("Second", 2, 0),
        ]


def test_promises_due_are_open_and_dated(meet: Meet, show: Show) -> None:
    for text, due in (("b", date(2026, 1, 7)), ("a", date(2026, 1, 6)), ("c", date(2026, 1, 8)), ("undated", None)):
        meet(full_name="Jane", promise=text, promise_due=due)
    done = meet(full_name="Jane", promise="done", promise_due=date(2026, 1, 6))
    Promise.objects.filter(encounter=done.encounter).update(kept_at=NOON)
    assert [each.text for each in queries.promises_due(team=show.team, until=date(2026, 1, 7))] == ["a", "b"]


def test_queries_show_nothing_of_another_team(
    people: dict[str, Contact], meet: Meet, show: Show, mallory: Member, rival_show: Show
) -> None:
    captured = meet(full_name="Jane", promise="Call", promise_due=date(2026, 1, 6))
    promise = Promise.objects.get()
    theirs = mallory.team
    assert queries.contacts(team=theirs, state=queries.EVERYBODY).rows == []
    assert queries.contacts(team=theirs, after=queries.cursor(captured.contact)).rows == []
    assert queries.contacts(team=theirs, show=show, met_on=date(2026, 1, 6)).rows == []
    assert queries.contact(team=theirs, contact_id=captured.contact.pk) is None
    assert queries.met_on(show=rival_show, start=NOON - timedelta(days=1), end=NOON + timedelta(days=1)) == []
    assert queries.promises_due(team=theirs, until=date(2026, 2, 1)) == []
    assert queries.promise(team=theirs, promise_id=promise.pk) is None
    assert queries.segments(team=theirs) == []


def test_contacts_with_segment_or_owner_of_another_team_match_nothing(
    people: dict[str, Contact], show: Show, mallory: Member
) -> None:
    theirs = Segment.objects.create(team=mallory.team, name="Theirs")
    assert queries.contacts(team=show.team, segment=str(theirs.pk)).rows == []
    assert queries.contacts(team=show.team, owner=str(mallory.pk)).rows == []
