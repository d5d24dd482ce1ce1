"""The page Roster."""

import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.programme.models import Attendance, Event, Show
from showtime.rounds.models import Shift

URL = "/t/lumen/roster/"
DAY = date(2026, 1, 6)


def at(hour: float) -> datetime:
    """A moment of 6 January by Las Vegas' clock."""
    return datetime.combine(DAY, time(), UTC) + timedelta(hours=hour + 8)


def text(page: object) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())  # type: ignore[attr-defined]


def turn(show: Show, member: Member, start: float, end: float) -> Shift:
    return Shift.objects.create(team=show.team, show=show, member=member, starts_at=at(start), ends_at=at(end))


def event(show: Show, member: Member, start: float, end: float, title: str = "Pitch") -> Event:
    made = Event.objects.create(team=show.team, show=show, title=title, starts_at=at(start), ends_at=at(end))
    Attendance.objects.create(team=show.team, event=made, member=member)
    return made


def turns() -> list[tuple[str, datetime, datetime]]:
    rows = Shift.objects.order_by("starts_at", "ends_at")
    return [(str(shift.member), shift.starts_at, shift.ends_at) for shift in rows]


def form(member: Member, start: str, end: str) -> dict[str, str]:
    return {"member": str(member.pk), "day": "2026-01-06", "start": start, "end": end}


def test_roster_names_when_hands_are_missing(
    show: Show, camille: Member, sacha: Member, camille_client: Client
) -> None:
    turn(show, camille, 10, 18)
    turn(show, sacha, 10, 18)
    page = text(camille_client.get(URL + "?day=2026-01-06"))
    assert "All day at least 2 on the stand." in page
    event(show, sacha, 12, 13)
    page = text(camille_client.get(URL + "?day=2026-01-06"))
    assert "noon – 1 p.m. : 1 on the stand, 2 needed" in page.replace("–", " – ").replace("  ", " ")
    assert "The show is closed on this day." in text(camille_client.get(URL + "?day=2026-01-05"))


def test_turn_is_added_by_the_shows_clock(show: Show, camille: Member, camille_client: Client) -> None:
    answer = camille_client.post(URL, form(camille, "10:00", "12:30"))
    assert (answer.status_code, answer["Location"]) == (302, URL + "?day=2026-01-06")
    assert turns() == [("Camille", at(10), at(12.5))]


def test_turn_during_an_event_is_added_with_a_warning(show: Show, camille: Member, camille_client: Client) -> None:
    event(show, camille, 11, 12)
    page = camille_client.post(URL, form(camille, "10:00", "12:30"), follow=True)
    assert "Camille is away meanwhile: Pitch at 11" in text(page)
    assert len(turns()) == 1


def test_turn_that_cannot_be_is_refused_with_the_reason(
    show: Show, camille: Member, gus: Member, camille_client: Client
) -> None:
    turn(show, camille, 10, 12)
    for data, said in (
        (form(camille, "11:00", "13:00"), "already holds the stand"),
        (form(camille, "13:00", "12:30"), "ends before it begins"),
        (form(gus, "13:00", "14:00"), "Select a valid choice"),
        ({**form(camille, "02:30", "04:00"), "day": "2026-03-08"}, "clocks are put forward"),
        ({}, "This field is required"),
    ):
        answer = camille_client.post(URL, data)
        assert (answer.status_code, said in text(answer)) == (422, True), said
    assert len(turns()) == 1


def test_turn_is_changed_and_refused(show: Show, camille: Member, sacha: Member, camille_client: Client) -> None:
    shift = turn(show, camille, 10, 12)
    turn(show, sacha, 12, 14)
    page = camille_client.get(f"{URL}{shift.pk}/").content.decode()
    assert ('value="10:00"' in page, 'value="12:00"' in page) == (True, True)
    assert camille_client.post(f"{URL}{shift.pk}/", form(sacha, "11:00", "13:00")).status_code == 422
    camille_client.post(f"{URL}{shift.pk}/", form(sacha, "10:00", "12:00"))
    assert turns() == [("Sacha", at(10), at(12)), ("Sacha", at(12), at(14))]


def test_removed_turn_comes_back_by_undo(show: Show, camille: Member, camille_client: Client) -> None:
    shift = turn(show, camille, 10, 12)
    page = camille_client.post(f"{URL}{shift.pk}/remove/", follow=True)
    assert ("One turn is off the roster." in text(page), turns()) == (True, [])
    [(address, _status)] = page.redirect_chain
    undo = parse_qs(urlsplit(address).query)["undo"]
    camille_client.post(URL + "fill/", {"day": "2026-01-06", "turn": undo})
    assert turns() == [("Camille", at(10), at(12))]


