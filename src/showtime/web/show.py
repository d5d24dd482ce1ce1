"""The page Show: its dates and zone, hours, stand, places and the ways between them."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from showtime.lib import clock
from showtime.programme import places as places_and_legs
from showtime.programme import queries, shows
from showtime.programme.faults import InvalidEntryError
from showtime.programme.models import Place, Show
from showtime.web.access import TeamRequest, team_page
from showtime.web.faults import posted, show_faults
from showtime.web.show_forms import HoursForm, LegForm, NewShowForm, PlaceForm, ShowForm, StandForm, time_zones

Made = TypeVar("Made")


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def show_new(request: TeamRequest) -> HttpResponse:
    """Make a show; places and ways can wait."""
    today = clock.now().date()
    beginning = {"starts_on": today, "ends_on": today, "cover": 1, "arrival_margin": 5}
    form = NewShowForm(posted(request), initial=beginning)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _tried(
            form,
            lambda: shows.make_show(
                team=request.team, fields=form.fields_of_show(), opens=given["opens"], closes=given["closes"]
            ),
        )
        if made is not None:
            messages.success(
                request, _("%(show)s is made. Now its places: then you hear when to leave.") % {"show": made}
            )
            return redirect("web:show", request.team.slug, made.pk)
    context = {"nav": "programme", "form": form, "zones": time_zones()}
    return render(request, "web/show/new.html", context, status=422 if form.errors else 200)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: TeamRequest, show_id: UUID) -> HttpResponse:
    """All of a show on one page; what it is called, when and where is changed here."""
    found = _show(request, show_id)
    form = ShowForm(posted(request), initial=_as_entered(found))
    if request.method == "POST" and form.is_valid():
        if _tried(form, lambda: shows.change_show(show=found, fields=form.fields_of_show())) is not None:
            return _saved(request, found)
        found = _show(request, show_id)
    return _page(request, found, form=form)


@team_page()
@require_POST
def show_hours(request: TeamRequest, show_id: UUID) -> HttpResponse:
    """Change the opening hours of all days."""
    found = _show(request, show_id)
    form = HoursForm(request.POST, show=found)
    if form.is_valid():
        try:
            shows.set_hours(show=found, hours=form.hours())
        except InvalidEntryError as error:
            show_faults(form, error, {fault.field: form.field_of(fault.field) for fault in error.faults})
        else:
            return _saved(request, found)
    return _page(request, found, hours=form)


@team_page()
@require_POST
def show_stand(request: TeamRequest, show_id: UUID) -> HttpResponse:
    """Say which place is the team's stand."""
    found = _show(request, show_id)
    form = StandForm(request.POST, show=found)
    if form.is_valid():
        shows.set_stand(show=found, place_id=form.place_id())
        return _saved(request, found)
    return _page(request, found, stand=form)


@team_page()
@require_POST
def place_new(request: TeamRequest, show_id: UUID) -> HttpResponse:
    """Add a place."""
    found = _show(request, show_id)
    form = PlaceForm(request.POST, show=found)
    if form.is_valid():
        made = _tried(form, lambda: places_and_legs.add_place(show=found, fields=form.fields_of_place()))
        if made is not None:
            return _saved(request, found, "#places")
    return _page(request, found, place=form)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: TeamRequest, place_id: UUID) -> HttpResponse:
    """Change a place."""
    found = _place(request, place_id)
    beginning = {"name": found.name, "kind": found.kind, "inside_id": str(found.inside_id or "")}
    form = PlaceForm(posted(request), show=found.show, initial=beginning)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_place()
        if _tried(form, lambda: places_and_legs.change_place(show=found.show, place_id=found.pk, fields=fields)):
            return _saved(request, found.show, "#places")
    return _place_page(request, found, form)


@team_page()
@require_POST
def place_remove(request: TeamRequest, place_id: UUID) -> HttpResponse:
    """Remove a place."""
    found = _place(request, place_id)
    form = PlaceForm({"name": found.name, "kind": found.kind, "inside_id": str(found.inside_id or "")}, show=found.show)
    form.full_clean()
    try:
        places_and_legs.remove_place(show=found.show, place_id=found.pk)
    except InvalidEntryError as error:
        show_faults(form, error)
        return _place_page(request, found, form)
    messages.success(request, _("%(place)s is removed; events there keep its name in words.") % {"place": found})
    return _saved(request, found.show, "#places", silent=True)


