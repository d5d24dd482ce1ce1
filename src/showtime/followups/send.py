"""Sending approved mails, one at a time, so that none leaves twice (law 2).

A worker claims a mail by one conditional UPDATE that is committed before a word is said to the mail server. Whatever
happens to the worker from then on, nobody else touches the mail; when the outcome is never recorded, `doubt` marks it
uncertain, and only a person (`settle`) decides of it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from showtime.accounts.models import AuditEntry
from showtime.channels.email import letter
from showtime.channels.email.outcome import OF_THIS_MAIL, Accepted, Deferred, Outcome, Refused
from showtime.channels.email.smtp import hand_over
from showtime.followups import backoff, problems
from showtime.followups.letters import letter_of
from showtime.followups.models import DeliveredMail, Draft, DraftState, FollowUp, MailSettings
from showtime.followups.sent import finish
from showtime.followups.set_up_mail import server_of
from showtime.lib import clock
from showtime.lib.boxes import BoxLockedError
from showtime.lib.ids import new_id

#: Longer than the longest talk with a mail server, by the time-outs of its steps: by then a claim's worker is gone.
DOUBT_AFTER = timedelta(minutes=10)
_RECORD_TRIES = 5
_HELD_FOR = timedelta(minutes=1)


def due(*, limit: int, now: datetime) -> list[str]:
    """The ids of the approved mails to be sent now, the longest waiting first.

    Mails of a team without mail settings wait for them; those of a demo team go into its mailbox on the page.
    """
    way_out = Q(team__is_demo=True) | Exists(MailSettings.objects.filter(team=OuterRef("team")))
    rows = Draft.objects.filter(way_out, state=DraftState.APPROVED, next_try_at__lte=now)
    return [str(key) for key in rows.order_by("next_try_at", "approved_at", "pk").values_list("pk", flat=True)[:limit]]


def send(*, draft_id: str, tell_time: Callable[[], datetime] = clock.now) -> None:
    """Send the mail if it is still approved and due, and record what became of it. Claimed by another: nothing."""
    known = Draft.objects.filter(pk=draft_id).select_related("team").first()
    if known is None:
        return
    way = MailSettings.objects.filter(team=known.team_id).first()
    if way is not None:
        _send_by(way, known.pk, tell_time)
    elif known.team.is_demo:
        _deliver_here(known.pk, tell_time())


def doubtful(*, limit: int, now: datetime) -> list[str]:
    """The ids of the mails that were claimed so long ago that their worker must be gone."""
    rows = Draft.objects.filter(state=DraftState.SENDING, claimed_at__lte=now - DOUBT_AFTER)
    return [str(key) for key in rows.order_by("claimed_at").values_list("pk", flat=True)[:limit]]


def doubt(*, draft_id: str, now: datetime) -> None:
    """Mark such a mail uncertain. Its claim stays, so that a worker that was only slow can still record the truth."""
    stuck = Draft.objects.filter(pk=draft_id, state=DraftState.SENDING, claimed_at__lte=now - DOUBT_AFTER)
    stuck.update(state=DraftState.UNCERTAIN, problem=problems.WORKER, problem_words="")


def _send_by(way: MailSettings, key: UUID, tell_time: Callable[[], datetime]) -> None:
    claim = _claim(key, tell_time())
    if claim is None:
        return
    # Read after the claim: from here on no person can change the text, and nobody else sends it.
    draft = _whole(key)
    try:
        message = letter.write(letter_of(draft, way))
        server = server_of(way)
    except ValueError:
        _refuse(draft, claim, problems.LETTER, "")
        return
    except BoxLockedError:
        _defer(draft, claim, problems.PASSWORD, "", tell_time())
        return
    outcome = hand_over(server, sender=way.sender, to=draft.to, message=message)
    _record_stubbornly(draft, claim, outcome, tell_time())


def _claim(key: UUID, now: datetime) -> UUID | None:
    """Approved -> sending, committed to disk when this returns; None where another was faster.

    Only the row's own columns are asked: with a join, PostgreSQL would not look again after waiting for the row.
    """
    claim = new_id()
    with transaction.atomic(durable=True):
        waiting = Draft.objects.filter(pk=key, state=DraftState.APPROVED, next_try_at__lte=now)
        claimed = waiting.update(
            state=DraftState.SENDING, claim=claim, claimed_at=now, attempts=F("attempts") + 1, next_try_at=None
        )
    return claim if claimed else None


def _deliver_here(key: UUID, now: datetime) -> None:
    """Approved -> sent into the mailbox on the page, all in one transaction: it cannot be uncertain."""
    with transaction.atomic(durable=True):
        followup_id = Draft.objects.values_list("followup_id", flat=True).get(pk=key)
        FollowUp.objects.select_for_update(of=("self",)).get(pk=followup_id)
        waiting = Draft.objects.filter(pk=key, state=DraftState.APPROVED, next_try_at__lte=now)
        if not waiting.update(state=DraftState.SENDING, claim=new_id(), claimed_at=now, attempts=F("attempts") + 1):
            return
        draft = _whole(key)
        try:
            raw = letter.write(letter_of(draft, None))
        except ValueError:
            Draft.objects.filter(pk=key).update(
                state=DraftState.REFUSED, problem=problems.LETTER, problem_words="", next_try_at=None
            )
            return
        DeliveredMail.objects.create(
            team_id=draft.team_id, draft=draft, to=draft.to, subject=draft.subject, raw=raw, at=now
        )
        _finish(draft, now, where="mailbox")


def _whole(key: UUID) -> Draft:
    """The draft with all that its letter says."""
    rows = Draft.objects.select_related(
        "team", "followup__contact", "followup__show", "followup__owner__user", "approved_by__user"
    )
    return rows.get(pk=key)


def _record_stubbornly(draft: Draft, claim: UUID, outcome: Outcome, now: datetime) -> None:
    """Record the outcome though the database's connection was lost or locked meanwhile; unrecorded it is uncertain."""
    for tries_left in range(_RECORD_TRIES - 1, -1, -1):
        try:
            _record(draft, claim, outcome, now)
        except OperationalError:
            connection.close()
            if not tries_left:
                raise
        else:
            return


