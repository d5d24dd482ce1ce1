"""The personal calendar: what it says, to whom, and when its address ends."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from showtime.programme.feeds import (
    UnknownFeedError,
    feed_token,
    feed_url,
    member_calendar,
    revoke_feed,
)
from showtime.programme.import_calendar import import_calendar
from showtime.programme.models import Event
from showtime.programme.schedule import EventFields, cancel_event, change_event
from showtime.reading.ics import read_calendar
from tests.programme.conftest import VEGAS, at

NOW = at(5, 12)


def _entries(member, now=NOW):
    calendar = Calendar.from_ical(member_calendar(token=feed_token(member=member), now=now))
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


def test_member_calendar_has_the_members_events_only(put, camille, sacha):
    put("hers", at(6, 9), at(6, 10), camille)
    put("his", at(6, 9), at(6, 10), sacha)
    put("nobody's", at(6, 9), at(6, 10))
    assert list(_entries(camille)) == ["hers"]


def test_member_calendar_says_times_in_utc_and_whole_days_as_dates(put, camille):
    put("Party", at(6, 22), at(7, 2), camille, note="Meet the delegation.", location="A rooftop")
    put("Fair", at(6, 0), at(8, 0), camille, all_day=True)
    entries = _entries(camille)
    assert entries["Party"].to_ical().decode().count("DTSTART:20260107T060000Z") == 1
    assert (str(entries["Party"]["location"]), str(entries["Party"]["description"])) == (
        "A rooftop",
        "Meet the delegation.",
    )
    assert (entries["Fair"]["dtstart"].dt, entries["Fair"]["dtend"].dt) == (date(2026, 1, 6), date(2026, 1, 8))


def test_member_calendar_tells_of_changes_and_cancellations(show, put, camille):
    event = put("Pitch", at(6, 9), at(6, 10), camille, status="tentative")
    assert (_entries(camille)["Pitch"]["status"], _entries(camille)["Pitch"]["sequence"]) == ("TENTATIVE", 0)
    moved = EventFields(title="Pitch", starts_at=at(6, 11), ends_at=at(6, 12), member_ids=(camille.pk,))
    change_event(show=show, event_id=event.pk, fields=moved)
    cancel_event(show=show, event_id=event.pk)
    assert (_entries(camille)["Pitch"]["status"], _entries(camille)["Pitch"]["sequence"]) == ("CANCELLED", 2)


def test_member_calendar_says_when_to_leave(put, camille, hall, hotel):
    put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    entry = _entries(camille)["Breakfast"]
    text = str(entry["description"]).replace("\N{NO-BREAK SPACE}", " ")
    assert text == "Leave Bellagio by 7:35 a.m.: usually 25 min, with room for delays."
    (alarm,) = entry.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(minutes=-55)


def test_member_calendar_speaks_the_members_language(put, camille, hall, hotel):
    camille.user.language = "fr"
    camille.user.save()
    put("Breakfast", at(7, 8, 30), at(7, 9, 30), camille, place=hall)
    assert "07:35" in str(_entries(camille)["Breakfast"]["description"])


def test_member_calendar_is_the_same_bytes_until_something_changes(put, camille):
    put("Pitch", at(6, 9), at(6, 10), camille)
    token = feed_token(member=camille)
    assert member_calendar(token=token, now=NOW) == member_calendar(token=token, now=NOW + timedelta(minutes=9))


def test_member_calendar_leaves_out_shows_long_over(put, camille):
    put("Pitch", at(6, 9), at(6, 10), camille)
    assert _entries(camille, at(1, 9, month=3)) != {}
    assert _entries(camille, at(12, 9, month=3)) == {}


def test_member_calendar_reads_back_as_it_was(put, camille):
    """Our own reader, and an import of our own feed, find nothing new."""
    put("Party", at(6, 22), at(7, 2), camille, note="Line one\nline; two, three")
    put("Fair", at(6, 0), at(8, 0), camille, all_day=True)
    data = member_calendar(token=feed_token(member=camille), now=NOW)
    reading = read_calendar(data, zone=VEGAS)
    assert reading.problems == ()
    assert {(each.summary, each.starts_at, each.ends_at) for each in reading.items} == {
        ("Party", at(6, 22), at(7, 2)),
        ("Fair", at(6, 0), at(8, 0)),
    }


def test_import_of_our_own_feed_changes_nothing(show, put, camille):
    put("Party", at(6, 22), at(7, 2), camille)
    data = member_calendar(token=feed_token(member=camille), now=NOW)
    report = import_calendar(show=show, member=camille, data=data, source="own", now=NOW)
    assert (report.added, report.changed, report.cancelled, report.unchanged) == (0, 0, 0, 1)
    assert Event.objects.count() == 1


def test_feed_url_stays_until_it_is_revoked(camille):
    before = feed_url(member=camille)
    assert feed_url(member=camille) == before
    after = revoke_feed(member=camille)
    assert after != before
    assert revoke_feed(member=camille) not in {before, after}


def test_revoked_feed_is_unknown(camille):
    old = feed_token(member=camille)
    revoke_feed(member=camille)
    with pytest.raises(UnknownFeedError):
        member_calendar(token=old, now=NOW)
    assert member_calendar(token=feed_token(member=camille), now=NOW)


def test_feed_of_somebody_who_left_or_may_not_sign_in_is_unknown(camille, sacha):
    tokens = [feed_token(member=camille), feed_token(member=sacha)]
    sacha.left_at = NOW
    sacha.save()
    camille.user.is_active = False
    camille.user.save()
    for token in tokens:
        with pytest.raises(UnknownFeedError):
            member_calendar(token=token, now=NOW)


@pytest.mark.parametrize("token", ["", ".", "x", "0" * 32 + "-1.abc", "\N{PILE OF POO}", "a.b.c"])
def test_forged_token_is_unknown(db, token):
    with pytest.raises(UnknownFeedError):
        member_calendar(token=token, now=NOW)


def test_token_of_another_member_cannot_be_made_of_ones_own(camille, sacha):
    own = feed_token(member=camille)
    forged = own.replace(camille.pk.hex, sacha.pk.hex)
    with pytest.raises(UnknownFeedError):
        member_calendar(token=forged, now=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_member_calendar_takes_few_queries(put, camille, show, django_assert_num_queries, number):
    for hour in range(number):
        put(f"event {hour}", at(6, 9 + hour), at(6, 10 + hour), camille, place=show.stand.inside)
    token = feed_token(member=camille)
    with django_assert_num_queries(10):
        member_calendar(token=token, now=NOW)
