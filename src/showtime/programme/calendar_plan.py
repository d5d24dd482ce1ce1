"""What a calendar changes in the programme: each event compared with what the calendar said last. Writes nothing.

Of two versions of an event the higher SEQUENCE counts, whichever comes first (RFC 5546 section 2.1.4). A field is taken
from the calendar only where the calendar changed it, so that what the team changed stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from showtime.programme.calendar_content import (
    Content,
    changed_fields,
    content_of,
    key_of,
    merged_note,
    moments_of,
)
from showtime.programme.calendar_report import Change, Deed
from showtime.programme.kinds import kind_of
from showtime.programme.models import Event, EventKind, EventStatus, Place, Show
from showtime.programme.place_match import match_place
from showtime.reading.event import CalendarEvent
from showtime.reading.problems import Findings, shortened

#: What our own feeds end their UIDs with, after the event's id.
_OWN = "@showtime"

#: What we note as said by a calendar of a date that its series has lost; no calendar can say it, so it can come back.
GONE = "gone"

_REPORTS = frozenset({"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})


@dataclass(slots=True)
class Plan:
    """Rows to insert and to save, with the events of the calendar that new rows come from, and what to tell."""

    new: list[tuple[Event, CalendarEvent]] = field(default_factory=list)
    saved: list[Event] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    unchanged: int = 0


class Planner:
    """Compares one calendar with the rows of the show that have its UIDs."""

    def __init__(self, *, show: Show, known: Iterable[Event], places: Collection[Place], otherwise: str) -> None:
        """`known` are the rows with a UID of the calendar; `otherwise` is the kind of event whose title names none."""
        self.plan = Plan()
        self._show = show
        self._places = places
        self._otherwise = otherwise
        self._rows = {(row.uid, row.recurrence_key): row for row in known}
        self._by_uid: defaultdict[str, list[Event]] = defaultdict(list)
        for row in self._rows.values():
            self._by_uid[row.uid].append(row)
        self._own = {own_uid(row.pk) for row in self._rows.values()}

    def take(self, event: CalendarEvent) -> None:
        """Note what one event of the calendar changes."""
        if event.method in _REPORTS:
            self._note("answer_ignored", event, method=event.method)
            return
        uid, key = key_of(event)
        if uid in self._own:
            self.plan.unchanged += 1
            return
        row = self._rows.get((uid, key))
        series = self._rows.get((uid, ""))
        if self._is_older(event, row) or (key and self._is_older(event, series, cancelled=True)):
            self._note("older_version", event, sequence=event.sequence)
            self.plan.unchanged += 1
            return
        if not key and event.status == "CANCELLED":
            self._cancel_dates(uid, event.sequence)
        if row is None:
            self._add(event, uid, key)
        else:
            self._change(row, event)

    def drop(self, rows: Iterable[Event]) -> None:
        """Cancel dates that their series no longer has."""
        for row in rows:
            self._cancel(row, GONE)

    def _add(self, event: CalendarEvent, uid: str, key: str) -> None:
        content = content_of(event)
        starts_at, ends_at = moments_of(content)
        title = content["title"] or _("(no title)")
        otherwise = EventKind.OTHER if event.all_day else self._otherwise
        row = Event(
            team_id=self._show.team_id,
            show=self._show,
            title=title,
            kind=kind_of(title, otherwise=kind_of(" ".join(event.categories), otherwise=otherwise)),
            status=content["status"],
            starts_at=starts_at,
            ends_at=ends_at,
            all_day=event.all_day,
            place=match_place(content["location"], self._places),
            location=content["location"],
            note=content["note"],
            uid=uid,
            recurrence_key=key,
            sequence=event.sequence,
            imported=content,
        )
        self._rows[uid, key] = row
        self.plan.new.append((row, event))
        if row.status != EventStatus.CANCELLED:
            self._tell("added", row)
        elif not self._by_uid[uid]:
            self._tell("cancelled", row)
        self._by_uid[uid].append(row)

    def _change(self, row: Event, event: CalendarEvent) -> None:
        before = dict(row.imported)
        after = content_of(event)
        if event.status == "CANCELLED":
            # A cancellation may come without the event's times and texts: what is known of it stays.
            after = {**before, "status": EventStatus.CANCELLED}
        fields = changed_fields(before, after)
        if not fields:
            self.plan.unchanged += 1
            if row.sequence != event.sequence:
                row.sequence = event.sequence
                self.plan.saved.append(row)
            return
        was = row.status
        self._apply(row, before, after, fields)
        row.imported, row.sequence = after, event.sequence
        row.revision += 1
        self.plan.saved.append(row)
        if row.status != EventStatus.CANCELLED:
            deed: Deed = "restored" if was == EventStatus.CANCELLED else "changed"
            self._tell(deed, row, fields, before, after)
        elif was != EventStatus.CANCELLED:
            self._tell("cancelled", row)
        else:
            self.plan.unchanged += 1

    def _apply(self, row: Event, before: Content, after: Content, fields: tuple[str, ...]) -> None:
        if {"starts_at", "ends_at", "all_day"} & set(fields):
            row.starts_at, row.ends_at = moments_of(after)
            row.all_day = bool(after["all_day"])
        if "title" in fields:
            row.title = after["title"] or _("(no title)")
        if "location" in fields:
            if row.place is None or row.place == match_place(before.get("location", ""), self._places):
                row.place = match_place(after["location"], self._places)
            row.location = after["location"]
        if "note" in fields:
            row.note = merged_note(row.note, before.get("note", ""), after["note"])
        if "status" in fields:
            row.status = after["status"]

    def _cancel_dates(self, uid: str, sequence: int) -> None:
        """A cancellation of the whole event cancels every date of it that is known."""
        for row in self._by_uid[uid]:
            if row.recurrence_key and row.status != EventStatus.CANCELLED and row.sequence <= sequence:
                row.sequence = sequence
                self._cancel(row, EventStatus.CANCELLED)

    def _cancel(self, row: Event, said: str) -> None:
        row.status = EventStatus.CANCELLED
        row.imported = {**row.imported, "status": said}
        row.revision += 1
        self.plan.saved.append(row)
        self._tell("cancelled", row)

    def _is_older(self, event: CalendarEvent, row: Event | None, *, cancelled: bool = False) -> bool:
        """Whether a newer version is known; with `cancelled`, whether a newer one cancelled the whole event."""
        if row is None or (cancelled and row.imported.get("status") != EventStatus.CANCELLED):
            return False
        return row.sequence > event.sequence

    def _tell(
        self,
        deed: Deed,
        row: Event,
        fields: tuple[str, ...] = (),
        before: Content | None = None,
        after: Content | None = None,
    ) -> None:
        change = Change(
            deed=deed,
            title=row.title,
            starts_at=row.starts_at,
            zone=self._show.zone,
            fields=fields,
            before=before,
            after=after,
        )
        self.plan.changes.append(change)

    def _note(self, code: str, event: CalendarEvent, **params: object) -> None:
        where = f"VEVENT uid={shortened(event.uid, 60)}"
        self.plan.findings.add(code, where, summary=shortened(event.summary, 60), **params)


def own_uid(event_id: UUID) -> str:
    """The UID of an event in our own feeds."""
    return f"{event_id}{_OWN}"


def own_ids(uids: Iterable[str]) -> list[UUID]:
    """The ids of events that our own feeds gave these UIDs to."""
    found = []
    for uid in uids:
        if uid.endswith(_OWN):
            try:
                found.append(UUID(uid.removesuffix(_OWN)))
            except ValueError:
                continue
    return found
