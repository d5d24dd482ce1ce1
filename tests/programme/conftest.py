"""A day around CES: the Bellagio, the Venetian with its halls, the ways between them; helpers that put events in."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from showtime.programme.models import Event, Leg, LegMode, Place, PlaceKind, Show
from showtime.programme.schedule import EventFields, add_event

VEGAS = ZoneInfo("America/Los_Angeles")


def at(day: int, hour: int, minute: int = 0, *, month: int = 1, fold: int = 0) -> datetime:
    """A moment of 2026 as the clocks of Las Vegas say it."""
    return datetime(2026, month, day, hour, minute, fold=fold, tzinfo=VEGAS)


@pytest.fixture
def hall(show: Show) -> Place:
    """Hall G, in which the stand is, inside the Venetian."""
    hall = show.stand.inside
    hall.inside = Place.objects.create(team=show.team, show=show, name="The Venetian", kind=PlaceKind.VENUE)
    hall.save()
    return hall


@pytest.fixture
def hotel(show: Show, hall: Place) -> Place:
    """The Bellagio, 20 minutes by taxi from the Venetian."""
    hotel = Place.objects.create(team=show.team, show=show, name="Bellagio", kind=PlaceKind.HOTEL)
    Leg.objects.create(team=show.team, show=show, origin=hotel, destination=hall.inside, mode=LegMode.TAXI, minutes=20)
    return hotel


@pytest.fixture
def put(show: Show) -> Callable[..., Event]:
    """Put an event in: `put("Pitch", at(6, 9), at(6, 10), camille, place=hall)`."""

    def put(title, starts_at, ends_at, *members, place=None, **fields):
        fields = EventFields(
            title=title,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=place.pk if place else None,
            member_ids=tuple(member.pk for member in members),
            **fields,
        )
        return add_event(show=show, fields=fields)

    return put
