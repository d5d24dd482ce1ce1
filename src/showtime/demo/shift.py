"""Moving the demo in time by whole days, so that its today is today."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from showtime.accounts.models import Team, TeamRow
from showtime.demo.scene import ZONE

# Accounts keep real time: it is about security.
KEPT = {"accounts"}


def shift(*, team: Team, days: int) -> None:
    """Move every date and time of the team's rows by `days`; times keep their hour in Las Vegas."""
    if not team.is_demo:
        raise ValueError("Only the demo can be moved in time.")
    with transaction.atomic():
        for model, fields in _dated_models():
            # The front runs first, so that no row steps on the day of its neighbour.
            order = [f"-{field.name}" if days > 0 else field.name for field in fields]
            for row in model._base_manager.filter(team=team).order_by(*order):
                changes = {field.name: _moved(getattr(row, field.name), days) for field in fields}
                model._base_manager.filter(pk=row.pk).update(**changes)


def _dated_models() -> Iterator[tuple[type[TeamRow], list["models.Field[Any, Any]"]]]:
    for model in apps.get_models():
        if issubclass(model, TeamRow) and model._meta.app_label not in KEPT:
            fields = [field for field in model._meta.local_fields if _is_moved(field)]
            if fields:
                yield model, fields


def _is_moved(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.DateField) and field.name != "created_at" and not field.auto_now


def _moved(moment: date | datetime | None, days: int) -> date | datetime | None:
    if moment is None:
        return None
    if isinstance(moment, datetime):
        wall = moment.astimezone(ZONE).replace(tzinfo=None) + timedelta(days=days)
        return wall.replace(tzinfo=ZONE)
    return moment + timedelta(days=days)
