"""Times in words, in the language that is spoken and the zone of the show."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, pgettext

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day, as 9:05 a.m. or 09:05."""
    return date_format(moment.astimezone(zone), "TIME_FORMAT").replace(" ", NO_BREAK_SPACE)


def time_words(at: time) -> str:
    """The same for a time that clocks show."""
    return time_format(at, "TIME_FORMAT").replace(" ", NO_BREAK_SPACE)


def short_clock(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day where its half is plain to see, as 9:05."""
    # Translators: a time in Django's format, beside hours that say their half of the day; "H:i" in French.
    return date_format(moment.astimezone(zone), pgettext("time format", "g:i"))


def span_words(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """From when to when, with a half of the day that both share said once, as 9:05–10 a.m."""
    return "–".join(span_ends(start, end, zone))


def span_ends(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """The two ends of `span_words`."""
    first, last = clock(start, zone), clock(end, zone)
    _, space, half = last.partition(NO_BREAK_SPACE)
    return first.removesuffix(space + half) if half else first, last


def day_words(day: date) -> str:
    """A day, as Tuesday, January 6."""
    # Translators: a day without its year, in Django's date format; "l j F" in French.
    return date_format(day, pgettext("date format", "l, F j"))


def short_day(day: date) -> str:
    """A day for a narrow tab, as Tue 6."""
    # Translators: a short day without its month, in Django's date format; "D. j" in French.
    return date_format(day, pgettext("date format", "D j")).replace(" ", NO_BREAK_SPACE)


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """Day and time of day."""
    day = day_words(moment.astimezone(zone))
    return gettext("%(day)s, %(time)s") % {"day": day, "time": clock(moment, zone)}


def zone_abbreviation(moment: datetime, zone: ZoneInfo) -> str:
    """What the zone's time is called at that moment: PST, or UTC+03 where it has only an offset."""
    name = moment.astimezone(zone).strftime("%Z")
    return f"UTC{name}" if name[:1] in "+-" else name


def days_before(past: date, today: date) -> str:
    """When it was, to begin a reason with: today, yesterday, or its day."""
    apart = (today - past).days
    if apart == 0:
        return gettext("today")
    return gettext("yesterday") if apart == 1 else day_words(past)
