"""How the categories of one column are separated, which only the whole column can tell."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from showtime.reading.countries import fold_name

_STRONG = re.compile(r"\s*[;|]\s*")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_CONTINUES = re.compile(r"^(?:and|et|und|y|e|or|ou|oder|&)\b|^[a-zà-ÿ]")

Splitter = Callable[[str], tuple[str, ...]]


def splitter_for(cells: Iterable[str]) -> Splitter:
    """A function that splits the cells of this column into categories, each once.

    Semicolons and pipes always separate. Commas do where the column has no other separator and their parts recur in
    other company: "AI, Robots" is two when "AI" or "Robots" also stands elsewhere, while "Marketing, Advertising" that
    never comes apart is one category. A part that goes on in lower case or with "and" belongs to the one before it.
    """
    filled = [cell for cell in cells if cell]
    if any(_STRONG.search(cell) for cell in filled) or not any("," in cell for cell in filled):
        return _by_strong
    glued = _glued_pairs(filled)

    def by_comma(cell: str) -> tuple[str, ...]:
        return _once(_comma_parts(cell, glued))

    return by_comma


def _by_strong(cell: str) -> tuple[str, ...]:
    return _once(_STRONG.split(cell))


def _once(parts: Iterable[str]) -> tuple[str, ...]:
    """The parts that are not blank, each in its first spelling."""
    found: dict[str, str] = {}
    for part in parts:
        text = part.strip(" ,")
        if text:
            found.setdefault(fold_name(text) or text, text)
    return tuple(found.values())


def _glued_pairs(cells: list[str]) -> frozenset[tuple[str, str]]:
    """Neighbours that are never seen apart, in several cells."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        parts = [part.strip() for part in _COMMA.split(cell)]
        alone.update(parts)
        together.update(pairwise(parts))
    return frozenset(
        pair for pair, count in together.items() if count > 1 and count == alone[pair[0]] == alone[pair[1]]
    )


def _comma_parts(cell: str, glued: frozenset[tuple[str, str]]) -> list[str]:
    parts: list[str] = []
    previous = ""
    for part in (piece.strip() for piece in _COMMA.split(cell)):
        joins = (previous, part) in glued or (_CONTINUES.match(part) and not previous[:1].islower())
        if parts and joins:
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
        previous = part
    return parts
