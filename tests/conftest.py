"""The cast: Camille may do all in her team, Sacha shares it, Gus only reads; Mallory belongs to another team."""

from datetime import date, time

import pytest
from django.test import Client

from showtime.accounts.models import Member, Role, Team, User
from showtime.programme.models import Place, PlaceKind, Show, ShowDay


def _member(team: Team, email: str, name: str, role: str) -> Member:
    user = User.objects.create_user(email, name=name, language="en")
    return Member.objects.create(team=team, user=user, role=role)


@pytest.fixture
def team(db: None) -> Team:
    """The team of the cast."""
    return Team.objects.create(slug="lumen", name="Lumen")


@pytest.fixture
def camille(team: Team) -> Member:
    """Founder and owner: may do all."""
    return _member(team, "camille@lumen.test", "Camille Roy", Role.OWNER)


@pytest.fixture
def sacha(team: Team) -> Member:
    """Shares the work."""
    return _member(team, "sacha@lumen.test", "Sacha Blanc", Role.MEMBER)


@pytest.fixture
def gus(team: Team) -> Member:
    """Only reads."""
    return _member(team, "gus@lumen.test", "Gus Guest", Role.GUEST)


@pytest.fixture
def mallory(db: None) -> Member:
    """Owner of another team: may see nothing of this one."""
    return _member(Team.objects.create(slug="rival", name="Rival"), "mallory@rival.test", "Mallory", Role.OWNER)


@pytest.fixture
def show(team: Team) -> Show:
    """CES 2026, its first two days, with the team's stand in Hall G; nobody is on the roster yet."""
    show = Show.objects.create(
        team=team,
        name="CES 2026",
        venue="Las Vegas",
        time_zone="America/Los_Angeles",
        country="US",
        starts_on=date(2026, 1, 6),
        ends_on=date(2026, 1, 9),
        cover=2,
    )
    for day in (date(2026, 1, 6), date(2026, 1, 7)):
        ShowDay.objects.create(team=team, show=show, day=day, opens=time(10), closes=time(18))
    hall = Place.objects.create(team=team, show=show, name="Venetian Expo, Hall G", kind=PlaceKind.HALL)
    show.stand = Place.objects.create(team=team, show=show, name="Stand 60427", kind=PlaceKind.STAND, inside=hall)
    show.save()
    return show


def _client(member: Member) -> Client:
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def camille_client(camille: Member) -> Client:
    """A browser in which Camille is signed in."""
    return _client(camille)


@pytest.fixture
def sacha_client(sacha: Member) -> Client:
    """A browser in which Sacha is signed in."""
    return _client(sacha)


@pytest.fixture
def gus_client(gus: Member) -> Client:
    """A browser in which Gus is signed in."""
    return _client(gus)


@pytest.fixture
def mallory_client(mallory: Member) -> Client:
    """A browser in which Mallory is signed in."""
    return _client(mallory)
