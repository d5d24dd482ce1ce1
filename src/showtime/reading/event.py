"""An event as a calendar file gives it: one row for each time it takes place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited, or the organiser. `answer` is PARTSTAT: NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE, ..."""

    address: str
    name: str = ""
    role: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence. Its key across files and versions is (`uid`, `recurrence_id`); the highest `sequence` counts.

    `recurrence_id` is "" for an event that does not repeat; else the original start of the occurrence, which stays when
    the occurrence is moved: 20260106T130000Z (in UTC), or 20260106 for whole days. With METHOD:CANCEL and "" it stands
    for all occurrences of the uid. `status` is CONFIRMED, TENTATIVE, CANCELLED (also for METHOD:CANCEL) or "".

    `starts_at` and `ends_at` are in UTC, `ends_at` is never before `starts_at`. A whole-day event has `starts_on` and
    `ends_on` (the day after its last) and runs from midnight to midnight in the reader's zone. `zone` is the zone in
    which the time was written, "" when it floats.
    """

    uid: str
    recurrence_id: str
    sequence: int
    method: str
    status: str
    summary: str
    description: str
    location: str
    url: str
    categories: tuple[str, ...]
    organizer: Attendee | None
    attendees: tuple[Attendee, ...]
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    starts_on: date | None
    ends_on: date | None
    zone: str
    last_modified: datetime | None

    def as_json(self) -> dict[str, Any]:
        """The event as plain JSON types; `start` and `end` are dates for whole days, else ISO 8601 times in UTC."""
        whole = self.starts_on is not None and self.ends_on is not None
        return {
            "uid": self.uid,
            "summary": self.summary,
            "start": self.starts_on.isoformat() if self.starts_on and whole else self.starts_at.isoformat(),
            "end": self.ends_on.isoformat() if self.ends_on and whole else self.ends_at.isoformat(),
            "all_day": self.all_day,
            "zone": self.zone,
            "location": self.location,
            "description": self.description,
            "url": self.url,
            "categories": list(self.categories),
            "organizer": self.organizer.address if self.organizer else "",
            "attendees": [attendee.address for attendee in self.attendees],
            "sequence": self.sequence,
            "recurrence_id": self.recurrence_id,
            "status": self.status,
            "method": self.method,
            "last_modified": self.last_modified.isoformat() if self.last_modified else None,
        }
