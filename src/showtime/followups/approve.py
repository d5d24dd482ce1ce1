"""A person's word that a mail may leave, and taking it back: law 2 begins here."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from showtime.accounts import audit
from showtime.accounts.models import Member
from showtime.accounts.permissions import Deed, may
from showtime.channels.email import letter
from showtime.contacts.models import Promise
from showtime.followups.letters import letter_of, mint_message_id
from showtime.followups.models import Decision, Draft, DraftState, FollowUp, MailSettings

APPROVABLE = (DraftState.PROPOSED, DraftState.REFUSED)
LONGEST_SUBJECT = 300
#: How long an approved mail waits before a worker may claim it, so that there is a time to undo.
GRACE = timedelta(seconds=15)
_WRITTEN = (
    *("to", "subject", "body", "edited_at", "state", "approved_by", "approved_at", "message_id"),
    *("next_try_at", "attempts", "problem", "problem_words", "claim", "claimed_at"),
)


class MayNotSendError(Exception):
    """The member's role does not allow sending."""


class StaleError(Exception):
    """The draft is no longer what the person saw; `draft` is as it is now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft


class UnfitError(ValueError):
    """The mail cannot leave as it is: `field` is to, subject, body or sender."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class MailGoneError(Exception):
    """The mail is being sent, was sent, or may have been: there is nothing to draw back."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft


def version(draft: Draft) -> str:
    """A mark of the draft's text, for a form to say which one the person saw."""
    text = f"{draft.language}\0{draft.to}\0{draft.subject}\0{draft.body}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def approve(
    *,
    draft: Draft,
    to: str,
    subject: str,
    body: str,
    seen: str,
    member: Member,
    now: datetime,
    keeps: Collection[UUID] = (),
) -> Draft:
    """Save the text as the person has it before them, and release it for sending, in one step.

    `seen` is the `version` of the draft that their form showed. `keeps` are the contact's promises that this mail
    keeps: they are ticked off when it is sent. The Message-ID is minted at the first approval and stays for ever.
    Approving the same text twice is approving it once. MayNotSendError, StaleError, UnfitError.
    """
    if not may(member, Deed.SEND) or member.team_id != draft.team_id:
        raise MayNotSendError(str(member.pk))
    text = {"to": to.strip(), "subject": subject.strip(), "body": tidy_body(body)}
    with transaction.atomic():
        followup = FollowUp.objects.select_for_update(of=("self",)).get(pk=draft.followup_id)
        row = _locked(draft)
        if row.state not in APPROVABLE and all(getattr(row, name) == value for name, value in text.items()):
            return row
        if row.state not in APPROVABLE or followup.decision != Decision.KEEP or version(row) != seen:
            raise StaleError(row)
        edited = any(getattr(row, name) != value for name, value in text.items())
        _release(row, text, edited=edited, member=member, now=now)
        row.keeps.set(Promise.objects.filter(team=row.team_id, contact=followup.contact_id, pk__in=keeps))
        audit.record(
            member=member,
            deed="mail approved",
            row_id=row.pk,
            now=now,
            to=row.to,
            message_id=row.message_id,
            edited=edited,
        )
    return row


def withdraw(*, draft: Draft, member: Member, now: datetime) -> Draft:
    """Take an approval back, as long as no worker has claimed the mail. MailGoneError, MayNotSendError."""
    if not may(member, Deed.SEND) or member.team_id != draft.team_id:
        raise MayNotSendError(str(member.pk))
    with transaction.atomic():
        _withdraw(draft, member=member, now=now)
    draft.refresh_from_db()
    return draft


def pull_back(*, followup: FollowUp, member: Member, now: datetime) -> None:
    """Draw the follow-up's mail back, if it has one that is approved. MailGoneError once it may have left."""
    draft = Draft.objects.filter(followup=followup).first()
    if draft is not None and draft.state not in APPROVABLE:
        _withdraw(draft, member=member, now=now)


def tidy_body(body: str) -> str:
    """The text with plain line ends and one at its end: what is stored, shown and sent is the same."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    return "\n".join(line.rstrip(" ") for line in text.strip("\n").split("\n")) + "\n"


def _locked(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",))
    return rows.select_related("team", "followup__contact", "followup__owner__user").get(pk=draft.pk)


def _release(row: Draft, text: dict[str, str], *, edited: bool, member: Member, now: datetime) -> None:
    """Proposed or refused -> approved, if the row is still what was read."""
    way = MailSettings.objects.filter(team=row.team_id).first()
    unchanged = Draft.objects.filter(pk=row.pk, state=row.state, to=row.to, subject=row.subject, body=row.body)
    row.to, row.subject, row.body = text["to"], text["subject"], text["body"]
    row.edited_at = now if edited else row.edited_at
    row.state, row.approved_by, row.approved_at = DraftState.APPROVED, member, now
    row.message_id = row.message_id or mint_message_id(way)
    row.next_try_at, row.attempts, row.problem, row.problem_words = now + GRACE, 0, "", ""
    row.claim, row.claimed_at = None, None
    _check(row, way)
    if unchanged.update(**{name: getattr(row, name) for name in _WRITTEN}) != 1:
        raise StaleError(row)


def _check(row: Draft, way: MailSettings | None) -> None:
    """UnfitError unless the letter can be written: nothing is approved that could never leave."""
    if len(row.subject) > LONGEST_SUBJECT:
        raise UnfitError("subject")
    try:
        letter.write(letter_of(row, way))
    except letter.LetterError as error:
        raise UnfitError(error.field if error.field in {"to", "subject", "body"} else "sender") from error


def _withdraw(draft: Draft, *, member: Member, now: datetime) -> None:
    """Approved -> proposed, in one conditional step; a worker that claims at the same moment wins or loses whole."""
    waiting = Draft.objects.filter(pk=draft.pk, state=DraftState.APPROVED)
    if waiting.update(state=DraftState.PROPOSED, next_try_at=None, attempts=0, problem="", problem_words="") != 1:
        raise MailGoneError(Draft.objects.get(pk=draft.pk))
    audit.record(member=member, deed="mail withdrawn", row_id=draft.pk, now=now)
