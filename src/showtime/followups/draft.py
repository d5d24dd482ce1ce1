"""The mail proposed for a card: drawn from facts, edited by a person, never sent from here."""

from datetime import datetime

from django.db import transaction

from showtime.accounts.models import Language, Member
from showtime.contacts.models import Encounter, Promise
from showtime.followups import wording
from showtime.followups.approve import APPROVABLE, StaleError, pull_back, tidy_body, version
from showtime.followups.models import Decision, Draft, FollowUp
from showtime.programme.queries import day_bounds


class NotKeptError(Exception):
    """Only a contact that is kept is written to."""


class EditedError(Exception):
    """The text has been changed by hand and would be lost."""


def propose(*, followup: FollowUp, now: datetime) -> Draft:
    """The card's draft, in the contact's language: made when there is none, drawn anew as long as nobody edited it.

    NotKeptError.
    """
    with transaction.atomic():
        row = _kept(followup)
        draft = Draft.objects.select_for_update(of=("self",)).filter(followup=row).first()
        if draft is None:
            language = row.contact.language or Language.ENGLISH
            return _make(row, language)
        if draft.state in APPROVABLE and draft.edited_at is None:
            _draw(draft, row, draft.language)
    return draft


def redraw(*, draft: Draft, language: str, to: str, subject: str, body: str, discard: bool = False) -> Draft:
    """Draw the draft anew in this language. `to`, which stays, `subject` and `body` are as the person has them.

    EditedError where either was changed by hand, unless `discard` says that this may be lost. StaleError once approved.
    ValueError for a language that there is not.
    """
    if language not in Language.values:
        raise ValueError(language)
    with transaction.atomic():
        row = _kept(draft.followup)
        present = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if present.state not in APPROVABLE:
            raise StaleError(present)
        untouched = (present.subject, present.body) == (subject.strip(), tidy_body(body))
        if not discard and (present.edited_at is not None or not untouched):
            raise EditedError(str(draft.pk))
        present.edited_at = None
        _draw(present, row, language)
        present.to = to.strip()
        present.save(update_fields=["to"])
    return present


def save_text(*, draft: Draft, to: str, subject: str, body: str, seen: str, now: datetime) -> Draft:
    """Keep the text as edited, for later. `seen` is the `version` that the form showed. StaleError."""
    with transaction.atomic():
        _kept(draft.followup)
        present = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if present.state not in APPROVABLE or version(present) != seen:
            raise StaleError(present)
        new = (to.strip(), subject.strip(), tidy_body(body))
        if new != (present.to, present.subject, present.body):
            (present.to, present.subject, present.body), present.edited_at = new, now
            present.save()
    return present


def go_without(*, followup: FollowUp, member: Member, now: datetime) -> None:
    """Keep the contact, but write no mail: an approved one is drawn back. MailGoneError once it may have left."""
    with transaction.atomic():
        row = _kept(followup)
        pull_back(followup=row, member=member, now=now)
        row.without_mail = True
        row.save(update_fields=["without_mail"])


def write_after_all(*, followup: FollowUp, now: datetime) -> Draft:
    """Undo `go_without`."""
    FollowUp.objects.filter(pk=followup.pk).update(without_mail=False)
    return propose(followup=followup, now=now)


def facts_of(followup: FollowUp) -> wording.Facts:
    """What the letter may say: the day's promises, and the encounter at which the first was made, or else the last."""
    show = followup.show
    start, end = day_bounds(show=show, day=followup.day)
    encounters = Encounter.objects.filter(contact=followup.contact_id, show=show, at__gte=start, at__lt=end)
    met = list(encounters.select_related("member__user", "place").order_by("-at", "-id"))
    made = Promise.objects.filter(encounter__in=met, kept_at=None).select_related("member__user")
    promises = list(made.order_by("created_at", "id"))
    chosen = next((each for each in met if promises and each.pk == promises[0].encounter_id), met[0] if met else None)
    signer = followup.owner or followup.decided_by or (chosen.member if chosen else None)
    owner = _name(signer)
    place = chosen.place if chosen else None
    return wording.Facts(
        name=followup.contact.full_name,
        show=show.name,
        day=followup.day,
        owner=owner,
        team=followup.team.name,
        met_by=_name(chosen.member) if chosen else owner,
        on_stand=place is not None and place.pk == show.stand_id,
        place=place.name if place else "",
        promises=[wording.Promised(each.text, _name(each.member), each.due_on) for each in promises],
    )


def _kept(followup: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    row = rows.select_related("team", "show", "contact", "owner__user", "decided_by__user").get(pk=followup.pk)
    if row.decision != Decision.KEEP:
        raise NotKeptError(str(row.pk))
    return row


def _make(followup: FollowUp, language: str) -> Draft:
    said = wording.letter(facts_of(followup), language=language)
    return Draft.objects.create(
        team_id=followup.team_id,
        followup=followup,
        language=language,
        to=followup.contact.email,
        subject=said.subject,
        body=said.body,
    )


def _draw(draft: Draft, followup: FollowUp, language: str) -> None:
    said = wording.letter(facts_of(followup), language=language)
    draft.language, draft.subject, draft.body = language, said.subject, said.body
    draft.to = followup.contact.email or draft.to
    draft.save()


def _name(member: Member | None) -> str:
    return "" if member is None else member.user.name or str(member)
