"""A show's directory of exhibitors from any table file.

All good rows come in and everything that was cleaned, dropped or joined is named with its row, its field, what stood
there and what became of it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from showtime.reading.category_lists import splitter_for
from showtime.reading.cleaning import clean_list, is_nothing
from showtime.reading.columns import FIELDS, LIKELY, Guess, guesses, row_number_columns
from showtime.reading.directory_problems import FIELD_LABELS, problem
from showtime.reading.duplicates import joined
from showtime.reading.exhibitor_row import Draft, Layout, Note, name_key_of, read_row
from showtime.reading.header_words import fold_header
from showtime.reading.places import hall_key, hall_named_by_stand, spellings
from showtime.reading.problems import TEMPLATES, Problem, shortened
from showtime.reading.realign import realigned
from showtime.reading.table import Table, read_table

_RESULTS = {
    "row_without_name": "dropped",
    "row_without_booth": "kept without booth",
    "row_repeated": "joined",
    "row_repeated_differs": "joined",
    "row_id_shared": "kept",
    "value_placeholder": "dropped",
    "value_dropped": "dropped",
    "website_dropped": "dropped",
    "email_dropped": "dropped",
    "phone_dropped": "dropped",
    "country_unknown": "kept without code",
}
_QUOTED = 200

MOST_LISTED = 5_000
"""Problems of one code that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """An entry of a directory. Texts are "" where the file says nothing.

    `row` is its first row in the file and `rows` all of them; `key` finds it again in a later edition of the file.
    `booths` are the stands one by one and `booth` the same on one line; `country` is ISO 3166-1 alpha-2. `original`
    holds the text of the file for every field that was changed, `extra` the columns that are no field of an exhibitor.
    """

    row: int
    key: str
    name: str
    name_key: str
    hall: str
    booth: str
    booths: tuple[str, ...]
    country: str
    country_name: str
    categories: tuple[str, ...]
    website: str
    description: str
    email: str
    phone: str
    city: str
    linkedin: str
    source_id: str
    extra: dict[str, str]
    original: dict[str, str]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DirectoryReading:
    """What a file gave.

    `columns` maps fields to headers, `confidences` says how sure each guess is (1.0 where a person chose), `headers`
    are all headers of the file. `counts`: rows, exhibitors, dropped (rows), joined (rows), cleaned and lost (values),
    without_booth, without_country.
    """

    columns: dict[str, str]
    confidences: dict[str, float]
    headers: tuple[str, ...]
    exhibitors: tuple[Exhibitor, ...]
    problems: tuple[Problem, ...]
    counts: dict[str, int]

    @property
    def ok(self) -> bool:
        """Whether the file was understood and no row or value of it was lost."""
        return bool(self.columns) and all(each.severity != "error" for each in self.problems)


def read_exhibitors(data: bytes, *, filename: str = "", columns: Mapping[str, str] | None = None) -> DirectoryReading:
    """Read a directory from the bytes of a CSV, TSV, Excel, JSON or Markdown file. Never raises.

    `columns` maps fields to headers as a person chose them; "" says that the file has no such column. Fields it does
    not mention are guessed.
    """
    return read_exhibitor_table(read_table(data, filename), columns=columns)


def read_exhibitor_table(table: Table, *, columns: Mapping[str, str] | None = None) -> DirectoryReading:
    """As `read_exhibitors`, for a table that was read already."""
    problems = list(table.problems)
    if not table.rows:
        return _reading({}, table, {}, problems, [])
    chosen, wrong = _chosen(table, columns or {})
    problems += wrong
    found = {**guesses(table, chosen), **{field: Guess(header, 1.0) for field, header in chosen.items() if header}}
    found = {field: found[field] for field in FIELDS if field in found}
    if "name" not in found:
        problems.append(problem("column_name_missing", ""))
        return _reading(found, table, {}, problems, [])
    problems += _about_columns(table, found)
    straight, moved = realigned(table)
    problems += moved
    layout = _layout(straight, found)
    drafts: list[Draft] = []
    nameless: list[Note] = []
    for row in straight.rows:
        draft = read_row(row.number, row.cells, layout)
        if draft.name:
            drafts.append(draft)
        else:
            original = " | ".join(cell for cell in row.cells if cell)
            nameless.append(Note(row.number, "row_without_name", "name", original))
    _settle_halls(drafts, booths="booth" in found)
    return _reading(found, straight, joined(drafts), problems, nameless)


def as_json(reading: DirectoryReading) -> dict[str, Any]:
    """The reading as plain JSON types."""
    return {
        "ok": reading.ok,
        "columns": reading.columns,
        "confidences": reading.confidences,
        "headers": list(reading.headers),
        "counts": reading.counts,
        "items": [
            {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(each).items()}
            for each in reading.exhibitors
        ],
        "problems": [each.as_json() for each in reading.problems],
    }


