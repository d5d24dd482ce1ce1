"""Calendars in: once, twice, changed, cancelled, broken; and what the team added stays."""

from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showtime.programme import queries
from showtime.programme.import_calendar import (
    ImportNotFoundError,
    confirm,
    import_calendar,
    preview_calendar,
    propose,
)
from showtime.programme.models import CalendarImport, Event, Show
from showtime.programme.schedule import EventFields, cancel_event, change_event
from showtime.reading.ics import read_calendar
from tests.programme.conftest import at

NOW = at(5, 12)
SHARED = Path("../shared/data")


def ics(*events: str, method: str = "", more: str = "") -> bytes:
    """A calendar of these VEVENT bodies, lines separated by blanks where a line has none, else by newlines."""
    head = f"METHOD:{method}\n" if method else ""
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{more}{body}\nEND:VCALENDAR\n".replace("\n", "\r\n").encode()


def pitch(*, uid="pitch", sequence=0, start="20260106T180000Z", end="20260106T183000Z", title="Pitch", more="") -> str:
    times = f"DTSTART:{start}\nDTEND:{end}\nDTSTAMP:20260101T000000Z"
    return f"UID:{uid}\nSEQUENCE:{sequence}\n{times}\nSUMMARY:{title}\n{more}"


@pytest.fixture
def bring(show, camille):
    """Import a calendar for Camille; its report as (added, changed, unchanged, cancelled)."""

    def bring(data, **options):
        report = import_calendar(show=show, member=camille, data=data, source="test.ics", now=NOW, **options)
        return report.added, report.changed, report.unchanged, report.cancelled

    return bring


def _event(**conditions) -> Event:
    return Event.objects.get(**conditions)


def test_import_adds_an_event_with_everything(show, camille, hall, bring):
    text = pitch(more="LOCATION:VENETIAN EXPO\\, hall g\nDESCRIPTION:Four minutes.\nSTATUS:TENTATIVE")
    assert bring(ics(text)) == (1, 0, 0, 0)
    event = queries.event(show=show, event_id=_event().pk)
    assert (event.title, event.kind, event.status, event.place, event.note, event.source) == (
        "Pitch",
        "pitch",
        "tentative",
        hall,
        "Four minutes.",
        "test.ics",
    )
    assert (event.starts_at, event.ends_at) == (at(6, 10), at(6, 10, 30))
    assert [each.member for each in event.attendances.all()] == [camille]


def test_import_twice_changes_nothing(bring):
    data = ics(pitch(), pitch(uid="other", title="Other"))
    assert bring(data) == (2, 0, 0, 0)
    stamps = list(Event.objects.values_list("pk", "updated_at", "revision"))
    assert bring(data) == (0, 0, 2, 0)
    assert list(Event.objects.values_list("pk", "updated_at", "revision")) == stamps


def test_import_of_a_changed_event_keeps_what_the_team_added(show, camille, sacha, hotel, bring):
    bring(ics(pitch(more="DESCRIPTION:Four minutes.")))
    mine = EventFields(
        title="Pitch",
        starts_at=at(6, 10),
        ends_at=at(6, 10, 30),
        kind="talk",
        place_id=hotel.pk,
        note="Four minutes.\n\nBring the glove.",
        member_ids=(sacha.pk,),
    )
    change_event(show=show, event_id=_event().pk, fields=mine)
    newer = pitch(sequence=1, start="20260106T190000Z", end="20260106T193000Z", more="DESCRIPTION:Five minutes.")
    assert bring(ics(newer)) == (0, 1, 0, 0)
    event = queries.event(show=show, event_id=_event().pk)
    assert (event.starts_at, event.ends_at) == (at(6, 11), at(6, 11, 30))
    assert (event.kind, event.place, event.note) == ("talk", hotel, "Five minutes.\n\nBring the glove.")
    assert [each.member for each in event.attendances.all()] == [sacha]


def test_import_takes_only_what_the_calendar_changed(show, bring):
    """The team moved the event; the calendar then only renames it."""
    bring(ics(pitch()))
    change_event(
        show=show,
        event_id=_event().pk,
        fields=EventFields(title="Pitch", starts_at=at(6, 15), ends_at=at(6, 16), kind="pitch"),
    )
    assert bring(ics(pitch())) == (0, 0, 1, 0)
    assert bring(ics(pitch(sequence=1, title="Big pitch"))) == (0, 1, 0, 0)
    assert (_event().title, _event().starts_at) == ("Big pitch", at(6, 15))


def test_import_with_changed_content_and_the_same_sequence_is_a_change(bring):
    bring(ics(pitch()))
    assert bring(ics(pitch(title="Other"))) == (0, 1, 0, 0)


