"""What a reader found wrong, said so that a person can mend it.

Engines know no language: a problem carries its code, its parameters and the English text made from them.
An app that shows it in French looks the code up in `TEMPLATES`, translates the template, fills in the same parameters.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from showtime.reading.problem_texts import TEMPLATES, Severity, Template, gettext_noop

__all__ = [
    "TEMPLATES",
    "Findings",
    "Problem",
    "Reading",
    "Severity",
    "Template",
    "gettext_noop",
    "problem",
    "shortened",
]

Item = TypeVar("Item")

#: Problems of one code that a reading lists one by one; the rest are counted in one `more` line.
LISTED_PER_CODE = 50

_LINE = re.compile(r"line (\d{1,12})")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place. `where` is for a person: "line 12" or "VEVENT uid=4f2 DTSTART"."""

    code: str
    where: str
    message: str
    mend: str
    severity: Severity = "error"
    params: dict[str, str] = field(default_factory=dict, compare=False)

    def as_json(self) -> dict[str, Any]:
        """The problem as plain JSON types."""
        return {
            "code": self.code,
            "severity": self.severity,
            "where": self.where,
            "message": self.message,
            "mend": self.mend,
            "params": dict(self.params),
        }


@dataclass(frozen=True)
class Reading(Generic[Item]):
    """What one input gave: everything readable, and everything that was wrong.

    `ok` is true when the input is of the expected kind and nothing in it was lost: there is no problem of severity
    "error". Warnings (a guess was made) and infos (left aside on purpose) leave it true.
    """

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the input was understood and no item in it was lost."""
        return all(problem.severity != "error" for problem in self.problems)


def problem(code: str, where: str, /, **params: object) -> Problem:
    """Make the problem `code` of `TEMPLATES` with its parameters. KeyError when the code is unknown."""
    template = TEMPLATES[code]
    texts = {name: str(value) for name, value in params.items()}
    return Problem(code, where, template.message % texts, template.mend % texts, template.severity, texts)


def shortened(text: str, length: int = 80) -> str:
    """A piece of the input, short and on one line, fit to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


class Findings:
    """The problems of one input while it is read: at most `LISTED_PER_CODE` of a code are kept, the others counted.

    Reading a gigabyte of garbage must not make a gigabyte of problems.
    """

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, where: str, /, **params: object) -> None:
        """Note the problem `code` of `TEMPLATES`."""
        self._counts[code] += 1
        if self._counts[code] <= LISTED_PER_CODE:
            self._listed.append(problem(code, where, **params))

    def all(self) -> tuple[Problem, ...]:
        """The problems in the order of the lines they name, then one line for each code that was cut."""
        rest = [
            replace(problem("more", "", count=count - LISTED_PER_CODE, code=code), severity=TEMPLATES[code].severity)
            for code, count in self._counts.items()
            if count > LISTED_PER_CODE
        ]
        return (*sorted(self._listed, key=_line_number), *rest)


def _line_number(each: Problem) -> int:
    match = _LINE.match(each.where)
    return int(match[1]) if match else 0
