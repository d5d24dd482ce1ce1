"""Rows whose values stand one column too far to the right.

A separator inside a value that was not quoted cuts the value in two, and everything after it moves. Such a row has a
value beyond the last header, and its phone number stands where the others have their web address.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from showtime.reading.cleaning import is_nothing
from showtime.reading.columns import Values, look_at
from showtime.reading.countries import is_country
from showtime.reading.directory_problems import problem
from showtime.reading.problems import Problem, shortened
from showtime.reading.table import Row, Table
from showtime.reading.web_address import is_web_address

_RARE = 0.05
_MOST_CUTS = 3
_CUT_ENTITY = re.compile(r"&[A-Za-z0-9]{1,12}$")
_CONTINUES = re.compile(
    r"^(?:Inc|Ltd|LLC|L\.L\.C|GmbH|S\.?A\.?S?|S\.?r\.?l|Corp|Co|Limited|LLP|B\.?V|AG|PLC)\b|^[a-zà-ÿ(&]"
)
_COMPLETE = re.compile(r"\b(?:Inc|Ltd|LLC|GmbH|Corp|Limited|S\.?r\.?l|KG|AG|PLC|B\.?V)\.?$", re.IGNORECASE)
_KINDS: Mapping[str, Callable[[str], bool]] = {
    "url": lambda cell: "." in cell and is_web_address(cell),
    "email": lambda cell: "@" in cell,
    "country": is_country,
    "phone": lambda cell: sum(map(str.isdigit, cell)) >= 6 and not re.search(r"[^\W\d_]{4}", cell),
    "number": lambda cell: cell.replace(" ", "").isdigit(),
}
_STRICT = 0.6
_JOINERS = {"csv": ", "}
_GENERATED = re.compile(r"^Column \d+$")


def realigned(table: Table) -> tuple[Table, list[Problem]]:
    """The table with cut values joined and the values after them moved back, and a problem for each such row.

    A row is looked at when it has a value beyond the last header, or two values under headers whose other values are
    of another kind. It is only changed when that puts more of its values below a header they suit; otherwise it stays
    as it is and what lies beyond the last header is reported.
    """
    first = len(table.headers) - _columns_beyond(table)
    looks = [look_at(table.column(header)) for header in table.headers[:first]]
    strict = [place for place, values in enumerate(looks) if _kind(values) not in {"", "number"}]
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in table.rows:
        beyond = any(row.cells[first:])
        if beyond or sum(_suits_one(row.cells[place], looks[place]) < 0 for place in strict) > 1:
            cells, place = _mended(row.cells, first, looks, _JOINERS.get(table.kind, " "))
            if place >= 0 or beyond:
                problems.append(_said(table, row, cells, place, first))
            rows.append(Row(row.number, cells))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows)), problems


def _said(table: Table, row: Row, cells: tuple[str, ...], place: int, first: int) -> Problem:
    where = f"row {row.number}"
    if place >= 0:
        named = {"field": "", "label": table.headers[place], "original": shortened(" | ".join(row.cells), 200)}
        return problem("row_shifted", where, row=row.number, result="cleaned", value=shortened(cells[place]), **named)
    spare = shortened(" | ".join(cell for cell in row.cells[first:] if cell))
    named = {"field": "", "label": table.headers[first], "original": spare}
    return problem("row_too_long", where, row=row.number, result="kept", **named)


def _columns_beyond(table: Table) -> int:
    """How many columns at the end have no header of their own and hardly a value."""
    beyond = 0
    for place in range(len(table.headers) - 1, 0, -1):
        filled = sum(1 for row in table.rows if row.cells[place])
        if not _GENERATED.match(table.headers[place]) or filled > max(1, len(table.rows) * _RARE):
            break
        beyond += 1
    return beyond


def _mended(cells: tuple[str, ...], first: int, looks: list[Values], joiner: str) -> tuple[tuple[str, ...], int]:
    """The cells with as many joins as there are values too many, and the place joined; -1 when none fits better."""
    current, place = list(cells), -1
    for _ in range(_MOST_CUTS):
        score = _suits(current, looks)
        best: tuple[float, float, int, list[str]] | None = None
        for cut in range(min(first, len(cells) - 1)):
            joined = _join(current, cut, joiner)
            candidate = (_suits(joined, looks), _belongs(current, cut, looks), cut, joined)
            if candidate[0] > score and (best is None or candidate[:2] > best[:2]):
                best = candidate
        if best is None:
            return cells, -1
        place, current = best[2], best[3]
        if not any(current[first:]):
            return tuple(current), place
    return cells, -1


def _join(cells: list[str], cut: int, joiner: str) -> list[str]:
    between = " " if _CUT_ENTITY.search(cells[cut]) else joiner
    whole = between.join(part for part in cells[cut : cut + 2] if part)
    return [*cells[:cut], whole, *cells[cut + 2 :], ""]


def _suits(cells: list[str], looks: list[Values]) -> float:
    """How many values stand where their kind is usual."""
    return sum(_suits_one(cell, values) for cell, values in zip(cells, looks, strict=False) if cell)


def _suits_one(cell: str, values: Values) -> float:
    """1 for a value of the column's kind, -1 for one of another kind, 0 where the column is of no kind."""
    kind = _kind(values)
    if not kind or not cell or is_nothing(cell):
        return 0.0
    return 1.0 if _KINDS[kind](cell) else -1.0


def _kind(values: Values) -> str:
    """What nearly all values of a column are, "" where they are all sorts."""
    shares = {kind: getattr(values, kind) for kind in _KINDS}
    kind = max(shares, key=lambda each: shares[each])
    return kind if shares[kind] > _STRICT else ""


def _belongs(cells: list[str], cut: int, looks: list[Values]) -> float:
    """Signs that a value was cut here: a broken entity before it, "Inc." or lower case after it, long texts."""
    if cut + 1 >= len(cells) or not cells[cut] or not cells[cut + 1]:
        return -1.0
    sign = 3.0 * bool(_CUT_ENTITY.search(cells[cut])) + 2.0 * bool(_CONTINUES.match(cells[cut + 1]))
    sign -= 1.0 * bool(_COMPLETE.search(cells[cut]))
    return sign + min(looks[cut].length, 200) / 200
