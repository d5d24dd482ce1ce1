"""The page Today."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Promise
from showtime.inbox.receive import receive
from showtime.journal.notes import write_note
from showtime.programme.leave_by import leave_by
from showtime.programme.models import Attendance, Event, Journey, Leg, Place, Show
from showtime.programme.words import clock
from showtime.rounds.models import Shift

URL = "/t/lumen/today/"
FIVE = datetime(2026, 1, 6, 13, tzinfo=UTC)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def five(settings: Settings) -> None:
    """It is five in the morning of 6 January in Las Vegas."""
    live(settings, FIVE)


def live(settings: Settings, moment: datetime) -> None:
    """Put the show's clock to a moment."""
    settings.CLOCK_OFFSET = moment + timedelta(seconds=5) - datetime.now(UTC)


def text(page: object) -> str:
    """What a page says, without its tags."""
    said = re.sub(r"<[^>]+>", " ", page.content.decode())  # type: ignore[attr-defined]
    return " ".join(said.replace("\xa0", " ").split())


def add(show: Show, title: str, after: float, hours: float, *members: Member, **more: object) -> Event:
    """An event so many hours after five."""
    start = FIVE + timedelta(hours=after)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=hours)}
    event = Event.objects.create(team=show.team, show=show, title=title, **times, **more)
    for member in members:
        Attendance.objects.create(team=show.team, event=event, member=member)
    return event


def owe(member: Member, words: str, due: date) -> Promise:
    contact = Contact.objects.create(team=member.team, full_name="Hélène")
    return Promise.objects.create(team=member.team, contact=contact, member=member, text=words, due_on=due)


def test_today_says_what_is_next_and_when_to_leave(show: Show, camille: Member, camille_client: Client) -> None:
    hotel = Place.objects.create(team=show.team, show=show, name="Hotel Sahara", kind="hotel")
    assert show.stand is not None
    Leg.objects.create(team=show.team, show=show, origin=hotel, destination=show.stand, mode="taxi", minutes=30)
    event = add(show, "Breakfast", 3, 1, camille, place=show.stand)
    leave = leave_by(show=show, member=camille, event=event, now=FIVE)
    assert leave is not None
    page = camille_client.get(URL)
    said = text(page)
    assert "Tuesday, January 6" in said
    assert "Next, at 8 a.m. Breakfast Stand 60427" in said
    assert f"Leave by {clock(leave.at, show.zone)} in".replace("\xa0", " ") in said
    assert f'datetime="{leave.at.astimezone(show.zone).isoformat()}"' in page.content.decode()


