from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "showtime.followups"
    label = "followups"
