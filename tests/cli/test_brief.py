"""`showtime brief`, run as a command."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from showtime.accounts.models import Member, Team
from showtime.cli.main import main
from showtime.journal.brief import brief
from showtime.journal.notes import write_note
from showtime.programme.models import Attendance, Event, Leg, Place, Show
from showtime.rounds.models import Shift

FIVE = datetime(2026, 1, 6, 13, tzinfo=UTC)
AT = ["--at", "2026-01-06T05:00"]


@pytest.fixture
def day(show: Show, camille: Member, sacha: Member) -> Show:
    """A day with a breakfast half an hour away, a turn on the stand, and a note of yesterday."""
    hotel = Place.objects.create(team=show.team, show=show, name="Hotel Sahara", kind="hotel")
    assert show.stand is not None
    Leg.objects.create(team=show.team, show=show, origin=hotel, destination=show.stand, mode="taxi", minutes=30)
    event = Event.objects.create(
        team=show.team,
        show=show,
        title="Breakfast",
        starts_at=FIVE + timedelta(hours=3),
        ends_at=FIVE + timedelta(hours=4),
        place=show.stand,
    )
    Attendance.objects.create(team=show.team, event=event, member=camille)
    Shift.objects.create(
        team=show.team, show=show, member=sacha, starts_at=FIVE + timedelta(hours=5), ends_at=FIVE + timedelta(hours=13)
    )
    write_note(show=show, member=camille, text="Leave even earlier", now=FIVE - timedelta(hours=9))
    return show


def test_brief_prints_the_day(day: Show, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", *AT]) == 0
    printed = capsys.readouterr().out
    leave = printed[printed.index("          Leave by") : printed.index("\n\nThe stand")]
    assert " ".join(leave.split()).endswith("min from Hotel Sahara: usually 30 min, with room for delays")
    shown = printed.replace(f"{leave}\n", "").splitlines()
    assert shown == [
        "CES 2026 · Tuesday, January 6 · Camille",
        "It is Tuesday, January 6, 5 a.m. at the show.",
        "",
        "Next",
        "  8 a.m.  Breakfast, Stand 60427",
        "",
        "The stand",
        "  10 a.m.  Sacha (one too few)",
        "  !        10 a.m.–6 p.m.: 1 on the stand, 2 needed",
        "",
        "Notes to self",
        "  -  Leave even earlier",
        "",
        "The day",
        "  Camille",
        "    8–9 a.m.        Breakfast, Stand 60427",
        "  Sacha",
        "    10 a.m.–6 p.m.  Stand",
    ]


def test_brief_as_json_is_the_same_brief(day: Show, camille: Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", *AT, "--json"]) == 0
    with translation.override("en"):
        same = brief(show=day, member=camille, day=FIVE.date(), now=FIVE).as_json()
    assert json.loads(capsys.readouterr().out) == same


def test_brief_of_another_member_day_and_moment(day: Show, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--team", "lumen", "--member", "sacha@lumen.test", "--date", "2026-01-07"]
    assert main(["brief", *asked, "--at", "2026-01-06T14:00:00+01:00", "--json"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert (got["member"], got["day"], got["now"]) == ("Sacha", "2026-01-07", "2026-01-06T05:00:00-08:00")


def test_brief_speaks_the_members_language(day: Show, camille: Member, capsys: pytest.CaptureFixture[str]) -> None:
    camille.user.language = "fr"
    camille.user.save()
    assert main(["brief", *AT]) == 0
    printed = capsys.readouterr().out
    assert ["mardi" in printed, "janvier" in printed, "08:00–09:00" in printed] == [True, True, True]
    assert translation.get_language() == "en"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--team", "nobody"], "there is no team nobody here; its slug stands in its address, /t/SLUG/."),
        (
            ["--member", "x@y.test"],
            "x@y.test is not in the team lumen: choose one of camille@lumen.test, gus@lumen.test.",
        ),
    ],
)
def test_brief_of_who_is_not_there(
    asked: list[str], said: str, show: Show, camille: Member, gus: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", *asked]) == 1
    assert capsys.readouterr().err == f"showtime: {said}\n"


def test_brief_where_there_is_no_team_or_several_or_no_show(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for slug in ("lumen", "rival", "third"):
        assert main(["brief"]) == 1
        said.append(capsys.readouterr().err)
        Team.objects.create(slug=slug, name=slug)
    assert said == [
        "showtime: there is no team yet: `showtime demo` loads one, `showtime team` founds one.\n",
        "showtime: nobody is in the team lumen yet.\n",
        "showtime: there are several teams: choose one with --team, lumen, rival.\n",
    ]


def test_brief_before_there_is_a_show(camille: Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief"]) == 1
    assert capsys.readouterr().err == ("showtime: the team lumen has no show yet: make one on its page Programme.\n")


@pytest.mark.parametrize(("option", "value"), [("--date", "6/1/26"), ("--at", "five")])
def test_brief_of_what_cannot_be_read(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["brief", option, value])
    assert (left.value.code, f"'{value}' is no" in capsys.readouterr().err) == (2, True)