@team_page()
@require_POST
def leg_new(request: TeamRequest, show_id: UUID) -> HttpResponse:
    """Say how long a way takes, or say it anew."""
    found = _show(request, show_id)
    form = LegForm(request.POST, show=found)
    if form.is_valid():
        made = _tried(form, lambda: places_and_legs.add_leg(show=found, fields=form.fields_of_leg()))
        if made is not None:
            return _saved(request, found, "#ways")
    return _page(request, found, leg=form)


@team_page()
@require_POST
def leg_remove(request: TeamRequest, show_id: UUID, leg_id: UUID) -> HttpResponse:
    """Forget a way."""
    found = _show(request, show_id)
    try:
        places_and_legs.remove_leg(show=found, leg_id=leg_id)
    except places_and_legs.PlaceNotFoundError as error:
        raise Http404 from error
    return _saved(request, found, "#ways")


def _page(request: TeamRequest, found: Show, **forms: Form) -> HttpResponse:
    """The page with the forms as they are given; those that are not begin with what is known."""
    context: dict[str, Any] = {
        "nav": "programme",
        "show": found,
        "form": ShowForm(initial=_as_entered(found)),
        "hours": HoursForm(show=found),
        "stand": StandForm(show=found),
        "place": PlaceForm(show=found),
        "leg": LegForm(show=found),
        "places": queries.places(show=found),
        "legs": queries.legs(show=found),
        "shows": queries.shows(team=request.team),
        "zones": time_zones(),
        **forms,
    }
    wrong = any(form.is_bound and form.errors for form in forms.values())
    return render(request, "web/show/show.html", context, status=422 if wrong else 200)


def _place_page(request: TeamRequest, found: Place, form: PlaceForm) -> HttpResponse:
    context = {"nav": "programme", "show": found.show, "place": found, "form": form}
    return render(request, "web/show/place.html", context, status=422 if form.errors else 200)


def _tried(form: Form, deed: Callable[[], Made]) -> Made | None:
    """What the deed makes; None with the faults beside the form's fields."""
    try:
        return deed()
    except InvalidEntryError as error:
        show_faults(form, error)
        return None


def _saved(request: TeamRequest, found: Show, anchor: str = "", *, silent: bool = False) -> HttpResponse:
    if not silent:
        messages.success(request, _("Saved."))
    return redirect(f"{_address(request, found)}{anchor}")


def _address(request: TeamRequest, found: Show) -> str:
    return reverse("web:show", args=[request.team.slug, found.pk])


def _as_entered(found: Show) -> dict[str, Any]:
    names = ("name", "venue", "starts_on", "ends_on", "country", "time_zone", "cover", "arrival_margin")
    return {name: getattr(found, name) for name in names}


def _show(request: TeamRequest, show_id: UUID) -> Show:
    found = next((each for each in queries.shows(team=request.team) if each.pk == show_id), None)
    if found is None:
        raise Http404
    return found


def _place(request: TeamRequest, place_id: UUID) -> Place:
    found = Place.objects.filter(team=request.team, pk=place_id).select_related("show").first()
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("t/<slug:team>/show/new/", show_new, name="show-new"),
    path("t/<slug:team>/show/<uuid:show_id>/", show, name="show"),
    path("t/<slug:team>/show/<uuid:show_id>/hours/", show_hours, name="show-hours"),
    path("t/<slug:team>/show/<uuid:show_id>/stand/", show_stand, name="show-stand"),
    path("t/<slug:team>/show/<uuid:show_id>/place/", place_new, name="place-new"),
    path("t/<slug:team>/show/<uuid:show_id>/leg/", leg_new, name="leg-new"),
    path("t/<slug:team>/show/<uuid:show_id>/leg/<uuid:leg_id>/remove/", leg_remove, name="leg-remove"),
    path("t/<slug:team>/show/place/<uuid:place_id>/", place, name="place"),
    path("t/<slug:team>/show/place/<uuid:place_id>/remove/", place_remove, name="place-remove"),
]
