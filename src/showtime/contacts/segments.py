"""The team's own chips to sort contacts by."""

from django.db import transaction
from django.db.models import Max

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Segment
from showtime.contacts.one_at_a_time import one_at_a_time
from showtime.contacts.tidy import one_line
from showtime.lib.folding import fold

LONGEST = 60


class SegmentRefusedError(ValueError):
    """The segment cannot have this name: it is blank, too long, or another segment's."""


def add_segment(*, team: Team, name: str) -> Segment:
    """A new segment at the end, or the one that the team already has by this name, whatever its case and accents.

    SegmentRefusedError.
    """
    words = _checked(name)
    with one_at_a_time(team):
        there = _named(team, words)
        if there is not None:
            return there
        last = Segment.objects.filter(team=team).aggregate(last=Max("position"))["last"]
        return Segment.objects.create(team=team, name=words, position=0 if last is None else min(last + 1, 32_000))


def rename_segment(*, segment: Segment, member: Member, name: str) -> None:
    """Give the segment another name. SegmentRefusedError, also where the segment is of another team."""
    words = _checked(name)
    if segment.team_id != member.team_id:
        raise SegmentRefusedError("The segment is not of the member's team.")
    with one_at_a_time(member.team):
        there = _named(member.team, words)
        if there is not None and there.pk != segment.pk:
            raise SegmentRefusedError(f"There is already a segment {there.name}.")
        Segment.objects.filter(pk=segment.pk).update(name=words)


def remove_segment(*, segment: Segment, member: Member) -> int:
    """Remove the segment; how many contacts had it and have none now. Of another team: nothing happens."""
    with transaction.atomic():
        number = segment.contacts.filter(team=member.team_id).count()
        Segment.objects.filter(pk=segment.pk, team=member.team_id).delete()
    return number


def _checked(name: str) -> str:
    words = one_line(name)
    if not words or len(words) > LONGEST:
        raise SegmentRefusedError(f"A segment's name has 1 to {LONGEST} characters.")
    return words


def _named(team: Team, name: str) -> Segment | None:
    return next((each for each in Segment.objects.filter(team=team) if fold(each.name) == fold(name)), None)
