"""A show's places and legs as the network of the engine `travel`, keyed by place id."""

from collections.abc import Iterable
from uuid import UUID

from showtime.programme import queries
from showtime.programme.models import Leg, Place, PlaceKind, Show
from showtime.travel.ways import Inside, Network
from showtime.travel.ways import Leg as Step

#: Minutes on foot between a place and the one around it where no leg says better, by the kind of the inner place:
#: what one walks in a large exhibition centre. A venue inside another is a house in a town.
_MINUTES_INSIDE = {PlaceKind.STAND: 2, PlaceKind.HALL: 5, PlaceKind.VENUE: 15}
_MINUTES_INSIDE_OTHERWISE = 5


def network(*, show: Show) -> Network[UUID]:
    """All ways of the show; two queries."""
    return of_rows(places=queries.places(show=show), legs=queries.legs(show=show))


def of_rows(*, places: Iterable[Place], legs: Iterable[Leg]) -> Network[UUID]:
    """The network of rows that are loaded already."""
    return Network(
        legs=tuple(Step(leg.origin_id, leg.destination_id, float(leg.minutes), leg.mode) for leg in legs),
        nest=tuple(
            Inside(place.pk, place.inside_id, float(_minutes_inside(place)))
            for place in places
            if place.inside_id is not None
        ),
    )


def _minutes_inside(place: Place) -> int:
    return _MINUTES_INSIDE.get(PlaceKind(place.kind), _MINUTES_INSIDE_OTHERWISE)
