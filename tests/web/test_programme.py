"""The page Programme: a day of the show, its tabs, filters, clashes, and what a team without a show sees."""

from datetime import timedelta

import pytest
from django.test import Client

from showtime.accounts.models import Member, Team
from showtime.lib import clock
from showtime.programme.models import Place, PlaceKind, Show
from showtime.programme.schedule import EventFields, add_event, cancel_event
from tests.programme.conftest import at

URL = "/t/lumen/programme/?day=2026-01-06"


def _put(show: Show, title: str, starts_at, ends_at, *members: Member, place: Place | None = None, **fields):
    entered = EventFields(
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        member_ids=tuple(member.pk for member in members),
        place_id=place.pk if place else None,
        **fields,
    )
    return add_event(show=show, fields=entered)


def _text(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_programme_lists_the_day_with_zone_people_and_place(show, camille, sacha, camille_client):
    _put(show, "Brunch <b>", at(6, 11), at(6, 13), camille, sacha, place=show.stand)
    _put(show, "Party", at(6, 22), at(7, 2), location="A rooftop")
    page = _text(camille_client)
    assert "Brunch &lt;b&gt;" in page
    assert '<time datetime="2026-01-06T11:00:00-08:00" title="Tuesday, January 6, 11 a.m. PST">11 a.m.</time>' in page
    assert "Camille, Sacha" in page
    assert "Stand 60427" in page
    assert "A rooftop" in page
    assert "nobody goes yet" in page


def test_programme_of_the_next_day_holds_the_party_that_runs_into_it(show, camille_client):
    _put(show, "Party", at(6, 22), at(7, 2))
    assert "Party" in _text(camille_client, "/t/lumen/programme/?day=2026-01-07")


def test_programme_of_mine_leaves_out_the_others(show, camille, sacha, camille_client):
    _put(show, "hers", at(6, 8), at(6, 9), camille)
    _put(show, "his", at(6, 8), at(6, 9), sacha)
    assert "hers" in _text(camille_client, URL + "&who=mine")
    assert ">his<" not in _text(camille_client, URL + "&who=mine")


def test_programme_says_clashes_in_words(show, camille, camille_client):
    _put(show, "Vautrin", at(6, 10), at(6, 11), camille)
    _put(show, "Le Figaro", at(6, 10, 45), at(6, 11, 30), camille)
    assert "Camille: Vautrin and Le Figaro overlap by 15 minutes." in _text(camille_client)


def test_programme_side_by_side_has_a_lane_a_member(show, camille, sacha, camille_client):
    _put(show, "hers", at(6, 8), at(6, 9), camille)
    _put(show, "his", at(6, 8), at(6, 9), sacha)
    page = _text(camille_client, URL + "&view=lanes")
    assert page.count('class="lane"') == 2
    assert "from-h8 from-m0 to-h9 to-m0" in page


def test_programme_keeps_cancelled_events_apart(show, camille_client):
    event = _put(show, "Gone", at(6, 8), at(6, 9))
    cancel_event(show=show, event_id=event.pk)
    page = _text(camille_client)
    assert "One event is cancelled" in page
    assert "<s>Gone</s>" in page


def test_programme_of_an_empty_day_teaches_what_to_do(show, camille_client):
    page = _text(camille_client)
    assert "Nothing on this day yet" in page
    assert "/t/lumen/programme/import/" in page


def test_programme_without_a_show_teaches_to_make_one(team, camille_client):
    page = _text(camille_client, "/t/lumen/programme/")
    assert "/t/lumen/show/new/" in page


@pytest.mark.parametrize("query", ["day=soon", "day=0001-01-01", "day=9999-12-31", "who=x&view=y", "day="])
def test_programme_with_a_query_that_is_nonsense_still_answers(show, camille_client, query):
    assert camille_client.get(f"/t/lumen/programme/?{query}").status_code == 200


def test_programme_in_french_has_twenty_four_hours(show, camille, camille_client):
    camille.user.language = "fr"
    camille.user.save()
    _put(show, "Party", at(6, 22), at(7, 2))
    assert ">22:00</time>" in _text(camille_client)


def test_programme_on_the_day_says_when_to_leave_and_offers_to(show, camille, camille_client):
    """The show is made to be on today, whatever day the test runs."""
    now = clock.now()
    show.starts_on = show.ends_on = now.astimezone(show.zone).date()
    show.save()
    hotel = Place.objects.create(team=show.team, show=show, name="Bellagio", kind=PlaceKind.HOTEL, inside=show.stand)
    _put(show, "Soon", now + timedelta(hours=1), now + timedelta(hours=2), camille, place=show.stand)
    page = _text(camille_client, "/t/lumen/programme/")
    assert "I&#x27;m leaving" in page or "I'm leaving" in page
    assert f'name="origin" value="{hotel.pk}"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_programme_takes_as_many_queries_for_three_events_as_for_one(
    show, camille, camille_client, django_assert_num_queries, number
):
    for hour in range(number):
        _put(show, f"event {hour}", at(6, 8 + hour), at(6, 9 + hour), camille, place=show.stand)
    camille_client.get(URL)
    with django_assert_num_queries(16):
        camille_client.get(URL)


