"""What an import of a calendar did, or would do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from showtime.programme.calendar_content import Content, moments_of
from showtime.programme.words import clock, moment_words
from showtime.reading.problems import Problem

Deed = Literal["added", "changed", "cancelled", "restored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event that is added, changed, cancelled or restored; `before` and `after` are what the calendar said."""

    deed: Deed
    title: str
    starts_at: datetime
    zone: ZoneInfo
    fields: tuple[str, ...] = ()
    before: Content | None = None
    after: Content | None = None

    @property
    def details(self) -> list[str]:
        """What is different, a phrase each, as "moved from 14:00 to 14:30", in the language that is active."""
        if self.deed != "changed" or self.before is None or self.after is None:
            return []
        phrases = []
        if {"starts_at", "ends_at", "all_day"} & set(self.fields):
            phrases.append(self._moved(self.before, self.after))
        if "title" in self.fields:
            phrases.append(_("was called %(title)s") % {"title": self.before["title"] or _("(no title)")})
        if "location" in self.fields:
            phrases.append(_("now at %(location)s") % {"location": self.after["location"] or _("(no place)")})
        if "note" in self.fields:
            phrases.append(_("new description"))
        if "status" in self.fields:
            tentative = self.after["status"] == "tentative"
            phrases.append(_("now tentative") if tentative else _("now confirmed"))
        return phrases

    def as_json(self) -> dict[str, Any]:
        """The change as plain JSON types."""
        return {
            "deed": self.deed,
            "title": self.title,
            "starts_at": self.starts_at.isoformat(),
            "fields": list(self.fields),
        }

    def _moved(self, before: Content, after: Content) -> str:
        (start, _end), (new_start, new_end) = moments_of(before), moments_of(after)
        days = {each.astimezone(self.zone).date() for each in (start, new_start)}
        if "starts_at" not in self.fields:
            return _("now ends at %(time)s") % {"time": clock(new_end, self.zone)}
        if len(days) > 1 or "all_day" in self.fields:
            return _("moved from %(before)s to %(after)s") % {
                "before": moment_words(start, self.zone),
                "after": moment_words(new_start, self.zone),
            }
        return _("moved from %(before)s to %(after)s") % {
            "before": clock(start, self.zone),
            "after": clock(new_start, self.zone),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReport:
    """How many events were added, changed, cancelled or left as they were, each change, and every problem.

    A cancelled event that comes back counts as changed.
    """

    added: int
    changed: int
    unchanged: int
    cancelled: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """The report as plain JSON types."""
        return {
            "counts": {
                "added": self.added,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "cancelled": self.cancelled,
            },
            "changes": [change.as_json() for change in self.changes],
            "problems": [problem.as_json() for problem in self.problems],
        }
