"""Bring a calendar into the programme: all good events or none at all, and the same calendar twice changes nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from showtime.accounts.models import Member
from showtime.accounts.queries import members_of
from showtime.programme import queries
from showtime.programme.calendar_content import key_of
from showtime.programme.calendar_plan import Plan, Planner, own_ids, own_uid
from showtime.programme.calendar_problems import problem
from showtime.programme.calendar_report import CalendarReport
from showtime.programme.models import Attendance, CalendarImport, Event, EventKind, EventStatus, Show
from showtime.programme.words import day_words
from showtime.reading.event import CalendarEvent
from showtime.reading.ics import read_calendar
from showtime.reading.problems import Problem

#: Time before and after the show from which events are taken.
MARGIN = timedelta(days=14)

#: Bytes of a calendar that is read; the largest public programmes have a fifth of it.
LARGEST = 10_000_000

_UIDS_A_QUERY = 400

#: Problems after which a date that a series lacks may be one that could not be read.
_SERIES_UNCERTAIN = frozenset(
    {"series_cut", "rule_unreadable", "dates_unreadable", "exclusion_unreadable", "recurrence_id_unreadable", "more"}
)


class ImportNotFoundError(LookupError):
    """The show has no such import."""


def import_calendar(
    *,
    show: Show,
    member: Member | None,
    data: bytes,
    source: str,
    now: datetime,
    going: Sequence[Member] | None = None,
) -> CalendarReport:
    """Take a calendar (.ics, any bytes are accepted) into the programme, in one transaction, and keep the file.

    `going` go to the events that are new, and so does a member whose address is among an event's attendees; without it
    `member` goes. What is not readable is named in the report; a file of which nothing is readable changes nothing.
    """
    handed_in, _report = propose(show=show, member=member, data=data, source=source, now=now, going=going)
    return confirm(show=show, import_id=handed_in.pk, now=now)


def preview_calendar(
    *,
    show: Show,
    member: Member | None,
    data: bytes,
    source: str,
    now: datetime,
    going: Sequence[Member] | None = None,
) -> CalendarReport:
    """What `import_calendar` would do. Writes nothing."""
    plan, problems = _plan(show, data, nobody_goes=not (member or going))
    return _report_of(plan, problems)


def propose(
    *,
    show: Show,
    member: Member | None,
    data: bytes,
    source: str,
    now: datetime,
    going: Sequence[Member] | None = None,
) -> tuple[CalendarImport, CalendarReport]:
    """Keep a calendar until it is confirmed, and say what it would do."""
    chosen = list(going) if going is not None else [member] if member else []
    with transaction.atomic():
        handed_in = CalendarImport.objects.create(
            team_id=show.team_id, show=show, member=member, source=source[:200], data=data[: LARGEST + 1]
        )
        handed_in.going.set(chosen)
    return handed_in, preview_calendar(show=show, member=member, data=data, source=source, now=now, going=chosen)


def proposal(*, show: Show, import_id: UUID) -> tuple[CalendarImport, CalendarReport]:
    """A calendar that was kept, and what it would do now. ImportNotFoundError."""
    handed_in = _kept(show, import_id)
    plan, problems = _plan(show, bytes(handed_in.data), nobody_goes=not handed_in.going.exists())
    return handed_in, _report_of(plan, problems)


def confirm(*, show: Show, import_id: UUID, now: datetime) -> CalendarReport:
    """Take a calendar that was kept into the programme, all of it or nothing. ImportNotFoundError."""
    handed_in = _kept(show, import_id)
    going = list(handed_in.going.select_related("user"))
    with transaction.atomic():
        Show.objects.select_for_update().get(pk=show.pk)
        plan, problems = _plan(show, bytes(handed_in.data), nobody_goes=not going)
        _write(show, plan, handed_in, going)
        CalendarImport.objects.filter(pk=handed_in.pk).update(confirmed_at=now)
    return _report_of(plan, problems)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What was read: the events inside the window, and outside of it single ones and the UIDs of series."""

    window: tuple[datetime, datetime]
    inside: tuple[CalendarEvent, ...]
    outside: tuple[CalendarEvent, ...]
    series_outside: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def uids(self) -> set[str]:
        """All UIDs, as they are kept."""
        return {key_of(event)[0] for event in (*self.inside, *self.outside)} | self.series_outside


