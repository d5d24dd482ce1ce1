"""One row of every kind that a team can have, with a word in every text of it by which it is known where it turns up.

A model of the domain is filled by its fields, so a new one is in the world by itself, and so are its texts. Only what
the fields do not say stands in `PARTICULAR`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from showtime.accounts.models import Member, Role, Team, TeamRow, User
from showtime.lib.ids import new_id
from showtime.programme.models import Place
from showtime.rounds.import_directory import preview
from showtime.rounds.models import DirectoryImport

# Within the show, so that pages of today show the rows.
NOW = datetime(2026, 1, 6, 18, tzinfo=UTC)
LATER = {"ends_on", "ends_at", "arrived_at", "closes"}


@dataclass
class World:
    """A team, its owner, and a row of each model by the model's name. `word` stands in every text of every row."""

    word: str
    team: Team
    owner: Member
    rows: dict[str, TeamRow] = field(default_factory=dict)

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """Whose id each id of the team is."""
        return {
            str(key): model.__name__
            for model in kinds()
            for key in model._base_manager.filter(team=self.team).values_list("pk", flat=True)
        }

    def id_of(self, model: str) -> str:
        return str(self.rows[model].pk)


def kinds() -> list[type[TeamRow]]:
    """Every model whose rows belong to a team."""
    return [model for model in apps.get_models() if issubclass(model, TeamRow)]


def make_world(*, slug: str, word: str) -> World:
    """A team with its owner and one row of every kind."""
    team = Team.objects.create(slug=slug, name=f"{slug.title()} {word}")
    user = User.objects.create_user(f"{word}@{slug}.test", name=f"{word} Owner", language="en")
    world = World(word, team, Member.objects.create(team=team, user=user, role=Role.OWNER, short_name=word))
    world.rows["Member"] = world.owner
    waiting = [model for model in kinds() if model is not Member]
    while waiting:
        ready = [model for model in waiting if all(name in world.rows for name in _needed(model))]
        assert ready, f"circle of needs: {[model.__name__ for model in waiting]}"
        for model in ready:
            world.rows[model.__name__] = _make(model, world)
        waiting = [model for model in waiting if model not in ready]
    show: Any = world.rows["Show"]
    show.stand = world.rows["Place"]
    show.save()
    return world


def dump(world: World) -> dict[str, list[dict[str, Any]]]:
    """All that the team has, to be compared: every row, who goes with which row, the team itself and its people."""
    found: dict[str, list[dict[str, Any]]] = {
        model.__name__: list(model._base_manager.filter(team=world.team).order_by("pk").values()) for model in kinds()
    }
    for model in kinds():
        for many in model._meta.local_many_to_many:
            through: Any = many.remote_field.through  # type: ignore[attr-defined]
            if through._meta.auto_created:
                mine = {f"{many.m2m_field_name()}__team": world.team}  # type: ignore[attr-defined]
                found[through.__name__] = list(through._base_manager.filter(**mine).order_by("pk").values())
    found["Team"] = list(Team.objects.filter(pk=world.team.pk).values())
    found["User"] = list(User.objects.filter(memberships__team=world.team).order_by("pk").values())
    return found


def strays() -> list[str]:
    """References from a row of one team to a row of another: there must never be any."""
    found = []
    for model in kinds():
        for one in model._meta.concrete_fields:
            target = one.related_model
            if isinstance(target, type) and issubclass(target, TeamRow):
                elsewhere = model._base_manager.exclude(**{f"{one.name}__isnull": True}).exclude(
                    **{f"{one.name}__team": models.F("team")}
                )
                found += [f"{model.__name__}.{one.name} of {pk}" for pk in elsewhere.values_list("pk", flat=True)]
        for many in model._meta.many_to_many:
            target = many.related_model
            if isinstance(target, type) and issubclass(target, TeamRow):
                elsewhere = model._base_manager.exclude(**{f"{many.name}__isnull": True}).exclude(
                    **{f"{many.name}__team": models.F("team")}
                )
                found += [f"{model.__name__}.{many.name} of {pk}" for pk in elsewhere.values_list("pk", flat=True)]
    return found


def _needed(model: type[TeamRow]) -> set[str]:
    """Models whose rows must be there first: those that the row points to, but for what may stay empty at first."""
    needed = set()
    for one in [*model._meta.concrete_fields, *model._meta.local_many_to_many]:
        target = one.related_model
        if isinstance(target, type) and issubclass(target, TeamRow) and target is not model:
            needed.add(target.__name__)
    return needed - LEFT_EMPTY.get(model.__name__, set())


