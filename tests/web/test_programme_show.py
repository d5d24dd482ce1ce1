"""The page Show, and the buttons of a journey."""

from datetime import date, time

import pytest

from showtime.programme.models import Journey, Leg, Place, Show

NEW = {
    "name": "VivaTech",
    "venue": "Paris",
    "starts_on": "2026-06-17",
    "ends_on": "2026-06-20",
    "country": "FR",
    "time_zone": "paris",
    "cover": "1",
    "arrival_margin": "5",
    "opens": "09:00",
    "closes": "18:00",
}


def test_show_is_made_with_a_city_for_its_zone(team, camille_client):
    answer = camille_client.post("/t/lumen/show/new/", NEW)
    show = Show.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/t/lumen/show/{show.pk}/")
    assert (show.time_zone, show.country, show.days.count(), show.team) == ("Europe/Paris", "FR", 4, team)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"time_zone": "Atlantis"}, "time_zone"),
        ({"ends_on": "2026-06-16"}, "ends_on"),
        ({"closes": "08:00"}, "closes"),
        ({"country": "XX"}, "country"),
        ({"starts_on": "9999-01-01", "ends_on": "9999-01-02"}, "starts_on"),
    ],
)
def test_show_that_is_wrong_says_where(team, camille_client, change, field):
    answer = camille_client.post("/t/lumen/show/new/", NEW | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Show.objects.exists()


def test_show_is_changed(show, camille_client):
    entered = {**NEW, "name": "CES", "starts_on": "2026-01-06", "ends_on": "2026-01-07", "country": "US"}
    assert camille_client.post(f"/t/lumen/show/{show.pk}/", entered | {"time_zone": "los angeles"}).status_code == 302
    show.refresh_from_db()
    assert (show.name, show.time_zone, show.ends_on) == ("CES", "America/Los_Angeles", date(2026, 1, 7))


def test_hours_are_changed_day_by_day(show, camille_client):
    entered = {"opens_2026-01-06": "09:30", "closes_2026-01-06": "17:00", "opens_2026-01-08": "10:00"}
    wrong = camille_client.post(f"/t/lumen/show/{show.pk}/hours/", entered)
    assert (wrong.status_code, list(wrong.context["hours"].errors)) == (422, ["closes_2026-01-08"])
    backwards = entered | {"closes_2026-01-08": "09:00"}
    wrong = camille_client.post(f"/t/lumen/show/{show.pk}/hours/", backwards)
    assert (wrong.status_code, list(wrong.context["hours"].errors)) == (422, ["closes_2026-01-08"])
    right = entered | {"closes_2026-01-08": "12:00"}
    assert camille_client.post(f"/t/lumen/show/{show.pk}/hours/", right).status_code == 302
    assert list(show.days.values_list("day", "opens")) == [
        (date(2026, 1, 6), time(9, 30)),
        (date(2026, 1, 8), time(10)),
    ]


def test_place_is_added_changed_and_removed(show, camille_client):
    add = f"/t/lumen/show/{show.pk}/place/"
    assert camille_client.post(add, {"name": "Bellagio", "kind": "hotel"}).status_code == 302
    place = Place.objects.get(name="Bellagio")
    twice = camille_client.post(add, {"name": "Bellagio", "kind": "hotel"})
    assert (twice.status_code, list(twice.context["place"].errors)) == (422, ["name"])
    change = f"/t/lumen/show/place/{place.pk}/"
    camille_client.post(change, {"name": "The Bellagio", "kind": "hotel", "inside_id": str(show.stand.inside_id)})
    place.refresh_from_db()
    assert (place.name, place.inside) == ("The Bellagio", show.stand.inside)
    assert camille_client.post(f"{change}remove/").status_code == 302
    assert not Place.objects.filter(pk=place.pk).exists()


def test_way_is_added_and_removed(show, camille_client):
    hall = show.stand.inside
    entered = {"origin_id": str(show.stand.pk), "destination_id": str(hall.pk), "minutes": "3", "mode": "walk"}
    camille_client.post(f"/t/lumen/show/{show.pk}/leg/", entered)
    leg = Leg.objects.get()
    assert (leg.origin, leg.destination, leg.minutes) == (show.stand, hall, 3)
    same = camille_client.post(f"/t/lumen/show/{show.pk}/leg/", entered | {"destination_id": str(show.stand.pk)})
    assert (same.status_code, list(same.context["leg"].errors)) == (422, ["destination_id"])
    camille_client.post(f"/t/lumen/show/{show.pk}/leg/{leg.pk}/remove/")
    assert not Leg.objects.exists()


def test_stand_is_chosen(show, camille_client):
    camille_client.post(f"/t/lumen/show/{show.pk}/stand/", {"stand": str(show.stand.inside_id)})
    assert Show.objects.get().stand == show.stand.inside


def test_leaving_and_arriving_by_two_taps(show, camille, camille_client):
    hall = show.stand.inside
    leave = {"origin": str(show.stand.pk), "destination": str(hall.pk), "back": "/t/lumen/programme/"}
    answer = camille_client.post("/t/lumen/programme/journeys/leave/", leave)
    assert answer["Location"] == "/t/lumen/programme/"
    journey = Journey.objects.get()
    assert (journey.member, journey.mode, journey.arrived_at) == (camille, "walk", None)
    page = camille_client.get("/t/lumen/programme/journeys/").content.decode()
    assert f"/t/lumen/programme/journeys/{journey.pk}/arrive/" in page
    answer = camille_client.post(f"/t/lumen/programme/journeys/{journey.pk}/arrive/", follow=True)
    assert Journey.objects.get().arrived_at is not None
    assert f"Arrived at {hall} after 0 min" in answer.content.decode()


def test_leaving_by_htmx_answers_with_the_other_button(show, camille_client):
    leave = {"origin": str(show.stand.pk), "destination": str(show.stand.inside_id)}
    answer = camille_client.post("/t/lumen/programme/journeys/leave/", leave, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "I'm here" in page.replace("&#x27;", "'")
    assert "<html" not in page


def test_leaving_to_nowhere_says_where(show, camille_client):
    leave = {"origin": str(show.stand.pk), "destination": str(show.stand.pk)}
    answer = camille_client.post("/t/lumen/programme/journeys/leave/", leave)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["destination"])


def test_leaving_back_to_another_site_is_not_followed(show, camille_client):
    leave = {"origin": str(show.stand.pk), "destination": str(show.stand.inside_id), "back": "https://evil.test/"}
    answer = camille_client.post("/t/lumen/programme/journeys/leave/", leave)
    assert answer["Location"] == "/t/lumen/programme/journeys/"


def test_journey_is_mended_by_the_shows_clock(show, camille_client):
    leave = {"origin": str(show.stand.pk), "destination": str(show.stand.inside_id)}
    camille_client.post("/t/lumen/programme/journeys/leave/", leave)
    url = f"/t/lumen/programme/journeys/{Journey.objects.get().pk}/"
    entered = {"departed_at": "2026-01-06T08:00", "arrived_at": "2026-01-06T08:55", "mode": "taxi"}
    assert camille_client.post(url, entered).status_code == 302
    journey = Journey.objects.get()
    assert journey.departed_at.isoformat() == "2026-01-06T16:00:00+00:00"
    assert (journey.arrived_at - journey.departed_at).seconds == 55 * 60
    wrong = camille_client.post(url, entered | {"arrived_at": "2026-01-06T07:00"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["arrived_at"])
    wrong = camille_client.post(url, entered | {"departed_at": "0001-01-01T07:00"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["departed_at"])
    camille_client.post(f"{url}forget/")
    assert not Journey.objects.exists()
