"""The page Today: the brief, phone first."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from showtime.accounts.models import Role
from showtime.accounts.queries import members_of
from showtime.contacts import promises
from showtime.contacts import queries as contacts
from showtime.contacts.models import Promise
from showtime.journal.brief import Brief, brief
from showtime.lib import clock
from showtime.programme import queries as programme
from showtime.programme.models import Show
from showtime.web.access import TeamRequest, team_page
from showtime.web.back import back
from showtime.web.brief_timeline import brief_timeline

FARTHEST = timedelta(days=400)


class BriefForm(forms.Form):
    """Which brief is asked for; whatever cannot be read is left out."""

    day = forms.DateField(required=False)
    member = forms.UUIDField(required=False)


@team_page()
@never_cache
@require_safe
def today(request: TeamRequest) -> HttpResponse:
    """Today's brief for the reader, or another day's or colleague's; the brief alone where htmx refreshes it."""
    now = clock.now()
    show = programme.current_show(team=request.team, now=now)
    if show is None:
        return render(request, "web/no_show.html", {"nav": "today", "page": _("Today")})
    form = BriefForm(request.GET)
    form.is_valid()
    members = members_of(team=request.team)
    member = next((each for each in members if each.pk == form.cleaned_data.get("member")), request.member)
    this_day = programme.today(show=show, now=now)
    day = _near(form.cleaned_data.get("day"), this_day)
    known = brief(show=show, member=member, day=day, now=now)
    context = {
        "nav": "today",
        "show": show,
        "brief": known,
        "members": [each for each in members if each.role != Role.GUEST or each.pk == member.pk],
        "timeline": brief_timeline(known, members=members, slug=request.team.slug),
        "all_day": [event for event in known.events if event.all_day],
        "due": [(promise, True) for promise in known.overdue] + [(promise, False) for promise in known.due_today],
        "days": _days(day, this_day),
        **_links(request, show, known, this_day),
    }
    alone = request.htmx and request.htmx.target == "brief"
    return render(request, "web/today/_brief.html" if alone else "web/today/today.html", context)


def _near(asked: date | None, this_day: date) -> date:
    """The day that is asked for, where it is not absurdly far away."""
    return asked if asked is not None and abs(asked - this_day) < FARTHEST else this_day


def _days(day: date, this_day: date) -> list[date]:
    """The day before, the day, the day after; and today where it is none of them."""
    found = {day + timedelta(days=each) for each in (-1, 0, 1)}
    return sorted(found | {this_day})


def _links(request: TeamRequest, show: Show, known: Brief, this_day: date) -> dict[str, Any]:
    """Whose brief it is, and where the page itself is found."""
    mine = known.member.pk == request.member.pk
    here = reverse("web:today", args=[request.team.slug])
    asked = {} if known.day == this_day else {"day": known.day.isoformat()}
    asked |= {} if mine else {"member": str(known.member.pk)}
    before = known.day < show.starts_on
    return {
        "mine": mine,
        "this_day": this_day,
        "days_to_show": (show.starts_on - known.day).days if before else 0,
        "here": here,
        "address": f"{here}?{urlencode(asked)}" if asked else here,
    }


@team_page()
@require_POST
def keep(request: TeamRequest, promise_id: UUID) -> HttpResponse:
    """Tick a promise off."""
    promise = _promise(request, promise_id)
    promises.keep_promise(promise=promise, member=request.member, now=clock.now())
    return _promised(request, promise)


@team_page()
@require_POST
def reopen(request: TeamRequest, promise_id: UUID) -> HttpResponse:
    """Undo that a promise was kept."""
    promise = _promise(request, promise_id)
    promises.reopen_promise(promise=promise, member=request.member)
    return _promised(request, promise)


def _promise(request: TeamRequest, promise_id: UUID) -> Promise:
    found = contacts.promise(team=request.team, promise_id=promise_id)
    if found is None:
        raise Http404
    return found


def _promised(request: TeamRequest, promise: Promise) -> HttpResponse:
    """The promise's row as it is now, or back to the page without scripts."""
    address = back(request, otherwise=reverse("web:today", args=[request.team.slug]))
    if not request.htmx:
        return redirect(address)
    now = clock.now()
    show = programme.current_show(team=request.team, now=now)
    day = None if show is None else programme.today(show=show, now=now)
    fresh = _promise(request, promise.pk)
    context = {"promise": fresh, "late": day is not None and fresh.due_on is not None and fresh.due_on < day}
    return render(request, "web/today/_promise.html", {**context, "show": show, "address": address})


urlpatterns = [
    path("t/<slug:team>/today/", today, name="today"),
    path("t/<slug:team>/today/promise/<uuid:promise_id>/keep/", keep, name="today-keep"),
    path("t/<slug:team>/today/promise/<uuid:promise_id>/reopen/", reopen, name="today-reopen"),
]
