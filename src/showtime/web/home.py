"""Where a visitor lands: on today's page of their team."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from showtime.accounts import queries
from showtime.accounts.models import User


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Today's page of the user's first team; a page that says how to join one where there is none."""
    teams = queries.teams_of(user=cast("User", request.user))
    if not teams:
        return render(request, "web/no_team.html")
    return redirect("web:today", teams[0].slug)


urlpatterns = [path("", home, name="home")]
