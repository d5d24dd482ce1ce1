from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "showtime.journal"
    label = "journal"
