"""Faults that the domain names, put beside the fields of a form."""

from collections.abc import Mapping

from django.forms import BaseForm

from showtime.programme.faults import InvalidEntryError


def show_faults(form: BaseForm, error: InvalidEntryError, names: Mapping[str, str] | None = None) -> None:
    """Add each fault to its field (`names` maps the domain's names to the form's), or above all where it has none."""
    for fault in error.faults:
        field = (names or {}).get(fault.field, fault.field)
        form.add_error(field if field in form.fields else None, fault.message)