def test_emptied_day_comes_back_by_undo(show: Show, camille: Member, sacha: Member, camille_client: Client) -> None:
    turn(show, camille, 10, 12)
    turn(show, sacha, 12, 14)
    before = turns()
    answer = camille_client.post(URL + "clear/", {"day": "2026-01-06"})
    assert turns() == []
    undo = parse_qs(urlsplit(answer["Location"]).query)["undo"]
    camille_client.post(URL + "fill/", {"day": "2026-01-06", "turn": undo})
    assert turns() == before


def test_undo_that_is_none_is_not_offered(show: Show, camille_client: Client) -> None:
    for written in ("x", "a~b~c", "00000000-0000-0000-0000-000000000000~2026-01-06~2026-01-06"):
        assert "off the roster" not in text(camille_client.get(URL, {"undo": written}))
        assert camille_client.post(URL + "fill/", {"day": "2026-01-06", "turn": written}).status_code == 404


def test_proposed_rota_is_shown_and_taken_as_shown(
    show: Show, camille: Member, sacha: Member, camille_client: Client
) -> None:
    event(show, camille, 12, 13)
    page = camille_client.get(URL + "propose/?day=2026-01-06")
    said = text(page)
    assert ("noon" in said, "1 on the stand, 2 needed" in said, turns()) == (True, True, [])
    proposed = re.findall(r'name="turn" value="([^"]+)"', page.content.decode())
    answer = camille_client.post(URL + "fill/", {"day": "2026-01-06", "turn": proposed}, follow=True)
    assert "3 turns on the roster." in text(answer)
    assert turns() == [("Camille", at(10), at(12)), ("Sacha", at(10), at(18)), ("Camille", at(13), at(18))]
    again = camille_client.post(URL + "fill/", {"day": "2026-01-06", "turn": proposed[:1]}, follow=True)
    assert "Left out, 10 a.m.–noon: Camille already holds the stand at that time." in text(again).replace("\xa0", " ")


def test_day_before_is_copied(show: Show, camille: Member, camille_client: Client) -> None:
    turn(show, camille, 10, 12)
    camille_client.post(URL + "copy/", {"day": "2026-01-07"})
    assert turns() == [("Camille", at(10), at(12)), ("Camille", at(34), at(36))]
    empty = camille_client.post(URL + "copy/", {"day": "2026-01-09"}, follow=True)
    assert "There is nothing to copy." in text(empty)


def test_roster_without_a_show_teaches_to_make_one(camille_client: Client) -> None:
    assert "It begins with a show" in text(camille_client.get(URL))
    assert camille_client.get(URL + "propose/").status_code == 404


def test_guest_reads_and_changes_nothing(show: Show, camille: Member, gus_client: Client) -> None:
    shift = turn(show, camille, 10, 12)
    page = gus_client.get(URL + "?day=2026-01-06")
    assert (page.status_code, "Add a turn" in text(page)) == (200, False)
    posts = ["", "fill/", "copy/", "clear/", f"{shift.pk}/", f"{shift.pk}/remove/"]
    assert [gus_client.post(URL + path).status_code for path in posts] == [403] * 6
    assert len(turns()) == 1


def test_another_team_finds_no_such_page(show: Show, camille: Member, mallory: Member, mallory_client: Client) -> None:
    shift = turn(show, camille, 10, 12)
    assert [mallory_client.get(URL + path).status_code for path in ("", "propose/", f"{shift.pk}/")] == [404] * 3
    Show.objects.create(
        team=mallory.team, name="Theirs", time_zone="UTC", country="US", starts_on=DAY, ends_on=DAY, cover=1
    )
    assert mallory_client.get(f"/t/rival/roster/{shift.pk}/").status_code == 404
    assert mallory_client.post(f"/t/rival/roster/{shift.pk}/remove/").status_code == 404
    stolen = f"{camille.pk}~{at(12).isoformat()}~{at(13).isoformat()}"
    mallory_client.post("/t/rival/roster/fill/", {"day": "2026-01-06", "turn": stolen})
    assert turns() == [("Camille", at(10), at(12))]


@pytest.mark.parametrize("rows", [1, 3])
def test_roster_takes_as_many_queries_whatever_the_rows(
    show: Show, camille: Member, camille_client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in range(rows):
        turn(show, camille, 10 + row, 11 + row)
        event(show, camille, 14 + row, 15 + row)
    with django_assert_num_queries(16):
        camille_client.get(URL + "?day=2026-01-06")
