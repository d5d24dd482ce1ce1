"""Which show is current, which events a day holds, how few queries it takes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from showtime.programme import queries
from showtime.programme.models import Show, ShowDay
from showtime.programme.schedule import cancel_event
from tests.programme.conftest import at


def _show(team, name, first, last, zone="America/Los_Angeles"):
    return Show.objects.create(team=team, name=name, time_zone=zone, country="US", starts_on=first, ends_on=last)


def test_current_show_is_the_one_that_is_on(team, show):
    _show(team, "later", date(2026, 6, 1), date(2026, 6, 3))
    _show(team, "before", date(2025, 6, 1), date(2025, 6, 3))
    assert queries.current_show(team=team, now=at(6, 5)) == show


def test_current_show_between_shows_is_the_next(team, show):
    _show(team, "much later", date(2026, 9, 1), date(2026, 9, 3))
    later = _show(team, "later", date(2026, 6, 1), date(2026, 6, 3))
    assert queries.current_show(team=team, now=at(20, 5)) == later


def test_current_show_after_all_is_the_last(team, show):
    _show(team, "before", date(2025, 6, 1), date(2025, 6, 3))
    assert queries.current_show(team=team, now=datetime(2027, 1, 1, tzinfo=UTC)) == show


def test_current_show_of_a_team_without_shows_is_none(team):
    assert queries.current_show(team=team, now=at(6, 5)) is None


def test_current_show_asks_the_day_where_the_show_is(team, show):
    """It is 9 January in Las Vegas, the last day, when it is the 10th in Paris."""
    _show(team, "next", date(2026, 1, 10), date(2026, 1, 12), "Europe/Paris")
    assert queries.current_show(team=team, now=datetime(2026, 1, 9, 22, tzinfo=UTC)) == show


def test_current_show_of_another_team_is_not_seen(mallory, show):
    assert queries.current_show(team=mallory.team, now=at(6, 5)) is None


def test_opening_hours_are_moments_of_the_shows_zone(show):
    assert queries.opening_hours(show=show, day=date(2026, 1, 6)) == (at(6, 10), at(6, 18))
    assert queries.opening_hours(show=show, day=date(2026, 1, 8)) is None


def test_opening_hours_on_the_day_clocks_go_back(team):
    show = _show(team, "autumn", date(2026, 11, 1), date(2026, 11, 1))
    ShowDay.objects.create(team=team, show=show, day=date(2026, 11, 1), opens=time(0, 30), closes=time(9))
    opens, closes = queries.opening_hours(show=show, day=date(2026, 11, 1))
    assert closes - opens == timedelta(hours=9, minutes=30)


def test_days_are_the_shows_and_those_with_events(show, put):
    put("setting up", at(4, 9), at(4, 12))
    gone = put("cancelled", at(2, 9), at(2, 12))
    cancel_event(show=show, event_id=gone.pk)
    assert queries.days(show=show) == [date(2026, 1, day) for day in (4, 6, 7, 8, 9)]


def test_events_between_holds_what_takes_up_any_of_the_time(show, put):
    before = put("before", at(5, 22), at(6, 0))
    party = put("over midnight", at(5, 22), at(6, 2))
    inside = put("inside", at(6, 9), at(6, 10))
    instant = put("at its start", at(6, 0), at(6, 0))
    after = put("next day", at(7, 0), at(7, 1))
    start, end = queries.day_bounds(show=show, day=date(2026, 1, 6))
    found = queries.events_between(show=show, start=start, end=end)
    assert found == [party, instant, inside]
    assert before not in found
    assert after not in found


def test_events_between_of_the_short_and_the_long_day(team, show, put):
    short = put("night of spring", at(8, 1, month=3), at(8, 3, month=3))
    assert short.ends_at - short.starts_at == timedelta(hours=1)
    late = put("late on the long day", at(1, 23, 30, month=11), at(1, 23, 45, month=11))
    start, end = queries.day_bounds(show=show, day=date(2026, 11, 1))
    assert queries.events_between(show=show, start=start, end=end) == [late]


def test_events_between_of_one_member_and_without_cancelled(show, put, camille, sacha):
    hers = put("hers", at(6, 9), at(6, 10), camille)
    both = put("both", at(6, 11), at(6, 12), camille, sacha)
    gone = put("gone", at(6, 13), at(6, 14), camille)
    cancel_event(show=show, event_id=gone.pk)
    start, end = queries.day_bounds(show=show, day=date(2026, 1, 6))
    assert queries.events_between(show=show, start=start, end=end, member=sacha) == [both]
    assert queries.events_between(show=show, start=start, end=end, member=camille) == [hers, both]
    assert queries.events_between(show=show, start=start, end=end, cancelled=True) == [hers, both, gone]


@pytest.fixture
def two_members(camille, sacha):
    return camille, sacha


@pytest.mark.parametrize("number", [1, 3])
def test_events_between_takes_two_queries(show, put, two_members, django_assert_num_queries, number):
    for hour in range(number):
        put(f"event {hour}", at(6, 9 + hour), at(6, 10 + hour), *two_members, place=show.stand)
    start, end = queries.day_bounds(show=show, day=date(2026, 1, 6))
    with django_assert_num_queries(2):
        found = queries.events_between(show=show, start=start, end=end)
        people = [(event.place.name, [str(each.member) for each in event.attendances.all()]) for event in found]
    assert people == [("Stand 60427", ["Camille", "Sacha"])] * number
