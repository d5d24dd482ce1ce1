"""The page Tonight: the evening's cards, one at a time."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from showtime.followups import debrief, queries
from showtime.lib import clock
from showtime.programme.models import Show
from showtime.programme.queries import current_show
from showtime.web.access import TeamRequest, team_page
from showtime.web.tonight_stage import just_done, stage


class AskedForm(forms.Form):
    """Which evening, and which card was just treated; whatever cannot be read is left out."""

    day = forms.DateField(required=False)
    just = forms.UUIDField(required=False)


@team_page()
@never_cache
@require_safe
def tonight(request: TeamRequest) -> HttpResponse:
    """The first card that wants something; the evening's last words when none does."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "tonight", "page": _("Tonight")})
    day = asked_day(request, show)
    debrief.deal(team=request.team, show=show, day=day)
    evening = queries.tonight(team=request.team, show=show, day=day, member=request.member)
    return _page(request, show, evening, evening.after(None))


@team_page()
@never_cache
@require_safe
def card(request: TeamRequest, follow_up_id: UUID) -> HttpResponse:
    """One card of its evening."""
    row = queries.followup(team=request.team, followup_id=follow_up_id)
    if row is None:
        raise Http404
    evening = queries.tonight(team=request.team, show=row.show, day=row.day, member=request.member)
    found = evening.card(row.pk)
    if found is None:
        raise Http404
    return _page(request, row.show, evening, found)


def asked_day(request: TeamRequest, show: Show) -> date:
    """The evening that the address asks for, or else the present one."""
    form = AskedForm(request.GET)
    form.is_valid()
    day: date | None = form.cleaned_data.get("day")
    return day if day and 1900 <= day.year <= 9000 else queries.evening_of(show=show, now=clock.now())


def _page(request: TeamRequest, show: Show, evening: queries.Tonight, shown: queries.Card | None) -> HttpResponse:
    context = stage(request, show=show, evening=evening, card=shown)
    if request.htmx and request.htmx.target == "stage":
        return render(request, "web/tonight/_swap.html", context)
    form = AskedForm(request.GET)
    form.is_valid()
    treated = evening.card(form.cleaned_data["just"]) if form.cleaned_data.get("just") else None
    just = just_done(request, treated) if treated else None
    return render(request, "web/tonight/tonight.html", {**context, "just": just})


urlpatterns = [
    path("t/<slug:team>/tonight/", tonight, name="tonight"),
    path("t/<slug:team>/tonight/<uuid:follow_up_id>/", card, name="card"),
]
