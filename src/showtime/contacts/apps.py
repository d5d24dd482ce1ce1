from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "showtime.contacts"
    label = "contacts"
