"""People as pages name them, and the names of their fields."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from showtime.contacts.models import Contact, ContactState, Interest
from showtime.programme.words import clock, day_words, short_day
from showtime.web.templatetags.showtime import Zoned

register = template.Library()
register.filter(short_day)
register.filter(day_words)

FIELDS = {
    "full_name": _("Name"),
    "company": _("Company"),
    "title": _("Job title"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "website": _("Website"),
    "linkedin": _("LinkedIn"),
    "country": _("Country"),
    "language": _("Language"),
    "interest": _("Interest"),
    "segment": _("Segment"),
    "state": _("State"),
    "owner": _("Owner"),
    "note": _("Note"),
    "promise": _("Promise"),
    "captured_at": _("Time"),
    "place": _("Where"),
    "raw": _("Card"),
    "file": _("File"),
}


@register.filter
def who(contact: Contact) -> str:
    """The name of a contact, or what there is instead of one."""
    return contact.full_name or contact.company or contact.email or contact.phone or gettext("Somebody unnamed")


@register.filter
def who_at(contact: Contact) -> str:
    """Name and company."""
    named = contact.full_name and contact.company
    return (
        gettext("%(name)s, %(company)s") % {"name": who(contact), "company": contact.company} if named else who(contact)
    )


@register.filter
def met_short(moment: datetime, show: Zoned) -> SafeString:
    """When somebody was met, short enough for a row: Tue 6, 11:30 a.m."""
    local = moment.astimezone(show.zone)
    words = gettext("%(day)s, %(time)s") % {"day": short_day(local), "time": clock(moment, show.zone)}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def field_name(name: str) -> str:
    """What a field is called; "" for the place in a file that a problem may name instead."""
    return str(FIELDS.get(name, ""))


@register.filter
def field_value(value: str, name: str) -> str:
    """A field's value as a person reads it."""
    if name == "interest" and value in Interest.values:
        return str(Interest(value).label)
    if name == "state" and value in ContactState.values:
        return str(ContactState(value).label)
    return {"en": gettext("English"), "fr": gettext("French")}.get(value, value) if name == "language" else value
