"""The lanes of a brief: everybody's events and turns, and the ways of the member whose brief it is."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from showtime.accounts.models import Member, Role
from showtime.journal.brief import Brief
from showtime.web.roster_timeline import event_block, lanes, stand_block
from showtime.web.timeline import Block, Timeline, lay_out


def brief_timeline(brief: Brief, *, members: Iterable[Member], slug: str) -> Timeline | None:
    """One lane a member, that of the brief's first; guests only where they have something on. None on an empty day."""
    known = {member.pk: member for member in members}
    blocks: dict[UUID, list[Block]] = {key: [] for key in known}
    for shift in brief.shifts:
        known.setdefault(shift.member_id, shift.member)
        blocks.setdefault(shift.member_id, []).append(stand_block(shift, slug=slug))
    clashing = {
        (event.pk, member.pk)
        for clash in brief.clashes
        for event in (clash.first, clash.second)
        for member in clash.members
    }
    for event in brief.events:
        for attendance in event.attendances.all() if not event.all_day else ():
            known.setdefault(attendance.member_id, attendance.member)
            clash = (event.pk, attendance.member_id) in clashing
            block = event_block(event, slug=slug, clash=clash)
            blocks.setdefault(attendance.member_id, []).append(block)
    if not any(blocks.values()):
        return None
    blocks[brief.member.pk] += _ways(brief, blocks[brief.member.pk])
    shown = [member for member in known.values() if member.role != Role.GUEST or blocks[member.pk]]
    return lay_out(lanes(shown, blocks, reader=brief.member), day=brief.day, zone=brief.show.zone, now=brief.now)


def _ways(brief: Brief, blocks: Iterable[Block]) -> list[Block]:
    """The ways to the member's events, those left out that overlap with something else."""
    taken = [(block.starts, block.ends) for block in blocks]
    found = []
    for event in brief.events:
        leave = brief.departures.get((event.pk, brief.member.pk))
        if leave is None or any(start < event.starts_at and leave.at < end for start, end in taken):
            continue
        found.append(Block(title=_("On the way"), starts=leave.at, ends=event.starts_at, kind="way", icon="way"))
    return found
