"""Rows whose values stand one column too far to the right.

A separator inside a value that was not quoted cuts the value in two, and everything after it moves. Such a row has a
value beyond the last header, and its phone number stands where the others have their web address.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

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
_GENERATED = re.compile(r"^Column \d+$")


def realigned(table: Table) -> tuple[Table, list[Problem]]:
    """The table with cut values joined and the values after them moved back, and a problem for each such row.

    A row is only changed when that puts more of its values below a header they suit; otherwise it stays as it is and
    the values beyond the last header are reported.
    """
    beyond = _columns_beyond(table)
    if not beyond:
        return table, []
    first = min(beyond)
    looks = [look_at(table.column(header)) for header in table.headers[:first]]
    joiner = {"csv": ", ", "tsv": " "}.get(table.kind, " ")
    rows: list[Row] = []
    problems: list[Problem] = []
    for row in table.rows:
        if not any(row.cells[first:]):
            rows.append(row)
            continue
        cells, place = _mended(row.cells, first, looks, joiner)
        rows.append(Row(row.number, cells))
        original = shortened(" | ".join(row.cells), 200)
        if place >= 0:
            value = shortened(cells[place], 80)
            named = {"field": "", "label": table.headers[place], "original": original, "value": value}
            problems.append(problem("row_shifted", f"row {row.number}", row=row.number, result="cleaned", **named))
        else:
            spare = shortened(" | ".join(cell for cell in row.cells[first:] if cell), 80)
            named = {"field": "", "label": table.headers[first], "original": spare}
            problems.append(problem("row_too_long", f"row {row.number}", row=row.number, result="kept", **named))
    return replace(table, rows=tuple(rows)), problems


def _columns_beyond(table: Table) -> list[int]:
    """Places of the columns at the end that have no header of their own and hardly a value."""
    places: list[int] = []
    for place in range(len(table.headers) - 1, 0, -1):
        if not _GENERATED.match(table.headers[place]):
            break
        filled = sum(1 for row in table.rows if row.cells[place])
        if filled > max(1, len(table.rows) * _RARE):
            break
        places.append(place)
    return places


def _mended(cells: tuple[str, ...], first: int, looks: list[Values], joiner: str) -> tuple[tuple[str, ...], int]:
    """The cells with as many joins as there are values too many, and the place joined; -1 when none fits better."""
    current, place = list(cells), -1
    for _ in range(_MOST_CUTS):
        if not any(current[first:]):
            break
        score = _suits(current, looks)
        best: tuple[float, float, int, list[str]] | None = None
        for cut in range(first):
            joined = _join(current, cut, joiner)
            candidate = (_suits(joined, looks), _belongs(current, cut, looks), cut, joined)
            if candidate[0] > score and (best is None or candidate[:2] > best[:2]):
                best = candidate
        if best is None:
            return cells, -1
        place, current = best[2], best[3]
    return (tuple(current), place) if not any(current[first:]) else (cells, -1)


def _join(cells: list[str], cut: int, joiner: str) -> list[str]:
    between = " " if _CUT_ENTITY.search(cells[cut]) else joiner
    whole = between.join(part for part in cells[cut : cut + 2] if part)
    return [*cells[:cut], whole, *cells[cut + 2 :], ""]


def _suits(cells: list[str], looks: list[Values]) -> float:
    """How many values stand where their kind is usual."""
    return sum(_suits_one(cell, values) for cell, values in zip(cells, looks, strict=False) if cell)


def _suits_one(cell: str, values: Values) -> float:
    kinds: Mapping[str, tuple[float, bool]] = {
        "url": (values.url, "." in cell and is_web_address(cell)),
        "email": (values.email, "@" in cell),
        "country": (values.country, is_country(cell)),
        "phone": (values.phone, sum(map(str.isdigit, cell)) >= 6 and not re.search(r"[^\W\d_]{4}", cell)),
        "number": (values.number, cell.replace(" ", "").isdigit()),
    }
    usual, (share, fits) = max(kinds.items(), key=lambda item: item[1][0])
    if share > 0.6:
        return 1.0 if fits else -1.0
    return -0.5 if usual and any(found for _, found in kinds.values()) and share < 0.1 else 0.0


def _belongs(cells: list[str], cut: int, looks: list[Values]) -> float:
    """Signs that a value was cut here: a broken entity before it, "Inc." or lower case after it, long texts."""
    if cut + 1 >= len(cells) or not cells[cut] or not cells[cut + 1]:
        return -1.0
    sign = 3.0 * bool(_CUT_ENTITY.search(cells[cut])) + 2.0 * bool(_CONTINUES.match(cells[cut + 1]))
    sign -= 1.0 * bool(_COMPLETE.search(cells[cut]))
    return sign + min(looks[cut].length, 200) / 200