def _plan(show: Show, data: bytes, *, nobody_goes: bool) -> tuple[Plan, list[Problem]]:
    if len(data) > LARGEST:
        size = -(-len(data) // 1_000_000)
        return Plan(), [problem("calendar_too_large", "", size=size, limit=LARGEST // 1_000_000)]
    calendar = _read(show, data)
    known = list(_known(show, calendar.uids))
    # A public programme has talks; one's own calendar has appointments.
    otherwise = EventKind.TALK if nobody_goes else EventKind.APPOINTMENT
    planner = Planner(show=show, known=known, places=queries.places(show=show), otherwise=otherwise)
    known_uids = {row.uid for row in known} | {own_uid(row.pk) for row in known}
    moved = [event for event in calendar.outside if key_of(event)[0] in known_uids or event.method == "CANCEL"]
    for event in (*calendar.inside, *moved):
        planner.take(event)
    problems = []
    if not (calendar.inside or calendar.outside or calendar.series_outside or calendar.problems):
        problems.append(problem("no_event", ""))
    left = len(calendar.outside) - len(moved) + len(calendar.series_outside)
    if left:
        first, last = day_words(show.starts_on - MARGIN), day_words(show.ends_on + MARGIN)
        problems.append(problem("outside_show", "", count=left, first=first, last=last))
    problems += [*calendar.problems, *_drop_missing(planner, calendar, known, moved)]
    return planner.plan, [*problems, *planner.plan.findings.all()]


def _read(show: Show, data: bytes) -> _Calendar:
    """The calendar read twice: with its series inside the window, and once more for what lies or has moved outside."""
    first, _end = queries.day_bounds(show=show, day=show.starts_on - MARGIN)
    _start, last = queries.day_bounds(show=show, day=show.ends_on + MARGIN)
    reading = read_calendar(data, zone=show.zone, window=(first, last))
    inside = {key_of(event) for event in reading.items}
    uids = {uid for uid, _key in inside}
    others = [event for event in read_calendar(data, zone=show.zone, limit=1).items if key_of(event) not in inside]
    return _Calendar(
        window=(first, last),
        inside=reading.items,
        outside=tuple(event for event in others if not event.recurrence_id),
        series_outside=frozenset(key_of(event)[0] for event in others if event.recurrence_id) - uids,
        problems=reading.problems,
    )


def _known(show: Show, uids: Iterable[str]) -> Iterator[Event]:
    """The show's events with these UIDs, those of our own feeds by their ids."""
    wanted = sorted(uids)
    for start in range(0, len(wanted), _UIDS_A_QUERY):
        some = wanted[start : start + _UIDS_A_QUERY]
        ours = Q(pk__in=own_ids(some))
        yield from Event.objects.filter(Q(uid__in=some) | ours, show=show).select_related("place")


def _drop_missing(
    planner: Planner, calendar: _Calendar, known: Sequence[Event], moved: Sequence[CalendarEvent]
) -> list[Problem]:
    """Cancel the dates that series of the calendar no longer have; what is wrong where that cannot be told.

    Only a calendar that gives whole series can tell; a message about some dates (METHOD:REQUEST, CANCEL) cannot.
    """
    keys: dict[str, set[str]] = {uid: set() for uid in calendar.series_outside}
    partial = set()
    for event in (*calendar.inside, *moved):
        uid, key = key_of(event)
        keys.setdefault(uid, set()).add(key)
        if event.method not in {"", "PUBLISH"}:
            partial.add(uid)
    start, end = calendar.window
    missing = [
        row
        for row in known
        if row.uid in keys
        and row.uid not in partial
        and row.recurrence_key not in keys[row.uid]
        and row.status != EventStatus.CANCELLED
        and row.starts_at < end
        and row.ends_at >= start
        and (row.recurrence_key or any(keys[row.uid]))
    ]
    if missing and any(each.code in _SERIES_UNCERTAIN for each in calendar.problems):
        return [problem("series_uncertain", "")]
    planner.drop(missing)
    return []


def _write(show: Show, plan: Plan, handed_in: CalendarImport, going: Sequence[Member]) -> None:
    by_address = {member.user.email: member for member in members_of(team=show.team)}
    rows, attendances = [], []
    for row, event in plan.new:
        row.source = handed_in.source
        rows.append(row)
        invited = [by_address.get(each.address.lower()) for each in event.attendees if each.answer != "DECLINED"]
        members = {member.pk: member for member in (*going, *invited) if member is not None}
        attendances += [Attendance(team_id=show.team_id, event=row, member=each) for each in members.values()]
    Event.objects.bulk_create(rows, batch_size=500)
    Attendance.objects.bulk_create(attendances, batch_size=500)
    for row in plan.saved:
        row.save()


def _report_of(plan: Plan, problems: Sequence[Problem]) -> CalendarReport:
    deeds = [change.deed for change in plan.changes]
    return CalendarReport(
        added=deeds.count("added"),
        changed=deeds.count("changed") + deeds.count("restored"),
        unchanged=plan.unchanged,
        cancelled=deeds.count("cancelled"),
        changes=tuple(sorted(plan.changes, key=lambda change: (change.starts_at, change.title))),
        problems=tuple(problems),
    )


def _kept(show: Show, import_id: UUID) -> CalendarImport:
    handed_in = CalendarImport.objects.filter(show=show, pk=import_id).select_related("member").first()
    if handed_in is None:
        raise ImportNotFoundError(str(import_id))
    return handed_in
