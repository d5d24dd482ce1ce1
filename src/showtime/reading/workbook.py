"""Excel workbooks (.xlsx, .xlsm) to rows: the first sheet that holds data."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from showtime.reading.grid import MAX_COLUMNS, MAX_ROWS, Flaw, Grid, Line, tidy_cell

MAX_UNPACKED = 160_000_000
"""Most bytes the parts of a workbook may unpack to. 100,000 rows of twelve filled columns take about 60 million."""

_MAX_PARTS = 5_000
_MAX_SHEET_ROWS = 1_048_576
_ERRORS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"}
_ESCAPED_RETURN = re.compile(r"_x000[dD]_")


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a zip archive holds an Excel workbook."""
    return "xl/workbook.xml" in archive.namelist()


def read_workbook(data: bytes) -> Grid:
    """Rows of the first sheet with data, numbered as Excel does. Never raises; what is wrong is in the flaws."""
    refused = _refuse(data)
    if refused:
        return Grid("xlsx", (), (refused,))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves aside
            return _read(data)
    except Exception as error:  # openpyxl raises a dozen kinds on damaged files, none documented
        return Grid("xlsx", (), (Flaw("table_damaged", detail=f"{type(error).__name__}: {error}"[:120]),))


def _refuse(data: bytes) -> Flaw | None:
    """Reasons not to open a workbook: it would unpack to too much, or a part defines XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return Flaw("table_unpacks_too_large", detail=str(MAX_UNPACKED // 1_000_000))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(2000).replace(b"\x00", b""):
                            return Flaw("table_damaged", detail="DOCTYPE")
    except Exception as error:  # zipfile, zlib and lzma each have errors of their own
        return Flaw("table_damaged", detail=f"{type(error).__name__}: {error}"[:120])
    return None


def _read(data: bytes) -> Grid:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        flaws: list[Flaw] = []
        chosen = _sheet_with_the_list(book.worksheets)
        lines = list(_lines(chosen, MAX_ROWS + 1)) if chosen is not None else []
        others = [str(sheet.title) for sheet in book.worksheets if sheet is not chosen and any(_lines(sheet, 1))]
        if len(lines) > MAX_ROWS:
            flaws.append(Flaw("table_too_many_rows", detail=str(MAX_ROWS)))
        if others:
            flaws.append(Flaw("table_other_sheets", detail=", ".join(others)))
        return Grid("xlsx", tuple(lines[:MAX_ROWS]), tuple(flaws))
    finally:
        book.close()


def _sheet_with_the_list(sheets: list[Any]) -> Any | None:
    """The first sheet with three rows of two cells, which a cover or a legend seldom has; else the first not empty."""
    with_rows = None
    for sheet in sheets:
        lines = list(_lines(sheet, 30))
        if sum(sum(map(bool, line.cells)) > 1 for line in lines) > 2:
            return sheet
        if lines and with_rows is None:
            with_rows = sheet
    return with_rows


def _lines(sheet: Any, count: int) -> Iterator[Line]:
    """The first `count` rows that hold something. The size a sheet states is often wrong, so it is not believed."""
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
        if count <= 0 or number > _MAX_SHEET_ROWS:
            return
        if not any(value is not None for value in values):
            continue
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            count -= 1
            yield Line(number, tuple(cells))


def _text(value: object) -> str:
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, str):
        return tidy_cell(_ESCAPED_RETURN.sub("\n", value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat().removesuffix("T00:00:00")
    return tidy_cell(str(value))
