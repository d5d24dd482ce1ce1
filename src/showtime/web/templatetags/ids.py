"""Keys for rows that a form is about to make: sent twice, the form makes one row."""

from uuid import UUID

from django import template

from showtime.lib import ids

register = template.Library()


@register.simple_tag
def new_id() -> UUID:
    """A fresh key."""
    return ids.new_id()
