"""The page Inbox."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def inbox(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "inbox"})


urlpatterns = [path("t/<slug:team>/inbox/", inbox, name="inbox")]
