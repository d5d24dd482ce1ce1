"""The places around a show, one inside the other, and the legs between them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from showtime.programme.faults import Fault, InvalidEntryError
from showtime.programme.models import Leg, LegMode, Place, PlaceKind, Show


class PlaceNotFoundError(LookupError):
    """The show has no such place or leg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFields:
    """What one can say about a place; `inside_id` is the place around it."""

    name: str
    kind: str = PlaceKind.OTHER
    inside_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFields:
    """What one can say about a leg; `minutes` are those to expect on a usual day."""

    origin_id: UUID
    destination_id: UUID
    minutes: int
    mode: str = LegMode.WALK


def add_place(*, show: Show, fields: PlaceFields) -> Place:
    """A new place. InvalidEntryError names the fields that are wrong."""
    return _save_place(Place(team_id=show.team_id, show=show), fields)


def change_place(*, show: Show, place_id: UUID, fields: PlaceFields) -> Place:
    """The place with everything as the fields say. PlaceNotFoundError; InvalidEntryError."""
    return _save_place(_place(show, place_id), fields)


def remove_place(*, show: Show, place_id: UUID) -> None:
    """Forget a place and its legs; events there keep its name in words. PlaceNotFoundError.

    InvalidEntryError when journeys were made from or to it: they taught what travel takes.
    """
    place = _place(show, place_id)
    if show.journeys.filter(origin=place).exists() or show.journeys.filter(destination=place).exists():
        message = _("Journeys were made from or to this place. Rename it instead of removing it.")
        raise InvalidEntryError([Fault("name", "used", message)])
    with transaction.atomic():
        show.events.filter(place=place, location="").update(location=place.name)
        place.delete()


def add_leg(*, show: Show, fields: LegFields) -> Leg:
    """A new leg, or other minutes for the one that is known by this mode. InvalidEntryError names what is wrong."""
    origin, destination = _ends(show, fields)
    leg, _made = Leg.objects.update_or_create(
        show=show,
        origin=origin,
        destination=destination,
        mode=fields.mode,
        defaults={"minutes": fields.minutes},
        create_defaults={"minutes": fields.minutes, "team_id": show.team_id},
    )
    return leg


def remove_leg(*, show: Show, leg_id: UUID) -> None:
    """Forget a leg. PlaceNotFoundError."""
    deleted, _rows = Leg.objects.filter(show=show, pk=leg_id).delete()
    if not deleted:
        raise PlaceNotFoundError(str(leg_id))


def _save_place(place: Place, fields: PlaceFields) -> Place:
    faults = []
    if not fields.name.strip():
        faults.append(Fault("name", "missing", _("Give the place a name.")))
    if len(fields.name) > 160:
        faults.append(Fault("name", "too_long", _("Shorten it to %(limit)d characters.") % {"limit": 160}))
    if fields.kind not in PlaceKind.values:
        faults.append(Fault("kind", "unknown", _("Choose one of the kinds of places.")))
    around = _around(place, fields.inside_id, faults)
    if faults:
        raise InvalidEntryError(faults)
    place.name, place.kind, place.inside = fields.name.strip(), fields.kind, around
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        message = _("The show has a place of this name already. Choose another name.")
        raise InvalidEntryError([Fault("name", "taken", message)]) from error
    return place


def _around(place: Place, inside_id: UUID | None, faults: list[Fault]) -> Place | None:
    """The place around; a fault where it is none of the show or lies, however deep, inside the place itself."""
    if inside_id is None:
        return None
    parents = dict(Place.objects.filter(show=place.show_id).values_list("pk", "inside_id"))
    if inside_id not in parents:
        faults.append(Fault("inside_id", "unknown", _("This place is not one of the show. Choose another.")))
        return None
    seen: set[UUID] = set()
    above: UUID | None = inside_id
    while above is not None and above not in seen:
        if above == place.pk:
            message = _("A place cannot be inside itself. Choose another place around it.")
            faults.append(Fault("inside_id", "circle", message))
            return None
        seen.add(above)
        above = parents.get(above)
    return Place.objects.get(pk=inside_id)


def _ends(show: Show, fields: LegFields) -> tuple[Place, Place]:
    known = Place.objects.filter(show=show).in_bulk([fields.origin_id, fields.destination_id])
    faults = [
        Fault(field, "unknown", _("This place is not one of the show. Choose another."))
        for field, key in (("origin_id", fields.origin_id), ("destination_id", fields.destination_id))
        if key not in known
    ]
    if fields.origin_id == fields.destination_id:
        faults.append(Fault("destination_id", "same", _("Choose two different places.")))
    if not 1 <= fields.minutes <= 24 * 60:
        faults.append(Fault("minutes", "out_of_range", _("Give the minutes as a number from 1 to 1440.")))
    if fields.mode not in LegMode.values:
        faults.append(Fault("mode", "unknown", _("Choose how one gets there.")))
    if faults:
        raise InvalidEntryError(faults)
    return known[fields.origin_id], known[fields.destination_id]


def _place(show: Show, place_id: UUID) -> Place:
    place = Place.objects.filter(show=show, pk=place_id).first()
    if place is None:
        raise PlaceNotFoundError(str(place_id))
    return place
