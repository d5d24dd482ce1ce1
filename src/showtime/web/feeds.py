"""The calendar on one's phone: the address to subscribe to, and what is found there without signing in."""

import hashlib
from urllib.parse import urlsplit

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from showtime.accounts.permissions import Deed
from showtime.lib import clock
from showtime.programme import feeds
from showtime.web.access import TeamRequest, team_page


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar behind a secret address; 404 when it is none or was revoked. Unchanged since the last time: 304."""
    try:
        calendar = feeds.member_calendar(token=token, now=clock.now())
    except feeds.UnknownFeedError as error:
        raise Http404 from error
    etag = quote_etag(hashlib.sha256(calendar).hexdigest()[:32])
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="showtime.ics"'
    answer["X-Robots-Tag"] = "noindex"
    changed: HttpResponseBase | None = get_conditional_response(request, etag=etag, response=answer)
    return changed or answer


@team_page()
@never_cache
@require_safe
def calendar_address(request: TeamRequest) -> HttpResponse:
    """The reader's own address, to tap, to copy and to photograph."""
    address = feeds.feed_url(member=request.member)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#1d1a16", light="#ffffff")
    context = {
        "nav": "programme",
        "address": address,
        "webcal": f"webcal://{address.partition('://')[2]}",
        "qr": picture,
        "local": urlsplit(address).hostname in {"localhost", "127.0.0.1"},
    }
    return render(request, "web/programme/calendar_address.html", context)


@team_page(post=Deed.READ)
@require_POST
def calendar_revoke(request: TeamRequest) -> HttpResponse:
    """End every address that was given out; also a guest may, of their own."""
    feeds.revoke_feed(member=request.member)
    messages.success(request, _("The old address has ended. Subscribe to the new one."))
    return redirect("web:calendar-address", request.team.slug)


urlpatterns = [
    path("feeds/<str:token>.ics", feed, name="feed"),
    path("t/<slug:team>/programme/calendar/", calendar_address, name="calendar-address"),
    path("t/<slug:team>/programme/calendar/revoke/", calendar_revoke, name="calendar-revoke"),
]
