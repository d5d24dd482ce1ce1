"""What a reader found wrong, in the page's language. The report or the reader gives a problem as object or as JSON."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from showtime.reading.problems import TEMPLATES, Problem

register = template.Library()


@register.filter
def problem_message(problem: Problem | Mapping[str, Any]) -> str:
    """What is wrong."""
    return _said(problem, "message")


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
        return str(gettext(getattr(known, part)) % plain["params"])
    except (KeyError, ValueError):  # a report kept from before the wording changed
        return str(plain[part])
