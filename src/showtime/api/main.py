"""The JSON API: its routers, its errors. `python -m showtime.api` prints its OpenAPI document."""

from ninja import NinjaAPI

from showtime.api import captures, contacts, errors

api = NinjaAPI(
    title="Showtime",
    version="1",
    description="What a team's phones and programs may ask of Showtime. Sign in as in the browser.",
    urls_namespace="api",
    docs_url=None,
)
errors.install(api)
api.add_router("", captures.router, tags=["captures"])
api.add_router("", contacts.router, tags=["contacts"])
