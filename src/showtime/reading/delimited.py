"""Comma, semicolon, tab and pipe separated text to rows; also the tables of Markdown."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from showtime.reading.grid import MAX_CELL, MAX_ROWS, Flaw, Grid, Line, tidy_cell

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 200
_MAX_REWINDS = 100
_END = "\x00end"
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.+?)\s*#*\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_delimited(text: str) -> Grid:
    """Rows of a CSV in any of the usual dialects. A quote that is never closed costs its own line only."""
    physical = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    named = re.fullmatch(r'"?sep=(.)"?\s*', physical[0], re.IGNORECASE | re.DOTALL) if physical else None
    if named:  # Excel's own first line, which no spreadsheet shows
        physical.pop(0)
    delimiter = named[1] if named else sniff_delimiter(physical)
    return _records(physical, delimiter)


def sniff_delimiter(physical: list[str]) -> str:
    """The delimiter under which most records have as many cells as the first wide one; "" for a single column."""
    best, best_score = "", 0.0
    for delimiter in _DELIMITERS:
        sample = _take(_parse(physical[: _SAMPLE_RECORDS * 3], delimiter, []), _SAMPLE_RECORDS)
        widths = [len(line.cells) for line in sample if any(line.cells)]
        if not widths:
            continue
        width, count = max(Counter(w for w in widths if w > 1).items(), key=lambda kv: (kv[1], kv[0]), default=(1, 0))
        near = sum(abs(w - width) <= 1 for w in widths if w > 1)
        share = (count + 0.5 * (near - count)) / len(widths)
        header_fits = max(widths[:3]) == width
        score = share * (1.0 if header_fits else 0.4) * (1 + min(width, 12) / 50)
        if share >= 0.4 and score > best_score:
            best, best_score = delimiter, score
    return best


def _records(physical: list[str], delimiter: str) -> Grid:
    flaws: list[Flaw] = []
    lines = _take(_parse(physical, delimiter, flaws), MAX_ROWS + 1)
    if len(lines) > MAX_ROWS:
        lines.pop()
        flaws.append(Flaw("table_too_many_rows", detail=str(MAX_ROWS)))
    return Grid("tsv" if delimiter == "\t" else "csv", tuple(lines), tuple(flaws))


def _take(records: Iterator[Line], count: int) -> list[Line]:
    """The first `count` records that are not blank."""
    taken: list[Line] = []
    for line in records:
        if any(line.cells):
            taken.append(line)
            if len(taken) == count:
                break
    return taken


def _parse(physical: list[str], delimiter: str, flaws: list[Flaw]) -> Iterator[Line]:
    """Parse records strictly; one that breaks the rules of quoting is read again by itself from its first line."""
    position, number, rewinds, width = 0, 0, 0, 0
    dialect = _dialect(physical, delimiter)
    while position < len(physical):
        dialect["quoting"] = csv.QUOTE_NONE if rewinds > _MAX_REWINDS else csv.QUOTE_MINIMAL
        reader = csv.reader(_fed(physical, position), strict=True, **dialect)
        start = position
        try:
            for record in reader:
                if record == [_END]:
                    return
                if _swallowed(record):
                    break
                number, start = number + 1, position + reader.line_num
                if record:
                    width = len(record)
                    yield Line(number, tuple([tidy_cell(cell) for cell in record]))
        except csv.Error:
            pass
        if start >= len(physical):
            return
        rewinds += reader.line_num - (start - position) > 1
        number += 1
        cells, whole = _one_line(physical[start], dialect, width)
        if not whole:
            flaws.append(Flaw("table_quote_unclosed", number))
        yield Line(number, cells)
        position = start + 1


def _one_line(line: str, dialect: dict[str, Any], width: int) -> tuple[tuple[str, ...], bool]:
    """The cells of one physical line whose quotes are wrong, and whether the quotes could still be honoured."""
    try:
        lenient = next(csv.reader([line, _END], **dialect), [])
    except csv.Error:
        lenient = [_END]
    bare = line.split(dialect["delimiter"])
    honoured = not _swallowed(lenient) and (len(lenient) == width or len(bare) != width)
    cells = lenient if honoured else [cell.strip().strip('"') for cell in bare]
    return tuple(tidy_cell(cell) for cell in cells), honoured or '"' not in line


def _dialect(physical: list[str], delimiter: str) -> dict[str, Any]:
    """Some databases escape a quote by a backslash instead of doubling it; never both in one file."""
    sample = "\n".join(physical[:2000])
    backslash = '\\"' in sample and '""' not in sample.replace(f'{delimiter or ","}""', "")
    return {
        "delimiter": delimiter or "\x1f",
        "escapechar": "\\" if backslash else None,
        "doublequote": not backslash,
        "skipinitialspace": True,
    }


def _fed(physical: list[str], position: int) -> Iterator[str]:
    """The lines from `position` on, then a sentinel: a record that holds it was opened by a quote and never closed."""
    for index in range(position, len(physical)):
        yield physical[index] + "\n"
    yield _END


def _swallowed(record: list[str]) -> bool:
    return any(_END in cell or (len(cell) > MAX_CELL and "\n" in cell) for cell in record)


def looks_like_markdown(text: str) -> bool:
    """Whether a rule line (|---|---|) stands under a line with pipes, as in Markdown tables."""
    lines = text[:200_000].splitlines()
    return any(_RULE.match(line) and "|" in lines[i - 1] and "|" in line for i, line in enumerate(lines) if i)


def read_markdown(text: str) -> Grid:
    """All tables with the same headers as the widest one; the heading above each becomes the column "Section"."""
    tables = list(_tables(text.replace("\x00", "").split("\n")))
    if not tables:
        return Grid("markdown", (), (Flaw("table_no_table"),))
    header = max(tables, key=lambda t: len(t[1]) * len(t[1][0].cells))[1][0]
    chosen = [(section, rows) for section, rows in tables if rows[0].cells == header.cells]
    sections = {section for section, _ in chosen if section}
    named = len(sections) > 1
    lines = [Line(header.number, (*header.cells, "Section") if named else header.cells)]
    for section, rows in chosen:
        lines += [Line(row.number, (*row.cells, section) if named else row.cells) for row in rows[1:]]
    others = len(tables) - len(chosen)
    flaws = [Flaw("table_other_tables", detail=str(others))] if others else []
    if len(lines) > MAX_ROWS:
        flaws.append(Flaw("table_too_many_rows", detail=str(MAX_ROWS)))
    return Grid("markdown", tuple(lines[:MAX_ROWS]), tuple(flaws), has_header=True)


def _tables(lines: list[str]) -> Iterator[tuple[str, list[Line]]]:
    """Each table with the heading above it; its first row is the header."""
    section, index = "", 0
    while index < len(lines):
        heading = _HEADING.match(lines[index])
        if heading:
            section = _plain(heading[1])
        if index and "|" in lines[index] and _RULE.match(lines[index]) and "|" in lines[index - 1]:
            rows = [Line(index, _pipe_cells(lines[index - 1]))]
            width = len(rows[0].cells)
            while index + 1 < len(lines) and "|" in lines[index + 1]:
                index += 1
                cells = _pipe_cells(lines[index])
                rows.append(Line(index + 1, cells + ("",) * (width - len(cells))))
            yield section, rows
        index += 1


def _pipe_cells(line: str) -> tuple[str, ...]:
    body = line.strip().removeprefix("|")
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return tuple(_plain(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", body))


def _plain(cell: str) -> str:
    """A Markdown cell as text, without stars and back-ticks. Links stay: who knows the column knows what they are."""
    text = _EMPHASIS.sub(r"\2", cell).replace("<br>", "\n").replace("<br/>", "\n")
    return tidy_cell(text.strip().strip("`"))
