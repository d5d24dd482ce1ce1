"""The page Programme."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def programme(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "programme"})


urlpatterns = [path("t/<slug:team>/programme/", programme, name="programme")]
