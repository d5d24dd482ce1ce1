from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "showtime.inbox"
    label = "inbox"
