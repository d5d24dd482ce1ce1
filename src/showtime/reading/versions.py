"""Drafts to events: the versions of one event told apart, series repeated, changes put in place.

Of two versions the higher SEQUENCE counts (RFC 5546 section 2.1.4), then the later one. Real programmes also give one
uid to many events (one hacker camp's: 88 events, 5 uids): those are told apart by start, title and place, none is lost.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import chain

from showtime.reading.event import CalendarEvent
from showtime.reading.moment import Duration, MomentError, to_utc
from showtime.reading.problems import Findings
from showtime.reading.series import Bounds, Series, moment_key, version
from showtime.reading.vevent import Draft, attendee, end_of
from showtime.reading.zones import zone_name

#: Methods that say something about an event without changing it.
_REPORTS = frozenset({"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})

_STATUSES = frozenset({"CONFIRMED", "TENTATIVE", "CANCELLED"})


def events_of(drafts: list[Draft], *, zone: tzinfo, bounds: Bounds, findings: Findings) -> list[CalendarEvent]:
    """The events of a file's drafts, in the order in which their uids first stand in it.

    `zone` is where whole days begin and end.
    """
    groups: dict[str, list[Draft]] = {}
    for at, draft in enumerate(drafts):
        key = f"{draft.method}:{at}" if draft.method in _REPORTS else draft.uid
        groups.setdefault(key, []).append(draft)
    return [event for group in groups.values() for event in _Group(group, zone, bounds, findings).events()]


class _Group:
    """All drafts of one uid."""

    def __init__(self, drafts: list[Draft], zone: tzinfo, bounds: Bounds, findings: Findings) -> None:
        self._zone = zone
        self._bounds = bounds
        self._findings = findings
        self._masters = self._current([draft for draft in drafts if draft.recurrence_id is None])
        self._changes = [draft for draft in drafts if draft.recurrence_id is not None]

    def events(self) -> Iterator[CalendarEvent]:
        """The events of this uid inside the period asked for."""
        if not self._masters:
            return self._orphans(self._changes)
        master = self._masters[0]
        if len(self._masters) > 1:
            return chain(self._shared(), self._orphans(self._changes))
        if master.method == "CANCEL" or not (master.repeats or self._changes):
            event = self._at(master, master.start.local, "")
            return iter([event] if event else [])
        return self._series(master)

    def _current(self, masters: list[Draft]) -> list[Draft]:
        """The newest version; several where one UID was given to different events."""
        if len(masters) < 2:
            return masters
        highest = max(draft.sequence for draft in masters)
        newest = [draft for draft in masters if draft.sequence == highest]
        cancels = [draft for draft in newest if draft.method == "CANCEL"]
        kept: dict[tuple[datetime, str, str], Draft] = {}
        for draft in cancels[-1:] or newest:
            identity = draft.start.utc(draft.default), *_title(draft)
            if identity not in kept or version(draft) >= version(kept[identity]):
                kept[identity] = draft
        identities = {id(draft) for draft in kept.values()}
        for draft in masters:
            if id(draft) not in identities:
                self._findings.add("superseded", draft.where, sequence=draft.sequence)
        if len(kept) > 1:
            self._findings.add("uid_shared", masters[0].where, count=len(kept))
        return list(kept.values())

    def _shared(self) -> Iterator[CalendarEvent]:
        """Different events with one uid: their start is their key, with a trace of title and place where equal."""
        keys = [self._key(draft, draft.start.local) for draft in self._masters]
        times = Counter(keys)
        for draft, key in zip(self._masters, keys, strict=True):
            trace = hashlib.sha256("\n".join(_title(draft)).encode("utf-8", "replace")).hexdigest()[:8]
            event = self._at(draft, draft.start.local, key if times[key] == 1 else f"{key}-{trace}")
            if event is not None:
                yield event

    def _orphans(self, changes: list[Draft]) -> Iterator[CalendarEvent]:
        """Changed occurrences of a series that is not in the file, each in its newest version."""
        newest: dict[str, Draft] = {}
        for draft in changes:
            key = moment_key(draft.recurrence_id or draft.start, draft.default)
            if key and (key not in newest or version(draft) >= version(newest[key])):
                newest[key] = draft
        events = (self._at(draft, draft.start.local, key) for key, draft in newest.items())
        return (event for event in events if event)

    def _series(self, master: Draft) -> Iterator[CalendarEvent]:
        series = Series(master, self._changes, self._bounds, self._findings)
        for moment in series.dates():
            key = self._key(master, moment.local)
            change = series.change_at(key, moment.local.date())
            if change is not None:
                event = self._at(change, change.start.local, key)
            else:
                draft, shifted = series.version_at(moment)
                event = self._at(draft, shifted, key, moment.length)
            if event is not None:
                series.given += 1
                yield event
        for key, change in series.changes_left():
            event = self._at(change, change.start.local, key)
            if event is not None:
                yield event

    def _key(self, draft: Draft, local: datetime) -> str:
        """The `recurrence_id` of the occurrence at a local time of the draft's zone."""
        return moment_key(replace(draft.start, local=local), draft.default)

    def _at(self, draft: Draft, local: datetime, key: str, length: Duration | None = None) -> CalendarEvent | None:
        """The event at a local time; None outside of the period asked for, or of the years 1 to 9999."""
        whole = draft.start.is_date
        zone = self._zone if whole else draft.start.zone or draft.default
        try:
            starts_at = to_utc(local, zone)
            if whole:
                ends_on = local.date() + timedelta(days=length.days if length and length.days > 0 else draft.days)
                ends_at = to_utc(datetime.combine(ends_on, datetime.min.time()), zone)
            else:
                ends_on, ends_at = None, max(starts_at, end_of(local, length or draft.length, zone))
        except (MomentError, OverflowError):
            self._findings.add("start_out_of_range", draft.where, summary=draft.component.text("SUMMARY"), value=local)
            return None
        if not self._bounds.holds(starts_at, ends_at):
            return None
        return _event(draft, key, (starts_at, ends_at), (local.date() if whole else None, ends_on))


def _title(draft: Draft) -> tuple[str, str]:
    return draft.component.text("SUMMARY"), draft.component.text("LOCATION")


def _event(
    draft: Draft, key: str, times: tuple[datetime, datetime], days: tuple[date | None, date | None]
) -> CalendarEvent:
    component = draft.component
    status = component.text("STATUS").upper()
    organizer = component.first("ORGANIZER")
    categories = [text for line in component.all("CATEGORIES") for text in line.split(",") if text]
    return CalendarEvent(
        uid=draft.uid,
        recurrence_id=key,
        sequence=draft.sequence,
        method=draft.method,
        status="CANCELLED" if draft.method == "CANCEL" else status if status in _STATUSES else "",
        summary=component.text("SUMMARY"),
        description=component.text("DESCRIPTION"),
        location=component.text("LOCATION"),
        url=component.text("URL"),
        categories=tuple(dict.fromkeys(categories)),
        organizer=attendee(organizer) if organizer else None,
        attendees=tuple(attendee(line) for line in component.all("ATTENDEE")),
        starts_at=times[0],
        ends_at=times[1],
        all_day=draft.start.is_date,
        starts_on=days[0],
        ends_on=days[1],
        zone="" if draft.start.is_date or draft.start.zone is None else zone_name(draft.start.zone),
        last_modified=draft.stamp,
    )
