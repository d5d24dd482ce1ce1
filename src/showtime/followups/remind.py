"""What a person does with a reminder: put it off, or end it."""

from datetime import date

from showtime.accounts.models import Member
from showtime.followups import cadence
from showtime.followups.models import FollowUp


def later(*, followup: FollowUp, member: Member, on: date) -> None:
    """Remind again three working days after `on`, unless an answer comes before."""
    rows = FollowUp.objects.filter(pk=followup.pk, team=member.team_id, remind_on__isnull=False)
    rows.update(remind_on=cadence.remind_on(on))


def stop(*, followup: FollowUp, member: Member) -> None:
    """Remind of it no more."""
    FollowUp.objects.filter(pk=followup.pk, team=member.team_id).update(remind_on=None)
