"""What follows from a mail having been sent."""

from datetime import datetime

from showtime.accounts.models import Member
from showtime.contacts.promises import keep_promise
from showtime.followups import cadence
from showtime.followups.models import Draft, DraftState


def finish(draft: Draft, *, sent_at: datetime, by: Member | None) -> None:
    """Record the draft as sent: the reminder is set, and the promises that it keeps are ticked off in the name of `by`.

    Within a transaction that has locked the follow-up and knows that the mail was taken.
    """
    draft.state, draft.sent_at = DraftState.SENT, sent_at
    draft.next_try_at, draft.problem, draft.problem_words = None, "", ""
    draft.save()
    followup = draft.followup
    followup.remind_on = cadence.remind_on(sent_at.astimezone(followup.show.zone).date())
    followup.save(update_fields=["remind_on"])
    if by is not None:
        for promise in draft.keeps.all():
            keep_promise(promise=promise, member=by, now=sent_at)
