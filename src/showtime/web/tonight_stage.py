"""What the page Tonight shows: one card, how far the evening is, and what was just done with its way back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from showtime.accounts.models import Language, Member
from showtime.accounts.permissions import Deed, may
from showtime.accounts.queries import members_of
from showtime.followups import cadence, queries
from showtime.followups.approve import version
from showtime.followups.models import Decision, DraftState, FollowUp
from showtime.followups.problems import explain
from showtime.followups.queries import Card, Tonight
from showtime.lib import clock
from showtime.programme.models import Show
from showtime.web.access import TeamRequest
from showtime.web.templatetags.people import who
from showtime.web.tonight_forms import DecideForm, MailForm


@dataclass(frozen=True, slots=True)
class Just:
    """What was just done, in words, and where it is undone ("" where it is not)."""

    text: str
    undo_url: str


def answer(request: TeamRequest, *, treated: FollowUp, stay: bool = False, undone: bool = False) -> HttpResponse:
    """After a deed on a card: that card again (`stay`), or the next one. Without JavaScript, by way of a redirect."""
    evening = queries.tonight(team=request.team, show=treated.show, day=treated.day, member=request.member)
    card = evening.card(treated.pk) if stay else evening.after(treated.pk)
    url = _url(request, treated.show, treated.day, card)
    if not request.htmx:
        return redirect(url + ("&" if "?" in url else "?") + ("" if undone else f"just={treated.pk}"))
    done = evening.card(treated.pk)
    just = Just(_("Undone."), "") if undone else (just_done(request, done) if done else None)
    context = stage(request, show=treated.show, evening=evening, card=card)
    response = render(request, "web/tonight/_swap.html", {**context, "just": just})
    response.headers["HX-Push-Url"] = url
    return response


def show_card(
    request: TeamRequest, *, treated: FollowUp, status: int = 200, told: str = "", **changes: Any
) -> HttpResponse:
    """The card as it is, with something to be told of it; `changes` to the context, such as a form with its errors."""
    evening = queries.tonight(team=request.team, show=treated.show, day=treated.day, member=request.member)
    context = stage(request, show=treated.show, evening=evening, card=evening.card(treated.pk))
    template = "web/tonight/_swap.html" if request.htmx else "web/tonight/tonight.html"
    return render(request, template, {**context, "told": told, **changes}, status=status)


def stage(request: TeamRequest, *, show: Show, evening: Tonight, card: Card | None) -> dict[str, Any]:
    """The context of a card, or of the evening's end."""
    following = evening.after(card.followup.pk) if card else None
    context: dict[str, Any] = {
        "nav": "tonight",
        "show": show,
        "evening": evening,
        "card": card,
        "following": following if card and following and following.followup.pk != card.followup.pk else None,
        "may_send": may(request.member, Deed.SEND),
        "mail_settings": queries.mail_settings(team=request.team),
        "in_doubt": queries.mails_in_doubt(team=request.team),
        "other_days": [pair for pair in queries.unsorted_days(team=request.team, show=show) if pair[0] != evening.day],
        "counts": _counts(evening),
        "languages": Language.choices,
    }
    if card is None:
        return context
    members = [member for member in members_of(team=request.team) if may(member, Deed.WRITE)]
    context["decide_form"] = DecideForm(initial=_proposed(card, request.member), members=members)
    if card.draft is not None:
        context["mail_form"] = mail_form(card)
        context["explanation"] = explain(card.draft.problem)
    return context


def mail_form(card: Card, data: Any = None) -> MailForm:
    """The form of the card's draft, filled with it or with what was sent."""
    draft = card.draft
    if draft is None:
        raise ValueError("The card has no draft.")
    text = {"to": draft.to, "subject": draft.subject, "body": draft.body, "seen": version(draft)}
    keeps = [str(key) for key in card.proposed_keeps]
    return MailForm(data, initial={**text, "keeps": keeps}, draft=draft, promises=card.open_promises, auto_id="mail_%s")


def just_done(request: TeamRequest, card: Card) -> Just | None:
    """What was done last of the card, in words."""
    name, deed = who(card.contact), reverse_of(request, card)
    if card.draft is not None and card.followup.decision == Decision.KEEP:
        if card.draft.state == DraftState.APPROVED:
            return Just(_("The mail to %(name)s is approved.") % {"name": name}, deed)
        if card.draft.state in {DraftState.SENDING, DraftState.SENT}:
            return Just(_("The mail to %(name)s has left.") % {"name": name}, "")
    texts = {
        Decision.KEEP: _("%(name)s is kept."),
        Decision.DROP: _("%(name)s is dropped."),
        Decision.PERSONAL: _("%(name)s is personal: no sales mail."),
    }
    text = texts.get(Decision(card.followup.decision))
    return Just(text % {"name": name}, deed) if text else None


def reverse_of(request: TeamRequest, card: Card) -> str:
    """Where the last deed on the card is undone; "" where it cannot be."""
    draft, kept = card.draft, card.followup.decision == Decision.KEEP
    names = [request.team.slug, card.followup.pk]
    if draft is not None and kept and draft.state == DraftState.APPROVED:
        return reverse("web:card-withdraw", args=names)
    if card.to_sort or (draft is not None and kept and draft.state not in {DraftState.PROPOSED, DraftState.REFUSED}):
        return ""
    return reverse("web:card-write" if card.followup.without_mail else "web:card-undo", args=names)


def _url(request: TeamRequest, show: Show, day: date, card: Card | None) -> str:
    if card is not None:
        return reverse("web:card", args=[request.team.slug, card.followup.pk])
    url = reverse("web:tonight", args=[request.team.slug])
    return url if day == queries.evening_of(show=show, now=clock.now()) else f"{url}?day={day.isoformat()}"


def _proposed(card: Card, member: Member) -> dict[str, Any]:
    """Owner and date as decided, or else: the contact's owner or who met them last, and the first promise's date."""
    row = card.followup
    if not card.to_sort:
        return {"owner": str(row.owner_id or ""), "due_on": row.due_on, "seen": row.decision}
    owner: UUID = card.contact.owner_id or (card.encounters[-1].member_id if card.encounters else member.pk)
    due_on = cadence.due_on(row.day, [promise.due_on for promise in card.open_promises])
    return {"owner": str(owner), "due_on": due_on, "seen": row.decision}


def _counts(evening: Tonight) -> dict[str, int]:
    """What came of the evening, for its last words."""
    gone = (DraftState.APPROVED, DraftState.SENDING, DraftState.SENT)
    return {
        "approved": sum(evening.count(decision=Decision.KEEP, state=state) for state in gone),
        "without_mail": evening.count(decision=Decision.KEEP, without_mail=True),
        "dropped": evening.count(decision=Decision.DROP),
        "personal": evening.count(decision=Decision.PERSONAL),
    }
