"""The page Today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def today(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "today"})


urlpatterns = [path("t/<slug:team>/today/", today, name="today")]
