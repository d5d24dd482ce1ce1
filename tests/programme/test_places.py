"""Places one inside the other, and the legs between them."""

import pytest

from showtime.lib.ids import new_id
from showtime.programme import queries, ways
from showtime.programme.faults import InvalidEntryError
from showtime.programme.journeys import depart
from showtime.programme.models import Leg, Place
from showtime.programme.place_match import match_place
from showtime.programme.places import (
    LegFields,
    PlaceFields,
    PlaceNotFoundError,
    add_leg,
    add_place,
    change_place,
    remove_leg,
    remove_place,
)
from tests.programme.conftest import at


def _faults(caught):
    return [(fault.field, fault.code) for fault in caught.value.faults]


def test_add_place_inside_another(show, hall):
    place = add_place(show=show, fields=PlaceFields(name=" Stage ", kind="other", inside_id=hall.pk))
    assert (place.name, place.inside, place.team) == ("Stage", hall, show.team)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (PlaceFields(name=" "), [("name", "missing")]),
        (PlaceFields(name="x" * 161), [("name", "too_long")]),
        (PlaceFields(name="Stand 60427"), [("name", "taken")]),
        (PlaceFields(name="x", kind="cave"), [("kind", "unknown")]),
        (PlaceFields(name="x", inside_id=new_id()), [("inside_id", "unknown")]),
    ],
)
def test_add_place_that_is_wrong_names_field_and_mend(show, fields, expected):
    with pytest.raises(InvalidEntryError) as caught:
        add_place(show=show, fields=fields)
    assert _faults(caught) == expected


def test_change_place_into_its_own_part_is_refused(show, hall):
    venue = hall.inside
    for inside in (venue, hall, show.stand):
        with pytest.raises(InvalidEntryError) as caught:
            change_place(
                show=show, place_id=venue.pk, fields=PlaceFields(name=venue.name, kind="venue", inside_id=inside.pk)
            )
        assert _faults(caught) == [("inside_id", "circle")]


def test_remove_place_leaves_its_name_with_the_events(show, put, hotel):
    event = put("Breakfast", at(6, 8), at(6, 9), place=hotel)
    remove_place(show=show, place_id=hotel.pk)
    event.refresh_from_db()
    assert (event.place, event.location, Leg.objects.count()) == (None, "Bellagio", 0)


def test_remove_place_from_which_journeys_were_made_is_refused(show, camille, hall, hotel):
    depart(show=show, member=camille, origin_id=hotel.pk, destination_id=hall.pk, now=at(6, 8))
    with pytest.raises(InvalidEntryError) as caught:
        remove_place(show=show, place_id=hotel.pk)
    assert _faults(caught) == [("name", "used")]
    assert Place.objects.filter(pk=hotel.pk).exists()


def test_remove_place_that_is_not_there_is_not_found(show):
    with pytest.raises(PlaceNotFoundError):
        remove_place(show=show, place_id=new_id())


def test_add_leg_twice_keeps_the_last_minutes(show, hall, hotel):
    fields = {"origin_id": hotel.pk, "destination_id": hall.pk, "mode": "shuttle"}
    add_leg(show=show, fields=LegFields(minutes=25, **fields))
    leg = add_leg(show=show, fields=LegFields(minutes=35, **fields))
    assert [(each.minutes, each.mode) for each in queries.legs(show=show) if each.mode == "shuttle"] == [
        (35, "shuttle")
    ]
    remove_leg(show=show, leg_id=leg.pk)
    with pytest.raises(PlaceNotFoundError):
        remove_leg(show=show, leg_id=leg.pk)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"minutes": 0}, [("minutes", "out_of_range")]),
        ({"minutes": 1441}, [("minutes", "out_of_range")]),
        ({"mode": "camel"}, [("mode", "unknown")]),
        ({"destination_id": new_id()}, [("destination_id", "unknown")]),
    ],
)
def test_add_leg_that_is_wrong_names_field_and_mend(show, hall, hotel, change, expected):
    with pytest.raises(InvalidEntryError) as caught:
        add_leg(
            show=show,
            fields=LegFields(**({"origin_id": hotel.pk, "destination_id": hall.pk, "minutes": 9} | change)),
        )
    assert _faults(caught) == expected


def test_network_nests_and_takes_two_queries(show, hall, hotel, django_assert_num_queries):
    with django_assert_num_queries(2):
        network = ways.network(show=show)
    way = network.way(hotel.pk, show.stand_id)
    assert (way.minutes, way.mode) == (27, "taxi")


def test_match_place_by_name_or_the_longest_name_within(show, hall):
    places = queries.places(show=show)
    assert match_place(" venetian expo,  HALL g ", places) == hall
    assert match_place("Stand 60427, Venetian Expo, Hall G", places).name == "Venetian Expo, Hall G"
    assert match_place("behind The Venetian", places).name == "The Venetian"
    assert match_place("Stand 604271", places) is None
    assert match_place("", places) is None
