"""Times in the show's zone, as `<time>` elements that also say the zone: `{{ event.starts_at|show_time:show }}`."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from showtime.programme import words
from showtime.programme.models import Journey
from showtime.programme.words import clock, day_words, moment_words, zone_abbreviation

register = template.Library()


class Zoned(Protocol):
    """What has a time zone: a show."""

    @property
    def zone(self) -> ZoneInfo: ...


class Timed(Protocol):
    """What takes place from one aware moment to another: an event, a shift, a visit."""

    starts_at: datetime
    ends_at: datetime


class Gap(Protocol):
    """What begins and ends at aware moments: a time with too few on the stand."""

    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...


@register.filter
def show_time(moment: datetime | None, show: Zoned) -> SafeString | str:
    """The time of day, as 9:05 a.m. or 09:05."""
    return "" if moment is None else _element(moment, show, clock(moment, show.zone))


@register.filter
def show_day(moment: datetime | date | None, show: Zoned) -> SafeString | str:
    """The day with its weekday, of a moment or of a date."""
    if moment is None:
        return ""
    day = moment.astimezone(show.zone).date() if isinstance(moment, datetime) else moment
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), day_words(day))


@register.filter
def show_moment(moment: datetime | None, show: Zoned) -> SafeString | str:
    """Day and time of day."""
    return "" if moment is None else _element(moment, show, moment_words(moment, show.zone))


@register.filter
def show_gap(gap: Gap, show: Zoned) -> SafeString:
    """From when to when, of what has a `start` and an `end`."""
    first, last = words.span_ends(gap.start, gap.end, show.zone)
    return format_html("{}–{}", _element(gap.start, show, first), _element(gap.end, show, last))


@register.filter
def show_span(event: Timed, show: Zoned) -> SafeString:
    """From when to when. Days are named when it lasts a day or longer; an end that is the start is left out."""
    start, end = event.starts_at.astimezone(show.zone), event.ends_at.astimezone(show.zone)
    if getattr(event, "all_day", False):
        return format_html('<time datetime="{}">{}</time>', start.date().isoformat(), gettext("all day"))
    if event.starts_at == event.ends_at:
        return _element(start, show, clock(start, show.zone))
    if event.ends_at - event.starts_at >= timedelta(days=1):
        return format_html("{} – {}", show_moment(start, show), show_moment(end, show))
    first, last = words.span_ends(start, end, show.zone)
    return format_html("{}–{}", _element(start, show, first), _element(end, show, last))


@register.filter
def show_relative(moment: datetime | None, now: datetime) -> SafeString | str:
    """How far away the moment is, as "in 12 min"; the browser keeps it true as time passes."""
    if moment is None:
        return ""
    return format_html(
        '<time datetime="{}" data-relative>{}</time>', moment.isoformat(timespec="seconds"), distance(moment, now)
    )


@register.filter
def short_day(day: date) -> str:
    """A day for a narrow tab, as Tue 6."""
    return words.short_day(day)


@register.filter
def journey_minutes(journey: Journey) -> int:
    """Whole minutes that a journey took that has arrived."""
    return 0 if journey.arrived_at is None else round((journey.arrived_at - journey.departed_at).total_seconds() / 60)


def distance(moment: datetime, now: datetime) -> str:
    """How far `moment` is from `now`: minutes up to an hour, hours up to a day, then days, as the browser says it."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes == 0:
        return gettext("now")
    size = abs(minutes)
    if size < 60:
        text, count = (gettext("in %(count)d min"), size) if minutes > 0 else (gettext("%(count)d min ago"), size)
    elif round(size / 60) < 24:
        hours = round(size / 60)
        text, count = (gettext("in %(count)d h"), hours) if minutes > 0 else (gettext("%(count)d h ago"), hours)
    else:
        days = round(size / 1440)
        text, count = (gettext("in %(count)d d"), days) if minutes > 0 else (gettext("%(count)d d ago"), days)
    return text % {"count": count}


def _element(moment: datetime, show: Zoned, words: str) -> SafeString:
    local = moment.astimezone(show.zone)
    title = f"{moment_words(moment, show.zone)} {zone_abbreviation(moment, show.zone)}"
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), title, words)