PAGES = [
    "programme/",
    "programme/event/new/",
    "programme/event/{event}/",
    "programme/event/{event}/change/",
    "programme/import/",
    "programme/calendar/",
    "programme/journeys/",
    "programme/journeys/{journey}/",
    "show/new/",
    "show/{show}/",
    "show/place/{place}/",
]
DEEDS = [
    "programme/event/new/",
    "programme/event/{event}/change/",
    "programme/event/{event}/cancel/",
    "programme/event/{event}/restore/",
    "programme/import/",
    "programme/import/{imported}/confirm/",
    "programme/journeys/leave/",
    "programme/journeys/{journey}/",
    "programme/journeys/{journey}/arrive/",
    "programme/journeys/{journey}/forget/",
    "show/new/",
    "show/{show}/",
    "show/{show}/hours/",
    "show/{show}/stand/",
    "show/{show}/place/",
    "show/{show}/leg/",
    "show/{show}/leg/{leg}/remove/",
    "show/place/{place}/",
    "show/place/{place}/remove/",
]


@pytest.fixture
def ids(show: Show, camille: Member, team: Team) -> dict[str, str]:
    """A row of each kind, by the name that stands in the addresses."""
    from showtime.programme.import_calendar import propose
    from showtime.programme.journeys import depart
    from showtime.programme.places import LegFields, add_leg

    event = _put(show, "Pitch", at(6, 8), at(6, 9), camille)
    hall = show.stand.inside
    now = clock.now()
    rows = {
        "event": event,
        "show": show,
        "place": show.stand,
        "leg": add_leg(show=show, fields=LegFields(origin_id=show.stand.pk, destination_id=hall.pk, minutes=3)),
        "journey": depart(show=show, member=camille, origin_id=show.stand.pk, destination_id=hall.pk, now=now),
        "imported": propose(show=show, member=camille, data=b"x", source="x", now=now)[0],
    }
    return {name: str(row.pk) for name, row in rows.items()}


@pytest.mark.parametrize("path", [*PAGES, "programme/import/{imported}/"])
def test_page_answers_a_member_and_does_not_exist_for_others(ids, path, camille_client, gus_client, mallory_client):
    url = f"/t/lumen/{path.format(**ids)}"
    assert camille_client.get(url).status_code == 200
    assert gus_client.get(url).status_code == 200
    assert mallory_client.get(url).status_code == 404


@pytest.mark.parametrize("path", DEEDS)
def test_deed_is_refused_to_guests_and_does_not_exist_for_others(ids, path, gus_client, mallory_client):
    url = f"/t/lumen/{path.format(**ids)}"
    assert gus_client.post(url).status_code == 403
    assert mallory_client.post(url).status_code == 404


@pytest.mark.parametrize("path", [path for path in (*PAGES, *DEEDS) if "{" in path])
def test_rows_of_another_team_do_not_exist_on_ones_own_pages(ids, path, mallory_client, mallory, camille_client):
    """Mallory asks her own team's addresses with Camille's ids."""
    Show.objects.create(
        team=mallory.team,
        name="Rival show",
        time_zone="UTC",
        country="US",
        starts_on=at(6, 9).date(),
        ends_on=at(6, 9).date(),
    )
    url = f"/t/rival/{path.format(**ids)}"
    ask = mallory_client.post if path in DEEDS else mallory_client.get
    assert ask(url).status_code == 404
