"""The buttons "I'm leaving" and "I'm here", and the journeys that they left behind."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.lib import clock
from showtime.programme import journeys as deeds
from showtime.programme import queries, wall_time
from showtime.programme.faults import InvalidEntryError
from showtime.programme.models import Journey, LegMode, Show
from showtime.programme.on_the_way import on_the_way
from showtime.web.access import TeamRequest, team_page
from showtime.web.back import back
from showtime.web.faults import posted, show_faults

_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
_NAMES = {"origin_id": "origin", "destination_id": "destination"}


class LeaveForm(forms.Form):
    """From where to where; how is known from the way unless it is said."""

    origin = forms.ChoiceField(label=gettext_lazy("From"))
    destination = forms.ChoiceField(label=gettext_lazy("To"))
    mode = forms.ChoiceField(
        label=gettext_lazy("How"), choices=[("", gettext_lazy("as usual")), *LegMode.choices], required=False
    )
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.name) for each in queries.places(show=show)]
        for name in ("origin", "destination"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class MendForm(forms.Form):
    """When one really left and arrived, by the show's clock."""

    departed_at = forms.DateTimeField(label=gettext_lazy("Left"), widget=_MOMENT, input_formats=_FORMATS)
    arrived_at = forms.DateTimeField(
        label=gettext_lazy("Arrived"), widget=_MOMENT, input_formats=_FORMATS, required=False
    )
    mode = forms.ChoiceField(label=gettext_lazy("How"), choices=LegMode.choices)

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show = show

    def clean(self) -> dict[str, Any]:
        """The wall times become moments; of an hour that comes twice the first is taken."""
        given = super().clean() or {}
        for name in ("departed_at", "arrived_at"):
            wall: datetime | None = given.get(name)
            if wall is not None and not 2000 <= wall.year <= 2100:
                self.add_error(name, _("Check the year."))
            elif wall is not None:
                moments = wall_time.instants(wall.replace(tzinfo=None), self.show.zone)
                given[name] = moments[0] if moments else None
                if not moments:
                    self.add_error(name, _("No clock shows this time on that day: clocks jump over it."))
        return given


@team_page()
@require_safe
def journeys(request: TeamRequest) -> HttpResponse:
    """The journeys of the show, and a form to leave from anywhere to anywhere."""
    show, now = _show(request), clock.now()
    way = on_the_way(show=show, member=request.member, now=now)
    origin = str(way.leave.origin.pk) if way.leave else ""
    context = {
        "nav": "programme",
        "show": show,
        "now": now,
        "way": way,
        "journeys": queries.journeys(show=show),
        "form": LeaveForm(show=show, initial={"origin": origin, "destination": str(show.stand_id or "")}),
    }
    return render(request, "web/programme/journeys.html", context)


@team_page()
@require_POST
def journey_depart(request: TeamRequest) -> HttpResponse:
    """I'm leaving."""
    show = _show(request)
    form = LeaveForm(request.POST, show=show)
    if form.is_valid():
        given = form.cleaned_data
        try:
            deeds.depart(
                show=show,
                member=request.member,
                origin_id=UUID(given["origin"]),
                destination_id=UUID(given["destination"]),
                mode=given["mode"],
                journey_id=given["id"],
                now=clock.now(),
            )
        except InvalidEntryError as error:
            show_faults(form, error, _NAMES)
    if form.errors:
        context = {"nav": "programme", "show": show, "journeys": queries.journeys(show=show), "form": form}
        return render(request, "web/programme/journeys.html", context, status=422)
    return _answer(request, show)


@team_page()
@require_POST
def journey_arrive(request: TeamRequest, journey_id: UUID) -> HttpResponse:
    """I'm here."""
    journey = _journey(request, journey_id)
    deeds.arrive(show=journey.show, journey_id=journey.pk, now=clock.now())
    return _answer(request, journey.show)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def journey(request: TeamRequest, journey_id: UUID) -> HttpResponse:
    """Mend the times of a journey."""
    found = _journey(request, journey_id)
    show = found.show
    form = MendForm(posted(request), show=show, initial=_as_entered(found))
    if request.method == "POST" and form.is_valid():
        try:
            deeds.correct(show=show, journey_id=found.pk, now=clock.now(), **form.cleaned_data)
        except InvalidEntryError as error:
            show_faults(form, error)
        else:
            messages.success(request, _("The journey is mended; leave-by times count with it."))
            return redirect("web:journeys", request.team.slug)
    context = {"nav": "programme", "show": show, "journey": found, "form": form}
    return render(request, "web/programme/journey.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def journey_forget(request: TeamRequest, journey_id: UUID) -> HttpResponse:
    """Remove a journey that was not made."""
    found = _journey(request, journey_id)
    deeds.forget(show=found.show, journey_id=found.pk)
    return _answer(request, found.show)


def _answer(request: TeamRequest, show: Show) -> HttpResponse:
    """The two buttons as they are now, or back to the page without scripts."""
    if request.htmx:
        now = clock.now()
        context = {"show": show, "now": now, "way": on_the_way(show=show, member=request.member, now=now)}
        return render(request, "web/programme/_journey.html", context)
    return redirect(back(request, otherwise=reverse("web:journeys", args=[request.team.slug])))


def _as_entered(found: Journey) -> dict[str, Any]:
    zone = found.show.zone
    arrived = found.arrived_at
    return {
        "departed_at": found.departed_at.astimezone(zone).replace(tzinfo=None),
        "arrived_at": None if arrived is None else arrived.astimezone(zone).replace(tzinfo=None),
        "mode": found.mode,
    }


def _show(request: TeamRequest) -> Show:
    show = queries.current_show(team=request.team, now=clock.now())
    if show is None:
        raise Http404
    return show


def _journey(request: TeamRequest, journey_id: UUID) -> Journey:
    found = queries.team_journey(team=request.team, journey_id=journey_id)
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("t/<slug:team>/programme/journeys/", journeys, name="journeys"),
    path("t/<slug:team>/programme/journeys/leave/", journey_depart, name="journey-depart"),
    path("t/<slug:team>/programme/journeys/<uuid:journey_id>/", journey, name="journey"),
    path("t/<slug:team>/programme/journeys/<uuid:journey_id>/arrive/", journey_arrive, name="journey-arrive"),
    path("t/<slug:team>/programme/journeys/<uuid:journey_id>/forget/", journey_forget, name="journey-forget"),
]
