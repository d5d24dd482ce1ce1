"""Make a show and change it: its days and hours, its places and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID
from zoneinfo import available_timezones

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from showtime.accounts.models import Team
from showtime.programme.faults import Fault, InvalidEntryError
from showtime.programme.models import Show, ShowDay

#: A show that is entered as longer is a slip of a date.
LONGEST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFields:
    """What one can say about a show: ISO code of the `country`, IANA name of the `time_zone`, minutes of margin."""

    name: str
    time_zone: str
    country: str
    starts_on: date
    ends_on: date
    venue: str = ""
    cover: int = 1
    arrival_margin: int = 5


def make_show(*, team: Team, fields: ShowFields, opens: time = time(9), closes: time = time(18)) -> Show:
    """A new show, open on each of its days at these hours. InvalidEntryError names the fields that are wrong."""
    show = Show(team=team)
    with transaction.atomic():
        _save(show, fields)
        count = (show.ends_on - show.starts_on).days + 1
        days = [show.starts_on + timedelta(days=each) for each in range(count)]
        set_hours(show=show, hours=dict.fromkeys(days, (opens, closes)))
    return show


def change_show(*, show: Show, fields: ShowFields) -> Show:
    """The show with everything as the fields say. InvalidEntryError names the fields that are wrong.

    Hours of days that are no longer the show's are dropped. Events keep their moments, whatever the time zone becomes.
    """
    with transaction.atomic():
        _save(show, fields)
        ShowDay.objects.filter(show=show).exclude(day__range=(show.starts_on, show.ends_on)).delete()
    return show


def set_hours(*, show: Show, hours: Mapping[date, tuple[time, time] | None]) -> None:
    """When the show opens and closes on these days; None closes a day. Days that are not named stay as they are.

    InvalidEntryError names the days that are wrong, its field being the day as 2026-01-06.
    """
    faults = []
    for day, times in hours.items():
        if not show.starts_on <= day <= show.ends_on:
            faults.append(Fault(day.isoformat(), "outside", _("This day is not one of the show.")))
        elif times is not None and times[1] <= times[0]:
            message = _("It closes before it opens. Choose a later closing time.")
            faults.append(Fault(day.isoformat(), "before_opening", message))
    if faults:
        raise InvalidEntryError(faults)
    with transaction.atomic():
        ShowDay.objects.filter(show=show, day__in=hours).delete()
        ShowDay.objects.bulk_create(
            ShowDay(team_id=show.team_id, show=show, day=day, opens=times[0], closes=times[1])
            for day, times in hours.items()
            if times is not None
        )


def set_stand(*, show: Show, place_id: UUID | None) -> None:
    """Say which of the show's places is the team's stand. InvalidEntryError when it is none of them."""
    place = None if place_id is None else show.places.filter(pk=place_id).first()
    if place_id is not None and place is None:
        raise InvalidEntryError([Fault("stand", "unknown", _("This place is not one of the show. Choose another."))])
    show.stand = place
    show.save(update_fields=["stand"])


def _save(show: Show, fields: ShowFields) -> None:
    faults = _faults(fields)
    if faults:
        raise InvalidEntryError(faults)
    show.name, show.venue = fields.name.strip(), fields.venue.strip()
    show.time_zone, show.country = fields.time_zone, fields.country.upper()
    show.starts_on, show.ends_on = fields.starts_on, fields.ends_on
    show.cover, show.arrival_margin = fields.cover, fields.arrival_margin
    try:
        with transaction.atomic():
            show.save()
    except IntegrityError as error:
        message = _("The team has a show of this name and first day already. Change one of the two.")
        raise InvalidEntryError([Fault("name", "taken", message)]) from error


def _faults(fields: ShowFields) -> list[Fault]:
    faults = []
    if not fields.name.strip():
        faults.append(Fault("name", "missing", _("Give the show a name.")))
    for field, limit in (("name", 120), ("venue", 200)):
        if len(getattr(fields, field)) > limit:
            faults.append(Fault(field, "too_long", _("Shorten it to %(limit)d characters.") % {"limit": limit}))
    if fields.time_zone not in available_timezones():
        faults.append(Fault("time_zone", "unknown", _("Choose a time zone of the list, such as Europe/Paris.")))
    if len(fields.country) != 2 or not fields.country.isascii() or not fields.country.isalpha():
        faults.append(Fault("country", "unknown", _("Choose a country of the list.")))
    faults += [
        Fault(field, "out_of_range", _("Check the year."))
        for field in ("starts_on", "ends_on")
        if not 2000 <= getattr(fields, field).year <= 2100
    ]
    if fields.ends_on < fields.starts_on:
        faults.append(Fault("ends_on", "before_start", _("The last day is before the first. Change one of them.")))
    elif (fields.ends_on - fields.starts_on).days >= LONGEST_DAYS:
        faults.append(Fault("ends_on", "too_long", _("A show lasts 60 days at most. Choose an earlier last day.")))
    for field, limit in (("cover", 50), ("arrival_margin", 120)):
        if not 0 <= getattr(fields, field) <= limit:
            text = _("Choose a number from 0 to %(limit)d.") % {"limit": limit}
            faults.append(Fault(field, "out_of_range", text))
    return faults
