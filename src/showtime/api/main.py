"""The JSON API: its router, its errors."""

from ninja import NinjaAPI

api = NinjaAPI(title="Showtime", version="1", urls_namespace="api")
