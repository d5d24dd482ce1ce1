from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "showtime.accounts"
    label = "accounts"
