"""A mail of which nobody knows whether it arrived: a person finds out, and says."""

from datetime import datetime

from django.db import transaction

from showtime.accounts import audit
from showtime.accounts.models import Member
from showtime.accounts.permissions import Deed, may
from showtime.followups.approve import MayNotSendError, StaleError
from showtime.followups.models import Draft, DraftState, FollowUp
from showtime.followups.sent import finish


def arrived(*, draft: Draft, member: Member, now: datetime) -> Draft:
    """Uncertain -> sent: the mail did arrive, at the time when it was handed over. MayNotSendError, StaleError."""
    with transaction.atomic():
        row = _uncertain(draft, member)
        finish(row, sent_at=row.claimed_at or now, by=member)
        audit.record(member=member, deed="mail arrived", row_id=row.pk, now=now, message_id=row.message_id)
    return row


def send_again(*, draft: Draft, member: Member, now: datetime) -> Draft:
    """Uncertain -> approved: the mail did not arrive, and goes out once more, under the same Message-ID.

    MayNotSendError, StaleError.
    """
    with transaction.atomic():
        row = _uncertain(draft, member)
        row.state, row.approved_by, row.approved_at, row.next_try_at = DraftState.APPROVED, member, now, now
        row.attempts, row.problem, row.problem_words, row.claim, row.claimed_at = 0, "", "", None, None
        row.save()
        audit.record(member=member, deed="mail approved again", row_id=row.pk, now=now, message_id=row.message_id)
    return row


def _uncertain(draft: Draft, member: Member) -> Draft:
    """The draft, locked behind its follow-up as everywhere, if it is uncertain still."""
    if not may(member, Deed.SEND) or member.team_id != draft.team_id:
        raise MayNotSendError(str(member.pk))
    FollowUp.objects.select_for_update(of=("self",)).get(pk=draft.followup_id)
    row = Draft.objects.select_for_update(of=("self",)).select_related("followup__show").get(pk=draft.pk)
    if row.state != DraftState.UNCERTAIN:
        raise StaleError(row)
    return row
