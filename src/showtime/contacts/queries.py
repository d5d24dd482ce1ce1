"""Reads over contacts, their encounters and promises. Every one is of one team."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from showtime.accounts.models import Team
from showtime.contacts.models import Contact, ContactState, Encounter, Promise, Segment
from showtime.contacts.tidy import storable
from showtime.lib.folding import fold
from showtime.programme.models import Show
from showtime.programme.queries import day_bounds

#: `state` of `contacts` that also shows personal contacts, which are left out of the list otherwise.
EVERYBODY = "everybody"
_MOST = 200
_NUMBER = re.compile(r"[\d\s().+/-]*\d[\d\s().+/-]{3,}")


class CursorError(ValueError):
    """`after` is no cursor of this list."""


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A part of the list, the latest met first. `after` is the cursor of the next part, "" at the end.

    `total` counts all that match; `by_state` counts what would match in each state, with "" for all but personal and
    `EVERYBODY` for all. A row also has `open_promise` (text) and `open_promise_due`, both of the first due, or None.
    """

    rows: list[Contact]
    after: str
    total: int
    by_state: dict[str, int]


def contacts(
    *,
    team: Team,
    words: str = "",
    interest: str = "",
    segment: str = "",
    state: str = "",
    owner: str = "",
    show: Show | None = None,
    met_on: date | None = None,
    limit: int = 50,
    after: str = "",
) -> ContactPage:
    """The team's contacts that match all that is asked; three queries whatever the number.

    `words` are looked for anywhere in name, company, e-mail, phone and notes, without case and accents. `segment` and
    `owner` are ids, or "none"; an id of another team matches nothing. Personal contacts are left out unless `state`
    says `personal` or `EVERYBODY`. `met_on` is a day at `show`. CursorError.
    """
    rows = _matching(team, words, interest, segment, owner)
    if show is not None:
        rows = rows.filter(pk__in=_met(show, met_on))
    counts = {each["state"]: each["number"] for each in rows.order_by().values("state").annotate(number=Count("pk"))}
    by_state = {**dict.fromkeys(ContactState.values, 0), **counts, EVERYBODY: sum(counts.values())}
    by_state[""] = by_state[EVERYBODY] - by_state[ContactState.PERSONAL]
    rows = _in_state(rows, state)
    size = max(1, min(limit, _MOST))
    found = list(_decorated(_after(rows, after))[: size + 1])
    following = cursor(found[size - 1]) if len(found) > size else ""
    return ContactPage(found[:size], following, by_state.get(state, 0), by_state)


def contact(*, team: Team, contact_id: UUID) -> Contact | None:
    """One contact with its encounters (latest first) and promises loaded; None where the team has none such."""
    return _with_story(Contact.objects.filter(team=team, pk=contact_id)).first()


def met_on(*, show: Show, start: datetime, end: datetime) -> list[Contact]:
    """The contacts met from `start` until before `end` (aware), in the order in which they were met first in that time.

    All their encounters (`contact.encounters.all()`, latest first) and promises are loaded: three queries.
    """
    met = Encounter.objects.filter(show=show, at__gte=start, at__lt=end).order_by().values("contact")
    rows = list(_with_story(Contact.objects.filter(team=show.team_id, pk__in=met)))

    def first_met(row: Contact) -> tuple[datetime, UUID]:
        within = (each.at for each in row.encounters.all() if each.show_id == show.pk and start <= each.at < end)
        return min(within, default=end), row.pk

    return sorted(rows, key=first_met)


def promises_due(*, team: Team, until: date) -> list[Promise]:
    """The promises not kept that are due by `until`, the most urgent first, with contact and member loaded.

    Those without a date are not due; those to personal contacts are.
    """
    rows = Promise.objects.filter(team=team, kept_at__isnull=True, due_on__lte=until)
    return list(rows.select_related("contact", "member__user").order_by("due_on", "created_at", "id"))


