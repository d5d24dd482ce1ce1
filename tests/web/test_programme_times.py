"""Times on pages: in the show's zone, named, in both languages, also where clocks change."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from showtime.web.templatetags.showtime import distance, show_day, show_relative, show_span, show_time

VEGAS = SimpleNamespace(zone=ZoneInfo("America/Los_Angeles"))
PARIS = SimpleNamespace(zone=ZoneInfo("Europe/Paris"))
NOON = datetime(2026, 1, 6, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("show", "language", "text"),
    [(VEGAS, "en", "12:05 p.m."), (VEGAS, "fr", "12:05"), (PARIS, "en", "9:05 p.m."), (PARIS, "fr", "21:05")],
)
def test_show_time_is_the_shows_in_the_readers_way(show, language, text):
    with translation.override(language):
        assert f">{text}</time>" in show_time(NOON, show).replace("\N{NO-BREAK SPACE}", " ")


def test_show_time_names_its_zone_before_and_after_clocks_change():
    before, after = datetime(2026, 3, 8, 9, 59, tzinfo=UTC), datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    assert 'datetime="2026-03-08T01:59:00-08:00"' in show_time(before, VEGAS)
    assert "PST" in show_time(before, VEGAS)
    assert 'datetime="2026-03-08T03:00:00-07:00"' in show_time(after, VEGAS)
    assert "PDT" in show_time(after, VEGAS)


def test_show_time_of_nothing_is_nothing():
    assert show_time(None, VEGAS) == show_day(None, VEGAS) == show_relative(None, NOON) == ""


def test_show_day_of_a_moment_is_the_day_at_the_show():
    late = datetime(2026, 1, 7, 7, 30, tzinfo=UTC)
    assert 'datetime="2026-01-06"' in show_day(late, VEGAS)
    assert 'datetime="2026-01-07"' in show_day(late, PARIS)
    assert 'datetime="2026-01-06"' in show_day(date(2026, 1, 6), PARIS)


def test_show_span_of_whole_days_instants_and_long_things():
    def span(hours: float, **more: bool) -> str:
        return show_span(SimpleNamespace(starts_at=NOON, ends_at=NOON + timedelta(hours=hours), **more), VEGAS)

    assert span(24, all_day=True) == '<time datetime="2026-01-06">all day</time>'
    assert span(0).count("<time") == 1
    assert span(1).count("<time") == 2
    assert "Thursday, January 8" in span(48)


def test_show_span_over_the_hour_that_comes_twice_has_two_ends():
    start = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    twice = SimpleNamespace(starts_at=start, ends_at=start + timedelta(hours=1))
    assert show_span(twice, VEGAS).count("<time") == 2


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "now"), (12, "in 12 min"), (-3, "3 min ago"), (90, "in 2 h"), (-180, "3 h ago"), (2880, "in 2 d")],
)
def test_distance_in_words(minutes, text):
    assert distance(NOON + timedelta(minutes=minutes), NOON) == text


def test_show_relative_can_be_kept_true_by_the_browser():
    assert show_relative(NOON, NOON) == '<time datetime="2026-01-06T20:05:00+00:00" data-relative>now</time>'
