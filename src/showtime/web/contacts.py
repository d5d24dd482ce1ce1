"""The page People."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.access import TeamRequest, team_page


@team_page()
def contacts(request: TeamRequest) -> HttpResponse:
    """The page."""
    return render(request, "web/base.html", {"nav": "contacts"})


urlpatterns = [path("t/<slug:team>/contacts/", contacts, name="contacts")]
