"""Journeys as they are made: "I'm leaving", "I'm here", and the mending of what was tapped too late."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from showtime.accounts.models import Member
from showtime.programme import queries, ways
from showtime.programme.faults import Fault, InvalidEntryError
from showtime.programme.models import Journey, LegMode, Place, Show


class JourneyNotFoundError(LookupError):
    """The show has no such journey."""


def depart(
    *,
    show: Show,
    member: Member,
    origin_id: UUID,
    destination_id: UUID,
    now: datetime,
    mode: str = "",
    journey_id: UUID | None = None,
) -> Journey:
    """The member leaves now. Without a `mode` it is that of the way as it is known, or else a taxi.

    A second tap for the same way gives the journey that is under way. A journey that was never ended stays without
    arrival and teaches nothing. InvalidEntryError names what is wrong.
    """
    origin, destination = _ends(show, origin_id, destination_id, mode)
    under_way = queries.journey_under_way(show=show, member=member, now=now)
    if under_way and (under_way.origin_id, under_way.destination_id) == (origin.pk, destination.pk):
        return under_way
    if journey_id is not None and (known := Journey.objects.filter(show=show, pk=journey_id).first()):
        return known
    if not mode:
        way = ways.network(show=show).way(origin.pk, destination.pk)
        mode = LegMode.TAXI if way is None else way.mode
    journey = Journey(team_id=show.team_id, show=show, member=member, origin=origin, destination=destination, mode=mode)
    if journey_id is not None and not Journey.objects.filter(pk=journey_id).exists():
        journey.pk = journey_id
    journey.departed_at = now
    journey.save()
    return journey


def arrive(*, show: Show, journey_id: UUID, now: datetime) -> Journey:
    """The traveller is there now. A second tap keeps the first arrival. JourneyNotFoundError."""
    journey = _journey(show, journey_id)
    arrived = max(now, journey.departed_at)
    Journey.objects.filter(pk=journey.pk, arrived_at__isnull=True).update(arrived_at=arrived)
    return _journey(show, journey_id)


def correct(
    *, show: Show, journey_id: UUID, departed_at: datetime, arrived_at: datetime | None, mode: str, now: datetime
) -> Journey:
    """The journey with the times as they really were. JourneyNotFoundError; InvalidEntryError names what is wrong."""
    journey = _journey(show, journey_id)
    # Python compares aware times of one zone by what clocks say, an hour wrong when clocks change.
    departed_at = departed_at.astimezone(UTC)
    arrived_at = None if arrived_at is None else arrived_at.astimezone(UTC)
    faults = []
    if departed_at > now:
        faults.append(Fault("departed_at", "ahead", _("This is still ahead. Choose when you left.")))
    if arrived_at is not None and arrived_at > now:
        faults.append(Fault("arrived_at", "ahead", _("This is still ahead. Choose when you arrived.")))
    if arrived_at is not None and arrived_at < departed_at:
        message = _("The arrival is before the departure. Choose a later arrival or an earlier departure.")
        faults.append(Fault("arrived_at", "before_departure", message))
    if arrived_at is not None and arrived_at - departed_at > timedelta(days=1):
        message = _("The journey takes longer than a day. Choose an earlier arrival.")
        faults.append(Fault("arrived_at", "too_long", message))
    if mode not in LegMode.values:
        faults.append(Fault("mode", "unknown", _("Choose how one gets there.")))
    if faults:
        raise InvalidEntryError(faults)
    journey.departed_at, journey.arrived_at, journey.mode = departed_at, arrived_at, mode
    journey.save()
    return journey


def forget(*, show: Show, journey_id: UUID) -> None:
    """Remove a journey that was not made. JourneyNotFoundError."""
    _journey(show, journey_id).delete()


def _ends(show: Show, origin_id: UUID, destination_id: UUID, mode: str) -> tuple[Place, Place]:
    known = Place.objects.filter(show=show).in_bulk([origin_id, destination_id])
    faults = [
        Fault(field, "unknown", _("This place is not one of the show. Choose another."))
        for field, key in (("origin_id", origin_id), ("destination_id", destination_id))
        if key not in known
    ]
    if origin_id == destination_id:
        faults.append(Fault("destination_id", "same", _("Choose two different places.")))
    if mode and mode not in LegMode.values:
        faults.append(Fault("mode", "unknown", _("Choose how one gets there.")))
    if faults:
        raise InvalidEntryError(faults)
    return known[origin_id], known[destination_id]


def _journey(show: Show, journey_id: UUID) -> Journey:
    journey = Journey.objects.filter(show=show, pk=journey_id).select_related("origin", "destination").first()
    if journey is None:
        raise JourneyNotFoundError(str(journey_id))
    return journey
