"""Events that one member cannot both keep: they overlap, or there is no time for the way between them."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from showtime.accounts.models import Member
from showtime.programme import queries, ways
from showtime.programme.models import Event, EventStatus, Show

Reason = Literal["overlap", "way"]

#: Minutes of the way between two places by their keys; None where no way is known.
WayMinutes = Callable[[UUID, UUID], float | None]


@dataclass(frozen=True, slots=True)
class Slot:
    """An event as the pure core sees it. `place` is None where it is not known."""

    key: UUID
    starts_at: datetime
    ends_at: datetime
    place: UUID | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """`minutes` by which `second` comes too early after `first`; `way` is how long the way takes, if that is why."""

    reason: Reason
    first: UUID
    second: UUID
    minutes: int
    way: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two events that some members cannot both keep. `tentative` when one of the two is not confirmed."""

    reason: Reason
    first: Event
    second: Event
    members: tuple[Member, ...]
    minutes: int
    way: int
    tentative: bool

    @property
    def text(self) -> str:
        """One sentence that says whose, and by how many minutes, in the language that is active."""
        params = {
            "who": ", ".join(str(member) for member in self.members),
            "first": self.first.title,
            "second": self.second.title,
            "minutes": self.minutes,
            "way": self.way,
        }
        if self.reason == "overlap":
            return (
                ngettext(
                    "%(who)s: %(first)s and %(second)s overlap by %(minutes)d minute.",
                    "%(who)s: %(first)s and %(second)s overlap by %(minutes)d minutes.",
                    self.minutes,
                )
                % params
            )
        text = _("%(who)s: from %(first)s to %(second)s takes %(way)d min, %(minutes)d more than there are.")
        return text % params


def clashes(*, show: Show, day: date) -> list[Clash]:
    """The clashes of all members among the events of a day, tentative ones too, in order of time; four queries."""
    start, end = queries.day_bounds(show=show, day=day)
    return clashes_among(show=show, events=queries.events_between(show=show, start=start, end=end))


def clashes_among(*, show: Show, events: Sequence[Event]) -> list[Clash]:
    """The clashes among events that are loaded already with their people (`queries.events_between`); two queries."""
    network = ways.network(show=show) if events else None

    def way_minutes(origin: UUID, destination: UUID) -> float | None:
        way = network.way(origin, destination) if network else None
        return None if way is None else way.minutes

    by_key = {event.pk: event for event in events}
    whose: dict[Conflict, list[Member]] = {}
    for member, slots in _slots_by_member(events).items():
        for conflict in conflicts(slots, way_minutes):
            whose.setdefault(conflict, []).append(member)
    found = [
        Clash(
            reason=conflict.reason,
            first=by_key[conflict.first],
            second=by_key[conflict.second],
            members=tuple(members),
            minutes=conflict.minutes,
            way=conflict.way,
            tentative=EventStatus.TENTATIVE in {by_key[conflict.first].status, by_key[conflict.second].status},
        )
        for conflict, members in whose.items()
    ]
    return sorted(found, key=lambda clash: (clash.second.starts_at, clash.first.starts_at, clash.first.title))


def conflicts(slots: Iterable[Slot], way_minutes: WayMinutes) -> list[Conflict]:
    """The pairs of one person's slots that overlap, and those that follow each other closer than the way takes.

    Pure. Slots that only touch do not overlap; a slot without length conflicts when it lies inside another.
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at))
    found = []
    for first, second in combinations(ordered, 2):
        if second.starts_at < first.ends_at:
            shared = min(first.ends_at, second.ends_at) - second.starts_at
            found.append(Conflict("overlap", first.key, second.key, math.ceil(shared / timedelta(minutes=1))))
    for first in ordered:
        later = [slot for slot in ordered if slot.starts_at >= first.ends_at and slot is not first]
        nearest = min((slot.starts_at for slot in later), default=None)
        for second in (slot for slot in later if slot.starts_at == nearest):
            conflict = _too_close(first, second, way_minutes)
            found += [conflict] if conflict else []
    return found


def _too_close(first: Slot, second: Slot, way_minutes: WayMinutes) -> Conflict | None:
    if first.place is None or second.place is None or first.place == second.place:
        return None
    way = way_minutes(first.place, second.place)
    gap = (second.starts_at - first.ends_at) / timedelta(minutes=1)
    if way is None or way <= gap:
        return None
    return Conflict("way", first.key, second.key, math.ceil(way - gap), math.ceil(way))


def _slots_by_member(events: Iterable[Event]) -> dict[Member, list[Slot]]:
    found: dict[Member, list[Slot]] = {}
    for event in events:
        if event.all_day or event.status == EventStatus.CANCELLED:
            continue
        slot = Slot(event.pk, event.starts_at, event.ends_at, event.place_id)
        for attendance in event.attendances.all():
            found.setdefault(attendance.member, []).append(slot)
    return found
