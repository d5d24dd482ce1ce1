"""A table file of any usual kind to headers and rows.

CSV in its dialects, TSV, Excel (.xlsx), JSON, JSON lines and Markdown tables are told apart by their content; the name
is only used in doubt. Nothing here knows what the columns mean.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass

from showtime.reading.countries import is_country
from showtime.reading.delimited import looks_like_markdown, read_delimited, read_markdown
from showtime.reading.directory_problems import problem
from showtime.reading.grid import MAX_BYTES, MAX_CELL, MAX_COLUMNS, Flaw, Grid, Line
from showtime.reading.header_words import fold_header, is_known_header
from showtime.reading.problems import Problem, shortened
from showtime.reading.records import read_json, read_json_lines
from showtime.reading.text_encoding import decode_text
from showtime.reading.workbook import is_workbook, read_workbook

__all__ = ["MAX_BYTES", "Row", "Table", "read_table"]

_HEADER_WITHIN = 20
_DATA_CELL = re.compile(r"https?://|www\.|\S@\S+\.\w|^[+\d][\d\s().,/-]*$|^.{80,}$", re.IGNORECASE | re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based number in the file as a spreadsheet shows it, and one cell for each header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file. `kind` is csv, tsv, xlsx, json, jsonl, markdown or "" where it is none of them.

    Headers are unique and never empty: a missing one is "Column 3", a second "Name" is "Name (2)".
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the file was understood as a table and nothing of it was lost."""
        return bool(self.headers) and all(each.severity != "error" for each in self.problems)

    def column(self, header: str) -> list[str]:
        """All cells below one header. ValueError when there is no such header."""
        place = self.headers.index(header)
        return [row.cells[place] for row in self.rows]


