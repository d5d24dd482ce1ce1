"""What a calendar says about an event, in the form in which it is kept, and what it says otherwise since. Pure."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

from showtime.reading.event import CalendarEvent

Content = Mapping[str, str]

TITLE, LOCATION, NOTE, UID, KEY = 200, 300, 20_000, 300, 40

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def content_of(event: CalendarEvent) -> dict[str, str]:
    """The event as a calendar says it: times as ISO 8601 in UTC, `all_day` "yes" or "", `status` as `EventStatus`."""
    note = clean(event.description, NOTE)
    if event.url and event.url not in note:
        note = f"{note}\n\n{clean(event.url, 2000)}".strip()
    return {
        "title": clean(event.summary, TITLE, one_line=True),
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "all_day": "yes" if event.all_day else "",
        "location": clean(event.location, LOCATION, one_line=True),
        "note": note,
        "status": event.status.lower() or "confirmed",
    }


def key_of(event: CalendarEvent) -> tuple[str, str]:
    """UID and recurrence key, as long as they may be; a longer one is cut and told apart by a trace of the whole."""
    return _bounded(event.uid, UID), _bounded(event.recurrence_id, KEY)


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """The fields of which the calendar says something else than before."""
    return tuple(field for field, value in after.items() if before.get(field, "") != value)


def merged_note(note: str, before: str, after: str) -> str:
    """The team's note with the calendar's new text in the place of its old one; below, where the old one is gone."""
    if before and before in note:
        return note.replace(before, after, 1).strip()
    return f"{note}\n\n{after}".strip() if after not in note else note


def moments_of(content: Content) -> tuple[datetime, datetime]:
    """Start and end."""
    return datetime.fromisoformat(content["starts_at"]), datetime.fromisoformat(content["ends_at"])


def clean(text: str, limit: int, *, one_line: bool = False) -> str:
    """The text as a database takes it: no control characters, no lone surrogates, at most `limit` long."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = plain.encode("utf-8", "replace").decode()
    plain = " ".join(plain.split()) if one_line else plain.strip()
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"


def _bounded(key: str, limit: int) -> str:
    plain = clean(key, len(key) + 1)
    if plain == key and len(key) <= limit:
        return key
    return f"{plain[: limit - 17]}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"
