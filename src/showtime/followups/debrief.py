"""The debrief's cards and what is decided of them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact, ContactState
from showtime.followups.approve import pull_back
from showtime.followups.models import Decision, FollowUp
from showtime.programme.models import Show
from showtime.programme.queries import day_bounds

_STATE = {
    Decision.KEEP: ContactState.KEPT,
    Decision.DROP: ContactState.DROPPED,
    Decision.PERSONAL: ContactState.PERSONAL,
}


class AlreadyDecidedError(Exception):
    """Somebody else has decided of the card since it was shown; `followup` is as it is now."""

    def __init__(self, followup: FollowUp) -> None:
        super().__init__(followup.pk)
        self.followup = followup


class NothingToUndoError(Exception):
    """The card's last decision was undone already, or there was none."""


def deal(*, team: Team, show: Show, day: date) -> None:
    """Make the cards that are missing, one for each contact met at the show on this day. Many may deal at once."""
    start, end = day_bounds(show=show, day=day)
    dealt = FollowUp.objects.filter(contact=OuterRef("pk"), day=day)
    met = Contact.objects.filter(
        ~Exists(dealt), team=team, encounters__show=show, encounters__at__gte=start, encounters__at__lt=end
    )
    keys = met.distinct().values_list("pk", flat=True)
    missing = [FollowUp(team=team, contact_id=key, show=show, day=day) for key in keys]
    if missing:
        FollowUp.objects.bulk_create(missing, ignore_conflicts=True)


def decide(
    *,
    followup: FollowUp,
    decision: str,
    owner: Member | None,
    due_on: date | None,
    member: Member,
    now: datetime,
    seen: str | None = None,
) -> FollowUp:
    """Keep, drop or set apart as personal; the contact's state and owner follow. The card as it is afterwards.

    To keep what is kept changes owner and date alone. Anything else draws an approved mail back. `seen` is the decision
    that the member saw: AlreadyDecidedError where it has changed since. MailGoneError (`approve`) once the mail is
    claimed for sending. ValueError for a decision that there is not, or an owner of another team.
    """
    if decision not in _STATE or (owner is not None and owner.team_id != followup.team_id):
        raise ValueError("decision or owner")
    with transaction.atomic():
        row = _locked(followup)
        if seen is not None and row.decision != seen:
            raise AlreadyDecidedError(row)
        if decision != row.decision:
            pull_back(followup=row, member=member, now=now)
            row.before = _as_it_is(row)
        row.decision, row.owner, row.due_on = decision, owner, due_on
        row.decided_by, row.decided_at, row.without_mail = member, now, False
        row.save()
        row.contact.state, row.contact.owner = _STATE[Decision(decision)], owner
        row.contact.save(update_fields=["state", "owner"])
    return row


def undo(*, followup: FollowUp, member: Member, now: datetime) -> FollowUp:
    """Put the card back to before its last decision, the contact too where nothing else has changed it since.

    An approved mail is drawn back; its text stays for when the card is kept again. MailGoneError, NothingToUndoError.
    """
    with transaction.atomic():
        row = _locked(followup)
        before = row.before
        if before is None:
            raise NothingToUndoError(str(row.pk))
        pull_back(followup=row, member=member, now=now)
        if row.contact.state == _STATE.get(Decision(row.decision)):
            row.contact.state = before["contact_state"]
            row.contact.owner = _member(row, before["contact_owner"])
            row.contact.save(update_fields=["state", "owner"])
        row.decision, row.owner = before["decision"], _member(row, before["owner"])
        row.due_on = date.fromisoformat(before["due_on"]) if before["due_on"] else None
        row.decided_by, row.decided_at, row.before, row.without_mail = None, None, None, False
        row.save()
    return row


def _locked(followup: FollowUp) -> FollowUp:
    """The card and its contact, no one else deciding of them until the transaction ends."""
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=followup.pk)
    row.contact = Contact.objects.select_for_update(of=("self",)).get(pk=row.contact_id)
    return row


def _as_it_is(row: FollowUp) -> dict[str, str]:
    return {
        "decision": row.decision,
        "owner": str(row.owner_id or ""),
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "contact_state": row.contact.state,
        "contact_owner": str(row.contact.owner_id or ""),
    }


def _member(row: FollowUp, key: str) -> Member | None:
    """The member of this id, where there was one and they are still in the team."""
    return Member.objects.filter(team=row.team_id, pk=UUID(key)).first() if key else None
