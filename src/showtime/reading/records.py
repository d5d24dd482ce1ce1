"""JSON and JSON lines to rows: each object is a row, nested values become columns named "outer.inner"."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from showtime.reading.grid import MAX_COLUMNS, MAX_ROWS, Flaw, Grid, Line, tidy_cell

_DEPTH = 6
_NAMING = ("name", "title", "label", "text", "value")


def read_json(text: str) -> Grid:
    """Rows of a JSON document: the longest list of objects in it. The row number is the object's place in that list."""
    try:
        document = json.loads(text, parse_int=_number, parse_float=_number, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        lines = read_json_lines(text)
        if lines.lines:
            return lines
        detail = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else type(error).__name__
        return Grid("json", (), (Flaw("table_json_broken", detail=detail),))
    objects = _find_objects(document)
    if not objects:
        return Grid("json", (), (Flaw("table_json_no_list"),))
    return _grid("json", enumerate(objects, start=1), [])


def read_json_lines(text: str) -> Grid:
    """Rows of JSON lines; the row number is the line's. A line that is no JSON is named and left out."""
    rows: list[tuple[int, Any]] = []
    flaws: list[Flaw] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            rows.append((number, json.loads(line, parse_int=_number, parse_float=_number)))
        except (ValueError, RecursionError):
            flaws.append(Flaw("table_json_line", number))
            if len(flaws) > 10 and len(flaws) > len(rows):
                return Grid("jsonl", (), tuple(flaws))
    if not any(isinstance(row, dict) for _, row in rows):
        return Grid("jsonl", (), (*flaws, Flaw("table_json_no_list")))
    return _grid("jsonl", rows, flaws)


def _number(text: str) -> str:
    """Numbers stay as they are written: a postcode or a booth must not lose its zeros, nor a long id its digits."""
    return text


def _find_objects(document: Any) -> list[Any]:
    """The list with most objects in a document, breadth first; a mapping of ids to objects counts as a list."""
    best: list[Any] = []
    queue: list[tuple[Any, int]] = [(document, 0)]
    for value, depth in queue:
        rows = _as_rows(value)
        if sum(isinstance(row, dict) for row in rows) > sum(isinstance(row, dict) for row in best):
            best = rows
        if isinstance(value, dict) and depth < _DEPTH:
            queue.extend((inner, depth + 1) for inner in value.values() if isinstance(inner, (dict, list)))
    if len(best) == 1 and isinstance(best[0], dict) and len(best[0]) == 1:
        return _find_objects(best[0]) or best
    if not best and isinstance(document, dict) and document:
        return [document]
    return best or _as_rows(document)


def _as_rows(value: Any) -> list[Any]:
    if isinstance(value, list):
        if value and all(isinstance(row, list) for row in value):
            header = [str(name) for name in value[0]]
            return [dict(zip(header, row, strict=False)) for row in value[1:]]
        if value and all(isinstance(row, str) for row in value):
            return [{"name": row} for row in value]
        return value
    if isinstance(value, dict) and len(value) > 1 and all(isinstance(row, dict) for row in value.values()):
        return [{"key": key, **row} for key, row in value.items()]
    return []


def _grid(kind: str, rows: Iterable[tuple[int, Any]], flaws: list[Flaw]) -> Grid:
    headers: dict[str, int] = {}
    flat: list[tuple[int, dict[str, str]]] = []
    for number, row in rows:
        if len(flat) == MAX_ROWS:
            flaws.append(Flaw("table_too_many_rows", detail=str(MAX_ROWS)))
            break
        if not isinstance(row, dict):
            flaws.append(Flaw("table_json_item", number, tidy_cell(_plain(row))[:80]))
            continue
        cells = dict(_flatten(row, "", 0))
        for name in cells:
            headers.setdefault(name, len(headers))
        flat.append((number, cells))
    names = list(headers)[:MAX_COLUMNS]
    if len(headers) > MAX_COLUMNS:
        flaws.append(Flaw("table_too_many_columns", detail=str(MAX_COLUMNS)))
    lines = [Line(0, tuple(names))]
    lines += [Line(number, tuple(cells.get(name, "") for name in names)) for number, cells in flat]
    return Grid(kind, tuple(lines), tuple(flaws), has_header=True)


def _flatten(value: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """Columns of one object: {"country": {"code": "FR"}} gives country.code; a list of objects joins inner values."""
    for key, inner in value.items():
        name = tidy_cell(f"{prefix}{key}")
        if isinstance(inner, dict) and depth < _DEPTH:
            yield from _flatten(inner, f"{name}.", depth + 1)
        elif isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner) and depth < _DEPTH:
            yield from _joined(inner, name, depth)
        else:
            yield name, tidy_cell(_plain(inner))


def _joined(items: list[dict[str, Any]], name: str, depth: int) -> Iterator[tuple[str, str]]:
    columns: dict[str, list[str]] = {}
    for item in items:
        for key, text in _flatten(item, "", depth + 1):
            columns.setdefault(key, []).append(text)
    for key, texts in columns.items():
        whole = "; ".join(dict.fromkeys(text for text in texts if text))
        yield (name if key.lower() in _NAMING and len(columns) == 1 else f"{name}.{key}"), whole


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return "; ".join(_plain(item) for item in value if item is not None)
    if isinstance(value, (dict, list)):
        try:
            return json.dumps(value, ensure_ascii=False)
        except RecursionError:
            return ""
    return str(value)
