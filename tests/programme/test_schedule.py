"""Events by hand: what is kept, what is refused with its mend, what happens to clocks that change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from showtime.lib.ids import new_id
from showtime.programme import queries
from showtime.programme.faults import InvalidEntryError
from showtime.programme.models import Event, Place, Show
from showtime.programme.schedule import (
    EventFields,
    EventNotFoundError,
    add_event,
    cancel_event,
    change_event,
    moment_at,
    restore_event,
)
from tests.programme.conftest import VEGAS, at

PITCH = EventFields(title=" Pitch ", starts_at=at(6, 9), ends_at=at(6, 9, 30), kind="pitch")


def _faults(caught):
    return [(fault.field, fault.code) for fault in caught.value.faults]


def test_add_event_keeps_everything(show, hall, camille, sacha):
    fields = replace(
        PITCH, status="tentative", place_id=hall.pk, note="bring the sample", member_ids=(camille.pk, sacha.pk)
    )
    event = queries.event(show=show, event_id=add_event(show=show, fields=fields).pk)
    assert (event.title, event.kind, event.status, event.place, event.note) == (
        "Pitch",
        "pitch",
        "tentative",
        hall,
        "bring the sample",
    )
    assert (event.starts_at, event.ends_at) == (at(6, 9), at(6, 9, 30))
    assert {each.member for each in event.attendances.all()} == {camille, sacha}
    assert (event.uid, event.team) == (str(event.pk), show.team)


def test_add_event_twice_with_one_id_adds_one(show):
    key = new_id()
    first = add_event(show=show, fields=PITCH, event_id=key)
    again = add_event(show=show, fields=replace(PITCH, title="other"), event_id=key)
    assert (first.pk, again.pk, again.title) == (key, key, "Pitch")
    assert Event.objects.count() == 1


def test_add_event_with_an_id_of_another_team_takes_its_own(show, mallory):
    other = Show.objects.create(
        team=mallory.team, name="x", time_zone="UTC", country="US", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    theirs = add_event(show=other, fields=PITCH)
    mine = add_event(show=show, fields=PITCH, event_id=theirs.pk)
    assert mine.pk != theirs.pk
    assert mine.team == show.team


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": "  "}, [("title", "missing")]),
        ({"title": "x" * 201}, [("title", "too_long")]),
        ({"ends_at": at(6, 8, 59)}, [("ends_at", "before_start")]),
        ({"ends_at": at(6, 9) + timedelta(days=32)}, [("ends_at", "too_long")]),
        ({"kind": "nap"}, [("kind", "unknown")]),
        ({"status": "perhaps"}, [("status", "unknown")]),
        ({"place_id": new_id()}, [("place_id", "unknown")]),
        ({"member_ids": (new_id(),)}, [("member_ids", "unknown")]),
        ({"starts_at": datetime(2026, 1, 6, 9)}, [("starts_at", "naive")]),  # noqa: DTZ001
        ({"title": "", "kind": "nap"}, [("title", "missing"), ("kind", "unknown")]),
    ],
)
def test_add_event_that_is_wrong_names_field_and_mend(show, change, expected):
    with pytest.raises(InvalidEntryError) as caught:
        add_event(show=show, fields=replace(PITCH, **change))
    assert _faults(caught) == expected
    assert all(fault.message.endswith(".") for fault in caught.value.faults)
    assert not Event.objects.exists()


def test_add_event_with_a_member_or_place_of_another_team_is_refused(show, mallory):
    other = Show.objects.create(
        team=mallory.team, name="x", time_zone="UTC", country="US", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    place = Place.objects.create(team=mallory.team, show=other, name="theirs")
    with pytest.raises(InvalidEntryError) as caught:
        add_event(show=show, fields=replace(PITCH, place_id=place.pk, member_ids=(mallory.pk,)))
    assert _faults(caught) == [("place_id", "unknown"), ("member_ids", "unknown")]


def test_add_event_that_ends_in_the_second_of_two_equal_hours_lasts_as_long_as_it_does(show):
    """1:45 before the clocks go back to 1:15 after they did is half an hour, though the clocks say it ends before."""
    fields = replace(PITCH, starts_at=at(1, 1, 45, month=11), ends_at=at(1, 1, 15, month=11, fold=1))
    event = add_event(show=show, fields=fields)
    assert event.ends_at - event.starts_at == timedelta(minutes=30)


def test_add_event_over_midnight_belongs_to_both_days(show):
    party = add_event(show=show, fields=replace(PITCH, starts_at=at(6, 22), ends_at=at(7, 1)))
    for day in (6, 7):
        start, end = queries.day_bounds(show=show, day=date(2026, 1, day))
        assert queries.events_between(show=show, start=start, end=end) == [party]


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [(at(6, 9), at(6, 17), 24), (at(6, 0), at(8, 0), 48), (at(8, 12, month=3), at(8, 13, month=3), 23)],
)
def test_add_event_of_whole_days_runs_from_midnight_to_midnight(show, starts, ends, hours):
    event = add_event(show=show, fields=replace(PITCH, starts_at=starts, ends_at=ends, all_day=True))
    assert event.ends_at - event.starts_at == timedelta(hours=hours)
    assert event.starts_at.astimezone(VEGAS).time() == event.ends_at.astimezone(VEGAS).time() == time()


def test_change_event_replaces_everything_and_counts(show, camille, sacha):
    event = add_event(show=show, fields=replace(PITCH, member_ids=(camille.pk,)))
    returned = change_event(show=show, event_id=event.pk, fields=replace(PITCH, title="Later", member_ids=(sacha.pk,)))
    assert [each.member for each in returned.attendances.all()] == [sacha]
    changed = queries.event(show=show, event_id=event.pk)
    assert (changed.title, changed.revision, [each.member for each in changed.attendances.all()]) == (
        "Later",
        1,
        [sacha],
    )


def test_change_event_that_is_wrong_changes_nothing(show):
    event = add_event(show=show, fields=PITCH)
    with pytest.raises(InvalidEntryError):
        change_event(show=show, event_id=event.pk, fields=replace(PITCH, title="Later", ends_at=at(6, 8)))
    event.refresh_from_db()
    assert (event.title, event.revision) == ("Pitch", 0)


def test_change_event_of_another_show_is_not_found(show, mallory):
    other = Show.objects.create(
        team=mallory.team, name="x", time_zone="UTC", country="US", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    theirs = add_event(show=other, fields=PITCH)
    with pytest.raises(EventNotFoundError):
        change_event(show=show, event_id=theirs.pk, fields=PITCH)


def test_cancel_event_and_undo(show):
    event = add_event(show=show, fields=PITCH)
    assert cancel_event(show=show, event_id=event.pk).status == "cancelled"
    assert cancel_event(show=show, event_id=event.pk).revision == 1
    assert restore_event(show=show, event_id=event.pk).status == "confirmed"
    assert restore_event(show=show, event_id=event.pk, tentative=True).status == "tentative"


def test_moment_at_in_the_skipped_hour_says_what_to_choose(show):
    with pytest.raises(InvalidEntryError) as caught:
        moment_at(show=show, day=date(2026, 3, 8), at=time(2, 30))
    assert _faults(caught) == [("starts", "gap")]
    text = caught.value.faults[0].message.replace("\N{NO-BREAK SPACE}", " ")
    assert text == ("On Sunday, March 8 the clocks jump over 2:30 a.m.: choose 3:30 a.m., or an earlier time.")


def test_moment_at_in_the_doubled_hour_asks_which(show):
    with pytest.raises(InvalidEntryError) as caught:
        moment_at(show=show, day=date(2026, 11, 1), at=time(1, 30), field="ends")
    assert _faults(caught) == [("ends", "ambiguous")]
    assert "(PDT) or the second (PST)" in caught.value.faults[0].message
    first = moment_at(show=show, day=date(2026, 11, 1), at=time(1, 30), which="first")
    second = moment_at(show=show, day=date(2026, 11, 1), at=time(1, 30), which="second")
    assert (first, second) == (datetime(2026, 11, 1, 8, 30, tzinfo=UTC), datetime(2026, 11, 1, 9, 30, tzinfo=UTC))


def test_moment_at_in_paris_is_of_paris(team):
    show = Show.objects.create(
        team=team,
        name="VivaTech",
        time_zone="Europe/Paris",
        country="FR",
        starts_on=date(2026, 6, 17),
        ends_on=date(2026, 6, 20),
    )
    assert moment_at(show=show, day=date(2026, 6, 17), at=time(9)) == datetime(2026, 6, 17, 7, tzinfo=UTC)
    with translation.override("fr"), pytest.raises(InvalidEntryError) as caught:
        moment_at(show=show, day=date(2026, 3, 29), at=time(2, 30))
    assert "02:30" in caught.value.faults[0].message
