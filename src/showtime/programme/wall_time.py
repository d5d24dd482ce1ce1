"""Days and clock times in a time zone, also where its clocks are put forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments, in UTC, at which clocks in the zone show `wall` (naive).

    One as a rule; none where the clocks were put forward over it; two, in order, where they were put back over it.
    """
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall and moment not in found:
            found.append(moment)
    return tuple(found)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the day begins in the zone."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that it is in the zone at an aware moment."""
    return moment.astimezone(zone).date()


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments, in UTC, between which it is this day in the zone; 23 or 25 hours apart when clocks change."""
    return midnight(day, zone), midnight(day + timedelta(days=1), zone)
