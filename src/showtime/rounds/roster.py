"""Writing the roster: turns on the stand, one by one, from a proposed rota, or as the day before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from showtime.accounts import queries as accounts
from showtime.accounts.models import Member, Role
from showtime.programme import queries as programme
from showtime.programme import ways
from showtime.programme.models import Event, Show
from showtime.rounds import roster_queries
from showtime.rounds.cover import Span, Turn
from showtime.rounds.models import Shift
from showtime.rounds.rota import Rota, propose

LONGEST = timedelta(hours=16)
LONGEST_WAY = timedelta(hours=4)


class ShiftRefusedError(ValueError):
    """The turn cannot be on the roster; the text says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Rostered:
    """A turn on the roster, and the events that take its member away meanwhile: allowed, but worth a warning."""

    shift: Shift
    meanwhile: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of several turns: those that are on the roster now, and those that are not, with the reason."""

    added: tuple[Shift, ...]
    refused: tuple[tuple[Turn, str], ...]


def holders(*, show: Show) -> list[Member]:
    """Who may hold the stand: the team's members but for guests, owners first."""
    return [member for member in accounts.members_of(team=show.team) if member.role != Role.GUEST]


@transaction.atomic
def add_shift(*, show: Show, member: Member, start: datetime, end: datetime) -> Rostered:
    """Put a member on the stand from `start` to `end`. ShiftRefusedError: a guest, no time, or there already."""
    shift = Shift(team_id=show.team_id, show=show, member=member, starts_at=start, ends_at=end)
    _check(shift)
    shift.save()
    return Rostered(shift, _meanwhile(shift))


@transaction.atomic
def change_shift(*, shift: Shift, member: Member, start: datetime, end: datetime) -> Rostered:
    """Give a turn another member or time. ShiftRefusedError as in `add_shift`, and the turn stays as it was."""
    changed = Shift(
        id=shift.pk,
        team_id=shift.team_id,
        show=shift.show,
        member=member,
        starts_at=start,
        ends_at=end,
        created_at=shift.created_at,
    )
    _check(changed)
    Shift.objects.filter(pk=shift.pk).update(member=member, starts_at=start, ends_at=end)
    return Rostered(changed, _meanwhile(changed))


def remove_shift(*, shift: Shift) -> Turn:
    """Take a turn off the roster; what it was, for `fill` to undo."""
    shift.delete()
    return Turn(shift.member_id, Span(shift.starts_at, shift.ends_at))


@transaction.atomic
def clear_day(*, show: Show, day: date) -> list[Turn]:
    """Take the turns that begin on this day off the roster; what they were, for `fill` to undo."""
    start, end = programme.day_bounds(show=show, day=day)
    rows = Shift.objects.filter(show=show, starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "id")
    turns = [Turn(shift.member_id, Span(shift.starts_at, shift.ends_at)) for shift in rows]
    rows.delete()
    return turns


def propose_rota(*, show: Show, day: date) -> Rota:
    """The simple rota (`rota.propose`) around the turns on the roster; nothing is written. Empty when closed."""
    hours = programme.opening_hours(show=show, day=day)
    if hours is None:
        return Rota((), ())
    start, end = programme.day_bounds(show=show, day=day)
    events = programme.events_between(show=show, start=start, end=end)
    held = [Turn(row.member_id, Span(row.starts_at, row.ends_at)) for row in roster_queries.roster(show=show, day=day)]
    return propose(
        hours=Span(*hours),
        needed=show.cover,
        people=[member.pk for member in holders(show=show)],
        away=roster_queries.away_of(show=show, events=events, network=ways.network(show=show)),
        held=held,
    )


@transaction.atomic
def fill(*, show: Show, turns: Iterable[Turn]) -> Filled:
    """Put several turns on the roster, their holders given by member id: good ones in, the others named with why."""
    members: dict[object, Member] = {member.pk: member for member in holders(show=show)}
    added: list[Shift] = []
    refused: list[tuple[Turn, str]] = []
    for turn in turns:
        member = members.get(turn.holder)
        if member is None:
            refused.append((turn, _("Whoever held this turn does not hold the stand any more.")))
            continue
        try:
            added.append(add_shift(show=show, member=member, start=turn.span.start, end=turn.span.end).shift)
        except ShiftRefusedError as error:
            refused.append((turn, str(error)))
    return Filled(tuple(added), tuple(refused))


def copy_day(*, show: Show, source: date, target: date) -> Filled:
    """Put the turns that begin on one day on another, at the same times by the clock; as `fill`."""
    start, end = programme.day_bounds(show=show, day=source)
    rows = [row for row in roster_queries.roster(show=show, day=source) if start <= row.starts_at < end]
    days = target - source
    turns = [
        Turn(row.member_id, Span(*(_shifted(edge, days, show) for edge in (row.starts_at, row.ends_at))))
        for row in rows
    ]
    return fill(show=show, turns=turns)


def _shifted(moment: datetime, days: timedelta, show: Show) -> datetime:
    """The same time by the show's clock, so many days later; whatever its clocks are put to in between."""
    local = moment.astimezone(show.zone)
    wall: tuple[date, time] = (local.date() + days, local.time())
    return datetime.combine(*wall, tzinfo=show.zone).astimezone(UTC)


def _check(shift: Shift) -> None:
    """ShiftRefusedError where the turn cannot be. The member's row is locked, so that two at once cannot overlap."""
    member = Member.objects.select_for_update().filter(pk=shift.member_id, team=shift.team_id, left_at=None).first()
    if member is None or member.role == Role.GUEST:
        raise ShiftRefusedError(_("Only members of the team hold the stand."))
    if shift.ends_at <= shift.starts_at:
        raise ShiftRefusedError(_("The turn ends before it begins. Choose a later end."))
    if shift.ends_at - shift.starts_at > LONGEST:
        raise ShiftRefusedError(_("A turn lasts 16 hours at most. Choose an earlier end."))
    rows = Shift.objects.filter(
        show=shift.show_id, member=member, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    )
    if rows.exclude(pk=shift.pk).exists():
        raise ShiftRefusedError(_("%(member)s already holds the stand at that time.") % {"member": shift.member})


def _meanwhile(shift: Shift) -> tuple[Event, ...]:
    start, end = shift.starts_at - LONGEST_WAY, shift.ends_at + LONGEST_WAY
    events = programme.events_between(show=shift.show, start=start, end=end, member=shift.member)
    network = ways.network(show=shift.show)
    away = [(event, roster_queries.away_for(show=shift.show, event=event, network=network)) for event in events]
    return tuple(event for event, span in away if span and span.start < shift.ends_at and shift.starts_at < span.end)
