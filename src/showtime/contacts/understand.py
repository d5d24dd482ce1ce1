"""All that one stored capture says, checked against the team's own rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from showtime.contacts.models import Capture, Interest, Segment
from showtime.contacts.person_fields import PersonFields
from showtime.contacts.problems import problem
from showtime.contacts.read_capture import fields_from_json, read_capture
from showtime.contacts.tidy import Tidied, one_line, storable, tidy
from showtime.programme.models import Place
from showtime.reading.problems import Problem

_PROMISE = 300
#: How far a phone's clock may be from ours before the time of arrival is taken for the time of the encounter.
_AHEAD, _BEHIND = timedelta(minutes=10), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Understood:
    """All that one capture says, checked."""

    tidied: Tidied
    note: str
    at: datetime
    segment: Segment | None
    place: Place | None
    personal: bool
    promise: str
    promise_due: date | None
    problems: tuple[Problem, ...]


def understand(row: Capture) -> Understood:
    """Read a stored capture; the same row gives the same problems whenever it is read."""
    said = row.qualification
    read = read_capture(raw=row.raw, fields=fields_from_json(said.get("fields", {})) or PersonFields())
    tidied = tidy(read.person, country=row.show.country)
    problems = [*read.problems, *tidied.problems]
    if not tidied.given:
        problems.append(problem("nobody_named", "full_name"))
    promise = one_line(said.get("promise", ""))
    if len(promise) > _PROMISE:
        problems.append(problem("text_shortened", "promise", limit=_PROMISE))
        promise = promise[: _PROMISE - 1] + "…"
    _interest(said.get("interest", ""), tidied, problems)
    segment = _segment(row, tidied, problems)
    if said.get("personal"):
        tidied.given["state"] = ["personal"]
    note = "\n\n".join(dict.fromkeys(text for text in (said.get("note", ""), storable(read.person.note)) if text))
    return Understood(
        tidied=tidied,
        note=note,
        at=_moment(row, problems),
        segment=segment,
        place=_place(row, problems),
        personal=bool(said.get("personal")),
        promise=promise,
        promise_due=date.fromisoformat(due) if (due := said.get("promise_due")) else None,
        problems=tuple(problems),
    )


def _interest(said: str, tidied: Tidied, problems: list[Problem]) -> None:
    if said in Interest.values:
        tidied.say("interest", said)
    elif said:
        problems.append(problem("interest_unknown", "interest", value=one_line(said)[:40]))


def _segment(row: Capture, tidied: Tidied, problems: list[Problem]) -> Segment | None:
    if not (key := row.qualification.get("segment_id")):
        return None
    segment = Segment.objects.filter(pk=key, team=row.team_id).first()
    if segment is None:
        problems.append(problem("segment_unknown", "segment"))
    else:
        tidied.given["segment"] = [segment.name]
    return segment


def _place(row: Capture, problems: list[Problem]) -> Place | None:
    if not (key := row.qualification.get("place_id")):
        return None
    place = Place.objects.filter(pk=key, show=row.show_id).first()
    if place is None:
        problems.append(problem("place_unknown", "place"))
    return place


def _moment(row: Capture, problems: list[Problem]) -> datetime:
    """When the encounter was: as the phone says, or the time of arrival where its clock cannot be right."""
    if row.received_at - _BEHIND <= row.captured_at <= row.received_at + _AHEAD:
        return row.captured_at
    problems.append(problem("time_corrected", "captured_at", value=f"{row.captured_at:%Y-%m-%d %H:%M} UTC"))
    return row.received_at
