"""iCalendar files (RFC 5545, and vCalendar 1.0) to events.

Why not icalendar and recurring-ical-events: on 294 odd files of four libraries' tests icalendar 7.3 refuses 6 for one
line, and recurring-ical-events 3.8 raises for 61; in 19 of these there are events that can be read, and are read here.
What they give has no bound (see `recurrence`) and no line to mend, and icalendar keeps the zones that files describe
for the whole process, so that one team's file changes how another team's is read. icalendar still tells us the Windows
zones, and the tests hold this reader against both.
"""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from showtime.reading.components import Component, Tree, build, note_loose
from showtime.reading.contentline import read_lines
from showtime.reading.event import Attendee, CalendarEvent
from showtime.reading.problems import Findings, Reading, problem, shortened
from showtime.reading.recurrence import Budget
from showtime.reading.series import FILE_OCCURRENCES, FILE_STEPS, Bounds, Window
from showtime.reading.versions import events_of
from showtime.reading.vevent import Draft, EventReader
from showtime.reading.vtimezone import FILE_STEPS as ZONE_STEPS
from showtime.reading.vtimezone import read_old_zone
from showtime.reading.zones import Zones

__all__ = ["Attendee", "CalendarEvent", "read_calendar"]

_CALENDAR = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"})
_NOT_NAMED = frozenset({"VEVENT", "VTIMEZONE", "VALARM"})


def read_calendar(
    data: bytes, *, zone: ZoneInfo, window: Window | None = None, limit: int = 500
) -> Reading[CalendarEvent]:
    """The events of a file, series repeated. Any bytes are accepted.

    `zone` is where whole days begin and end, and what times without a zone are read in (unless the calendar names its
    own by X-WR-TIMEZONE, or by TZ in vCalendar 1.0). `window` (aware, the second excluded) keeps only events that touch
    it; None keeps all. A series gives at most `limit` occurrences inside the window; a problem says where it was cut.
    Several calendars in one file are read as one: of an event that stands there twice the highest SEQUENCE counts.
    """
    findings = Findings()
    tree = build(read_lines(data, findings), findings)
    roots = [
        root for root in tree.roots if root.name in _CALENDAR or any(part.name == "VEVENT" for part in root.walk())
    ]
    if not roots:
        return Reading((), (problem("not_a_calendar" if data.strip() else "empty", ""),))
    note_loose(tree)
    drafts = _drafts(roots, tree, zone, findings)
    bounds = Bounds(window, limit, FILE_OCCURRENCES, Budget(FILE_STEPS))
    events = events_of(drafts, zone=zone, bounds=bounds, findings=findings)
    return Reading(tuple(events), findings.all())


def _drafts(roots: list[Component], tree: Tree, zone: ZoneInfo, findings: Findings) -> list[Draft]:
    """The events of all calendars, not yet repeated. Events outside of any calendar are read as if they were in one."""
    described = [part for root in tree.roots for part in root.walk() if part.name == "VTIMEZONE"]
    budget = Budget(ZONE_STEPS)
    shared = Zones(described, default=zone, budget=budget, findings=findings)
    drafts: list[Draft] = []
    for root in roots:
        reader = EventReader(shared, "", findings)
        if root.name == "VCALENDAR":
            own = [part for part in root.parts if part.name == "VTIMEZONE"]
            default = _default_zone(root, shared, zone)
            zones = Zones([*own, *described], default=default, budget=budget, findings=findings)
            reader = EventReader(zones, root.text("METHOD").upper(), findings)
        for part in root.walk():
            if part.name == "VEVENT":
                draft = reader.read(part)
                drafts += [draft] if draft else []
        _note_ignored(root, findings)
    return drafts


def _default_zone(calendar: Component, zones: Zones, zone: ZoneInfo) -> tzinfo:
    """The zone of times without one: the calendar's own where it names one."""
    line = calendar.first("X-WR-TIMEZONE")
    old = read_old_zone(calendar) if calendar.text("VERSION") == "1.0" else None
    if old is not None:
        return old
    return zones.find(line.text, f"line {line.number} X-WR-TIMEZONE") if line and line.text else zone


def _note_ignored(root: Component, findings: Findings) -> None:
    """Note the components that are no events."""
    for part in root.parts if root.name == "VCALENDAR" else [root]:
        if part.name not in _NOT_NAMED and part.name != "VCALENDAR":
            uid = part.text("UID")
            where = f"line {part.number} {shortened(part.name, 40)}" + (f" uid={shortened(uid, 60)}" if uid else "")
            findings.add("component_ignored", where, name=shortened(part.name, 40))


def as_window(starts: datetime | None, ends: datetime | None) -> Window | None:
    """A window from one or two aware ends; None for neither."""
    if starts is None and ends is None:
        return None
    return starts or datetime.min.replace(tzinfo=ZoneInfo("UTC")), ends or datetime.max.replace(tzinfo=ZoneInfo("UTC"))
