"""Making a show, its hours and its stand."""

from dataclasses import replace
from datetime import date, time

import pytest

from showtime.lib.ids import new_id
from showtime.programme import queries
from showtime.programme.faults import InvalidEntryError
from showtime.programme.models import Show
from showtime.programme.shows import ShowFields, change_show, make_show, set_hours, set_stand

CES = ShowFields(
    name=" CES ",
    venue="Las Vegas",
    time_zone="America/Los_Angeles",
    country="us",
    starts_on=date(2026, 1, 6),
    ends_on=date(2026, 1, 8),
    cover=2,
)


def _faults(caught):
    return [(fault.field, fault.code) for fault in caught.value.faults]


def test_make_show_is_open_on_each_day(team):
    show = make_show(team=team, fields=CES, opens=time(10), closes=time(17, 30))
    show.refresh_from_db()
    assert (show.name, show.country, show.cover, str(show.zone)) == ("CES", "US", 2, "America/Los_Angeles")
    assert [(each.day, each.opens, each.closes) for each in queries.show_days(show=show)] == [
        (date(2026, 1, day), time(10), time(17, 30)) for day in (6, 7, 8)
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": " "}, [("name", "missing")]),
        ({"name": "x" * 121}, [("name", "too_long")]),
        ({"time_zone": "Europe/Las_Vegas"}, [("time_zone", "unknown")]),
        ({"country": "France"}, [("country", "unknown")]),
        ({"ends_on": date(2026, 1, 5)}, [("ends_on", "before_start")]),
        ({"ends_on": date(2027, 1, 6)}, [("ends_on", "too_long")]),
        ({"cover": 99}, [("cover", "out_of_range")]),
        ({"arrival_margin": -1}, [("arrival_margin", "out_of_range")]),
    ],
)
def test_make_show_that_is_wrong_names_field_and_mend(team, change, expected):
    with pytest.raises(InvalidEntryError) as caught:
        make_show(team=team, fields=replace(CES, **change))
    assert _faults(caught) == expected
    assert not Show.objects.exists()


def test_make_show_twice_is_refused(team):
    make_show(team=team, fields=CES)
    with pytest.raises(InvalidEntryError) as caught:
        make_show(team=team, fields=CES)
    assert _faults(caught) == [("name", "taken")]


def test_change_show_drops_hours_of_days_it_no_longer_has(team):
    show = make_show(team=team, fields=CES)
    change_show(show=show, fields=replace(CES, name="CES 2026", ends_on=date(2026, 1, 7)))
    assert [each.day.day for each in queries.show_days(show=show)] == [6, 7]
    assert Show.objects.get().name == "CES 2026"


def test_set_hours_changes_some_days_and_closes_others(team):
    show = make_show(team=team, fields=CES, opens=time(9), closes=time(18))
    set_hours(show=show, hours={date(2026, 1, 6): (time(10), time(18)), date(2026, 1, 7): None})
    assert [(each.day.day, each.opens) for each in queries.show_days(show=show)] == [(6, time(10)), (8, time(9))]


def test_set_hours_that_are_wrong_names_the_days_and_changes_none(team):
    show = make_show(team=team, fields=CES, opens=time(9), closes=time(18))
    hours = {
        date(2026, 1, 6): (time(18), time(9)),
        date(2026, 1, 7): (time(8), time(9)),
        date(2026, 2, 1): (time(9), time(18)),
    }
    with pytest.raises(InvalidEntryError) as caught:
        set_hours(show=show, hours=hours)
    assert _faults(caught) == [("2026-01-06", "before_opening"), ("2026-02-01", "outside")]
    assert {each.opens for each in queries.show_days(show=show)} == {time(9)}


def test_set_stand_to_a_place_of_the_show_only(show, hall):
    set_stand(show=show, place_id=hall.pk)
    assert Show.objects.get().stand == hall
    set_stand(show=show, place_id=None)
    assert Show.objects.get().stand is None
    with pytest.raises(InvalidEntryError) as caught:
        set_stand(show=show, place_id=new_id())
    assert _faults(caught) == [("stand", "unknown")]