def test_today_takes_the_way_by_two_buttons(show: Show, camille: Member, sacha: Member, camille_client: Client) -> None:
    hotel = Place.objects.create(team=show.team, show=show, name="Hotel Sahara", kind="hotel")
    assert show.stand is not None
    Leg.objects.create(team=show.team, show=show, origin=hotel, destination=show.stand, mode="taxi", minutes=30)
    add(show, "Breakfast", 3, 1, camille, sacha, place=show.stand)
    page = camille_client.get(URL).content.decode()
    form = re.search(r'<form method="post" action="([^"]+/leave/)">(.*?)</form>', page, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    answer = camille_client.post(form[1], fields)
    journey = Journey.objects.get()
    assert (answer["Location"], journey.destination) == (URL, show.stand)
    page = camille_client.get(URL)
    assert ("On the way to Stand 60427 since 5 a.m." in text(page), "leave/" in page.content.decode()) == (True, False)
    assert "On the way to" not in text(camille_client.get(URL + f"?member={sacha.pk}"))
    camille_client.post(f"/t/lumen/programme/journeys/{journey.pk}/arrive/", {"back": URL})
    journey.refresh_from_db()
    assert (journey.arrived_at is not None, "Begins 8 a.m." in text(camille_client.get(URL))) == (True, True)


def test_today_is_las_vegas_day_whatever_the_browsers(
    show: Show, camille: Member, camille_client: Client, settings: Settings
) -> None:
    headers = {"HTTP_ACCEPT_LANGUAGE": "fr-FR", "HTTP_TIME_ZONE": "Europe/Paris"}
    for moment, day in (
        (datetime(2026, 1, 7, 7, 59, tzinfo=UTC), "Tuesday, January 6"),
        (datetime(2026, 1, 7, 8, 1, tzinfo=UTC), "Wednesday, January 7"),
    ):
        live(settings, moment)
        heading = re.search(r"<h1>(.*?)</h1>", camille_client.get(URL, **headers).content.decode(), re.DOTALL)
        assert heading is not None
        assert re.sub(r"<[^>]+>", "", heading[1]) == day


@pytest.mark.parametrize(
    ("moment", "day", "leave"),
    [
        (datetime(2026, 3, 8, 12, tzinfo=UTC), "Sunday, March 8", "2026-03-08T08:00:00-07:00"),
        (datetime(2026, 11, 1, 13, tzinfo=UTC), "Sunday, November 1", "2026-11-01T08:00:00-08:00"),
    ],
)
def test_today_on_days_that_change_their_clocks(
    show: Show,
    camille: Member,
    camille_client: Client,
    settings: Settings,
    moment: datetime,
    day: str,
    leave: str,
) -> None:
    live(settings, moment)
    start = datetime.fromisoformat(leave)
    event = Event.objects.create(
        team=show.team, show=show, title="Breakfast", starts_at=start, ends_at=start + timedelta(hours=1)
    )
    Attendance.objects.create(team=show.team, event=event, member=camille)
    page = camille_client.get(URL)
    assert (day in text(page), "Begins 8 a.m. in 3 h" in text(page)) == (True, True)
    assert f'datetime="{leave}"' in page.content.decode()


def test_today_shows_the_whole_day(show: Show, camille: Member, sacha: Member, camille_client: Client) -> None:
    add(show, "Mentor", 4, 1, camille)
    add(show, "Pitch", 4.5, 1, camille)
    add(show, "Sacha alone", 8, 1, sacha)
    add(show, "Fair week", -5, 24, camille, all_day=True)
    start = FIVE + timedelta(hours=5)
    Shift.objects.create(team=show.team, show=show, member=sacha, starts_at=start, ends_at=start + timedelta(hours=8))
    write_note(show=show, member=camille, text="Leave even earlier", now=FIVE - timedelta(hours=9))
    owe(camille, "Send the price", date(2026, 1, 5))
    receive(show=show, channel="x", external_id="1", counterpart="@jo", body="An interview?", at=FIVE, kind="press")
    said = text(camille_client.get(URL))
    expected = (
        "Mentor",
        "One clash",
        "Camille: Mentor and Pitch overlap by 30 minutes.",
        "closed until 10 a.m.",
        "From 10 a.m.",
        "one too few",
        "Leave even earlier",
        "Sacha alone",
        "Fair week",
        "Send the price",
        "An interview?",
    )
    assert [words for words in expected if words not in said] == []


def test_today_of_a_colleague_and_of_another_day(
    show: Show, camille: Member, sacha: Member, mallory: Member, camille_client: Client
) -> None:
    add(show, "Camille's", 4, 1, camille)
    add(show, "Sacha's", 5, 1, sacha)
    add(show, "Tomorrow's", 26, 1, sacha)
    nexts = []
    for query in (
        "",
        f"?member={sacha.pk}",
        f"?member={sacha.pk}&day=2026-01-07",
        f"?member={mallory.pk}",
        "?day=soon",
    ):
        title = re.search(r'id="next-title">(.*?)</h2>', camille_client.get(URL + query).content.decode(), re.DOTALL)
        assert title is not None
        nexts.append(re.sub(r"<[^>]+>", "", title[1]).strip().replace("&#x27;", "'"))
    assert nexts == ["Camille's", "Sacha's", "Tomorrow's", "Camille's", "Camille's"]


def test_today_answers_a_refresh_with_the_brief_alone(show: Show, camille_client: Client) -> None:
    page = camille_client.get(URL, **HTMX, HTTP_HX_TARGET="brief").content.decode()
    assert (page.count('id="brief"'), "<html" in page, f'hx-get="{URL}"' in page) == (1, False, True)
    assert "<html" in camille_client.get(URL, **HTMX).content.decode()


def test_today_without_a_show_teaches_to_make_one(camille_client: Client) -> None:
    assert "It begins with a show" in text(camille_client.get(URL))


def test_today_of_an_empty_day_teaches_to_fill_it(show: Show, camille_client: Client) -> None:
    said = text(camille_client.get(URL))
    expected = ("Nothing more today or tomorrow", "A free day", "Nothing is due.", "Nobody is waiting for an answer.")
    assert [words for words in expected if words not in said] == []


def test_today_before_the_show_says_how_long_it_is(show: Show, camille_client: Client, settings: Settings) -> None:
    live(settings, FIVE - timedelta(days=3))
    assert "The show begins in 3 days Tuesday, January 6" in text(camille_client.get(URL))


def test_promise_is_kept_and_taken_up_again(show: Show, camille: Member, sacha_client: Client) -> None:
    promise = owe(camille, "Send the price", date(2026, 1, 6))
    answer = sacha_client.post(f"{URL}promise/{promise.pk}/keep/", {"back": URL + "?day=2026-01-06"})
    promise.refresh_from_db()
    assert (answer["Location"], promise.kept_at is not None) == (URL + "?day=2026-01-06", True)
    row = sacha_client.post(f"{URL}promise/{promise.pk}/reopen/", {"back": URL}, **HTMX)
    promise.refresh_from_db()
    assert (promise.kept_at, 'aria-pressed="false"' in row.content.decode()) == (None, True)


def test_guest_reads_and_keeps_nothing(show: Show, camille: Member, gus_client: Client) -> None:
    promise = owe(camille, "Send the price", date(2026, 1, 6))
    page = gus_client.get(URL)
    assert ("Send the price" in text(page), 'class="tick"' in page.content.decode()) == (True, False)
    assert gus_client.post(f"{URL}promise/{promise.pk}/keep/").status_code == 403


def test_another_team_finds_no_such_page(show: Show, camille: Member, mallory_client: Client) -> None:
    promise = owe(camille, "Send the price", date(2026, 1, 6))
    assert mallory_client.get(URL).status_code == 404
    for deed in ("keep", "reopen"):
        assert mallory_client.post(f"/t/rival/today/promise/{promise.pk}/{deed}/").status_code == 404
    promise.refresh_from_db()
    assert promise.kept_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_today_takes_as_many_queries_whatever_the_rows(
    show: Show,
    camille: Member,
    sacha: Member,
    camille_client: Client,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for row in range(rows):
        add(show, f"Event {row}", 2 + row, 1, camille, sacha)
        start = FIVE + timedelta(hours=5 + row)
        Shift.objects.create(
            team=show.team, show=show, member=sacha, starts_at=start, ends_at=start + timedelta(hours=1)
        )
        write_note(show=show, member=camille, text=f"note {row}", now=FIVE - timedelta(hours=9))
        owe(camille, f"promise {row}", date(2026, 1, 6))
        receive(show=show, channel="x", external_id=str(row), counterpart=f"@{row}", body="Hi", at=FIVE)
    with django_assert_num_queries(30):
        camille_client.get(URL)
