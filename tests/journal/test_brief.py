"""The brief knows the day, all of it, at the show's time, in as many queries whatever the rows."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Encounter, Meeting, Promise
from showtime.followups.models import Decision, Draft, DraftState, FollowUp
from showtime.inbox.receive import receive
from showtime.journal.brief import Brief, brief
from showtime.journal.notes import tick, write_note
from showtime.programme.journeys import arrive, depart
from showtime.programme.models import Attendance, Event, Leg, Place, Show, ShowDay
from showtime.rounds.models import Shift

DAY = date(2026, 1, 6)


def at(hour: float, day: date = DAY) -> datetime:
    """A moment by Las Vegas' clock in January."""
    return datetime.combine(day, time(), UTC) + timedelta(hours=hour + 8)


def add(show: Show, title: str, start: float, end: float, *members: Member, **more: object) -> Event:
    given = {"kind": "appointment", "starts_at": at(start), "ends_at": at(end), **more}
    event = Event.objects.create(team=show.team, show=show, title=title, **given)
    for member in members:
        Attendance.objects.create(team=show.team, event=event, member=member)
    return event


def turn(show: Show, member: Member, start: float, end: float) -> Shift:
    return Shift.objects.create(team=show.team, show=show, member=member, starts_at=at(start), ends_at=at(end))


def hotel(show: Show) -> Place:
    """A hotel half an hour by taxi from the stand."""
    place = Place.objects.create(team=show.team, show=show, name="Hotel Sahara", kind="hotel")
    assert show.stand is not None
    Leg.objects.create(team=show.team, show=show, origin=place, destination=show.stand, mode="taxi", minutes=30)
    return place


def told(show: Show, member: Member, hour: float, day: date = DAY) -> Brief:
    """The member's brief of `day`, asked for at an hour of 6 January."""
    return brief(show=show, member=member, day=day, now=at(hour))


def test_next_is_the_members_next_event_with_leave_by(show: Show, camille: Member, sacha: Member) -> None:
    hotel(show)
    add(show, "Not hers", 6, 7, sacha)
    add(show, "All day", 0, 24, camille, all_day=True)
    add(show, "Cancelled", 6, 7, camille, status="cancelled")
    add(show, "Breakfast", 7.5, 8.75, camille, place=show.stand)
    thing = told(show, camille, 5).next
    assert thing is not None
    assert thing.leave is not None
    assert (thing.title, thing.place, thing.day, thing.leave.origin.name) == (
        "Breakfast",
        show.stand,
        DAY,
        "Hotel Sahara",
    )
    assert at(6) < thing.leave.at < at(7)


def test_next_stays_while_one_is_late_and_then_moves_on(show: Show, camille: Member) -> None:
    add(show, "Breakfast", 7.5, 8.75, camille)
    add(show, "Mentor", 9, 10, camille)
    titles = [thing.title if (thing := told(show, camille, hour).next) else None for hour in (7.5, 7.6, 7.67, 9.1, 9.2)]
    assert titles == ["Breakfast", "Breakfast", "Mentor", "Mentor", None]
    assert [event.title for event in told(show, camille, 7.6).current] == ["Breakfast"]


def test_under_way_is_the_members_journey(show: Show, camille: Member, sacha: Member) -> None:
    origin = hotel(show)
    assert show.stand is not None
    journey = depart(show=show, member=camille, origin_id=origin.pk, destination_id=show.stand.pk, now=at(5))
    assert (told(show, camille, 5.5).under_way, told(show, sacha, 5.5).under_way) == (journey, None)
    assert told(show, camille, 5.5).as_json()["under_way"] == {
        "id": str(journey.pk),
        "from": "Hotel Sahara",
        "to": "Stand 60427",
        "mode": "taxi",
        "departed_at": "2026-01-06T05:00:00-08:00",
    }
    arrive(show=show, journey_id=journey.pk, now=at(6))
    assert told(show, camille, 6.5).under_way is None


def test_next_may_be_to_hold_the_stand(show: Show, camille: Member) -> None:
    hotel(show)
    turn(show, camille, 10, 12)
    add(show, "Lunch", 12.5, 13, camille)
    thing = told(show, camille, 5).next
    assert thing is not None
    assert thing.leave is not None
    assert (thing.title, thing.event, thing.place, thing.starts_at) == ("Hold the stand", None, show.stand, at(10))
    assert at(8) < thing.leave.at < at(9.5)
    on_it = told(show, camille, 11).next
    assert on_it is not None
    assert on_it.title == "Lunch"