def test_import_with_a_higher_sequence_and_the_same_content_changes_nothing_but_is_remembered(bring):
    bring(ics(pitch()))
    assert bring(ics(pitch(sequence=3))) == (0, 0, 1, 0)
    assert bring(ics(pitch(sequence=2, title="stale"))) == (0, 0, 1, 0)
    assert _event().title == "Pitch"


def test_import_of_an_older_version_is_named_and_left_aside(show, camille, bring):
    bring(ics(pitch(sequence=2)))
    report = import_calendar(show=show, member=camille, data=ics(pitch(sequence=1, title="stale")), source="x", now=NOW)
    assert (report.unchanged, [each.code for each in report.problems]) == (1, ["older_version"])
    assert _event().title == "Pitch"


def test_import_of_a_cancelled_event_cancels_and_never_deletes(bring):
    bring(ics(pitch()))
    assert bring(ics(pitch(sequence=1, more="STATUS:CANCELLED"))) == (0, 0, 0, 1)
    assert bring(ics(pitch(sequence=1, more="STATUS:CANCELLED"))) == (0, 0, 1, 0)
    assert (_event().status, _event().title) == ("cancelled", "Pitch")


def test_import_of_a_cancellation_without_times_keeps_them(bring):
    bring(ics(pitch()))
    bare = "UID:pitch\nSEQUENCE:1\nDTSTAMP:20260103T000000Z"
    assert bring(ics(bare, method="CANCEL")) == (0, 0, 0, 1)
    assert (_event().status, _event().starts_at, _event().title) == ("cancelled", at(6, 10), "Pitch")


def test_import_of_an_event_that_comes_back_restores_it(bring):
    bring(ics(pitch()))
    bring(ics(pitch(sequence=1, more="STATUS:CANCELLED")))
    assert bring(ics(pitch(sequence=2))) == (0, 1, 0, 0)
    assert _event().status == "confirmed"


def test_import_of_an_event_that_the_team_cancelled_leaves_it_cancelled(show, bring):
    bring(ics(pitch()))
    cancel_event(show=show, event_id=_event().pk)
    assert bring(ics(pitch())) == (0, 0, 1, 0)
    assert bring(ics(pitch(sequence=1, title="Big pitch")))[1] in {0, 1}
    assert _event().status == "cancelled"


DAILY = pitch(uid="daily", title="Stand-up meeting", more="RRULE:FREQ=DAILY;COUNT=4")


def test_import_of_a_series_has_a_row_a_date(bring):
    assert bring(ics(DAILY)) == (4, 0, 0, 0)
    assert bring(ics(DAILY)) == (0, 0, 4, 0)
    assert list(Event.objects.order_by("starts_at").values_list("starts_at", flat=True)) == [
        at(day, 10) for day in (6, 7, 8, 9)
    ]


def test_import_of_a_series_that_lost_dates_cancels_them(bring):
    bring(ics(DAILY))
    assert bring(ics(DAILY + "\nEXDATE:20260107T180000Z")) == (0, 0, 3, 1)
    assert bring(ics(DAILY.replace("COUNT=4", "COUNT=2"))) == (0, 1, 1, 2)
    statuses = Event.objects.order_by("starts_at").values_list("status", flat=True)
    assert list(statuses) == ["confirmed", "confirmed", "cancelled", "cancelled"]


def test_import_of_a_moved_date_of_a_series_moves_that_one(bring):
    bring(ics(DAILY))
    moved = pitch(
        uid="daily",
        title="Stand-up meeting",
        start="20260107T200000Z",
        end="20260107T203000Z",
        more="RECURRENCE-ID:20260107T180000Z",
    )
    assert bring(ics(DAILY, moved)) == (0, 1, 3, 0)
    assert list(Event.objects.order_by("starts_at").values_list("starts_at", flat=True)) == [
        at(6, 10),
        at(7, 12),
        at(8, 10),
        at(9, 10),
    ]


def test_import_of_a_message_about_one_date_leaves_the_others(bring):
    bring(ics(DAILY))
    one = pitch(uid="daily", sequence=1, title="Stand-up meeting", more="RECURRENCE-ID:20260107T180000Z")
    assert bring(ics(one, method="CANCEL")) == (0, 0, 0, 1)
    assert Event.objects.exclude(status="cancelled").count() == 3


def test_import_of_a_cancelled_series_cancels_every_date_and_keeps_out_older_ones(bring):
    bring(ics(DAILY))
    whole = "UID:daily\nSEQUENCE:2\nDTSTAMP:20260103T000000Z"
    assert bring(ics(whole, method="CANCEL")) == (0, 0, 0, 4)
    assert bring(ics(DAILY)) == (0, 0, 4, 0)
    assert not Event.objects.exclude(status="cancelled").exists()


