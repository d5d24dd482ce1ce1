"""Words of Django and allauth that Showtime says in its own way: a translation of the project's goes before theirs."""

from django.utils.translation import gettext_noop

BORROWED = (gettext_noop("Email"), gettext_noop("Enter a valid email address."))