def test_next_turn_after_another_needs_no_leaving(show: Show, camille: Member) -> None:
    hotel(show)
    turn(show, camille, 10, 12)
    turn(show, camille, 12, 14)
    thing = told(show, camille, 11).next
    assert thing is not None
    assert (thing.starts_at, thing.leave) == (at(12), None)


def test_next_after_the_last_thing_is_tomorrows_first(show: Show, camille: Member) -> None:
    add(show, "Party", 20, 23, camille)
    add(show, "Breakfast", 31.5, 32, camille)
    thing = told(show, camille, 23.5).next
    assert thing is not None
    assert (thing.title, thing.day) == ("Breakfast", DAY + timedelta(days=1))


def test_next_after_the_last_thing_may_be_tomorrows_turn(show: Show, camille: Member) -> None:
    turn(show, camille, 33, 36)
    thing = told(show, camille, 21.5).next
    assert thing is not None
    assert (thing.title, thing.day) == ("Hold the stand", DAY + timedelta(days=1))


def test_what_is_over_clashes_no_more_and_nobody_is_met_at_it(show: Show, camille: Member) -> None:
    lunch = add(show, "Lunch", 12, 13, camille)
    add(show, "Talk", 12.5, 13.5, camille)
    paul = Contact.objects.create(team=show.team, full_name="Paul Kermadec")
    Meeting.objects.create(team=show.team, event=lunch, contact=paul)
    seen = [told(show, camille, hour) for hour in (12.9, 13.1, 13.6)]
    assert [len(each.clashes) for each in seen] == [1, 1, 0]
    assert [[met.contact for met in each.to_meet] for each in seen] == [[paul], [], []]


def test_brief_of_another_day_begins_with_its_morning(show: Show, camille: Member) -> None:
    add(show, "Today", 20, 21, camille)
    add(show, "Breakfast", 31.5, 32, camille)
    tomorrow = told(show, camille, 12, DAY + timedelta(days=1))
    assert tomorrow.next is not None
    assert (tomorrow.next.title, tomorrow.is_today, [event.title for event in tomorrow.events]) == (
        "Breakfast",
        False,
        ["Breakfast"],
    )
    yesterday = told(show, camille, 12, DAY - timedelta(days=1))
    assert (yesterday.is_today, yesterday.events) == (False, ())


def test_notes_to_self_of_today_are_on_tomorrows_brief_until_ticked(show: Show, camille: Member, sacha: Member) -> None:
    note = write_note(show=show, member=camille, text="Leave even earlier", now=at(23.9))
    tomorrow = DAY + timedelta(days=1)
    assert [told(show, sacha, 12, day).notes for day in (DAY, tomorrow)] == [(), (note,)]
    tick(note=note, member=sacha, now=at(30))
    assert told(show, sacha, 12, tomorrow).notes == ()


def test_promises_are_overdue_or_due_today(show: Show, camille: Member) -> None:
    contact = Contact.objects.create(team=show.team, full_name="Hélène")
    for text, due, kept in (("late", -1, False), ("today", 0, False), ("later", 1, False), ("kept", 0, True)):
        Promise.objects.create(
            team=show.team,
            contact=contact,
            member=camille,
            text=text,
            due_on=DAY + timedelta(days=due),
            kept_at=at(1) if kept else None,
        )
    got = told(show, camille, 5)
    assert ([each.text for each in got.overdue], [each.text for each in got.due_today]) == (["late"], ["today"])


def test_to_meet_has_the_last_encounter_and_what_we_owe(show: Show, camille: Member, sacha: Member) -> None:
    contact = Contact.objects.create(team=show.team, full_name="Hélène", company="Valdor")
    for text, hour in (("first", -30), ("last", -20)):
        Encounter.objects.create(team=show.team, contact=contact, show=show, member=sacha, at=at(hour), note=text)
    Promise.objects.create(team=show.team, contact=contact, member=sacha, text="owed")
    Promise.objects.create(team=show.team, contact=contact, member=sacha, text="kept", kept_at=at(1))
    late, early = add(show, "Late", 16, 17, camille), add(show, "Early", 11, 12, sacha)
    gone = add(show, "Cancelled", 10, 11, camille, status="cancelled")
    other = Contact.objects.create(team=show.team, full_name="Kim")
    for event, whom in ((late, contact), (early, other), (gone, other)):
        Meeting.objects.create(team=show.team, event=event, contact=whom)
    got = [
        (each.event, each.contact, each.last and each.last.note, [promise.text for promise in each.promises])
        for each in told(show, camille, 5).to_meet
    ]
    assert got == [(early, other, None, []), (late, contact, "last", ["owed"])]