def _record(draft: Draft, claim: UUID, outcome: Outcome, now: datetime) -> None:
    if isinstance(outcome, Accepted):
        with transaction.atomic():
            if _still_ours(draft, claim):
                _finish(draft, now, where=outcome.answer)
    elif isinstance(outcome, Refused):
        _refuse(draft, claim, outcome.cause, outcome.answer)
    elif isinstance(outcome, Deferred):
        _defer(draft, claim, outcome.cause, outcome.answer, now)
    else:
        _change(draft, claim, state=DraftState.UNCERTAIN, problem=outcome.cause, problem_words=outcome.answer)


def _finish(draft: Draft, now: datetime, *, where: str) -> None:
    finish(draft, sent_at=now, by=draft.approved_by)
    AuditEntry.objects.create(
        team_id=draft.team_id,
        member=draft.approved_by,
        deed="mail sent",
        row_id=draft.pk,
        detail={"to": draft.to, "message_id": draft.message_id, "answer": where},
        at=now,
    )


def _refuse(draft: Draft, claim: UUID, problem: str, words: str) -> None:
    _change(draft, claim, state=DraftState.REFUSED, problem=problem, problem_words=words)


def _defer(draft: Draft, claim: UUID, problem: str, words: str, now: datetime) -> None:
    """Sending -> approved, to be tried again later; refused when that has gone on for a day."""
    following = backoff.next_try(attempts=draft.attempts, approved_at=draft.approved_at or now, now=now)
    state = DraftState.APPROVED if following else DraftState.REFUSED
    _change(draft, claim, state=state, next_try_at=following, problem=problem, problem_words=words)
    if problem not in OF_THIS_MAIL:
        _hold_others(draft, following or now + _HELD_FOR, problem, words)


def _hold_others(draft: Draft, until: datetime, problem: str, words: str) -> None:
    """What stopped this mail stops the team's others: one tries the server, not forty, which might lock the account."""
    others = Draft.objects.filter(team=draft.team_id, state=DraftState.APPROVED, next_try_at__lt=until)
    others.update(next_try_at=until, problem=problem, problem_words=words)


def _change(draft: Draft, claim: UUID, **fields: object) -> None:
    with transaction.atomic():
        if _still_ours(draft, claim):
            Draft.objects.filter(pk=draft.pk).update(**fields)


def _still_ours(draft: Draft, claim: UUID) -> bool:
    """Whether the outcome is ours to record: under this claim, and no person has settled it meanwhile.

    The follow-up is locked before the draft, as everywhere.
    """
    FollowUp.objects.select_for_update(of=("self",)).get(pk=draft.followup_id)
    rows = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk, claim=claim)
    return rows.filter(state__in=[DraftState.SENDING, DraftState.UNCERTAIN]).exists()
