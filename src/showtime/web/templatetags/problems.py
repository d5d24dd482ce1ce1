"""What a reader found wrong, in the page's language. The report or the reader gives a problem as object or as JSON."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from showtime.reading.problems import TEMPLATES, Problem

register = template.Library()
PLACE = re.compile(r"(?P<unit>row|line) (?P<number>\d+)(?P<rest>.*)", re.DOTALL)


@register.filter
def problem_message(problem: Problem | Mapping[str, Any]) -> str:
    """What is wrong."""
    return _said(problem, "message")


@register.filter
def problem_where(problem: Problem | Mapping[str, Any]) -> str:
    """Where in the file it is: the reader's "row 5, Country" or "line 8 VEVENT", or the file as a whole."""
    where = problem.where if isinstance(problem, Problem) else str(problem["where"])
    match = PLACE.fullmatch(where)
    if match is None:
        return where or gettext("the file")
    words = gettext("row %(number)s") if match["unit"] == "row" else gettext("line %(number)s")
    return words % {"number": match["number"]} + match["rest"]


@register.filter
def problem_mend(problem: Problem | Mapping[str, Any]) -> str:
    """What to do about it."""
    return _said(problem, "mend")


def _said(problem: Problem | Mapping[str, Any], part: str) -> str:
    plain = problem.as_json() if isinstance(problem, Problem) else problem
    known = TEMPLATES.get(plain["code"])
    if known is None:
        return str(plain[part])
    try:
        params = dict(plain["params"])
        if "label" in params:  # what a field is called
            params["label"] = gettext(params["label"])
        return str(gettext(getattr(known, part)) % params)
    except (KeyError, ValueError):  # a report kept from before the wording changed
        return str(plain[part])
