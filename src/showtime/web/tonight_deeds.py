"""What is done with a card of the evening: decided, written, approved, undone."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from showtime.accounts.permissions import Deed, may
from showtime.accounts.queries import members_of
from showtime.followups import approve, debrief, draft, queries
from showtime.followups.models import Decision, Draft, FollowUp
from showtime.lib import clock
from showtime.web.access import TeamRequest, team_page
from showtime.web.tonight_forms import DecideForm, LanguageForm, MailForm
from showtime.web.tonight_stage import answer, mail_form, show_card

LONGEST_ADDRESS = 254


@team_page()
@require_POST
def decide(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Keep, drop or personal. Who is kept gets a draft at once, on the same card."""
    row = _followup(request, follow_up_id)
    members = [member for member in members_of(team=request.team) if may(member, Deed.WRITE)]
    form = DecideForm(request.POST, members=members)
    if not form.is_valid():
        return show_card(request, treated=row, status=422, decide_form=form)
    given = form.cleaned_data
    try:
        decided = debrief.decide(
            followup=row,
            decision=given["decision"],
            owner=given["owner"],
            due_on=given["due_on"],
            seen=given["seen"] or None,
            member=request.member,
            now=clock.now(),
        )
    except debrief.AlreadyDecidedError as error:
        told = _("%(member)s has sorted this card meanwhile.") % {"member": error.followup.decided_by or _("Somebody")}
        return show_card(request, treated=row, status=422, told=told)
    except approve.MailGoneError:
        return show_card(request, treated=row, status=422, told=_gone())
    if given["decision"] == Decision.KEEP:
        draft.propose(followup=decided, now=clock.now())
    return answer(request, treated=row, stay=given["decision"] == Decision.KEEP)


@team_page()
@require_POST
def undo(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Put the card back to before its last decision."""
    row = _followup(request, follow_up_id)
    try:
        debrief.undo(followup=row, member=request.member, now=clock.now())
    except approve.MailGoneError:
        return show_card(request, treated=row, status=422, told=_gone())
    except debrief.NothingToUndoError:
        return show_card(request, treated=row, status=422, told=_("There is nothing left to undo here."))
    return answer(request, treated=row, stay=True, undone=True)


@team_page()
@require_POST
def redraw(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Draw the draft in another language; asks first where an edit would be lost."""
    row, mail = _with_mail(request, follow_up_id)
    form = LanguageForm({**request.POST.dict(), "discard": request.GET.get("discard", "")})
    if not form.is_valid():
        return show_card(request, treated=row, status=422, told=_("Choose English or French."))
    try:
        draft.redraw(draft=mail, **form.cleaned_data)
    except draft.EditedError:
        lose = form.cleaned_data["language"]
        return show_card(request, treated=row, status=422, lose=lose, mail_form=_form(request, row, bound=False))
    except (draft.NotKeptError, approve.StaleError):
        return show_card(request, treated=row, status=422, told=_stale())
    return answer(request, treated=row, stay=True)


@team_page()
@require_POST
def save(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Keep the text for later, and go on to the next card."""
    row, mail = _with_mail(request, follow_up_id)
    text = {name: request.POST.get(name, "") for name in ("to", "subject", "body", "seen")}
    form = _form(request, row)
    # Half an address may wait for its other half; what no row can hold may not.
    half = len(text["to"]) <= LONGEST_ADDRESS and text["to"].isprintable()
    if not form.is_valid() and (set(form.errors) - {"to"} or not half):
        return show_card(request, treated=row, status=422, mail_form=form)
    try:
        draft.save_text(draft=mail, **text, now=clock.now())
    except (draft.NotKeptError, approve.StaleError):
        return _kept_text(request, row, told=_stale())
    return answer(request, treated=row)


@team_page(post=Deed.SEND)
@require_POST
def release(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Approve the mail as it stands on the page, and go on to the next card."""
    row, mail = _with_mail(request, follow_up_id)
    form = _form(request, row)
    if not form.is_valid():
        return show_card(request, treated=row, status=422, mail_form=form)
    try:
        approve.approve(draft=mail, **form.cleaned_data, member=request.member, now=clock.now())
    except approve.StaleError:
        return _kept_text(request, row, told=_stale())
    except approve.UnfitError as error:
        form.add_error(error.field if error.field in form.fields else None, _unfit(error.field))
        return show_card(request, treated=row, status=422, mail_form=form)
    return answer(request, treated=row)


@team_page(post=Deed.SEND)
@require_POST
def withdraw(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Take the approval back."""
    row, mail = _with_mail(request, follow_up_id)
    try:
        approve.withdraw(draft=mail, member=request.member, now=clock.now())
    except approve.MailGoneError:
        return show_card(request, treated=row, status=422, told=_gone())
    return answer(request, treated=row, stay=True, undone=True)


@team_page()
@require_POST
def without(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Keep the contact without writing."""
    row = _followup(request, follow_up_id)
    try:
        draft.go_without(followup=row, member=request.member, now=clock.now())
    except approve.MailGoneError:
        return show_card(request, treated=row, status=422, told=_gone())
    except draft.NotKeptError:
        return show_card(request, treated=row, status=422, told=_stale())
    return answer(request, treated=row)


@team_page()
@require_POST
def write(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Write after all."""
    row = _followup(request, follow_up_id)
    try:
        draft.write_after_all(followup=row, now=clock.now())
    except draft.NotKeptError:
        return show_card(request, treated=row, status=422, told=_stale())
    return answer(request, treated=row, stay=True, undone=True)


def _followup(request: TeamRequest, follow_up_id: UUID) -> FollowUp:
    row = queries.followup(team=request.team, followup_id=follow_up_id)
    if row is None:
        raise Http404
    return row


def _with_mail(request: TeamRequest, follow_up_id: UUID) -> tuple[FollowUp, Draft]:
    row = _followup(request, follow_up_id)
    mail = getattr(row, "draft", None)
    if mail is None:
        raise Http404
    return row, mail


def _form(request: TeamRequest, row: FollowUp, *, bound: bool = True) -> MailForm:
    """The form as sent: to be judged, or (`bound` false) only to be shown again."""
    evening = queries.tonight(team=request.team, show=row.show, day=row.day)
    card = evening.card(row.pk)
    if card is None or card.draft is None:
        raise Http404
    if bound:
        return mail_form(card, request.POST)
    form = mail_form(card)
    form.initial = {**form.initial, **{name: request.POST.get(name, "") for name in ("to", "subject", "body")}}
    return form


def _kept_text(request: TeamRequest, row: FollowUp, *, told: str) -> HttpResponse:
    """The card as it is now, with the person's own text below, so that what they typed is not lost."""
    own = {name: request.POST.get(name, "") for name in ("to", "subject", "body")}
    return show_card(request, treated=row, status=422, told=told, own=own)


def _gone() -> str:
    return _("The mail is on its way or has left: this can no longer be undone.")


def _stale() -> str:
    return _("This card has changed since you opened it. This is how it is now; your own text stands below.")


def _unfit(field: str) -> str:
    texts = {
        "to": _("No mail can be sent to this address."),
        "subject": _("Write the subject on one line of at most 300 characters."),
        "body": _("The text holds characters that cannot be sent; type it again."),
    }
    return texts.get(field, _("The sender’s address cannot send; see the mail settings."))


urlpatterns = [
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/decide/", decide, name="card-decide"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/undo/", undo, name="card-undo"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/redraw/", redraw, name="card-redraw"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/save/", save, name="card-save"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/approve/", release, name="card-approve"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/withdraw/", withdraw, name="card-withdraw"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/without/", without, name="card-without"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/write/", write, name="card-write"),
]
