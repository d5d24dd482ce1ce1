"""The page Directory."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def directory(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "directory"})


urlpatterns = [path("t/<slug:team>/directory/", directory, name="directory")]
