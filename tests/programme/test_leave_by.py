"""When to leave: from where, how early, what yesterday's jam does to it, and why in words."""

from datetime import UTC, date, timedelta

import pytest

from showtime.programme.journeys import arrive, depart
from showtime.programme.leave_by import departures, leave_by
from showtime.programme.models import Journey, Leg, LegMode, Place, PlaceKind, Show
from showtime.programme.queries import day_bounds
from tests.programme.conftest import VEGAS, at

NOW = at(7, 5)


@pytest.fixture
def travel(show, hall, hotel):
    """Log a journey of Camille's or Sacha's: `travel(member, hotel, hall, at(6, 8), 55)`."""

    def travel(member, origin, destination, departed, minutes):
        journey = depart(show=show, member=member, origin_id=origin.pk, destination_id=destination.pk, now=departed)
        return arrive(show=show, journey_id=journey.pk, now=departed + timedelta(minutes=minutes))

    return travel


def test_leave_by_before_any_journey_allows_for_delays(show, put, camille, hall, hotel):
    """20 minutes by taxi, of which one in twenty takes 42 or more; 5 on foot, and 5 for arriving."""
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert (leave.origin, leave.destination, leave.expected, leave.mode) == (hotel, hall, 25, "taxi")
    assert leave.minutes == 48
    assert leave.at == at(7, 7, 35)
    assert leave.reason == "usually 25 min, with room for delays"


def test_leave_by_after_yesterdays_jam_is_earlier_and_says_why(show, put, camille, sacha, hall, hotel, travel):
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    before = leave_by(show=show, member=camille, event=event, now=NOW)
    travel(sacha, hotel, hall, at(6, 8), 55)
    after = leave_by(show=show, member=camille, event=event, now=NOW)
    assert after.at < before.at
    assert after.minutes > 55
    assert after.reason == "yesterday 55 min instead of 25"


def test_leave_by_is_a_multiple_of_five_minutes_before_everything_needed(show, put, camille, hall, hotel, travel):
    travel(camille, hotel, hall, at(6, 8), 41)
    event = put("Breakfast", at(7, 8, 33), at(7, 9, 30), camille, place=hall)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert leave.at.minute % 5 == 0
    needed = timedelta(minutes=leave.minutes + show.arrival_margin)
    assert timedelta() <= event.starts_at - needed - leave.at < timedelta(minutes=5)


def test_leave_by_after_quick_rides_is_later(show, put, camille, hall, hotel, travel):
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    before = leave_by(show=show, member=camille, event=event, now=NOW)
    for hour in (7, 8, 9):
        travel(camille, hotel, hall, at(6, hour), 15)
    after = leave_by(show=show, member=camille, event=event, now=NOW)
    assert after.at > before.at
    assert after.reason == "yesterday only 15 min instead of 25"


def test_leave_by_learns_more_from_the_same_hour(show, put, camille, hall, hotel, travel):
    travel(camille, hotel, hall, at(6, 8), 55)
    morning = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    evening = put("Party", at(7, 20), at(7, 23), camille, place=hall)
    first = leave_by(show=show, member=camille, event=morning, now=NOW, origin=hotel)
    last = leave_by(show=show, member=camille, event=evening, now=NOW, origin=hotel)
    assert last.minutes < first.minutes


def test_leave_by_learns_a_little_from_a_jam_on_another_ride(show, put, camille, hall, hotel, travel):
    airport = Place.objects.create(team=show.team, show=show, name="Airport")
    Leg.objects.create(team=show.team, show=show, origin=hotel, destination=airport, mode=LegMode.TAXI, minutes=15)
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    before = leave_by(show=show, member=camille, event=event, now=NOW)
    travel(camille, hotel, airport, at(6, 8), 45)
    after = leave_by(show=show, member=camille, event=event, now=NOW)
    assert before.minutes < after.minutes < 1.5 * before.minutes
    assert after.reason == "yesterday 45 min instead of 15"


def test_leave_by_takes_any_hall_of_the_venue_for_the_same_ride(show, put, camille, hall, hotel, travel):
    other = Place.objects.create(team=show.team, show=show, name="Hall A", kind=PlaceKind.HALL, inside=hall.inside)
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    travel(camille, hotel, other, at(6, 8), 55)
    assert leave_by(show=show, member=camille, event=event, now=NOW).minutes > 55


def test_leave_by_does_not_know_what_is_still_ahead(show, put, camille, hall, hotel, travel):
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    before = leave_by(show=show, member=camille, event=event, now=NOW)
    travel(camille, hotel, hall, at(7, 6), 55)
    assert leave_by(show=show, member=camille, event=event, now=NOW) == before


def test_leave_by_ignores_a_forgotten_arrival(show, put, camille, hall, hotel, travel):
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    before = leave_by(show=show, member=camille, event=event, now=NOW)
    travel(camille, hotel, hall, at(6, 8), 14 * 60)
    assert leave_by(show=show, member=camille, event=event, now=NOW) == before


def test_leave_by_from_the_event_before(show, put, camille, hall, hotel):
    put("Breakfast", at(7, 7), at(7, 8), camille, place=hotel)
    put("Mentor", at(7, 9), at(7, 10), camille, place=hall)
    put("somewhere", at(7, 10), at(7, 10, 30), camille, location="a café")
    event = put("Pitch", at(7, 11), at(7, 12), camille, place=show.stand)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert (leave.origin, leave.mode, leave.expected) == (hall, "walk", 2)