def _make(model: type[TeamRow], world: World) -> TeamRow:
    if model.__name__ in BY_DEED:
        return BY_DEED[model.__name__](world)
    given: dict[str, Any] = {"team": world.team}
    special = PARTICULAR.get(model.__name__, {})
    for one in model._meta.concrete_fields:
        if one.name in {"id", "team", "created_at"} or getattr(one, "auto_now", False):
            continue
        if one.name in special:
            given[one.name] = special[one.name](world)
        elif (value := _value(one, world)) is not SKIP:
            given[one.name] = value
    row = model(**given)
    row.save()
    for many in model._meta.local_many_to_many:
        target = many.related_model
        assert isinstance(target, type)
        if many.remote_field.through._meta.auto_created:  # type: ignore[attr-defined]
            getattr(row, many.name).add(world.rows[target.__name__])
    return row


SKIP = object()


def _value(one: Any, world: World) -> Any:
    """Something to put into the field: the world's row, the world's word, a moment of the show, or a default."""
    if one.is_relation:
        target = one.related_model
        if target is User:
            return world.owner.user
        return world.rows.get(target.__name__, SKIP) if target is not one.model else SKIP
    if one.choices:
        return one.default if one.has_default() and one.default != "" else one.choices[0][0]
    for kind, make in BY_TYPE:
        if isinstance(one, kind):
            return make(one, world)
    raise AssertionError(f"say in world.py what {one} holds")


def _text(one: Any, world: World) -> str:
    text = f"{world.word} {one.name}"
    return text[: one.max_length] if one.max_length else text


BY_TYPE: list[tuple[type[Any], Callable[[Any, World], Any]]] = [
    (models.EmailField, lambda one, world: f"{one.name}.{world.word}@{world.team.slug}.test"),
    (models.URLField, lambda one, world: f"https://{world.word}.{world.team.slug}.test/{one.name}"),
    (models.FileField, lambda one, world: ContentFile(world.word.encode(), f"{world.word}.txt")),
    (models.CharField, _text),
    (models.TextField, _text),
    (models.UUIDField, lambda one, world: new_id()),
    (models.JSONField, lambda one, world: {world.word: world.word}),
    (models.BinaryField, lambda one, world: CALENDAR.format(word=world.word).encode()),
    (models.DateTimeField, lambda one, world: NOW + timedelta(hours=1) if one.name in LATER else NOW),
    (models.DateField, lambda one, world: date(2026, 1, 9) if one.name in LATER else date(2026, 1, 6)),
    (models.TimeField, lambda one, world: time(18) if one.name in LATER else time(10)),
    (models.BooleanField, lambda one, world: one.default),
    (models.IntegerField, lambda one, world: one.default if one.has_default() else 1),
]

CSV = "Company,Hall,Booth\r\n{word} Robotics,Hall {word},123\r\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:{word}\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20260106T190000Z\r\nDTEND:20260106T200000Z\r\nSUMMARY:{word} summary\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
# The show's stand is a place of the show: set when both are there.
LEFT_EMPTY = {"Show": {"Place"}}


def _elsewhere(world: World) -> Place:
    place, _made = Place.objects.get_or_create(team=world.team, show=world.rows["Show"], name=f"{world.word} elsewhere")
    return place


def _directory_import(world: World) -> DirectoryImport:
    data = CSV.format(word=world.word).encode()
    show: Any = world.rows["Show"]
    return preview(show=show, member=world.owner, data=data, filename=f"{world.word}.csv", now=NOW)


# Rows of which the domain alone knows the inside.
BY_DEED: dict[str, Callable[[World], TeamRow]] = {"DirectoryImport": _directory_import}


def _empty(_: World) -> None:
    return None


def _constant(value: Any) -> Callable[[World], Any]:
    return lambda world: value


# What a field's type does not say: values that checks want, and states in which pages have most to show.
PARTICULAR: dict[str, dict[str, Callable[[World], Any]]] = {}


def particular(model: str, **fields: Any) -> None:
    """Say what the fields of a model hold; None for a field that stays empty."""
    PARTICULAR[model] = {
        name: value if callable(value) else _constant(value) if value is not None else _empty
        for name, value in fields.items()
    }


particular("Show", time_zone="America/Los_Angeles", country="US", stand=None)
particular("Leg", destination=_elsewhere)
particular("Journey", destination=_elsewhere)
particular("Encounter", filled=[], given={})
particular("FollowUp", decision="keep", before=None)
