"""Wishing to see an exhibitor, or no longer."""

from datetime import datetime

from showtime.accounts.models import Member
from showtime.rounds.models import Exhibitor, Visit

VALUES = {"must": 10, "should": 6, "nice": 3}


class ForeignExhibitorError(ValueError):
    """Code passed an exhibitor of another team."""


def wish(*, member: Member, exhibitor: Exhibitor, value: int, now: datetime) -> Visit:
    """Wish to visit the exhibitor, with a value from 1 to 10; a second wish changes the first one's value."""
    if exhibitor.team_id != member.team_id:
        raise ForeignExhibitorError(str(exhibitor.pk))
    visit, _made = Visit.objects.update_or_create(
        team=member.team,
        show=exhibitor.show,
        exhibitor=exhibitor,
        defaults={"value": max(1, min(10, value))},
        create_defaults={"value": max(1, min(10, value)), "wished_by": member, "label": exhibitor.name[:200]},
    )
    return visit


def unwish(*, member: Member, exhibitor: Exhibitor) -> None:
    """Wish it no longer; wishing again is the undo."""
    Visit.objects.filter(team=member.team, exhibitor=exhibitor).delete()
