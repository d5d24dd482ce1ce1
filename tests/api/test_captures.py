"""POST /api/{team}/captures: each item answered for itself, sent twice stored once, and no input gives a 500."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showtime.accounts.models import Member
from showtime.contacts.models import Capture, Contact, Encounter, Promise, Segment
from showtime.contacts.withdraw import withdraw
from showtime.lib import clock
from showtime.lib.ids import new_id
from showtime.programme.models import Show

AT = "2026-01-06T19:30:00Z"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Jane Doe\nEMAIL:jane@acme.test\nEND:VCARD\n"


def item(**said: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "captured_at": AT, **said}


def post(client: Client, *items: Any, team: str = "lumen", **batch: Any) -> Any:
    body = json.dumps({"items": items, **batch})
    return client.post(f"/api/{team}/captures", body, content_type="application/json")


def answers(response: Any) -> list[dict[str, Any]]:
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def fields(response: Any) -> list[str]:
    return [each["field"] for each in response.json()["errors"]]


def test_captures_are_stored(camille_client: Client, show: Show) -> None:
    segment = Segment.objects.create(team=show.team, name="Press")
    sent = item(
        kind="vcard",
        raw=VCARD,
        person={"company": "Acme"},
        interest="hot",
        segment=str(segment.pk),
        note="lamp",
        promise="prices",
        promise_due="2026-01-07",
    )
    (answer,) = answers(post(camille_client, sent))
    contact = Contact.objects.get()
    assert answer == {
        "id": sent["id"],
        "status": "stored",
        "contact": str(contact.pk),
        "joined": False,
        "conflicts": [],
        "problems": answer["problems"],
    }
    assert (contact.full_name, contact.company, contact.email, contact.interest, contact.segment) == (
        "Jane Doe",
        "Acme",
        "jane@acme.test",
        "hot",
        segment,
    )
    row = Capture.objects.get()
    assert (row.pk, row.raw, row.show) == (UUID(sent["id"]), VCARD, show)
    assert (Encounter.objects.get().note, Promise.objects.get().due_on) == ("lamp", date(2026, 1, 7))


def test_captures_sent_again_are_known(camille_client: Client, show: Show) -> None:
    sent = [item(person={"full_name": "Jane"}), item(person={"full_name": "John", "email": "nonsense"})]
    first, again = answers(post(camille_client, *sent)), answers(post(camille_client, *sent))
    assert [each["status"] for each in first] == ["stored", "stored"]
    assert again == [{**each, "status": "known"} for each in first]
    assert Capture.objects.count() == 2


def test_captures_with_a_problem_are_stored_and_say_so(camille_client: Client, show: Show) -> None:
    (answer,) = answers(post(camille_client, item(person={"full_name": "Jane", "email": "nonsense"})))
    assert answer["status"] == "stored"
    (problem,) = answer["problems"]
    assert (problem["code"], problem["field"], problem["severity"]) == ("email_unreadable", "email", "error")
    assert problem["mend"] == "Write it like jane@example.com."


def test_captures_that_join_say_what_differs(camille_client: Client, show: Show) -> None:
    answers(post(camille_client, item(person={"full_name": "Jane", "email": "jane@acme.test"})))
    (answer,) = answers(post(camille_client, item(person={"full_name": "Jan", "email": "jane@acme.test"})))
    assert (answer["joined"], answer["conflicts"]) == (True, [{"field": "full_name", "kept": "Jane", "given": "Jan"}])


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"id": "no uuid"}, "id"),
        ({"captured_at": "yesterday"}, "captured_at"),
        ({"captured_at": "2026-01-06T19:30:00"}, "captured_at"),
        ({"interest": "boiling"}, "interest"),
        ({"person": {"full_name": 7}}, "person.full_name"),
        ({"person": {"phones": ["x"] * 51}}, "person.phones"),
        ({"promise_due": "0001-01-01"}, "promise_due"),
        ({"note": "n" * 20_001}, "note"),
        ({"voice": "from a newer app"}, "voice"),
    ],
)
def test_captures_that_cannot_be_read_are_rejected_alone(
    camille_client: Client, show: Show, bad: dict[str, Any], field: str
) -> None:
    broken = item(**bad)
    first, second = answers(post(camille_client, broken, item(person={"full_name": "Jane"})))
    assert (first["id"], first["status"], first["contact"]) == (broken["id"], "rejected", None)
    assert [each["field"] for each in first["problems"]] == [field]
    assert second["status"] == "stored"
    assert Capture.objects.count() == 1


@pytest.mark.parametrize("nothing", [None, 7, "text", [], {}])
def test_captures_that_are_no_captures_are_rejected_alone(camille_client: Client, show: Show, nothing: Any) -> None:
    first, second = answers(post(camille_client, nothing, item(person={"full_name": "Jane"})))
    assert (first["status"], second["status"]) == ("rejected", "stored")


def test_captures_with_an_id_of_another_team_or_content_are_rejected_alike(
    camille_client: Client, mallory_client: Client, mallory: Member, show: Show
) -> None:
    Show.objects.create(
        team=mallory.team, name="X", time_zone="UTC", country="FR", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    sent = item(person={"full_name": "Jane"})
    answers(post(camille_client, sent))
    theirs = answers(post(mallory_client, sent, team="rival"))
    changed = answers(post(camille_client, {**sent, "person": {"full_name": "John"}}))
    assert theirs == changed
    assert (theirs[0]["status"], theirs[0]["problems"][0]["code"]) == ("rejected", "id_taken")
    assert Contact.objects.count() == 1


def test_captures_undone_meanwhile_are_known_without_contact(
    camille_client: Client, camille: Member, show: Show
) -> None:
    sent = item(person={"full_name": "Jane"})
    answers(post(camille_client, sent))
    withdraw(member=camille, capture_id=UUID(sent["id"]), now=clock.now())
    (answer,) = answers(post(camille_client, sent))
    assert (answer["status"], answer["contact"]) == ("known", None)


def test_captures_by_500_and_no_more(camille_client: Client, show: Show) -> None:
    sent = item(person={"full_name": "Jane"})
    assert len(answers(post(camille_client, *[sent] * 500))) == 500
    assert Capture.objects.count() == 1
    response = post(camille_client, *[sent] * 501)
    assert (response.status_code, fields(response)) == (422, ["items"])
    assert post(camille_client).status_code == 422


def test_captures_for_one_show_of_the_team(camille_client: Client, show: Show, mallory: Member) -> None:
    theirs = Show.objects.create(
        team=mallory.team, name="X", time_zone="UTC", country="FR", starts_on=date(2026, 1, 6), ends_on=date(2026, 1, 6)
    )
    assert answers(post(camille_client, item(), show=str(show.pk)))[0]["status"] == "stored"
    for unknown in (str(theirs.pk), str(new_id())):
        response = post(camille_client, item(), show=unknown)
        assert (response.status_code, fields(response)) == (422, ["show"])


def test_captures_without_any_show(camille_client: Client) -> None:
    response = post(camille_client, item())
    assert (response.status_code, fields(response)) == (422, ["show"])


def test_captures_too_large(camille_client: Client, show: Show) -> None:
    response = post(camille_client, *[item(raw="r" * 1_000_000) for _each in range(13)])
    assert (response.status_code, response.json()["errors"][0]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b"null", b"[" * 100_000, b'{"items": 1e999}', b'{"items":' + b"9" * 5000 + b"}"]
)
def test_captures_in_a_body_that_is_no_batch(camille_client: Client, show: Show, body: bytes) -> None:
    response = camille_client.post("/api/lumen/captures", body, content_type="application/json")
    assert response.status_code in {400, 422}
    assert response.json()["errors"]


def test_captures_need_a_session_a_member_a_role_and_a_token(
    client: Client, gus_client: Client, mallory_client: Client, camille: Member, show: Show
) -> None:
    assert post(client, item()).status_code == 401
    assert post(mallory_client, item()).status_code == 404
    assert post(gus_client, item()).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(camille.user, backend="django.contrib.auth.backends.ModelBackend")
    assert post(strict, item()).status_code == 403
    assert Capture.objects.count() == 0


def test_captures_with_the_token_of_the_session(camille: Member, show: Show) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(camille.user, backend="django.contrib.auth.backends.ModelBackend")
    strict.cookies["csrftoken"] = "t" * 32
    body = json.dumps({"items": [item()]})
    response = strict.post(
        "/api/lumen/captures", body, content_type="application/json", headers={"X-CSRFToken": "t" * 32}
    )
    assert answers(response)[0]["status"] == "stored"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
TEXT = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\x00", "=1+1", "jane@acme.test", "+33612345678", "00", "BEGIN:VCARD"]
)
PERSON = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("full_name", "company", "title", "email", "phone", "website", "linkedin", "country", "note"), TEXT
    ),
)
ITEM = st.fixed_dictionaries(
    {
        "id": st.uuids().map(str) | JSON,
        "captured_at": st.datetimes(timezones=st.timezones()).map(str) | st.just(AT) | JSON,
    },
    optional={
        "kind": st.sampled_from(["typed", "vcard", "mecard", "text"]) | JSON,
        "raw": TEXT | TEXT.map(lambda text: f"BEGIN:VCARD\nFN:{text}\nEMAIL:{text}\nTEL:{text}\nEND:VCARD") | JSON,
        "person": PERSON | JSON,
        "interest": st.sampled_from(["hot", "warm"]) | JSON,
        "personal": st.booleans() | JSON,
        "segment": st.uuids().map(str) | JSON,
        "note": TEXT | JSON,
        "promise": TEXT | JSON,
        "promise_due": st.dates().map(str) | JSON,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(ITEM | JSON, min_size=1, max_size=4), more=st.dictionaries(st.text(max_size=5), JSON, max_size=1))
def test_captures_of_any_json_are_answered_one_by_one(
    camille_client: Client, show: Show, items: list[Any], more: dict[str, Any]
) -> None:
    response = post(camille_client, *items, **{name: value for name, value in more.items() if name != "items"})
    if more:
        assert response.status_code in {200, 422}
        return
    found = answers(response)
    assert [each["status"] in {"stored", "known", "rejected"} for each in found] == [True] * len(items)
    assert all((each["status"] == "rejected") == (each["contact"] is None) for each in found)
    with connection.cursor() as cursor:  # what was acknowledged is on disk, readable
        cursor.execute("SELECT COUNT(*) FROM contacts_capture")
        assert cursor.fetchone()[0] >= len({each["id"] for each in found if each["status"] == "stored"})
