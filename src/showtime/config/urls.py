"""All addresses: the pages, the API, sign-in, health."""

from django.urls import include, path

from showtime.api.main import api

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("", include("showtime.web.urls")),
]
handler400 = "showtime.web.errors.bad_request"
handler403 = "showtime.web.errors.forbidden"
handler404 = "showtime.web.errors.not_found"
handler500 = "showtime.web.errors.server_error"
