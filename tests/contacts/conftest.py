"""Meeting people, in short."""

from dataclasses import fields as fields_of
from datetime import date
from typing import Any

import pytest

from showtime.accounts.models import Member
from showtime.contacts.capture import Captured, capture
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.lib.ids import new_id
from showtime.programme.models import Show
from tests.contacts.meeting import NOON, Meet

_PERSON = {each.name for each in fields_of(PersonFields)} - {"note"}


@pytest.fixture
def meet(show: Show, camille: Member) -> Meet:
    """Capture somebody as Camille does; keywords are those of `PersonFields`, `Qualification` and `capture`."""

    def met(**said: Any) -> Captured:
        own = {name: said.pop(name) for name in list(said) if name in _PERSON}
        whole: dict[str, Any] = {
            "team": show.team,
            "show": show,
            "member": camille,
            "capture_id": new_id(),
            "kind": "typed",
            "raw": "",
            "captured_at": NOON,
            "now": NOON,
        }
        whole |= {name: said.pop(name) for name in list(said) if name in whole}
        return capture(**whole, fields=PersonFields(**own), qualification=Qualification(**said))

    return met


@pytest.fixture
def rival_show(mallory: Member) -> Show:
    """A show of the other team."""
    day = date(2026, 1, 6)
    return Show.objects.create(
        team=mallory.team, name="Rival show", time_zone="UTC", country="FR", starts_on=day, ends_on=day
    )


@pytest.fixture
def rival_meet(meet: Meet, mallory: Member, rival_show: Show) -> Meet:
    """Capture somebody as Mallory does."""

    def met(**said: Any) -> Captured:
        return meet(team=mallory.team, show=rival_show, member=mallory, **said)

    return met
