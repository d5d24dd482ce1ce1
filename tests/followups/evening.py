"""An evening at the show: words that the tests of follow-ups share."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.followups import approve, debrief, draft
from showtime.followups.models import Decision, Draft, FollowUp, MailSettings
from showtime.programme.models import Show
from tests.smtp import SmtpServer

DAY = date(2026, 1, 6)
#: 11:30 of that morning in Las Vegas, and 20:00 of that evening.
NOON = datetime(2026, 1, 6, 19, 30, tzinfo=UTC)
EVENING = datetime(2026, 1, 7, 4, 0, tzinfo=UTC)
#: When a mail approved in the EVENING may be claimed.
DUE = EVENING + approve.GRACE

#: The fixture `meet`: a contact met on DAY, with a note and promises; keywords are fields of `Contact`.
Meet = Callable[..., Contact]


def meeting(show: Show, member: Member) -> Meet:
    """How `member` meets somebody on the team's stand at NOON."""

    def met(
        full_name: str = "Anna Kim",
        *,
        email: str = "anna@example.com",
        note: str = "",
        promise: str = "",
        due_on: date | None = None,
        member: Member = member,
        at: datetime = NOON,
        **fields: Any,
    ) -> Contact:
        contact = Contact.objects.create(team=show.team, full_name=full_name, email=email, met_at=at, **fields)
        encounter = Encounter.objects.create(
            team=show.team, contact=contact, show=show, member=member, place=show.stand, at=at, note=note
        )
        if promise:
            Promise.objects.create(
                team=show.team, contact=contact, encounter=encounter, member=member, text=promise, due_on=due_on
            )
        return contact

    return met


def card_of(contact: Contact) -> FollowUp:
    """The contact's card of that evening, dealt."""
    show = contact.encounters.order_by("at")[0].show
    debrief.deal(team=contact.team, show=show, day=DAY)
    return FollowUp.objects.get(contact=contact, day=DAY)


def keep(contact: Contact, member: Member, *, now: datetime = EVENING) -> Draft:
    """The contact kept, and the draft that is proposed."""
    card = debrief.decide(
        followup=card_of(contact),
        decision=Decision.KEEP,
        owner=member,
        due_on=DAY + timedelta(days=1),
        member=member,
        now=now,
    )
    return draft.propose(followup=card, now=now)


def approved(contact: Contact, member: Member, *, now: datetime = EVENING, **changes: str) -> Draft:
    """The contact kept, and the draft approved as proposed but for `changes` to to, subject or body."""
    proposed = keep(contact, member, now=now)
    text = {"to": proposed.to, "subject": proposed.subject, "body": proposed.body, **changes}
    return approve.approve(draft=proposed, **text, seen=approve.version(proposed), member=member, now=now)


def mail_way(member: Member, server: SmtpServer) -> MailSettings:
    """Mail settings of the member's team that lead to this server."""
    return MailSettings.objects.create(
        team=member.team,
        host=server.host,
        port=server.port,
        security="none",
        sender="hello@lumen.test",
        sender_name="Lumen",
    )