def test_night_counts_what_waits_for_a_person(show: Show, camille: Member) -> None:
    def followup(number: int, day: date, decision: str, state: str = "", *, met: bool = True) -> FollowUp:
        contact = Contact.objects.create(team=show.team, full_name=f"No {number}")
        if met:
            Encounter.objects.create(team=show.team, contact=contact, show=show, member=camille, at=at(-12))
        made = FollowUp.objects.create(team=show.team, contact=contact, show=show, day=day, decision=decision)
        if state:
            approved = {"approved_at": at(-2), "sent_at": at(-2), "message_id": f"<{number}@x.test>", "to": "x@x.test"}
            given = {} if state == DraftState.PROPOSED else approved
            Draft.objects.create(
                team=show.team, followup=made, language="en", subject="x", body="x", state=state, **given
            )
        return made

    yesterday = DAY - timedelta(days=1)
    followup(1, yesterday, Decision.OPEN)
    followup(2, DAY, Decision.OPEN)
    followup(3, yesterday, Decision.OPEN, met=False)
    followup(4, yesterday, Decision.KEEP, DraftState.PROPOSED)
    followup(5, yesterday, Decision.KEEP)
    followup(6, yesterday, Decision.DROP, DraftState.PROPOSED)
    followup(7, yesterday, Decision.KEEP, DraftState.UNCERTAIN)
    followup(8, yesterday, Decision.KEEP, DraftState.REFUSED)
    answered = followup(9, yesterday, Decision.KEEP)
    FollowUp.objects.filter(pk=answered.pk).update(answered_at=at(3), without_mail=True)
    due = followup(10, yesterday, Decision.KEEP, DraftState.SENT)
    FollowUp.objects.filter(pk=due.pk).update(remind_on=DAY)
    got = told(show, camille, 5)
    night = got.night
    assert (night.cards, night.drafts, night.uncertain, night.refused) == (1, 2, 1, 1)
    assert (list(got.answered), list(got.reminders)) == ([answered], [due])
    assert told(show, camille, 2).answered == ()


def test_brief_of_a_day_of_23_hours_and_of_25(show: Show, camille: Member) -> None:
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    for day in (spring, autumn):
        ShowDay.objects.create(team=show.team, show=show, day=day, opens=time(10), closes=time(18))
    moments = [
        (datetime(2026, 3, 8, 7, 59, tzinfo=UTC), spring, False),
        (datetime(2026, 3, 8, 8, 0, tzinfo=UTC), spring, True),
        (datetime(2026, 3, 8, 12, 0, tzinfo=UTC), spring, True),
        (datetime(2026, 3, 9, 6, 59, tzinfo=UTC), spring, True),
        (datetime(2026, 3, 9, 7, 0, tzinfo=UTC), spring, False),
        (datetime(2026, 11, 1, 7, 0, tzinfo=UTC), autumn, True),
        (datetime(2026, 11, 2, 7, 59, tzinfo=UTC), autumn, True),
        (datetime(2026, 11, 2, 8, 0, tzinfo=UTC), autumn, False),
    ]
    assert [brief(show=show, member=camille, day=day, now=now).is_today for now, day, _ in moments] == [
        is_today for *_, is_today in moments
    ]
    at_five = brief(show=show, member=camille, day=spring, now=datetime(2026, 3, 8, 12, 0, tzinfo=UTC)).as_json()
    assert (at_five["now"], at_five["stand"]["opens"]) == ("2026-03-08T05:00:00-07:00", "2026-03-08T10:00:00-07:00")


