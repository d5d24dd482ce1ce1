from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "showtime.programme"
    label = "programme"
