"""All cards of an evening with their states; mails that need a person's decision; who has not answered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from showtime.accounts.permissions import Deed, may
from showtime.followups import debrief, queries, remind, settle
from showtime.followups.approve import StaleError
from showtime.followups.models import Draft, FollowUp
from showtime.followups.problems import explain
from showtime.lib import clock
from showtime.programme.queries import current_show
from showtime.web.access import TeamRequest, team_page
from showtime.web.back import back
from showtime.web.tonight import asked_day


@team_page()
@never_cache
@require_safe
def tonight_list(request: TeamRequest) -> HttpResponse:
    """The list."""
    now = clock.now()
    show = current_show(team=request.team, now=now)
    if show is None:
        return render(request, "web/no_show.html", {"nav": "tonight", "page": _("Tonight")})
    day = asked_day(request, show)
    debrief.deal(team=request.team, show=show, day=day)
    context = {
        "nav": "tonight",
        "show": show,
        "evening": queries.tonight(team=request.team, show=show, day=day, member=request.member),
        "in_doubt": [(mail, explain(mail.problem)) for mail in queries.mails_in_doubt(team=request.team)],
        "reminders": queries.reminders_due(team=request.team, on=queries.evening_of(show=show, now=now)),
        "may_send": may(request.member, Deed.SEND),
        "mail_settings": queries.mail_settings(team=request.team),
    }
    return render(request, "web/tonight/list.html", context)


@team_page(post=Deed.SEND)
@require_POST
def arrived(request: TeamRequest, draft_id: UUID) -> HttpResponse:
    """The uncertain mail did arrive."""
    mail = _mail(request, draft_id)
    try:
        settle.arrived(draft=mail, member=request.member, now=clock.now())
        messages.success(request, _("Noted: it arrived."))
    except StaleError:
        messages.warning(request, _("This mail has been settled meanwhile."))
    return redirect("web:card", request.team.slug, mail.followup_id)


@team_page(post=Deed.SEND)
@require_POST
def again(request: TeamRequest, draft_id: UUID) -> HttpResponse:
    """The uncertain mail did not arrive, and goes out once more."""
    mail = _mail(request, draft_id)
    try:
        settle.send_again(draft=mail, member=request.member, now=clock.now())
        messages.success(request, _("It is sent again."))
    except StaleError:
        messages.warning(request, _("This mail has been settled meanwhile."))
    return redirect("web:card", request.team.slug, mail.followup_id)


@team_page()
@require_POST
def remind_later(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Put the reminder off."""
    row = _followup(request, follow_up_id)
    remind.later(followup=row, member=request.member, on=queries.evening_of(show=row.show, now=clock.now()))
    messages.success(request, _("You are reminded again in three working days."))
    return redirect(back(request, otherwise=reverse("web:tonight-list", args=[request.team.slug])))


@team_page()
@require_POST
def remind_stop(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """Remind no more."""
    row = _followup(request, follow_up_id)
    remind.stop(followup=row, member=request.member)
    messages.success(request, _("You are not reminded of it any more."))
    return redirect(back(request, otherwise=reverse("web:tonight-list", args=[request.team.slug])))


def _mail(request: TeamRequest, draft_id: UUID) -> Draft:
    mail = queries.mail(team=request.team, draft_id=draft_id)
    if mail is None:
        raise Http404
    return mail


def _followup(request: TeamRequest, follow_up_id: UUID) -> FollowUp:
    row = queries.followup(team=request.team, followup_id=follow_up_id)
    if row is None:
        raise Http404
    return row


urlpatterns = [
    path("t/<slug:team>/tonight/list/", tonight_list, name="tonight-list"),
    path("t/<slug:team>/mail/<uuid:draft_id>/arrived/", arrived, name="mail-arrived"),
    path("t/<slug:team>/mail/<uuid:draft_id>/again/", again, name="mail-again"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/later/", remind_later, name="remind-later"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/stop/", remind_stop, name="remind-stop"),
]
