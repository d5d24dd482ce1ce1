"""The demo is what the issue says it is, comes in once, and moves in time without changing its hours."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact
from showtime.demo.load import Loaded, load_demo
from showtime.demo.prepare import prepare
from showtime.demo.scene import ZONE
from showtime.demo.shift import shift
from showtime.followups.models import DeliveredMail, Draft, FollowUp
from showtime.inbox.models import Conversation
from showtime.journal.models import Note
from showtime.programme.clashes import clashes
from showtime.programme.models import Event, Journey, Show, ShowDay
from showtime.rounds.models import Exhibitor

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)


@pytest.fixture
def demo(db: None) -> Loaded:
    return load_demo(now=NOW)


def test_demo_holds_the_day(demo: Loaded) -> None:
    assert Exhibitor.objects.count() == demo.directory["counts"]["exhibitors"]
    assert demo.directory["counts"]["rows"] == 4177
    assert Contact.objects.count() == 25
    assert set(Contact.objects.values_list("language", flat=True)) == {"en", "fr"}
    today = Event.objects.filter(starts_at__date=date(2026, 1, 6))
    kinds = Counter(
        Event.objects.filter(starts_at__gte=NOW, starts_at__lt=NOW + timedelta(hours=19)).values_list("kind", flat=True)
    )
    assert {kind: kinds[kind] for kind in ("breakfast", "mentor", "pitch", "appointment", "party")} == {
        "breakfast": 1,
        "mentor": 1,
        "pitch": 2,
        "appointment": 6,
        "party": 1,
    }
    assert today.filter(kind="appointment").values("place__name").distinct().count() >= 3
    assert set(Conversation.objects.values_list("channel", flat=True)) == {"email", "linkedin", "whatsapp", "x"}
    show = Show.objects.get()
    assert len(clashes(show=show, day=date(2026, 1, 6))) >= 1


def test_yesterday_was_lived(demo: Loaded) -> None:
    jam = Journey.objects.order_by("departed_at")[0]
    assert jam.arrived_at is not None
    assert jam.arrived_at - jam.departed_at == timedelta(minutes=55)
    assert Note.objects.filter(kind="to_self", ticked_at=None).count() == 3
    assert Counter(FollowUp.objects.values_list("decision", flat=True)) == {
        "open": 12,
        "keep": 9,
        "personal": 2,
        "drop": 2,
    }
    assert Counter(Draft.objects.values_list("state", flat=True))["sent"] == DeliveredMail.objects.count() == 6
    answered = FollowUp.objects.get(contact__full_name="Hélène Garance")
    from showtime.followups.tasks import SWEEPS

    for sweep in SWEEPS:
        for key in sweep.due(50):
            sweep.work(key)
    answered.refresh_from_db()
    assert answered.answered_at is not None


def test_directorys_dirt_is_reported_row_by_row(demo: Loaded) -> None:
    report = demo.directory
    assert report["counts"]["without_booth"] > 0
    assert all(problem["where"].startswith("row ") for problem in report["problems"])
    assert not Exhibitor.objects.filter(name__contains="&amp;").exists()


def test_shift_keeps_the_hours_over_a_change_of_clocks(demo: Loaded) -> None:
    before = {event.pk: event.starts_at.astimezone(ZONE) for event in Event.objects.all()}
    shift(team=demo.team, days=180)
    for event in Event.objects.all():
        moved = event.starts_at.astimezone(ZONE)
        assert (moved.date() - before[event.pk].date()).days == 180
        assert moved.time() == before[event.pk].time()


@pytest.mark.parametrize("days", [1, -1, 2])
def test_shift_by_a_day_steps_on_nobody(days: int, demo: Loaded) -> None:
    shift(team=demo.team, days=days)
    assert [day.day for day in ShowDay.objects.order_by("day")] == [
        date(2026, 1, 6 + number) + timedelta(days=days) for number in range(4)
    ]


def test_shift_moves_no_other_team(demo: Loaded, mallory: Member) -> None:
    with pytest.raises(ValueError, match="Only the demo"):
        shift(team=mallory.team, days=1)


def test_prepare_shifts_to_today_and_lets_the_visitors_days_go_on(db: None) -> None:
    later = datetime(2026, 6, 3, 16, tzinfo=UTC)
    member = prepare(now=later)
    assert member is not None
    assert Show.objects.get().starts_on == date(2026, 6, 3)
    prepare(now=later + timedelta(days=1))
    assert Show.objects.get().starts_on == date(2026, 6, 3)
    prepare(now=later + timedelta(days=30))
    assert Show.objects.get().starts_on == date(2026, 7, 3)
    assert Team.objects.count() == 1


def test_prepare_leaves_teams_of_ones_own_alone(mallory: Member) -> None:
    assert prepare(now=NOW) is None
    assert list(Team.objects.values_list("slug", flat=True)) == ["rival"]


def test_failed_load_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("showtime.demo.messages.TALKS", ())
    monkeypatch.setattr("showtime.demo.load.TALKS", (None,))
    with pytest.raises(AttributeError):
        load_demo(now=NOW)
    assert (Team.objects.count(), Contact.objects.count()) == (0, 0)
