"""The bare rows of a table file, before anybody knows which of them is the header."""

import re
from dataclasses import dataclass

MAX_BYTES = 50_000_000
"""Largest file read, also after unpacking a .gz."""

MAX_ROWS = 200_000
"""Most rows kept of one file; what lies below is reported, not read."""

MAX_COLUMNS = 256
"""Most columns kept of one row."""

MAX_CELL = 32_767
"""Most characters of one cell: the limit of spreadsheet programs."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


# Patterns that look for space around a separator would take minutes on a million spaces.
_LONG_GAP = re.compile(r"\s{100,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the file: its 1-based row number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a file, as the readers of one format name it; `table` turns it into a Problem."""

    code: str
    row: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file in one format (csv, tsv, xlsx, json, jsonl, markdown) and what was wrong with it.

    `has_header` is true where the format itself says that the first line holds the headers.
    """

    kind: str
    lines: tuple[Line, ...]
    flaws: tuple[Flaw, ...] = ()
    has_header: bool = False


def tidy_cell(text: str) -> str:
    """A cell, stripped, with plain line ends and without control characters and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text.strip() if "          " not in text else _LONG_GAP.sub(" ", text).strip()
    text = _LONG_GAP.sub(" ", text)
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip().strip("\ufeff")
