"""A brief as JSON values: ids as text, days as dates, moments as ISO 8601 with the offset of the show's zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from showtime.contacts.models import Promise
    from showtime.followups.models import FollowUp
    from showtime.inbox.queries import Listed
    from showtime.journal.brief_parts import Facts, NextThing, Stand, StandWatch, ToMeet
    from showtime.programme.clashes import Clash
    from showtime.programme.leave_by import LeaveBy
    from showtime.programme.models import Event, Journey


def brief_json(brief: Facts) -> dict[str, Any]:
    """All of the brief."""
    zone = brief.show.zone
    return {
        "team": brief.show.team.slug,
        "show": {"name": brief.show.name, "time_zone": brief.show.time_zone},
        "member": str(brief.member),
        "day": brief.day.isoformat(),
        "now": _time(brief.now, zone),
        "next": None if brief.next is None else _next(brief.next, zone),
        "current": [_event(event, zone) for event in brief.current],
        "under_way": None if brief.under_way is None else _journey(brief.under_way, zone),
        "stand": _stand(brief.stand, zone),
        "timeline": _timeline(brief, zone),
        "clashes": [_clash(clash) for clash in brief.clashes],
        "promises": {
            "overdue": [_promise(promise) for promise in brief.overdue],
            "today": [_promise(promise) for promise in brief.due_today],
        },
        "to_meet": [_to_meet(each, zone) for each in brief.to_meet],
        "messages": [_message(message, zone) for message in brief.messages],
        "reminders": {
            "due": [_followup(each, zone) for each in brief.reminders],
            "answered": [_followup(each, zone) for each in brief.answered],
        },
        "notes": [
            {"id": str(note.pk), "text": note.text, "member": str(note.member), "at": _time(note.at, zone)}
            for note in brief.notes
        ],
        "night": {
            "cards": brief.night.cards,
            "drafts": brief.night.drafts,
            "uncertain": brief.night.uncertain,
            "refused": brief.night.refused,
        },
    }


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _next(thing: NextThing, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": None if thing.event is None else str(thing.event.pk),
        "title": thing.title,
        "kind": "stand" if thing.event is None else thing.event.kind,
        "starts_at": _time(thing.starts_at, zone),
        "ends_at": _time(thing.ends_at, zone),
        "place": thing.place.name if thing.place else thing.location,
        "leave_by": _leave_by(thing.leave, zone),
    }


def _leave_by(leave: LeaveBy | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if leave is None:
        return None
    return {
        "at": _time(leave.at, zone),
        "minutes": leave.minutes,
        "from": leave.origin.name,
        "mode": leave.mode,
        "reason": leave.reason,
    }


def _journey(journey: Journey, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(journey.pk),
        "from": journey.origin.name,
        "to": journey.destination.name,
        "mode": journey.mode,
        "departed_at": _time(journey.departed_at, zone),
    }


def _event(event: Event, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(event.pk),
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "starts_at": _time(event.starts_at, zone),
        "ends_at": _time(event.ends_at, zone),
        "all_day": event.all_day,
        "place": event.place.name if event.place else event.location,
    }


def _stand(stand: Stand, zone: ZoneInfo) -> dict[str, Any]:
    hours = stand.hours
    return {
        "cover": stand.cover,
        "opens": None if hours is None else _time(hours[0], zone),
        "closes": None if hours is None else _time(hours[1], zone),
        "now": _watch(stand.now, zone),
        "next": _watch(stand.next, zone),
        "gaps": [
            {"from": _time(gap.start, zone), "to": _time(gap.end, zone), "present": gap.present, "needed": gap.needed}
            for gap in stand.gaps
        ],
    }


def _watch(watch: StandWatch | None, zone: ZoneInfo) -> dict[str, Any] | None:
    if watch is None:
        return None
    return {
        "from": _time(watch.starts_at, zone),
        "to": _time(watch.ends_at, zone),
        "members": [str(member) for member in watch.members],
        "missing": watch.missing,
    }


def _timeline(brief: Facts, zone: ZoneInfo) -> list[dict[str, Any]]:
    """What each member does when, in order; members by name."""
    names: dict[UUID, str] = {}
    items: dict[UUID, list[tuple[datetime, dict[str, Any]]]] = {}
    for shift in brief.shifts:
        names[shift.member_id] = str(shift.member)
        turn = {"id": str(shift.pk), "title": "", "kind": "stand", "all_day": False}
        times = {"starts_at": _time(shift.starts_at, zone), "ends_at": _time(shift.ends_at, zone), "leave_by": None}
        items.setdefault(shift.member_id, []).append((shift.starts_at, {**turn, **times}))
    for event in brief.events:
        for attendance in event.attendances.all():
            names[attendance.member_id] = str(attendance.member)
            leave = brief.departures.get((event.pk, attendance.member_id))
            known = {**_event(event, zone), "leave_by": _leave_by(leave, zone)}
            items.setdefault(attendance.member_id, []).append((event.starts_at, known))
    return [
        {"member": names[key], "items": [item for _at, item in sorted(items[key], key=lambda each: each[0])]}
        for key in sorted(names, key=lambda key: names[key])
    ]


def _clash(clash: Clash) -> dict[str, Any]:
    return {
        "reason": clash.reason,
        "first": str(clash.first.pk),
        "second": str(clash.second.pk),
        "members": [str(member) for member in clash.members],
        "minutes": clash.minutes,
        "tentative": clash.tentative,
        "text": clash.text,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "id": str(promise.pk),
        "text": promise.text,
        "due_on": None if promise.due_on is None else promise.due_on.isoformat(),
        "contact": str(promise.contact),
        "company": promise.contact.company,
        "member": str(promise.member),
    }


def _to_meet(each: ToMeet, zone: ZoneInfo) -> dict[str, Any]:
    last = each.last
    return {
        "event": str(each.event.pk),
        "starts_at": _time(each.event.starts_at, zone),
        "contact": str(each.contact),
        "company": each.contact.company,
        "last": None if last is None else {"at": _time(last.at, zone), "member": str(last.member), "note": last.note},
        "promises": [
            {"id": str(promise.pk), "text": promise.text, "due_on": promise.due_on and promise.due_on.isoformat()}
            for promise in each.promises
        ],
    }


def _message(message: Listed, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(message.pk),
        "channel": message.channel,
        "kind": message.kind,
        "counterpart": message.counterpart,
        "subject": message.last_subject or "",
        "text": message.last_text or "",
        "at": _time(message.last_at, zone),
        "deadline": None if message.deadline is None else _time(message.deadline, zone),
    }


def _followup(followup: FollowUp, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "id": str(followup.pk),
        "contact": str(followup.contact),
        "company": followup.contact.company,
        "owner": None if followup.owner is None else str(followup.owner),
        "remind_on": None if followup.remind_on is None else followup.remind_on.isoformat(),
        "answered_at": None if followup.answered_at is None else _time(followup.answered_at, zone),
    }