def test_as_json_is_plain_and_says_times_at_the_show(show: Show, camille: Member, sacha: Member) -> None:
    hotel(show)
    event = add(show, "Breakfast", 7.5, 8.75, camille, kind="breakfast", place=show.stand)
    shift = turn(show, sacha, 10, 18)
    note = write_note(show=show, member=camille, text="Tape", now=at(-5))
    conversation = receive(
        show=show, channel="x", external_id="1", counterpart="@jo", body="Hi", at=at(1), kind="press"
    ).conversation
    got = told(show, camille, 5).as_json()
    assert json.loads(json.dumps(got)) == got
    leave = got["next"]["leave_by"]
    breakfast = {
        "id": str(event.pk),
        "title": "Breakfast",
        "kind": "breakfast",
        "starts_at": "2026-01-06T07:30:00-08:00",
        "ends_at": "2026-01-06T08:45:00-08:00",
        "place": "Stand 60427",
        "leave_by": leave,
    }
    assert leave["from"] == "Hotel Sahara"
    gap = {"from": "2026-01-06T10:00:00-08:00", "to": "2026-01-06T18:00:00-08:00"}
    assert got == {
        "team": "lumen",
        "show": {"name": "CES 2026", "time_zone": "America/Los_Angeles"},
        "member": "Camille",
        "day": "2026-01-06",
        "now": "2026-01-06T05:00:00-08:00",
        "next": breakfast,
        "current": [],
        "under_way": None,
        "stand": {
            "cover": 2,
            "opens": gap["from"],
            "closes": gap["to"],
            "now": None,
            "next": {**gap, "members": ["Sacha"], "missing": 1},
            "gaps": [{**gap, "present": 1, "needed": 2}],
        },
        "timeline": [
            {"member": "Camille", "items": [{**breakfast, "status": "confirmed", "all_day": False}]},
            {
                "member": "Sacha",
                "items": [
                    {
                        "id": str(shift.pk),
                        "title": "",
                        "kind": "stand",
                        "all_day": False,
                        "starts_at": gap["from"],
                        "ends_at": gap["to"],
                        "leave_by": None,
                    }
                ],
            },
        ],
        "clashes": [],
        "promises": {"overdue": [], "today": []},
        "to_meet": [],
        "messages": [
            {
                "id": str(conversation.pk),
                "channel": "x",
                "kind": "press",
                "counterpart": "@jo",
                "subject": "",
                "text": "Hi",
                "at": "2026-01-06T01:00:00-08:00",
                "deadline": None,
            }
        ],
        "reminders": {"due": [], "answered": []},
        "notes": [{"id": str(note.pk), "text": "Tape", "member": "Camille", "at": "2026-01-05T19:00:00-08:00"}],
        "night": {"cards": 0, "drafts": 0, "uncertain": 0, "refused": 0},
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_brief_takes_as_many_queries_whatever_the_rows(
    show: Show, camille: Member, sacha: Member, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = hotel(show)
    for row in range(rows):
        event = add(show, f"Event {row}", 7 + row, 9 + row, camille, sacha, place=(place, show.stand)[row % 2])
        turn(show, sacha, 10 + row, 11 + row)
        contact = Contact.objects.create(team=show.team, full_name=f"No {row}")
        Encounter.objects.create(team=show.team, contact=contact, show=show, member=sacha, at=at(-20), note="met")
        Promise.objects.create(team=show.team, contact=contact, member=camille, text="owed", due_on=DAY)
        Meeting.objects.create(team=show.team, event=event, contact=contact)
        FollowUp.objects.create(team=show.team, contact=contact, show=show, day=DAY, owner=camille, answered_at=at(1))
        write_note(show=show, member=camille, text=f"note {row}", now=at(-5))
        receive(show=show, channel="x", external_id=f"{row}", counterpart=f"@{row}", body="Hi", at=at(1))
    with django_assert_num_queries(25):
        told(show, camille, 5).as_json()


def test_brief_holds_nothing_of_another_team(show: Show, camille: Member, mallory: Member) -> None:
    theirs = Show.objects.create(
        team=mallory.team, name="CES 2026", time_zone=show.time_zone, country="US", starts_on=DAY, ends_on=DAY, cover=0
    )
    add(theirs, "Secret", 7, 8, mallory)
    contact = Contact.objects.create(team=mallory.team, full_name="Secret")
    Promise.objects.create(team=mallory.team, contact=contact, member=mallory, text="Secret", due_on=DAY)
    FollowUp.objects.create(team=mallory.team, contact=contact, show=theirs, day=DAY, answered_at=at(1), remind_on=DAY)
    write_note(show=theirs, member=mallory, text="Secret", now=at(-5))
    receive(show=theirs, channel="x", external_id="1", counterpart="Secret", body="Secret", at=at(1))
    assert "Secret" not in json.dumps(told(show, camille, 5).as_json())
