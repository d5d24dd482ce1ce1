"""Moments in few letters, for rows of a list: `{{ conversation.deadline|short_moment:show }}`."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from showtime.programme.words import clock, moment_words, short_day, zone_abbreviation

register = template.Library()


class Zoned(Protocol):
    """What has a time zone: a show."""

    @property
    def zone(self) -> ZoneInfo: ...


@register.filter
def short_moment(moment: datetime | None, show: Zoned) -> SafeString | str:
    """Short day and time of day, as Tue 6, 9:05 a.m.; the whole day and the zone are its title."""
    if moment is None:
        return ""
    local = moment.astimezone(show.zone)
    title = f"{moment_words(moment, show.zone)} {zone_abbreviation(moment, show.zone)}"
    words = f"{short_day(local.date())}, {clock(moment, show.zone)}"
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(timespec="seconds"), title, words)