def read_table(data: bytes, filename: str = "") -> Table:
    """Read a table from any bytes. Never raises: what is wrong with the file or a row is among the problems.

    Limits: 50 million bytes, 200,000 rows, 256 columns, 32,767 characters a cell.
    """
    if len(data) > MAX_BYTES:
        params = {"size": len(data) // 1_000_000, "limit": MAX_BYTES // 1_000_000}
        return Table((), (), "", (problem("table_too_large", filename, **params),))
    grid = _read_grid(data, filename.lower())
    problems = [_problem(flaw, filename) for flaw in grid.flaws]
    if not grid.lines:
        if not any(each.severity == "error" for each in problems):
            problems.append(problem("table_empty", filename))
        return Table((), (), grid.kind, tuple(problems))
    lines, cut = _cut_to_limits(grid.lines)
    return _assemble(grid, lines, [*problems, *cut])


def _read_grid(data: bytes, name: str) -> Grid:
    if data.startswith(b"\x1f\x8b"):
        unpacked = _gunzip(data)
        if isinstance(unpacked, Flaw):
            return Grid("", (), (unpacked,))
        data, name = unpacked, name.removesuffix(".gz")
    if data.startswith(b"PK\x03\x04"):
        return _read_zip(data)
    kind = _foreign_kind(data)
    if kind:
        return Grid("", (), (kind,))
    decoded = decode_text(data)
    grid = _read_text(decoded.text, name)
    if decoded.certain or not grid.lines:
        return grid
    guessed = Flaw("table_encoding_guessed", detail=decoded.encoding.replace("_", "-"))
    return Grid(grid.kind, grid.lines, (guessed, *grid.flaws), grid.has_header)


def _gunzip(data: bytes) -> bytes | Flaw:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        return Flaw("table_damaged", detail="gzip")
    if len(unpacked) > MAX_BYTES:
        return Flaw("table_unpacks_too_large", detail=str(MAX_BYTES // 1_000_000))
    return unpacked


def _read_zip(data: bytes) -> Grid:
    """Excel workbooks are zip archives, and so are many files that cannot be read here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if is_workbook(archive):
                return read_workbook(data)
            names = " ".join(archive.namelist()[:200])
    except Exception:  # zipfile raises many kinds on damaged archives
        return Grid("xlsx", (), (Flaw("table_damaged", detail="zip"),))
    kinds = {".iwa": "Apple Numbers", "word/": "Word", "ppt/": "PowerPoint", "content.xml": "OpenDocument"}
    kind = next((kind for part, kind in kinds.items() if part in names), "zip")
    return Grid("", (), (Flaw("table_unsupported", detail=kind),))


def _foreign_kind(data: bytes) -> Flaw | None:
    """What a file is that is no text, as far as its first bytes tell."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Flaw("table_encrypted")
        return Flaw("table_unsupported", detail="Excel 97 (.xls)")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return Flaw("table_unsupported", detail=kind)
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return Flaw("table_unsupported", detail="XML" if start.startswith(b"<?xml") else "HTML")
    head = data[:4000]
    controls = sum(byte < 32 and byte not in b"\x00\t\n\x0b\x0c\r\x1a\x1b" for byte in head)
    return Flaw("table_unsupported", detail="binary") if controls > 4 + len(head) * 0.03 else None


def _read_text(text: str, name: str) -> Grid:
    start = text[:2000].lstrip()
    if name.endswith((".jsonl", ".ndjson")):
        return read_json_lines(text)
    if name.endswith(".json") or re.match(r'\[\s*[\[{"\]]|\{\s*["}]', start):
        return read_json(text)
    if name.endswith((".md", ".markdown")) or looks_like_markdown(text):
        return read_markdown(text)
    return read_delimited(text)


def _problem(flaw: Flaw, filename: str) -> Problem:
    where = f"row {flaw.row}" if flaw.row else filename
    return problem(flaw.code, where, row=flaw.row or "", detail=shortened(flaw.detail, 120))


def _cut_to_limits(lines: tuple[Line, ...]) -> tuple[list[Line], list[Problem]]:
    kept: list[Line] = []
    problems: list[Problem] = []
    too_wide = any(len(line.cells) > MAX_COLUMNS for line in lines)
    if too_wide:
        problems.append(problem("table_too_many_columns", "", detail=MAX_COLUMNS))
    for line in lines:
        cells = line.cells[:MAX_COLUMNS]
        if any(len(cell) > MAX_CELL for cell in cells):
            place = 1 + next(i for i, cell in enumerate(cells) if len(cell) > MAX_CELL)
            problems.append(problem("table_cell_cut", f"row {line.number}", row=line.number, detail=f"Column {place}"))
            cells = tuple(cell[:MAX_CELL] for cell in cells)
        kept.append(Line(line.number, cells))
    return kept, problems


def _assemble(grid: Grid, lines: list[Line], problems: list[Problem]) -> Table:
    place = 0 if grid.has_header else _find_header(lines)
    for line in lines[: max(place, 0)]:
        text = shortened(" ".join(cell for cell in line.cells if cell))
        problems.append(problem("table_above_header", f"row {line.number}", row=line.number, detail=text))
    if place < 0:
        problems.append(problem("table_no_header", f"row {lines[0].number}", row=lines[0].number, detail=""))
    header = lines[place].cells if place >= 0 else ()
    body = lines[place + 1 :]
    used = max((_last_filled(line.cells) for line in body), default=0)
    width = max(_last_filled(header), used)
    headers, twice = _unique_headers(header, width)
    if twice:
        problems.append(problem("table_headers_twice", f"row {lines[place].number}", detail=", ".join(twice)))
    rows: list[Row] = []
    for line in body:
        if place >= 0 and line.cells == header:
            problems.append(problem("table_header_repeated", f"row {line.number}", row=line.number, detail=""))
            continue
        rows.append(Row(line.number, (line.cells + ("",) * (width - len(line.cells)))[:width]))
    if not rows:
        problems.append(problem("table_no_rows", ""))
    return Table(headers, tuple(rows), grid.kind, tuple(problems))


def _find_header(lines: list[Line]) -> int:
    """The place of the row with the column names among the first rows, -1 where there is none.

    It is the row with most words that name a column; without such a word, the first full row unlike data.
    """
    widths = Counter(sum(map(bool, line.cells)) for line in lines[:200])
    usual = max(widths.items(), key=lambda kv: (kv[1], kv[0]))[0]
    first_full = -1
    best, best_known, widest = -1, 0, 0
    for place, line in enumerate(lines[:_HEADER_WITHIN]):
        filled = [cell for cell in line.cells if cell]
        if first_full < 0 and len(filled) >= max(2, usual * 0.6):
            first_full = place
        known = sum(map(is_known_header, filled))
        distinct = len({fold_header(cell) for cell in filled}) == len(filled)
        enough = place == first_full or known >= len(filled) * 0.3
        wide = len(filled) >= max(usual * 0.4, widest * 0.6)
        if known > best_known and enough and wide and (distinct or known > 1):
            best, best_known = place, known
        widest = max(widest, len(filled))
    if best >= 0 or first_full < 0:
        return best
    filled = [cell for cell in lines[first_full].cells if cell]
    data = any(_DATA_CELL.search(cell) or is_country(cell) for cell in filled)
    return -1 if data or len(set(filled)) < len(filled) or len(lines) == 1 else first_full


def _last_filled(cells: tuple[str, ...]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _unique_headers(header: tuple[str, ...], width: int) -> tuple[tuple[str, ...], list[str]]:
    """Headers on one line, numbered where they are missing or repeated, and the names that were repeated."""
    names: list[str] = []
    twice: list[str] = []
    taken: Counter[str] = Counter()
    for place in range(width):
        name = shortened(header[place], 100) if place < len(header) and header[place] else f"Column {place + 1}"
        if name in taken:
            twice.append(name)
        while name in taken:
            taken[name] += 1
            numbered = f"{name} ({taken[name]})"
            if numbered not in taken:
                name = numbered
                break
        taken[name] += 1
        names.append(name)
    return tuple(names), list(dict.fromkeys(twice))
