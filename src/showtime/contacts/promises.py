"""What we said we would do for somebody: made, kept, taken up again."""

from datetime import date, datetime

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Promise
from showtime.contacts.tidy import one_line

LONGEST = 300


class PromiseRefusedError(ValueError):
    """The promise cannot be made: it says nothing, is too long, or the contact is not of the member's team."""


def add_promise(*, contact: Contact, member: Member, text: str, due_on: date | None) -> Promise:
    """Promise something to the contact. PromiseRefusedError."""
    words = one_line(text)
    if contact.team_id != member.team_id:
        raise PromiseRefusedError("The contact is not of the member's team.")
    if not words or len(words) > LONGEST:
        raise PromiseRefusedError(f"A promise has 1 to {LONGEST} characters.")
    return Promise.objects.create(team_id=contact.team_id, contact=contact, member=member, text=words, due_on=due_on)


def keep_promise(*, promise: Promise, member: Member, now: datetime) -> None:
    """Tick the promise off; the first time it was kept stays on record. Of another team: nothing happens."""
    Promise.objects.filter(pk=promise.pk, team=member.team_id, kept_at=None).update(kept_at=now)


def reopen_promise(*, promise: Promise, member: Member) -> None:
    """Undo `keep_promise`. Of another team: nothing happens."""
    Promise.objects.filter(pk=promise.pk, team=member.team_id).update(kept_at=None)