def promise(*, team: Team, promise_id: UUID) -> Promise | None:
    """One promise with its contact; None where the team has none such."""
    return Promise.objects.filter(team=team, pk=promise_id).select_related("contact", "member__user").first()


def segments(*, team: Team) -> list[Segment]:
    """The team's own segments in their order."""
    return list(Segment.objects.filter(team=team).order_by("position", "name"))


def cursor(row: Contact) -> str:
    """Where a contact stands in the list, to go on after it."""
    moment = "" if row.met_at is None else str(round(row.met_at.timestamp() * 1_000_000))
    return f"{moment}.{row.pk.hex}"


def _matching(team: Team, words: str, interest: str, segment: str, owner: str) -> QuerySet[Contact]:
    rows = Contact.objects.filter(team=team)
    for word in _words(words):
        rows = rows.filter(search__contains=word)
    if interest:
        rows = rows.filter(interest="" if interest == "none" else interest)
    for name, key in (("segment_id", segment), ("owner_id", owner)):
        if key:
            rows = rows.filter(**{name: None} if key == "none" else {name: _uuid(key)}) if _known(key) else rows.none()
    return rows


def _words(words: str) -> list[str]:
    """What to look for: folded words, or the digits of a number without its leading zeros, which abroad it loses."""
    text = storable(words).strip()
    if _NUMBER.fullmatch(text):
        return ["".join(filter(str.isdigit, text)).lstrip("0")]
    return fold(text).split()[:8]


def _known(key: str) -> bool:
    return key == "none" or _uuid(key) is not None


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def _met(show: Show, day: date | None) -> QuerySet[Encounter, Any]:
    """Who was met at the show, on one day of it or at any time.

    A list and not a condition on each contact: of that, SQLite makes a search through all encounters for every one.
    """
    met = Encounter.objects.filter(team=show.team_id, show=show)
    if day is not None:
        start, end = day_bounds(show=show, day=day)
        met = met.filter(at__gte=start, at__lt=end)
    return met.order_by().values("contact")


def _in_state(rows: QuerySet[Contact], state: str) -> QuerySet[Contact]:
    if state == EVERYBODY:
        return rows
    return rows.filter(state=state) if state else rows.exclude(state=ContactState.PERSONAL)


def _after(rows: QuerySet[Contact], after: str) -> QuerySet[Contact]:
    """The rows beyond the cursor: met earlier, or at the same moment with a smaller id; those never met come last."""
    if not after:
        return rows
    moment, _, key = after.partition(".")
    try:
        last = UUID(key)
        met = datetime.fromtimestamp(int(moment) / 1_000_000, UTC) if moment else None
    except (ValueError, OverflowError, OSError) as error:
        raise CursorError(after) from error
    if met is None:
        return rows.filter(met_at__isnull=True, pk__lt=last)
    return rows.filter(Q(met_at__lt=met) | Q(met_at=met, pk__lt=last) | Q(met_at__isnull=True))


def _decorated(rows: QuerySet[Contact]) -> QuerySet[Contact]:
    """In the order of the list, with what a row of it shows."""
    open_promises = Promise.objects.filter(contact=OuterRef("pk"), kept_at__isnull=True)
    first = open_promises.order_by(F("due_on").asc(nulls_last=True), "created_at", "id")
    return (
        rows.select_related("segment", "owner__user")
        .annotate(
            open_promise=Subquery(first.values("text")[:1]), open_promise_due=Subquery(first.values("due_on")[:1])
        )
        .order_by(F("met_at").desc(nulls_last=True), "-id")
    )


def _with_story(rows: QuerySet[Contact]) -> QuerySet[Contact]:
    met = Encounter.objects.select_related("member__user", "place", "show", "capture").order_by("-at", "-id")
    due = F("due_on").asc(nulls_last=True)
    promised = Promise.objects.select_related("member__user").order_by(due, "created_at", "id")
    return rows.select_related("segment", "owner__user").prefetch_related(
        Prefetch("encounters", queryset=met), Prefetch("promises", queryset=promised)
    )
