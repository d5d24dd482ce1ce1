"""Importing a show's directory: looked at first, then taken in; all good rows in, every bad one named."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from showtime.accounts.audit import record
from showtime.accounts.models import Member
from showtime.lib.folding import fold
from showtime.programme.models import Show
from showtime.reading import exhibitors as reading
from showtime.rounds.models import Category, DirectoryImport, Exhibitor, ImportState

BATCH = 500
# The report lies in the row: beyond this many lines only the counts go on.
LINES = 2_000
FIELDS = ("name", "hall", "booth", "country", "website", "email", "phone", "city", "description", "extra", "search")


@dataclass(frozen=True, slots=True)
class _Line:
    """An exhibitor as it is to be: its model's fields, and its categories' names."""

    values: dict[str, Any]
    categories: tuple[str, ...]


def preview(
    *,
    show: Show,
    member: Member,
    data: bytes,
    filename: str,
    now: datetime,
    columns: Mapping[str, str] | None = None,
) -> DirectoryImport:
    """Keep the file and say what importing it would do; the directory stays as it is.

    The report holds `counts` (rows, exhibitors, dropped, joined, cleaned, lost ..., and new, changed, unchanged), the
    `columns` as guessed or given, all `headers`, a `sample` of five exhibitors, and the `problems` row by row.
    """
    read = reading.read_exhibitors(data, filename=filename, columns=columns)
    lines = {each.key: _line(each) for each in read.exhibitors}
    handed_in = DirectoryImport(
        team=show.team,
        show=show,
        member=member,
        filename=filename[-250:],
        columns=dict(read.columns),
        report=_report(read, _outcomes(show, lines)),
        at=now,
    )
    handed_in.file.save(f"{handed_in.pk}.bin", ContentFile(data), save=False)
    handed_in.save()
    return handed_in


def choose_columns(*, directory_import: DirectoryImport, columns: Mapping[str, str]) -> DirectoryImport:
    """Look at the kept file again with columns as a person chose them ("" for none)."""
    read = _read_kept(directory_import, columns)
    directory_import.columns = {**columns, **read.columns}
    lines = {each.key: _line(each) for each in read.exhibitors}
    directory_import.report = _report(read, _outcomes(directory_import.show, lines))
    directory_import.save(update_fields=["columns", "report"])
    return directory_import


def confirm(*, directory_import: DirectoryImport, now: datetime) -> dict[str, Any]:
    """Take the kept file in, all good rows or none; its report. Importing the same file again changes nothing.

    An exhibitor that is in the directory but not in the file stays: files are often parts.
    """
    show = directory_import.show
    read = _read_kept(directory_import, directory_import.columns)
    lines = {each.key: _line(each) for each in read.exhibitors}
    with transaction.atomic():
        outcomes = _outcomes(show, lines)
        _store(show, lines, outcomes)
        directory_import.report = _report(read, outcomes)
        directory_import.state = ImportState.DONE
        directory_import.save(update_fields=["report", "state"])
        if directory_import.member is not None:
            record(member=directory_import.member, deed="import directory", row_id=directory_import.pk, now=now)
    report: dict[str, Any] = directory_import.report
    return report


def _read_kept(directory_import: DirectoryImport, columns: Mapping[str, str]) -> reading.DirectoryReading:
    with directory_import.file.open("rb") as file:
        data = file.read()
    return reading.read_exhibitors(data, filename=directory_import.filename, columns=columns)


def _line(each: reading.Exhibitor) -> _Line:
    extra = {**each.extra, **({"LinkedIn": each.linkedin} if each.linkedin else {})}
    place = [each.hall, each.booth, each.country_name, each.city]
    values = {
        "name": each.name[:250],
        "hall": each.hall[:160],
        "booth": each.booth[:160],
        "country": each.country,
        "website": each.website[:500],
        "email": each.email[:254],
        "phone": each.phone[:60],
        "city": each.city[:120],
        "description": each.description,
        "extra": extra,
        "search": "\n".join(fold(text) for text in (each.name, *place, *each.categories) if text),
    }
    return _Line(values, tuple(dict.fromkeys(name[:120] for name in each.categories)))


def _outcomes(show: Show, lines: Mapping[str, _Line]) -> dict[str, str]:
    """For each key "new", "changed" or "unchanged"."""
    known = {
        exhibitor.key: exhibitor
        for exhibitor in Exhibitor.objects.filter(show=show).prefetch_related("categories").iterator(BATCH)
        if exhibitor.key in lines
    }
    outcomes = {}
    for key, line in lines.items():
        row = known.get(key)
        if row is None:
            outcomes[key] = "new"
        else:
            same = all(getattr(row, name) == value for name, value in line.values.items())
            same = same and {category.name for category in row.categories.all()} == set(line.categories)
            outcomes[key] = "unchanged" if same else "changed"
    return outcomes


def _store(show: Show, lines: Mapping[str, _Line], outcomes: Mapping[str, str]) -> None:
    new = [key for key, outcome in outcomes.items() if outcome == "new"]
    changed = [key for key, outcome in outcomes.items() if outcome == "changed"]
    Exhibitor.objects.bulk_create(
        [Exhibitor(team=show.team, show=show, key=key, **lines[key].values) for key in new], batch_size=BATCH
    )
    rows = {row.key: row for row in Exhibitor.objects.filter(show=show) if outcomes.get(row.key) in {"new", "changed"}}
    for key in changed:
        for name, value in lines[key].values.items():
            setattr(rows[key], name, value)
    Exhibitor.objects.bulk_update([rows[key] for key in changed], FIELDS, batch_size=BATCH)
    _store_categories(show, {rows[key]: lines[key].categories for key in (*new, *changed)}, changed=changed)


def _store_categories(show: Show, wanted: Mapping[Exhibitor, Iterable[str]], *, changed: list[str]) -> None:
    names = {name for categories in wanted.values() for name in categories}
    known = set(Category.objects.filter(show=show).values_list("name", flat=True))
    Category.objects.bulk_create(Category(team=show.team, show=show, name=name) for name in sorted(names - known))
    ids = dict(Category.objects.filter(show=show).values_list("name", "pk"))
    through = Exhibitor.categories.through
    through.objects.filter(exhibitor__show=show, exhibitor__key__in=changed).delete()
    through.objects.bulk_create(
        [through(exhibitor_id=row.pk, category_id=ids[name]) for row, names in wanted.items() for name in names],
        batch_size=BATCH,
    )


def _report(read: reading.DirectoryReading, outcomes: Mapping[str, str]) -> dict[str, Any]:
    plain = reading.as_json(read)
    counts = Counter(outcomes.values())
    return {
        "ok": plain["ok"],
        "counts": {**plain["counts"], **{name: counts[name] for name in ("new", "changed", "unchanged")}},
        "columns": plain["columns"],
        "confidences": plain["confidences"],
        "headers": plain["headers"],
        "sample": plain["items"][:5],
        "problems": plain["problems"][:LINES],
        "problems_in_all": len(plain["problems"]),
    }
