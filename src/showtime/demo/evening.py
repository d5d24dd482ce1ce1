"""Last night at the hotel: thirteen cards sorted, six mails written and sent, one of them answered before dawn."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Promise
from showtime.demo.people import PEOPLE, Person
from showtime.followups.approve import approve, version
from showtime.followups.debrief import deal, decide
from showtime.followups.draft import propose
from showtime.followups.models import FollowUp
from showtime.followups.send import send
from showtime.programme.models import Show

# A letter leaves this long after its approval: past the time to undo it.
LEAVES_AFTER = timedelta(minutes=1)


def live_the_evening(
    *, show: Show, cast: Mapping[str, Member], contacts: Mapping[str, Contact], begun_at: datetime
) -> None:
    """Sort the cards that `PEOPLE` says were sorted, three minutes apart from `begun_at` on, and send what was sent."""
    day = begun_at.astimezone(show.zone).date()
    deal(team=show.team, show=show, day=day)
    at = begun_at
    for person in PEOPLE:
        if person.sorted_as:
            card = FollowUp.objects.get(contact=contacts[person.name], day=day)
            _sort(card, person, cast[person.by], at)
            at += timedelta(minutes=3)


def _sort(card: FollowUp, person: Person, member: Member, at: datetime) -> None:
    card = decide(followup=card, decision=person.sorted_as, owner=member, due_on=None, member=member, now=at)
    if not person.sent:
        return
    draft = propose(followup=card, now=at)
    approved = approve(
        draft=draft,
        to=draft.to,
        subject=draft.subject,
        body=draft.body,
        seen=version(draft),
        member=member,
        now=at,
        keeps=list(Promise.objects.filter(contact=card.contact).values_list("pk", flat=True)),
    )
    send(draft_id=str(approved.pk), tell_time=lambda: at + LEAVES_AFTER)
