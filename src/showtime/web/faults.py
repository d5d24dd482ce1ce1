"""Forms between the page and the domain: what was sent, and the faults that the domain names beside their fields."""

from collections.abc import Mapping

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from showtime.programme.faults import InvalidEntryError


def posted(request: HttpRequest) -> QueryDict | None:
    """What binds a form: what was sent, also when that is nothing; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def show_faults(form: BaseForm, error: InvalidEntryError, names: Mapping[str, str] | None = None) -> None:
    """Add each fault to its field (`names` maps the domain's names to the form's), or above all where it has none."""
    for fault in error.faults:
        field = (names or {}).get(fault.field, fault.field)
        form.add_error(field if field in form.fields else None, fault.message)
