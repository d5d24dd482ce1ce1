"""Adding, changing and cancelling an event by form, also where clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from showtime.contacts.models import Contact
from showtime.lib import clock
from showtime.lib.ids import new_id
from showtime.programme import queries
from showtime.programme.models import Event, Show
from tests.programme.conftest import at

NEW = "/t/lumen/programme/event/new/"


@pytest.fixture
def entered(show, camille):
    """What a member types for a pitch at 9:00 on 6 January."""
    return {
        "title": "Pitch",
        "day": "2026-01-06",
        "starts": "09:00",
        "ends": "09:30",
        "kind": "pitch",
        "status": "confirmed",
        "members": [str(camille.pk)],
        "place": str(show.stand.pk),
    }


def _errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return answer.context["form"].errors.get_json_data() and {
        field: [each["message"].replace("\N{NO-BREAK SPACE}", " ") for each in errors]
        for field, errors in answer.context["form"].errors.get_json_data().items()
    }


def test_event_form_begins_with_the_next_full_hour_and_the_member(show, camille, camille_client):
    now = clock.now().astimezone(show.zone)
    show.starts_on = show.ends_on = now.date()
    show.save()
    form = camille_client.get(NEW).context["form"]
    starts, ends = form["starts"].value(), form["ends"].value()
    hour = (now.hour + 1) % 24 if now.hour < 23 else 9
    assert (starts.hour, starts.minute, ends.hour, ends.minute) == (hour, 0, hour, 30)
    assert form["members"].value() == [str(camille.pk)]


def test_event_form_of_a_day_ahead_begins_at_nine(show, camille_client):
    form = camille_client.get(f"{NEW}?day=2026-01-07&title=Meet+Paul&starts=25:00").context["form"]
    assert (form["title"].value(), form["day"].value(), str(form["starts"].value())) == (
        "Meet Paul",
        date(2026, 1, 7),
        "09:00:00",
    )


def test_event_is_added_and_its_day_shown(show, camille, camille_client, entered):
    answer = camille_client.post(NEW, entered, follow=True)
    event = queries.team_event(team=show.team, event_id=Event.objects.get().pk)
    assert (event.title, event.starts_at, event.ends_at, event.place) == ("Pitch", at(6, 9), at(6, 9, 30), show.stand)
    assert [each.member for each in event.attendances.all()] == [camille]
    assert answer.redirect_chain == [("/t/lumen/programme/?day=2026-01-06", 302)]
    assert "Pitch is in the programme." in answer.content.decode()


def test_event_that_clashes_is_added_and_says_so(show, camille_client, entered):
    camille_client.post(NEW, entered, follow=True)
    later = {**entered, "id": str(new_id()), "title": "Coffee", "starts": "09:20", "ends": "09:40"}
    told = [str(said) for said in camille_client.post(NEW, later, follow=True).context["messages"]]
    assert told == ["Coffee is in the programme.", "Camille: Pitch and Coffee overlap by 10 minutes."]


def test_event_sent_twice_is_there_once(show, camille_client, entered):
    entered["id"] = str(new_id())
    camille_client.post(NEW, entered)
    camille_client.post(NEW, entered)
    assert Event.objects.count() == 1


def test_event_for_a_contact_is_where_the_contact_is_met(show, team, camille_client, entered):
    paul = Contact.objects.create(team=team, full_name="Paul Vautrin")
    camille_client.post(NEW, {**entered, "contact": str(paul.pk)})
    event = Event.objects.get()
    assert [meeting.contact for meeting in event.meetings.all()] == [paul]
    assert "Paul Vautrin" in camille_client.get(f"/t/lumen/programme/event/{event.pk}/").content.decode()


def test_event_for_a_contact_of_another_team_meets_nobody(show, mallory, camille_client, entered):
    theirs = Contact.objects.create(team=mallory.team, full_name="Not ours")
    camille_client.post(NEW, {**entered, "contact": str(theirs.pk)})
    assert Event.objects.get().meetings.count() == 0


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"ends": "08:00"}, "ends", "It ends before it starts. Choose a later end, or tick that it ends the next day."),
        ({"starts": ""}, "starts", "Say when, or tick that it is the whole day."),
        ({"title": ""}, "title", "This field is required."),
        ({"day": "9999-12-31"}, "day", "This is more than a year from the show. Check the year."),
        (
            {"all_day": "on", "last_day": "2026-01-05"},
            "last_day",
            "The last day is before the first. Choose a later one.",
        ),
    ],
)  # fmt: skip
def test_event_that_is_wrong_says_where_and_how_to_mend_it(show, camille_client, entered, change, field, message):
    assert _errors(camille_client.post(NEW, entered | change)) == {field: [message]}
    assert not Event.objects.exists()


@pytest.mark.parametrize("field", ["members", "place"])
def test_event_with_somebody_or_somewhere_of_another_team_is_refused(show, mallory, camille_client, entered, field):
    entered[field] = str(mallory.pk)
    assert list(_errors(camille_client.post(NEW, entered))) == [field]


def test_party_over_midnight_ends_the_next_day(show, camille_client, entered):
    camille_client.post(NEW, {**entered, "starts": "22:00", "ends": "02:00", "overnight": "on", "kind": "party"})
    event = Event.objects.get()
    assert (event.starts_at, event.ends_at) == (at(6, 22), at(7, 2))
    form = camille_client.get(f"/t/lumen/programme/event/{event.pk}/change/").context["form"]
    assert (form["overnight"].value(), form["last_day"].value()) == (True, None)


def test_whole_days_are_kept_as_days(show, camille_client, entered):
    camille_client.post(NEW, {**entered, "starts": "", "ends": "", "all_day": "on", "last_day": "2026-01-07"})
    event = Event.objects.get()
    assert (event.all_day, event.starts_at, event.ends_at) == (True, at(6, 0), at(8, 0))
    form = camille_client.get(f"/t/lumen/programme/event/{event.pk}/change/").context["form"]
    assert (form["all_day"].value(), form["last_day"].value()) == (True, date(2026, 1, 7))


def test_time_that_clocks_skip_is_refused_with_a_time_to_choose(show, camille_client, entered):
    show.starts_on = show.ends_on = date(2026, 3, 8)
    show.save()
    errors = _errors(camille_client.post(NEW, {**entered, "day": "2026-03-08", "starts": "02:30", "ends": "04:00"}))
    assert errors == {
        "starts": ["On Sunday, March 8 the clocks jump over 2:30 a.m.: choose 3:30 a.m., or an earlier time."]
    }


def test_time_that_comes_twice_is_asked_about_and_then_taken(show, camille_client, entered):
    show.starts_on = show.ends_on = date(2026, 11, 1)
    show.save()
    late = {**entered, "day": "2026-11-01", "starts": "01:30", "ends": "04:00"}
    answer = camille_client.post(NEW, late)
    assert list(_errors(answer)) == ["starts"]
    page = answer.content.decode()
    assert "the first, PDT" in page
    assert "the second, PST" in page
    camille_client.post(NEW, {**late, "starts_which": "second"})
    assert Event.objects.get().starts_at == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def test_event_in_paris_is_by_the_clocks_of_paris(team, camille_client, entered):
    Show.objects.all().delete()
    Show.objects.create(
        team=team,
        name="VivaTech",
        time_zone="Europe/Paris",
        country="FR",
        starts_on=date(2026, 6, 17),
        ends_on=date(2026, 6, 20),
    )
    camille_client.post(NEW, {**entered, "day": "2026-06-17", "place": ""})
    assert Event.objects.get().starts_at == datetime(2026, 6, 17, 7, tzinfo=UTC)


def test_event_is_changed_as_it_was_entered(show, camille_client, entered):
    camille_client.post(NEW, entered)
    url = f"/t/lumen/programme/event/{Event.objects.get().pk}/change/"
    form = camille_client.get(url).context["form"]
    assert (form["title"].value(), str(form["starts"].value()), form["place"].value()) == (
        "Pitch",
        "09:00:00",
        str(show.stand.pk),
    )
    camille_client.post(url, {**entered, "title": "Big pitch", "members": []})
    event = Event.objects.get()
    assert (event.title, event.attendances.count(), event.revision) == ("Big pitch", 0, 1)


def test_event_is_cancelled_and_brought_back_as_it_was(show, camille_client, entered):
    camille_client.post(NEW, {**entered, "status": "tentative"})
    event = Event.objects.get()
    answer = camille_client.post(f"/t/lumen/programme/event/{event.pk}/cancel/", follow=True)
    page = answer.content.decode()
    assert Event.objects.get().status == "cancelled"
    assert '<input type="hidden" name="was" value="tentative">' in page
    camille_client.post(f"/t/lumen/programme/event/{event.pk}/restore/", {"was": "tentative"})
    assert Event.objects.get().status == "tentative"


def test_event_page_says_when_everybody_leaves(show, camille, sacha, camille_client, entered):
    show.starts_on = show.ends_on = (clock.now() + timedelta(days=2)).astimezone(show.zone).date()
    show.save()
    hall = show.stand.inside
    day = show.starts_on.isoformat()
    members = [str(camille.pk), str(sacha.pk)]
    camille_client.post(NEW, {**entered, "day": day, "members": members, "place": str(hall.pk)})
    answer = camille_client.get(f"/t/lumen/programme/event/{Event.objects.get().pk}/")
    assert [(str(member), leave.origin) for member, leave in answer.context["leaves"]] == [
        ("Camille", show.stand),
        ("Sacha", show.stand),
    ]
