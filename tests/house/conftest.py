"""Two teams with everything in them, on the same day of the show."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings

from showtime.accounts.models import Member, Role, User
from tests.house.world import NOW, World, make_world


@pytest.fixture
def during_the_show() -> Iterator[None]:
    """The show's clock stands at the world's day."""
    with override_settings(CLOCK_OFFSET=NOW - datetime.now(UTC)):
        yield


@pytest.fixture
def lumen(db: None, during_the_show: None) -> World:
    """The team that is to be kept from others' eyes."""
    return make_world(slug="lumen", word="zebulon")


@pytest.fixture
def rival(db: None, during_the_show: None) -> World:
    """The team of Mallory, who has a show and rows of her own."""
    return make_world(slug="rival", word="mallory")


def signed_in(user: User) -> Client:
    """A browser in which the user is signed in."""
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def owner(lumen: World) -> Client:
    """Lumen's owner's browser."""
    return signed_in(lumen.owner.user)


@pytest.fixture
def mallory(rival: World) -> Client:
    """Mallory's browser."""
    return signed_in(rival.owner.user)


@pytest.fixture
def guest(lumen: World) -> Client:
    """The browser of one who may only read."""
    user = User.objects.create_user("guest@lumen.test", name="Guest", language="en")
    Member.objects.create(team=lumen.team, user=user, role=Role.GUEST)
    return signed_in(user)