def test_import_of_a_series_in_the_zone_of_the_show_follows_its_clocks(team, camille):
    show = Show.objects.create(
        team=team,
        name="Spring",
        time_zone="America/Los_Angeles",
        country="US",
        starts_on=date(2026, 3, 7),
        ends_on=date(2026, 3, 9),
    )
    data = ics(
        "UID:a\nDTSTART;TZID=America/Los_Angeles:20260307T090000\nDURATION:PT1H\nSUMMARY:x\nRRULE:FREQ=DAILY;COUNT=3"
    )
    import_calendar(show=show, member=camille, data=data, source="x", now=NOW)
    starts = [event.starts_at for event in Event.objects.order_by("starts_at")]
    assert starts == [at(day, 9, month=3) for day in (7, 8, 9)]
    assert starts[1] - starts[0] == timedelta(hours=23)


def test_import_of_whole_days_runs_from_midnight_to_midnight(bring):
    bring(ics("UID:a\nDTSTART;VALUE=DATE:20260106\nDTEND;VALUE=DATE:20260108\nSUMMARY:Fair"))
    event = _event()
    assert (event.all_day, event.starts_at, event.ends_at, event.kind) == (True, at(6, 0), at(8, 0), "other")


def test_import_leaves_aside_what_is_far_from_the_show_and_says_how_much(show, camille):
    data = ics(pitch(), pitch(uid="far", start="20270106T180000Z", end="20270106T190000Z"))
    report = import_calendar(show=show, member=camille, data=data, source="x", now=NOW)
    assert (report.added, [(each.code, each.params["count"]) for each in report.problems]) == (
        1,
        [("outside_show", "1")],
    )


def test_import_of_an_event_that_moved_far_away_moves_it(bring):
    bring(ics(pitch()))
    assert bring(ics(pitch(sequence=1, start="20270106T180000Z", end="20270106T190000Z"))) == (0, 1, 0, 0)
    assert _event().starts_at.year == 2027


def test_import_of_a_broken_file_takes_the_good_and_names_the_bad(show, camille):
    data = ics(pitch(), "UID:bad\nDTSTART:soon\nSUMMARY:Never", pitch(uid="good", title="Good"))
    report = import_calendar(show=show, member=camille, data=data, source="x", now=NOW)
    assert (report.added, [each.code for each in report.problems]) == (2, ["start_unreadable"])
    assert report.problems[0].where == "line 11 VEVENT uid=bad DTSTART"


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\xff\xfe", b"BEGIN:VCARD\r\nEND:VCARD", b"x" * 10_000_001])
def test_import_of_what_is_no_calendar_says_so_and_changes_nothing(show, camille, data):
    report = import_calendar(show=show, member=camille, data=data, source="x", now=NOW)
    assert (report.added, [each.severity for each in report.problems]) == (0, ["error"])
    assert not Event.objects.exists()


def test_import_is_whole_or_nothing(show, camille, monkeypatch):
    """The database refuses while the second table is written: nothing of the first stays."""
    from django.db import connection

    def refuse(execute, sql, params, many, context):
        if "programme_attendance" in sql and sql.startswith("INSERT"):
            raise RuntimeError("power cut")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(RuntimeError, match="power cut"):
        import_calendar(show=show, member=camille, data=ics(pitch()), source="x", now=NOW)
    assert not Event.objects.exists()


