"""One event: its page, adding and changing it, cancelling it and undoing that."""

from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.contacts.expect import expect, expected_at
from showtime.lib import clock
from showtime.programme import queries, schedule
from showtime.programme.clashes import Clash, clashes
from showtime.programme.leave_by import LeaveBy, leave_by
from showtime.programme.models import Event, EventKind, EventStatus, Show
from showtime.programme.wall_time import day_of
from showtime.programme.words import clock as clock_words
from showtime.web.access import TeamRequest, team_page
from showtime.web.event_form import EventForm, as_entered, suggested
from showtime.web.faults import posted
from showtime.web.programme import icon_of, near

MOST_TOLD = 3  # clashes; the day's page has them all


class PrefilledForm(forms.Form):
    """What an address may say beforehand of a new event; what cannot be read is left out."""

    title = forms.CharField(required=False, max_length=200)
    day = forms.DateField(required=False)
    starts = forms.TimeField(required=False)
    ends = forms.TimeField(required=False)
    kind = forms.ChoiceField(choices=EventKind.choices, required=False)
    place = forms.UUIDField(required=False)
    location = forms.CharField(required=False, max_length=300)
    note = forms.CharField(required=False, max_length=2000)
    contact = forms.UUIDField(required=False)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def event_new(request: TeamRequest) -> HttpResponse:
    """Add an event. With `contact` in the address, that contact is met at it."""
    show = _current_show(request)
    form = EventForm(posted(request), show=show, initial=_beginning(request, show))
    if request.method == "POST":
        key = form.data.get("id")
        made = form.send(lambda fields: schedule.add_event(show=show, fields=fields, event_id=_uuid(key)))
        if made is not None:
            if contact := form.cleaned_data["contact"]:
                expect(event=made, contact_id=contact)
            _say(request, made, _("%(title)s is in the programme.") % {"title": made.title})
            return redirect(_day_address(request, made))
    context = {"nav": "programme", "show": show, "form": form}
    return render(request, "web/programme/event_form.html", context, status=422 if form.errors else 200)


@team_page()
@require_safe
def event(request: TeamRequest, event_id: UUID) -> HttpResponse:
    """What is known of the event, and when everybody has to leave for it."""
    found, now = _event(request, event_id), clock.now()
    show = found.show
    context = {
        "nav": "programme",
        "show": show,
        "event": found,
        "now": now,
        "icon": icon_of(found),
        "leaves": _leaves(show, found, now),
        "contacts": expected_at(event=found),
        "clashes": _clashes(found),
        "back": _day_address(request, found),
        "cancelled": found.status == EventStatus.CANCELLED,
        "was_tentative": request.GET.get("was") == EventStatus.TENTATIVE,
    }
    return render(request, "web/programme/event.html", context)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def event_change(request: TeamRequest, event_id: UUID) -> HttpResponse:
    """Change everything of an event."""
    found = _event(request, event_id)
    form = EventForm(posted(request), show=found.show, initial=as_entered(found))
    if request.method == "POST":
        changed = form.send(partial(_change, found))
        if changed is not None:
            _say(request, changed, _("%(title)s is changed.") % {"title": changed.title})
            return redirect(_day_address(request, changed))
    context = {"nav": "programme", "show": found.show, "form": form, "event": found}
    return render(request, "web/programme/event_form.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def event_cancel(request: TeamRequest, event_id: UUID) -> HttpResponse:
    """Cancel the event; its page offers the way back."""
    found = _event(request, event_id)
    schedule.cancel_event(show=found.show, event_id=found.pk)
    address = reverse("web:event", args=[request.team.slug, found.pk])
    return redirect(f"{address}?{urlencode({'was': found.status})}")


@team_page()
@require_POST
def event_restore(request: TeamRequest, event_id: UUID) -> HttpResponse:
    """Undo a cancellation."""
    found = _event(request, event_id)
    tentative = request.POST.get("was") == EventStatus.TENTATIVE
    schedule.restore_event(show=found.show, event_id=found.pk, tentative=tentative)
    messages.success(request, _("%(title)s takes place after all.") % {"title": found.title})
    return redirect("web:event", request.team.slug, found.pk)


def _say(request: TeamRequest, made: Event, done: str) -> None:
    """What was done, when the member has to leave for it, and what it clashes with."""
    leave = next((leave for member, leave in _leaves(made.show, made, clock.now()) if member == request.member), None)
    if leave is not None:
        words = {"done": done, "origin": leave.origin, "time": clock_words(leave.at, made.show.zone)}
        done = _("%(done)s By %(time)s leave %(origin)s.") % words
    messages.success(request, done)
    for clash in _clashes(made)[:MOST_TOLD]:
        messages.warning(request, clash.text)


def _clashes(found: Event) -> list[Clash]:
    """What the event clashes with."""
    day = clashes(show=found.show, day=day_of(found.starts_at, found.show.zone))
    return [clash for clash in day if found.pk in {clash.first.pk, clash.second.pk}]


def _change(found: Event, fields: schedule.EventFields) -> Event:
    return schedule.change_event(show=found.show, event_id=found.pk, fields=fields)


def _leaves(show: Show, found: Event, now: datetime) -> list[tuple[Any, LeaveBy]]:
    """(member, when to leave) of those who go and know the way; none once it has begun."""
    if found.starts_at <= now or found.status == EventStatus.CANCELLED:
        return []
    members = [each.member for each in found.attendances.all()]
    leaves = [(member, leave_by(show=show, member=member, event=found, now=now)) for member in members]
    return [(member, leave) for member, leave in leaves if leave is not None]


def _beginning(request: TeamRequest, show: Show) -> dict[str, Any]:
    asked = PrefilledForm(request.GET)
    asked.is_valid()
    given = {key: value for key, value in asked.cleaned_data.items() if value}
    now = clock.now()
    day: date = near(given.get("day"), show) or max(queries.today(show=show, now=now), show.starts_on)
    beginning = suggested(show=show, member=request.member, day=day, now=now)
    return {**beginning, **given, "day": day, "place": str(given.get("place", ""))}


def _current_show(request: TeamRequest) -> Show:
    show = queries.current_show(team=request.team, now=clock.now())
    if show is None:
        raise Http404
    return show


def _event(request: TeamRequest, event_id: UUID) -> Event:
    found = queries.team_event(team=request.team, event_id=event_id)
    if found is None:
        raise Http404
    return found


def _day_address(request: TeamRequest, found: Event) -> str:
    day = day_of(found.starts_at, found.show.zone)
    return f"{reverse('web:programme', args=[request.team.slug])}?{urlencode({'day': day.isoformat()})}"


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


urlpatterns = [
    path("t/<slug:team>/programme/event/new/", event_new, name="event-new"),
    path("t/<slug:team>/programme/event/<uuid:event_id>/", event, name="event"),
    path("t/<slug:team>/programme/event/<uuid:event_id>/change/", event_change, name="event-change"),
    path("t/<slug:team>/programme/event/<uuid:event_id>/cancel/", event_cancel, name="event-cancel"),
    path("t/<slug:team>/programme/event/<uuid:event_id>/restore/", event_restore, name="event-restore"),
]
