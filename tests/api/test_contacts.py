"""GET /api/{team}/contacts: the list, part by part, of one's own team."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact, Promise, Segment

Counted = Callable[[int], AbstractContextManager[Any]]
NOON = datetime(2026, 1, 6, 19, 30, tzinfo=UTC)


def people(team: Team, number: int) -> list[Contact]:
    return [
        Contact.objects.create(
            team=team, full_name=f"P{each}", search=f"p{each}", met_at=NOON + timedelta(minutes=each)
        )
        for each in range(number)
    ]


def get(client: Client, team: str = "lumen", **query: Any) -> Any:
    return client.get(f"/api/{team}/contacts", query)


def test_contacts_in_full(camille_client: Client, camille: Member) -> None:
    press = Segment.objects.create(team=camille.team, name="Press")
    jane = Contact.objects.create(
        team=camille.team,
        full_name="Jane Doe",
        company="Acme",
        email="jane@acme.test",
        phone="+33612345678",
        language="fr",
        interest="hot",
        segment=press,
        owner=camille,
        met_at=NOON,
    )
    Promise.objects.create(team=camille.team, contact=jane, member=camille, text="prices")
    assert get(camille_client).json() == {
        "items": [
            {
                "id": str(jane.pk),
                "full_name": "Jane Doe",
                "company": "Acme",
                "title": "",
                "email": "jane@acme.test",
                "phone": "+33612345678",
                "website": "",
                "linkedin": "",
                "country": "",
                "language": "fr",
                "interest": "hot",
                "segment": "Press",
                "state": "new",
                "owner": str(camille.pk),
                "met_at": "2026-01-06T19:30:00Z",
                "open_promise": "prices",
                "open_promise_due": None,
            }
        ],
        "after": "",
        "total": 1,
    }


def test_contacts_part_by_part(camille_client: Client, team: Team) -> None:
    people(team, 3)
    first = get(camille_client, limit=2).json()
    second = get(camille_client, limit=2, after=first["after"]).json()
    assert [each["full_name"] for each in [*first["items"], *second["items"]]] == ["P2", "P1", "P0"]
    assert (first["total"], second["after"]) == (3, "")


def test_contacts_filtered(camille_client: Client, team: Team) -> None:
    people(team, 3)
    assert [each["full_name"] for each in get(camille_client, words="p1").json()["items"]] == ["P1"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"limit": 10**30}, "limit"),
        ({"after": "x"}, "after"),
        ({"interest": "boiling"}, "interest"),
        ({"words": "w" * 201}, "words"),
    ],
)
def test_contacts_refuses_what_is_out_of_bounds(camille_client: Client, query: dict[str, Any], field: str) -> None:
    response = get(camille_client, **query)
    assert response.status_code == 422
    assert [each["field"] for each in response.json()["errors"]] == [field]


def test_contacts_are_for_members(client: Client, gus_client: Client, mallory_client: Client, team: Team) -> None:
    people(team, 1)
    assert get(client).status_code == 401
    assert get(gus_client).json()["total"] == 1
    for slug in ("lumen", "nobody", "a%00b", "é"):
        response = mallory_client.get(f"/api/{slug}/contacts")
        assert (response.status_code, response.json()["errors"][0]["code"]) == (404, "not_found")


@pytest.mark.parametrize("number", [1, 3])
def test_contacts_in_five_queries_whatever_the_number(
    camille_client: Client, camille: Member, django_assert_num_queries: Counted, number: int
) -> None:
    press = Segment.objects.create(team=camille.team, name="Press")
    people(camille.team, number)
    Contact.objects.update(owner=camille, segment=press)
    with django_assert_num_queries(5):  # session, user, membership; counts, rows
        assert len(get(camille_client).json()["items"]) == number


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["words", "interest", "segment", "state", "owner", "limit", "after", "other"]),
        st.text(max_size=50)
        | st.integers().map(str)
        | st.uuids().map(lambda key: f"1767727800000000.{key.hex}")
        | st.uuids().map(str),
    )
)
def test_contacts_asked_anything_never_fail(camille_client: Client, team: Team, query: dict[str, str]) -> None:
    people(team, 2)
    assert get(camille_client, **query).status_code in {200, 422}
