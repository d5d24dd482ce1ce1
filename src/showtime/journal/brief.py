"""The brief: all that a member has to know of a day, by one query for the page Today and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from showtime.accounts.models import Member
from showtime.contacts.models import Encounter, Meeting, Promise
from showtime.contacts.queries import promises_due
from showtime.followups.models import Decision, DraftState, FollowUp
from showtime.followups.queries import reminders_due
from showtime.inbox.queries import messages_that_matter
from showtime.journal.brief_json import brief_json
from showtime.journal.brief_parts import Facts, NextThing, Night, ToMeet
from showtime.journal.queries import open_notes_to_self
from showtime.journal.stand import stand_on
from showtime.programme import queries as programme
from showtime.programme import wall_time, ways
from showtime.programme.clashes import clashes_among
from showtime.programme.leave_by import LeaveBy, departures, leave_by
from showtime.programme.models import Event, EventStatus, Show
from showtime.rounds.models import Shift
from showtime.rounds.roster_queries import roster

#: So long after its start an event is still the next thing: who is late needs the place more than ever.
LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Facts):
    """A member's day: the facts that `brief_parts.Facts` lists."""

    def as_json(self) -> dict[str, Any]:
        """The brief as JSON values: ids as text, times as ISO 8601 with the offset of the show's zone."""
        return brief_json(self)


def brief(*, show: Show, member: Member, day: date, now: datetime) -> Brief:
    """The brief of a day for a member of the show's team. As many queries whatever the number of rows."""
    start, end = programme.day_bounds(show=show, day=day)
    _start, end_of_next = programme.day_bounds(show=show, day=day + timedelta(days=1))
    at = min(max(now, start), end)
    two_days = programme.events_between(show=show, start=start, end=end_of_next)
    events = [event for event in two_days if _touches(event, start, end)]
    shifts, later = roster(show=show, day=day), roster(show=show, day=day + timedelta(days=1))
    ahead = departures(show=show, start=start, end=end_of_next, now=now)
    hours = programme.opening_hours(show=show, day=day)
    network = ways.network(show=show)
    promises = promises_due(team=show.team, until=day)
    return Brief(
        show=show,
        member=member,
        day=day,
        now=now,
        is_today=start <= now < end,
        next=_next(show=show, member=member, events=two_days, shifts=[*shifts, *later], ahead=ahead, at=at, now=now),
        current=tuple(event for event in _own(events, member) if event.starts_at <= at < event.ends_at),
        under_way=programme.journey_under_way(show=show, member=member, now=now),
        stand=stand_on(show=show, hours=hours, shifts=shifts, events=events, network=network, at=at),
        events=tuple(events),
        shifts=tuple(shifts),
        departures=ahead,
        clashes=tuple(
            clash
            for clash in clashes_among(show=show, events=events)
            if max(clash.first.ends_at, clash.second.ends_at) > at
        ),
        overdue=tuple(promise for promise in promises if promise.due_on != day),
        due_today=tuple(promise for promise in promises if promise.due_on == day),
        to_meet=tuple(_to_meet([event for event in events if event.ends_at > at])),
        messages=tuple(messages_that_matter(team=show.team, show=show, now=now)),
        reminders=tuple(reminders_due(team=show.team, on=day)),
        answered=tuple(_answered(show=show, since=start - timedelta(days=1), until=at)),
        notes=tuple(open_notes_to_self(team=show.team, show=show, before=start)),
        night=_night(show=show, day=day),
    )


def _touches(event: Event, start: datetime, end: datetime) -> bool:
    return event.starts_at < end and (event.ends_at > start or event.starts_at >= start)


def _own(events: Sequence[Event], member: Member) -> list[Event]:
    """What the member goes to at a time of its own, all-day entries aside."""
    return [
        event
        for event in events
        if not event.all_day and any(attendance.member_id == member.pk for attendance in event.attendances.all())
    ]


def _next(
    *,
    show: Show,
    member: Member,
    events: Sequence[Event],
    shifts: Sequence[Shift],
    ahead: dict[tuple[UUID, UUID], LeaveBy],
    at: datetime,
    now: datetime,
) -> NextThing | None:
    """The member's next event or turn on the stand, on this day or the next; a turn that is being held is not ahead."""
    event = next((each for each in _own(events, member) if each.starts_at > at - LATE), None)
    turn = next((each for each in shifts if each.member_id == member.pk and each.starts_at > at), None)
    if turn is not None and (event is None or turn.starts_at < event.starts_at):
        return _next_on_stand(show=show, member=member, turn=turn, shifts=shifts, now=now)
    if event is None:
        return None
    return NextThing(
        title=event.title,
        event=event,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        location=event.location,
        day=wall_time.day_of(event.starts_at, show.zone),
        leave=ahead.get((event.pk, member.pk)),
    )


def _next_on_stand(*, show: Show, member: Member, turn: Shift, shifts: Sequence[Shift], now: datetime) -> NextThing:
    """A turn on the stand as the next thing; who holds the stand up to then is there already."""
    there = any(each.member_id == member.pk and each.ends_at == turn.starts_at for each in shifts)
    like_event = Event(show=show, starts_at=turn.starts_at, ends_at=turn.ends_at, place=show.stand)
    leave = None if there else leave_by(show=show, member=member, event=like_event, now=now)
    return NextThing(
        title=_("Hold the stand"),
        event=None,
        starts_at=turn.starts_at,
        ends_at=turn.ends_at,
        place=show.stand,
        location="",
        day=wall_time.day_of(turn.starts_at, show.zone),
        leave=leave,
    )


def _to_meet(events: Sequence[Event]) -> list[ToMeet]:
    """Whom the team is to meet at these events, in the order of the events; three queries."""
    met = Encounter.objects.select_related("member__user", "place").order_by("-at", "-id")
    owed = Promise.objects.filter(kept_at=None).select_related("member__user").order_by("due_on", "created_at")
    rows = Meeting.objects.filter(event__in=[event.pk for event in events]).select_related("contact__segment")
    rows = rows.prefetch_related(
        Prefetch("contact__encounters", queryset=met), Prefetch("contact__promises", queryset=owed)
    )
    known = {event.pk: event for event in events if event.status != EventStatus.CANCELLED}
    found = [
        ToMeet(
            event=known[row.event_id],
            contact=row.contact,
            last=next(iter(row.contact.encounters.all()), None),
            promises=tuple(row.contact.promises.all()),
        )
        for row in rows.order_by("created_at", "id")
        if row.event_id in known
    ]
    return sorted(found, key=lambda each: each.event.starts_at)


def _answered(*, show: Show, since: datetime, until: datetime) -> list[FollowUp]:
    """Follow-ups that were answered in this time, the latest answer first."""
    rows = FollowUp.objects.filter(show=show, answered_at__gte=since, answered_at__lte=until)
    return list(rows.select_related("contact", "owner__user").order_by("-answered_at", "id"))


def _night(*, show: Show, day: date) -> Night:
    met = Q(Exists(Encounter.objects.filter(contact=OuterRef("contact"), show=OuterRef("show"))))
    to_write = Q(decision=Decision.KEEP, without_mail=False) & (Q(draft=None) | Q(draft__state=DraftState.PROPOSED))
    counts = FollowUp.objects.filter(show=show).aggregate(
        cards=Count("pk", filter=Q(decision=Decision.OPEN, day__lt=day) & met),
        drafts=Count("pk", filter=to_write),
        uncertain=Count("pk", filter=Q(draft__state=DraftState.UNCERTAIN)),
        refused=Count("pk", filter=Q(draft__state=DraftState.REFUSED)),
    )
    return Night(**counts)
