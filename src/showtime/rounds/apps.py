from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "showtime.rounds"
    label = "rounds"
