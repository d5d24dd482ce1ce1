"""Reads over shows, their days and places, and what happens when."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from showtime.accounts.models import Member, Team
from showtime.programme import wall_time
from showtime.programme.models import Attendance, Event, EventStatus, Journey, Leg, Place, Show, ShowDay

#: What is under way for longer was forgotten to be ended.
LONGEST_JOURNEY = timedelta(hours=12)

JUST_NOW = timedelta(minutes=15)


def shows(*, team: Team) -> list[Show]:
    """The team's shows, the latest first."""
    return list(Show.objects.filter(team=team).select_related("stand").order_by("-starts_on", "name"))


def current_show(*, team: Team, now: datetime) -> Show | None:
    """The show that is on, or else the next one, or else the last one; None where the team has none.

    Whether a show is on is asked in its own time zone. Of two that are on, the one that began later.
    """
    known = shows(team=team)
    on = [show for show in known if show.starts_on <= today(show=show, now=now) <= show.ends_on]
    ahead = [show for show in known if show.starts_on > today(show=show, now=now)]
    if on:
        return on[0]
    if ahead:
        return min(ahead, key=lambda show: show.starts_on)
    return max(known, key=lambda show: show.ends_on, default=None)


def today(*, show: Show, now: datetime) -> date:
    """The day that it is at the show."""
    return wall_time.day_of(now, show.zone)


def day_bounds(*, show: Show, day: date) -> tuple[datetime, datetime]:
    """The moments, in UTC, between which it is this day at the show; 23 or 25 hours apart when clocks change."""
    return wall_time.bounds(day, show.zone)


def opening_hours(*, show: Show, day: date) -> tuple[datetime, datetime] | None:
    """When the show opens and closes on this day, in UTC; None when it is closed."""
    hours = ShowDay.objects.filter(show=show, day=day).first()
    return None if hours is None else hours_of(show=show, hours=hours)


def hours_of(*, show: Show, hours: ShowDay) -> tuple[datetime, datetime]:
    """A show day's opening and closing as moments in UTC."""
    opens, closes = (datetime.combine(hours.day, at, show.zone).astimezone(UTC) for at in (hours.opens, hours.closes))
    return opens, closes


def days(*, show: Show) -> list[date]:
    """The show's days from first to last, and any day outside of them on which something is in the programme."""
    count = (show.ends_on - show.starts_on).days + 1
    found = {show.starts_on + timedelta(days=each) for each in range(count)}
    start, _end = day_bounds(show=show, day=show.starts_on)
    _start, end = day_bounds(show=show, day=show.ends_on)
    outside = Event.objects.filter(Q(starts_at__lt=start) | Q(starts_at__gte=end), show=show)
    starts = outside.exclude(status=EventStatus.CANCELLED).order_by().values_list("starts_at", flat=True)
    return sorted(found | {wall_time.day_of(each, show.zone) for each in starts})


def events_between(
    *, show: Show, start: datetime, end: datetime, member: Member | None = None, cancelled: bool = False
) -> list[Event]:
    """The events that take up any of the time from `start` to `end` (or have no length and begin in it), in order.

    Place and members (`event.attendances.all()`, `attendance.member.user`) are loaded: two queries whatever the number.
    With `member`, only those that the member goes to. Cancelled events are left out unless asked for.
    """
    rows = Event.objects.filter(Q(ends_at__gt=start) | Q(starts_at__gte=start), show=show, starts_at__lt=end)
    if member is not None:
        rows = rows.filter(attendances__member=member)
    if not cancelled:
        rows = rows.exclude(status=EventStatus.CANCELLED)
    return list(with_people(rows.order_by("starts_at", "ends_at", "title", "id")))


def with_people(rows: QuerySet[Event]) -> QuerySet[Event]:
    """The same events with their place and the members who go loaded."""
    people = Attendance.objects.select_related("member__user").order_by("created_at", "id")
    return rows.select_related("place").prefetch_related(Prefetch("attendances", queryset=people))


def event(*, show: Show, event_id: UUID) -> Event | None:
    """One event of the show with its place and members; None where there is none with this id."""
    return with_people(Event.objects.filter(show=show, pk=event_id)).first()


def team_event(*, team: Team, event_id: UUID) -> Event | None:
    """One event of any of the team's shows, with its show, place and members; None where there is none with this id."""
    return with_people(Event.objects.filter(team=team, pk=event_id)).select_related("show__stand", "place").first()


def places(*, show: Show) -> list[Place]:
    """The show's places by name, each with the place it is in."""
    return list(Place.objects.filter(show=show).select_related("inside").order_by("name"))


def legs(*, show: Show) -> list[Leg]:
    """The show's legs with their two places, by name."""
    rows = Leg.objects.filter(show=show).select_related("origin", "destination")
    return list(rows.order_by("origin__name", "destination__name", "mode"))


def show_days(*, show: Show) -> list[ShowDay]:
    """The days on which the show is open, in order, with their hours."""
    return list(ShowDay.objects.filter(show=show).order_by("day"))


def finished_journeys(*, show: Show, limit: int = 500) -> list[Journey]:
    """The show's journeys that arrived, the latest first."""
    return list(Journey.objects.filter(show=show, arrived_at__isnull=False).order_by("-departed_at")[:limit])


def journeys(*, show: Show, limit: int = 100) -> list[Journey]:
    """The show's journeys with their places and members, the latest first."""
    rows = Journey.objects.filter(show=show).select_related("origin", "destination", "member__user")
    return list(rows.order_by("-departed_at")[:limit])


def team_journey(*, team: Team, journey_id: UUID) -> Journey | None:
    """One journey of any of the team's shows, with its show and places; None where there is none with this id."""
    rows = Journey.objects.filter(team=team, pk=journey_id)
    return rows.select_related("show", "origin", "destination", "member__user").first()


def journey_under_way(*, show: Show, member: Member, now: datetime) -> Journey | None:
    """The journey that the member began last, in the last twelve hours, if it has not arrived yet."""
    rows = Journey.objects.filter(show=show, member=member, departed_at__lte=now).order_by("-departed_at", "-id")
    last = rows.select_related("origin", "destination").first()
    if last is None or last.arrived_at is not None or now - last.departed_at > LONGEST_JOURNEY:
        return None
    return last


def journey_just_made(*, show: Show, member: Member, now: datetime) -> Journey | None:
    """The journey with which the member arrived somewhere in the last quarter of an hour."""
    rows = Journey.objects.filter(show=show, member=member, arrived_at__lte=now, arrived_at__gt=now - JUST_NOW)
    return rows.select_related("origin", "destination").order_by("-arrived_at").first()


def next_event(*, show: Show, member: Member, now: datetime) -> Event | None:
    """The member's next event that has not begun, all-day ones aside, with its place and people."""
    rows = Event.objects.filter(show=show, attendances__member=member, starts_at__gt=now, all_day=False)
    return with_people(rows.exclude(status=EventStatus.CANCELLED).order_by("starts_at", "title", "id")).first()
