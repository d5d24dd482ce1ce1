"""The page Team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def team(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "team"})


urlpatterns = [path("t/<slug:team>/team/", team, name="team")]
