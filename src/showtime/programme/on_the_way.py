"""What the two buttons "I'm leaving" and "I'm here" are about just now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from showtime.accounts.models import Member
from showtime.programme import queries
from showtime.programme.leave_by import LeaveBy, leave_by
from showtime.programme.models import Event, Journey, Show

#: How long ahead leaving for an event is offered.
OFFERED = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """`under_way` is the member's journey that has not arrived; else `leave` is when to leave for `event`, if known.

    `arrived` is the journey that ended just now, to be looked at and mended.
    """

    under_way: Journey | None = None
    arrived: Journey | None = None
    event: Event | None = None
    leave: LeaveBy | None = None


def on_the_way(*, show: Show, member: Member, now: datetime) -> OnTheWay:
    """The member's journey now, or the next that they have to make within half a day."""
    under_way = queries.journey_under_way(show=show, member=member, now=now)
    if under_way is not None:
        return OnTheWay(under_way=under_way)
    arrived = queries.journey_just_made(show=show, member=member, now=now)
    event = queries.next_event(show=show, member=member, now=now)
    if event is None or event.starts_at - now > OFFERED:
        return OnTheWay(arrived=arrived)
    return OnTheWay(arrived=arrived, event=event, leave=leave_by(show=show, member=member, event=event, now=now))
