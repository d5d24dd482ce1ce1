"""The lanes of one day's roster: turns on the stand, those proposed, and what takes people away."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from showtime.accounts.models import Member
from showtime.programme.models import Event
from showtime.rounds.models import Shift
from showtime.rounds.roster import holders
from showtime.rounds.roster_queries import RosterDay
from showtime.rounds.rota import Rota
from showtime.web.access import TeamRequest
from showtime.web.timeline import Block, Lane, Timeline, lay_out

ICONS = {"breakfast": "coffee", "mentor": "mentor", "pitch": "pitch", "party": "party"}


def roster_timeline(*, request: TeamRequest, known: RosterDay, rota: Rota | None, now: datetime) -> Timeline:
    """One lane for each who may hold the stand or does, the reader's own first."""
    members: dict[UUID, Member] = {member.pk: member for member in holders(show=known.show)}
    for shift in known.shifts:
        members.setdefault(shift.member_id, shift.member)
    blocks: dict[UUID, list[Block]] = {key: [] for key in members}
    for shift in known.shifts:
        blocks[shift.member_id].append(stand_block(shift, slug=request.team.slug))
    for turn in rota.turns if rota else ():
        if isinstance(turn.holder, UUID):
            block = Block(title=_("Stand, proposed"), starts=turn.span.start, ends=turn.span.end, kind="way")
            blocks[turn.holder].append(block)
    for event in known.events:
        for attendance in event.attendances.all():
            if attendance.member_id in blocks and not event.all_day:
                blocks[attendance.member_id].append(event_block(event, slug=request.team.slug))
    return lay_out(lanes(members.values(), blocks, reader=request.member), day=known.day, zone=known.show.zone, now=now)


def lanes(members: Iterable[Member], blocks: dict[UUID, list[Block]], *, reader: Member) -> list[Lane]:
    """The members' lanes, the reader's own first, the others in the order given."""
    ordered = sorted(members, key=lambda member: member.pk != reader.pk)
    return [Lane(str(member), blocks[member.pk], mine=member.pk == reader.pk) for member in ordered]


def stand_block(shift: Shift, *, slug: str) -> Block:
    """A turn on the stand."""
    url = reverse("web:shift", args=[slug, shift.pk])
    return Block(title=_("Stand"), starts=shift.starts_at, ends=shift.ends_at, kind="stand", url=url)


def event_block(event: Event, *, slug: str, clash: bool = False) -> Block:
    """Something in the programme."""
    return Block(
        title=event.title,
        starts=event.starts_at,
        ends=event.ends_at,
        kind=event.kind,
        place=event.place.name if event.place else event.location,
        icon=ICONS.get(event.kind, ""),
        url=reverse("web:event", args=[slug, event.pk]),
        clash=clash,
    )
