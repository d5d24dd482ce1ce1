"""What an import of a calendar can name beyond what its reader does."""

from showtime.reading.problems import TEMPLATES, Template, problem
from showtime.reading.problems import gettext_noop as _

__all__ = ["CALENDAR_TEMPLATES", "problem"]

CALENDAR_TEMPLATES: dict[str, Template] = {
    "calendar_too_large": Template(
        "error",
        _("The calendar has %(size)s million bytes; at most %(limit)s million are read."),
        _("Export a shorter period, or without attachments."),
    ),
    "no_event": Template(
        "info",
        _("The calendar holds no event."),
        _("Check that it is the right calendar, or export it again for the days of the show."),
    ),
    "outside_show": Template(
        "info",
        _("%(count)s events are not between %(first)s and %(last)s and were left aside."),
        _("Nothing to do, unless the dates of the show are wrong."),
    ),
    "older_version": Template(
        "info",
        _("A newer version of %(summary)s is in the programme; this one (SEQUENCE %(sequence)s) was left aside."),
        _("Nothing to do; the highest SEQUENCE counts."),
    ),
    "answer_ignored": Template(
        "info",
        _("An answer to an invitation (%(method)s of %(summary)s) is no event and was left aside."),
        _("Nothing to do."),
    ),
    "series_uncertain": Template(
        "warning",
        _("A series could not be read to its end, so no date that is missing from the file was cancelled."),
        _("Mend what is named above, or cancel the dates by hand."),
    ),
}
"""Codes of `import_calendar`, with their English text."""

TEMPLATES.update(CALENDAR_TEMPLATES)