def test_import_lets_invited_members_go(sacha, camille, bring):
    bring(ics(pitch(more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:Sacha@lumen.test\nATTENDEE:mailto:x@y.test")), going=[])
    assert [each.member for each in _event().attendances.all()] == [sacha]


def test_import_of_a_public_programme_lets_nobody_go_and_has_talks(bring):
    bring(ics(pitch(title="The state of the wool")), going=[])
    assert (_event().kind, _event().attendances.count()) == ("talk", 0)


def test_import_matches_the_longest_known_place_in_the_location(show, hall, bring):
    bring(ics(pitch(more="LOCATION:The Venetian\\, 2nd floor, Venetian Expo\\, Hall G near stand 60427")))
    assert _event().place == hall


def test_import_cleans_what_no_database_takes(bring):
    bring(ics(pitch(title="A" * 300 + "\x07", more="DESCRIPTION:a\x00b")))
    assert (len(_event().title), _event().note) == (200, "ab")


def test_preview_writes_nothing(show, camille):
    report = preview_calendar(show=show, member=camille, data=ics(pitch()), source="x", now=NOW)
    assert (report.added, [(each.deed, each.title) for each in report.changes]) == (1, [("added", "Pitch")])
    assert not Event.objects.exists()
    assert not CalendarImport.objects.exists()


def test_propose_keeps_the_file_and_confirm_takes_it(show, camille):
    handed_in, report = propose(show=show, member=camille, data=ics(pitch()), source="x", now=NOW)
    assert (report.added, Event.objects.count()) == (1, 0)
    assert confirm(show=show, import_id=handed_in.pk, now=NOW).added == 1
    assert confirm(show=show, import_id=handed_in.pk, now=NOW).unchanged == 1
    handed_in.refresh_from_db()
    assert (bytes(handed_in.data), handed_in.confirmed_at) == (ics(pitch()), NOW)


def test_confirm_of_another_teams_import_is_not_found(show, camille, mallory):
    other = Show.objects.create(
        team=mallory.team, name="x", time_zone="UTC", country="US", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    handed_in, _report = propose(show=show, member=camille, data=ics(pitch()), source="x", now=NOW)
    with pytest.raises(ImportNotFoundError):
        confirm(show=other, import_id=handed_in.pk, now=NOW)


def test_import_says_what_changed_in_words(show, camille, bring):
    bring(ics(pitch(more="LOCATION:Hall A\nDESCRIPTION:one")))
    newer = pitch(
        sequence=1,
        start="20260106T183000Z",
        end="20260106T190000Z",
        title="Big pitch",
        more="LOCATION:Hall B\nDESCRIPTION:two",
    )
    report = import_calendar(show=show, member=camille, data=ics(newer), source="x", now=NOW)
    details = [each.replace("\N{NO-BREAK SPACE}", " ") for each in report.changes[0].details]
    assert details == [
        "moved from 10 a.m. to 10:30 a.m.",
        "was called Pitch",
        "now at Hall B",
        "new description",
    ]


VERSIONS = st.lists(
    st.builds(
        lambda sequence, hour, cancelled: (sequence, hour, cancelled),
        st.integers(0, 5),
        st.integers(8, 20),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda version: version[0],
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VERSIONS)
def test_import_in_any_order_gives_the_highest_sequence(show, camille, versions):
    last = max(versions)
    for order in permutations(versions):
        Event.objects.all().delete()
        for sequence, hour, cancelled in order:
            text = pitch(
                sequence=sequence,
                start=f"20260106T{hour:02}0000Z",
                end=f"20260106T{hour:02}3000Z",
                more="STATUS:CANCELLED" if cancelled else "",
            )
            import_calendar(show=show, member=camille, data=ics(text), source="x", now=NOW)
        event = _event()
        assert (event.status == "cancelled", event.sequence) == (last[2], last[0])
        if not last[2]:
            assert event.starts_at.hour == last[1]


def test_import_of_a_real_programme_twice(team, camille):
    file = SHARED / "programmes/moca24.ics"
    if not file.exists():
        pytest.skip("the real programme is not beside the repository")
    show = Show.objects.create(
        team=team,
        name="MOCA",
        time_zone="Europe/Rome",
        country="IT",
        starts_on=date(2024, 9, 13),
        ends_on=date(2024, 9, 15),
    )
    options = {"show": show, "member": camille, "data": file.read_bytes(), "source": file.name, "now": NOW}
    first = import_calendar(**options)
    assert first.added == file.read_text().count("BEGIN:VEVENT")
    again = import_calendar(**options)
    assert (again.added, again.changed, again.cancelled, again.unchanged) == (0, 0, 0, first.added)


def test_import_of_every_odd_file_goes_without_error(show, camille):
    files = sorted((SHARED / "ics").rglob("*.*"))
    if not files:
        pytest.skip("the odd files are not beside the repository")
    taken = 0
    for file in files:
        data = file.read_bytes()
        _move_to(show, data)
        first = import_calendar(show=show, member=camille, data=data, source=file.name, now=NOW)
        again = import_calendar(show=show, member=camille, data=data, source=file.name, now=NOW)
        assert (again.added, again.changed, again.cancelled) == (0, 0, 0), file
        assert first.added or first.problems or first.unchanged or first.changed or first.cancelled, file
        taken += first.added
    assert taken > 300


def _move_to(show: Show, data: bytes) -> None:
    """Let the show take place when the calendar's first event does, so that there is something to take."""
    events = read_calendar(data, zone=show.zone, limit=1).items
    if events and 1970 < events[0].starts_at.year < 2100:
        show.starts_on = show.ends_on = events[0].starts_at.date()
        show.save()
