"""Reads over the directory."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from showtime.accounts.models import Team
from showtime.lib.folding import fold
from showtime.programme.models import Show
from showtime.rounds.models import Category, DirectoryImport, Exhibitor, Visit

PAGE = 50


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Some exhibitors in order of name, and where to go on: `next_after` is a cursor, "" at the end."""

    exhibitors: list[Exhibitor]
    next_after: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What the directory can be narrowed down by: (value, how many)."""

    halls: list[tuple[str, int]]
    countries: list[tuple[str, int]]
    categories: list[tuple[str, int]]
    total: int


def search_directory(
    *,
    show: Show,
    words: str = "",
    category: str = "",
    country: str = "",
    hall: str = "",
    limit: int = PAGE,
    after: str = "",
) -> DirectoryPage:
    """Exhibitors that match all words (in name, hall, stand number, city or categories) and the filters given.

    `after` is the cursor of the page before; one that is none starts from the top.
    """
    rows = Exhibitor.objects.filter(show=show)
    for word in fold(words).split():
        rows = rows.filter(search__contains=word)
    if category:
        through = Exhibitor.categories.through
        rows = rows.filter(Exists(through.objects.filter(exhibitor_id=OuterRef("pk"), category__name=category)))
    if country:
        rows = rows.filter(country=country)
    if hall:
        rows = rows.filter(hall=hall)
    last = exhibitor(team=show.team, exhibitor_id=after) if after else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows.order_by("name", "pk").prefetch_related("categories", "visits")[: limit + 1])
    return DirectoryPage(found[:limit], str(found[limit - 1].pk) if len(found) > limit else "")


def facets(*, show: Show) -> Facets:
    """Halls, countries and categories of the show's directory, with their numbers of exhibitors."""
    rows = Exhibitor.objects.filter(show=show)

    def counted(field: str) -> list[tuple[str, int]]:
        return list(rows.exclude(**{field: ""}).order_by(field).values_list(field).annotate(Count("pk")))

    categories = Category.objects.filter(show=show).annotate(number=Count("exhibitors")).filter(number__gt=0)
    return Facets(
        halls=counted("hall"),
        countries=counted("country"),
        categories=list(categories.order_by("name").values_list("name", "number")),
        total=rows.count(),
    )


def exhibitor(*, team: Team, exhibitor_id: UUID | str) -> Exhibitor | None:
    """The team's exhibitor with this key; None for another team's, or for no key at all."""
    try:
        key = UUID(str(exhibitor_id))
    except ValueError:
        return None
    return Exhibitor.objects.filter(team=team, pk=key).select_related("show").prefetch_related("categories").first()


def directory_import(*, team: Team, import_id: UUID) -> DirectoryImport | None:
    """The team's import with this key."""
    return DirectoryImport.objects.filter(team=team, pk=import_id).select_related("show", "member__user").first()


def visits(*, show: Show) -> list[Visit]:
    """The wishes for the show, the most valuable first."""
    return list(Visit.objects.filter(show=show).select_related("exhibitor").order_by("-value", "label"))
