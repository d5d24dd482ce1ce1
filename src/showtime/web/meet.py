"""The page Meet someone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def meet(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "meet"})


urlpatterns = [path("t/<slug:team>/meet/", meet, name="meet")]
