"""The page People: everybody met, to search and filter; and one contact with the whole story."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from showtime.accounts.queries import members_of
from showtime.contacts import queries
from showtime.contacts.given import conflicts
from showtime.contacts.models import Contact, ContactState, Interest
from showtime.contacts.promises import LONGEST, PromiseRefusedError, add_promise
from showtime.lib import clock
from showtime.programme import queries as programme
from showtime.programme.models import Show
from showtime.web.access import TeamRequest, team_page
from showtime.web.meet_form import days_from

STATES = [
    ("", gettext_lazy("All")),
    (ContactState.NEW, gettext_lazy("To sort")),
    (ContactState.KEPT, gettext_lazy("Kept")),
    (ContactState.DROPPED, gettext_lazy("Dropped")),
    (ContactState.PERSONAL, gettext_lazy("Personal")),
    (queries.EVERYBODY, gettext_lazy("Everybody")),
]
ASKED = ("words", "interest", "segment", "state", "owner", "after")


class DayForm(forms.Form):
    """On which day of the show they were met; whatever cannot be read is left out."""

    met_on = forms.DateField(required=False)


class PromiseForm(forms.Form):
    """One more promise to a contact."""

    text = forms.CharField(
        label=gettext_lazy("We promise to"), max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    due_on = forms.DateField(
        label=gettext_lazy("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "list": "due-days"}),
    )


@team_page()
@never_cache
@require_safe
def contacts(request: TeamRequest) -> HttpResponse:
    """Search and filter; the next part comes by `after`."""
    show = programme.current_show(team=request.team, now=clock.now())
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED}
    day = _day(request)
    context = {
        "nav": "contacts",
        "show": show,
        "asked": {**asked, "met_on": day.isoformat() if day else ""},
        "page": _found(request, asked, show, day),
        "narrowed": bool(day) or any(value for name, value in asked.items() if name != "state"),
        "states": STATES,
    }
    if request.htmx and request.htmx.target == "found":
        return render(request, "web/contacts/_found.html", context)
    choices = {
        "interests": Interest.choices,
        "segments": queries.segments(team=request.team),
        "members": members_of(team=request.team),
        "days": programme.days(show=show) if show else [],
    }
    return render(request, "web/contacts/contacts.html", {**context, **choices})


@team_page()
@never_cache
@require_safe
def contact(request: TeamRequest, contact_id: UUID) -> HttpResponse:
    """One contact: who, every encounter and promise, and what else was given."""
    return _story(request, _contact(request, contact_id), PromiseForm())


@team_page()
@require_POST
def promise(request: TeamRequest, contact_id: UUID) -> HttpResponse:
    """Promise one more thing."""
    row, form = _contact(request, contact_id), PromiseForm(request.POST)
    if form.is_valid():
        try:
            add_promise(contact=row, member=request.member, **form.cleaned_data)
        except PromiseRefusedError:
            form.add_error("text", _("Write in a few words what you promise."))
    if form.errors:
        return _story(request, row, form)
    messages.success(request, _("Promised."))
    return redirect(f"{reverse('web:contact', args=[request.team.slug, row.pk])}#promises")


def _day(request: TeamRequest) -> date | None:
    form = DayForm(request.GET)
    form.is_valid()
    day: date | None = form.cleaned_data.get("met_on")
    return day if day is not None and 1900 <= day.year <= 9000 else None


def _found(request: TeamRequest, asked: dict[str, str], show: Show | None, day: date | None) -> queries.ContactPage:
    """The part of the list that is asked for; the first one where the cursor is broken."""
    narrowed: dict[str, Any] = {**asked, "show": show if day else None, "met_on": day}
    if asked["state"] not in {value for value, _label in STATES}:
        narrowed["state"] = ""
    try:
        return queries.contacts(team=request.team, **narrowed)
    except queries.CursorError:
        return queries.contacts(team=request.team, **{**narrowed, "after": ""})


def _contact(request: TeamRequest, contact_id: UUID) -> Contact:
    found = queries.contact(team=request.team, contact_id=contact_id)
    if found is None:
        raise Http404
    return found


def _story(request: TeamRequest, row: Contact, form: PromiseForm) -> HttpResponse:
    encounters = list(row.encounters.all())
    now = clock.now()
    show = encounters[0].show if encounters else programme.current_show(team=request.team, now=now)
    today = programme.today(show=show, now=now) if show else now.date()
    context: dict[str, Any] = {
        "nav": "contacts",
        "contact": row,
        "story": [(each, conflicts(contact=row, encounter=each)) for each in encounters],
        "promises": list(row.promises.all()),
        "form": form,
        "show": show,
        "today": today,
        "days": days_from(today),
    }
    return render(request, "web/contacts/contact.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("t/<slug:team>/contacts/", contacts, name="contacts"),
    path("t/<slug:team>/contacts/<uuid:contact_id>/", contact, name="contact"),
    path("t/<slug:team>/contacts/<uuid:contact_id>/promise/", promise, name="contact-promise"),
]
