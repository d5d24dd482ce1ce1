"""The page Journal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def journal(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "journal"})


urlpatterns = [path("t/<slug:team>/journal/", journal, name="journal")]
