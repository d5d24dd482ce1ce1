from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "showtime.web"
    label = "web"
