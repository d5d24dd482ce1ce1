"""All addresses: the pages, the API, sign-in, health."""

from django.urls import include, path
from django.views.generic import RedirectView

from showtime.api.main import api

urlpatterns = [
    # allauth's page of second steps, of which there are none here; it goes there after a passkey was added.
    path("account/2fa/", RedirectView.as_view(pattern_name="mfa_list_webauthn")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("showtime.web.urls")),
]
handler400 = "showtime.web.errors.bad_request"
handler403 = "showtime.web.errors.forbidden"
handler404 = "showtime.web.errors.not_found"
handler500 = "showtime.web.errors.server_error"
