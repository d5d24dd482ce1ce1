"""The page Tonight."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def tonight(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "tonight"})


urlpatterns = [path("t/<slug:team>/tonight/", tonight, name="tonight")]