def _chosen(table: Table, columns: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    """What a person chose, as far as the file has it. A header may be given in another case or with other spaces."""
    headers = {" ".join(header.casefold().split()): header for header in table.headers}
    chosen: dict[str, str] = {}
    wrong: list[Problem] = []
    for field, wanted in columns.items():
        if field not in FIELDS:
            wrong.append(problem("column_field_unknown", "", field=field))
            continue
        header = wanted if wanted in table.headers else headers.get(" ".join(wanted.casefold().split()), "")
        if wanted and not header:
            label = FIELD_LABELS[field]
            wrong.append(problem("column_unknown", "", field=field, label=label, header=wanted))
        else:
            chosen[field] = header
    return chosen, wrong


def _about_columns(table: Table, found: Mapping[str, Guess]) -> list[Problem]:
    problems = [problem("column_left_aside", header, header=header) for header in sorted(row_number_columns(table))]
    if found["name"].confidence < LIKELY:
        problems.append(problem("column_name_guessed", "", header=found["name"].header))
    if "booth" not in found:
        problems.append(problem("column_absent", "", field="booth", label=FIELD_LABELS["booth"]))
    return problems


def _layout(table: Table, found: Mapping[str, Guess]) -> Layout:
    places = {field: table.headers.index(guess.header) for field, guess in found.items()}
    numbering = row_number_columns(table)
    used = set(places.values())
    extras = {h: i for i, h in enumerate(table.headers) if i not in used and h not in numbering}
    categories = places.get("categories")
    cells = [] if categories is None else [clean_list(row.cells[categories])[0] for row in table.rows]
    words = fold_header(found["booth"].header).split() if "booth" in found and "hall" not in found else []
    both = any(re.fullmatch(r"hall|halle|pavil+i?on|pabellon|padiglione|location|emplacement", word) for word in words)
    return Layout(places, extras, splitter_for(cells), both)


def _settle_halls(drafts: list[Draft], *, booths: bool) -> None:
    """One spelling for each hall of the file; halls that only the stand names; rows without a stand."""
    usual = spellings(draft.hall for draft in drafts)
    known = {hall_key(draft.hall): usual.get(draft.hall, draft.hall) for draft in drafts if draft.hall}
    for draft in drafts:
        if draft.hall in usual:
            draft.note("hall_spelling", "hall", draft.hall, usual[draft.hall])
            draft.hall = usual[draft.hall]
        if not draft.hall and draft.stands:
            draft.hall = hall_named_by_stand(draft.stands, known)
            draft.note("hall_from_booth" if draft.hall else "", "hall", draft.booth, draft.hall)
        if booths and not draft.stands:
            draft.note("row_without_booth", "booth", draft.name)


def _reading(
    found: Mapping[str, Guess],
    table: Table,
    entries: Mapping[str, Draft],
    problems: list[Problem],
    nameless: list[Note],
) -> DirectoryReading:
    headers = {field: guess.header for field, guess in found.items()}
    notes = [*nameless, *(note for draft in entries.values() for note in draft.notes)]
    exhibitors = tuple(_exhibitor(key, draft) for key, draft in entries.items())
    results = Counter(_RESULTS.get(note.code, "cleaned") for note in notes)
    counts = {
        "rows": len(table.rows),
        "exhibitors": len(exhibitors),
        "dropped": len(table.rows) - sum(len(draft.rows) for draft in entries.values()),
        "joined": results["joined"],
        "cleaned": results["cleaned"] + sum(each.code == "row_shifted" for each in problems),
        "lost": sum(TEMPLATES[note.code].severity == "error" for note in notes) - len(nameless),
        "without_booth": sum(not each.booth for each in exhibitors),
        "without_country": sum(not each.country for each in exhibitors),
    }
    confidences = {field: guess.confidence for field, guess in found.items()}
    return DirectoryReading(headers, confidences, table.headers, exhibitors, _listed(problems, notes, headers), counts)


def _listed(problems: list[Problem], notes: list[Note], headers: Mapping[str, str]) -> tuple[Problem, ...]:
    """All problems in the order of the rows; beyond MOST_LISTED of one code they are counted in one line at the end."""
    total: Counter[str] = Counter()
    listed: list[Problem] = []
    for each in problems:
        total[each.code] += 1
        if total[each.code] <= MOST_LISTED:
            listed.append(each)
    for note in notes:
        total[note.code] += 1
        if total[note.code] <= MOST_LISTED:
            listed.append(_problem(note, headers))
    listed.sort(key=lambda each: int(each.params.get("row") or 0))
    more = {code: count - MOST_LISTED for code, count in total.items() if count > MOST_LISTED}
    return (
        *listed,
        *(replace(problem("more", "", count=n, code=c), severity=TEMPLATES[c].severity) for c, n in more.items()),
    )


def _problem(note: Note, headers: Mapping[str, str]) -> Problem:
    header = headers.get(note.field, "")
    where = f"row {note.row}, {header}" if header else f"row {note.row}"
    return problem(
        note.code,
        where,
        row=note.row,
        field=note.field,
        label=FIELD_LABELS.get(note.field, note.field),
        original=shortened(note.original, _QUOTED),
        value=shortened(note.value, _QUOTED),
        first=note.value,
        result=_RESULTS.get(note.code, "cleaned"),
    )


def _exhibitor(key: str, draft: Draft) -> Exhibitor:
    original: dict[str, str] = {}
    for note in draft.notes:
        if note.row == draft.row and note.field in FIELDS and not note.code.startswith("row_"):
            original.setdefault(note.field, note.original)
    return Exhibitor(
        row=draft.row,
        key=key,
        name=draft.name,
        name_key=name_key_of(draft.name),
        hall=draft.hall,
        booth=draft.booth,
        booths=draft.stands,
        country=draft.country,
        country_name=draft.country_name,
        categories=draft.categories,
        website=draft.website,
        description=draft.description,
        email=draft.email,
        phone=draft.phone,
        city=draft.city,
        linkedin=draft.linkedin,
        source_id=draft.source_id,
        extra={header: text for header, text in draft.extra.items() if not is_nothing(text)},
        original=original,
        rows=tuple(draft.rows),
    )