def test_leave_by_from_where_one_arrived_last(show, put, camille, hall, hotel, travel):
    put("Breakfast", at(7, 7), at(7, 8), camille, place=hotel)
    event = put("Pitch", at(7, 14), at(7, 15), camille, place=hall)
    travel(camille, hotel, show.stand, at(7, 9), 30)
    assert leave_by(show=show, member=camille, event=event, now=at(7, 10)).origin == show.stand


def test_leave_by_while_another_event_still_runs_says_that_it_is_tight(show, put, camille, hall, hotel):
    put("Breakfast", at(7, 8), at(7, 9), camille, place=hotel)
    event = put("Pitch", at(7, 9, 40), at(7, 10), camille, place=hall)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert leave.at == at(7, 8, 45)
    reason = leave.reason.replace("\N{NO-BREAK SPACE}", " ")
    assert reason == "usually 25 min, with room for delays; tight after Breakfast, which ends at 9 a.m."


def test_leave_by_in_the_morning_starts_at_the_hotel_whatever_last_night_was(show, put, camille, hall, hotel):
    put("Party", at(6, 22), at(7, 2), camille, place=show.stand)
    event = put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    assert leave_by(show=show, member=camille, event=event, now=NOW).origin == hotel


def test_leave_by_after_midnight_starts_at_last_nights_party(show, put, camille, hall, hotel):
    put("Party", at(6, 22), at(7, 0, 30), camille, place=show.stand)
    event = put("Second party", at(7, 1, 30), at(7, 3), camille, place=hotel)
    assert leave_by(show=show, member=camille, event=event, now=at(6, 22)).origin == show.stand


def test_leave_by_without_hotel_starts_at_the_stand(show, put, camille):
    event = put("Pitch", at(7, 14), at(7, 15), camille, place=show.stand.inside)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert (leave.origin, leave.minutes) == (show.stand, 3)


def test_leave_by_where_one_is_already_or_nothing_is_known_is_none(show, put, camille, hall, hotel):
    far = Place.objects.create(team=show.team, show=show, name="Far away")
    at_hotel = put("Breakfast", at(7, 7), at(7, 8), camille, place=hotel)
    unknown = put("Dinner", at(7, 19), at(7, 20), camille, place=far)
    nowhere = put("Call", at(7, 17), at(7, 18), camille)
    whole_day = put("Day", at(7, 0), at(8, 0), camille, all_day=True, place=hall)
    for event in (at_hotel, unknown, nowhere, whole_day):
        assert leave_by(show=show, member=camille, event=event, now=NOW) is None


def test_leave_by_a_way_that_only_journeys_know(show, put, camille, hall, hotel, travel):
    far = Place.objects.create(team=show.team, show=show, name="Far away")
    event = put("Dinner", at(7, 19), at(7, 20), camille, place=far)
    travel(camille, hotel, far, at(6, 18), 34)
    leave = leave_by(show=show, member=camille, event=event, now=NOW)
    assert (leave.origin, leave.expected, leave.mode) == (hotel, 34, "taxi")
    assert leave.reason == "yesterday 34 min, as expected"


def test_leave_by_across_the_clock_change_is_counted_in_real_minutes(team, camille):
    """On 8 March 2026 a breakfast at 3:15 in Las Vegas is 75 minutes after 1:00."""
    show = Show.objects.create(
        team=team,
        name="Spring",
        time_zone="America/Los_Angeles",
        country="US",
        starts_on=date(2026, 3, 8),
        ends_on=date(2026, 3, 8),
        arrival_margin=5,
    )
    hotel = Place.objects.create(team=team, show=show, name="Hotel", kind=PlaceKind.HOTEL)
    hall = Place.objects.create(team=team, show=show, name="Hall")
    Leg.objects.create(team=team, show=show, origin=hotel, destination=hall, mode=LegMode.WALK, minutes=30)
    from showtime.programme.schedule import EventFields, add_event

    fields = EventFields(
        title="Breakfast",
        starts_at=at(8, 3, 15, month=3),
        ends_at=at(8, 4, month=3),
        place_id=hall.pk,
        member_ids=(camille.pk,),
    )
    event = add_event(show=show, fields=fields)
    leave = leave_by(show=show, member=camille, event=event, now=at(7, 20, month=3))
    assert leave.minutes == 40
    assert leave.at.astimezone(VEGAS).isoformat() == "2026-03-08T01:30:00-08:00"


def test_departures_agree_with_leave_by_for_everyone(show, put, camille, sacha, hall, hotel, travel):
    travel(sacha, hotel, hall, at(6, 8), 55)
    put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, sacha, place=hall)
    put("Pitch", at(7, 14), at(7, 15), sacha, place=show.stand)
    put("Lunch", at(7, 12), at(7, 13), camille, place=hotel)
    start, end = day_bounds(show=show, day=date(2026, 1, 7))
    found = departures(show=show, start=start, end=end, now=NOW)
    each = {
        (event.pk, member.pk): leave_by(show=show, member=member, event=event, now=NOW)
        for member in (camille, sacha)
        for event in member.events.filter(show=show)
    }
    assert found == each
    assert len(found) == 4


@pytest.mark.parametrize("number", [1, 3])
def test_departures_take_five_queries(show, put, camille, django_assert_num_queries, number):
    for each in range(number):
        put(f"event {each}", at(7, 9 + each), at(7, 10 + each), camille, place=show.stand.inside)
        Journey.objects.create(
            team=show.team,
            show=show,
            member=camille,
            origin=show.stand,
            destination=show.stand.inside,
            departed_at=at(6, 9 + each),
            arrived_at=at(6, 9 + each, 5).astimezone(UTC),
        )
    start, end = day_bounds(show=show, day=date(2026, 1, 7))
    with django_assert_num_queries(5):
        assert len(departures(show=show, start=start, end=end, now=NOW)) == 1
