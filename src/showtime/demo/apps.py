from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "showtime.demo"
    label = "demo"
