"""Law 4: no team sees another team's data, by any page, API call, export, search or error message.

Every address of the resolver is walked, with the ids of rows that exist (`world.py`); an address with a parameter that
`addresses.py` does not know fails here, so that none joins without being walked.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.test import Client

from tests.house.addresses import Address, addresses, team_addresses
from tests.house.api_calls import calls_with_ids_of
from tests.house.forms import Form, Sending, forms_of
from tests.house.readings import readings, texts_of
from tests.house.world import World, dump, strays

# The kinds of what a team can read: pages, the API and an export, calendars, address books, tables, mails.
READ = {"text/html", "application/json", "text/calendar", "text/vcard", "text/csv", "message/rfc822"}
# Models whose rows have a text that no page shows, and why.
UNSHOWN = {"Invitation": "a hash of its secret", "AuditEntry": "the deed's name; no page lists the deeds yet"}
# What guests may change: their own.
PERSONAL = {"t/<slug:team>/programme/calendar/revoke/"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
Answer = Any


def ask(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> Answer:
    """The answer; a body goes as a form to pages and as JSON to the API."""
    if path.startswith("/api/") and method != "GET":
        return client.generic(method, path, "{}", content_type="application/json")
    if method == "POST":
        return client.post(path, data or {})
    return client.generic(method, path)


def test_every_address_belongs_to_a_team_or_is_known_not_to() -> None:
    unknown = [each.route for each in addresses() if not each.of_team and not each.known_teamless]
    assert unknown == []


def test_addresses_that_are_walked_exist_for_the_owner(lumen: World, owner: Client) -> None:
    """What makes the other tests mean something: the same addresses do answer to whom they belong."""
    missing = {}
    for address in team_addresses():
        path = address.filled(slug="lumen", world=lumen)
        statuses = [_undone(lambda ask=ask, path=path: ask(path).status_code) for ask in (owner.get, owner.post)]
        if set(statuses) <= {404, 405}:
            missing[path] = statuses
    assert missing == {}


def test_no_address_of_a_team_exists_for_others(lumen: World, rival: World, mallory: Client) -> None:
    before = dump(lumen)
    found = {}
    for address in team_addresses():
        for method in METHODS:
            answer = ask(mallory, method, address.filled(slug="lumen", world=lumen))
            nowhere = ask(mallory, method, address.filled(slug="nowhere", world=lumen))
            hidden = answer.status_code == 404 or _no_such_call(address, answer)
            if not hidden or _text(answer, "lumen") != _text(nowhere, "nowhere"):
                found[f"{method} {address.route}"] = answer.status_code
    assert found == {}
    assert dump(lumen) == before


def test_no_row_of_another_team_exists_on_pages_of_ones_own(lumen: World, rival: World, mallory: Client) -> None:
    before, own = dump(lumen), dump(rival)
    found = {}
    for address in team_addresses():
        if address.parameters == ["team"]:
            continue
        for method in ("GET", "POST"):
            answer = ask(mallory, method, address.filled(slug="rival", world=lumen))
            if answer.status_code not in {404, 405} or lumen.word in _text(answer, "rival"):
                found[f"{method} {address.route}"] = answer.status_code
    assert found == {}
    assert dump(lumen) == before
    assert dump(rival) == own


def test_ids_of_another_team_are_never_taken_by_ones_own_forms(lumen: World, rival: World, mallory: Client) -> None:
    before = dump(lumen)
    found, tried = [], set()
    for page, form in _forms(mallory, rival):
        for place, sendings in form.with_ids_of(lumen, own=rival):
            with transaction.atomic():
                told = [each.model for each in sendings if _tells(_sent(mallory, form, each), lumen, str(each))]
                if told or strays() or dump(lumen) != before:
                    found.append(f"{page}: {place} of {form.action}: told of {told}, points to {strays()}")
                transaction.set_rollback(True)
            tried |= {each.model for each in sendings}
    assert found == []
    assert tried == set(lumen.rows)


def test_ids_of_another_team_are_never_taken_by_the_api(lumen: World, rival: World, mallory: Client) -> None:
    before = dump(lumen)
    found, tried = [], []
    for call in calls_with_ids_of(lumen, slug="rival"):
        with transaction.atomic():
            answers = [
                (mallory.generic(call.method, call.path, body, content_type="application/json"), body)
                for body in call.bodies
            ]
            told = [body for answer, body in answers if _tells(answer, lumen, body)]
            if told or strays() or dump(lumen) != before:
                found.append(f"{call.method} {call.path}: {call.place}: told of {told}, points to {strays()}")
            transaction.set_rollback(True)
        tried.append(call.place)
    assert found == []
    assert tried


def test_forms_that_are_tried_do_work_with_ones_own_ids(lumen: World, rival: World, mallory: Client) -> None:
    broken = []
    for page, form in _forms(mallory, rival):
        status = _undone(lambda form=form: _page_after(mallory, form))
        if status not in {200, 422}:
            broken.append(f"{page}: {form.method} {form.action}: {status}")
    assert broken == []


def test_pages_searches_exports_and_feeds_hold_no_word_of_others(lumen: World, rival: World, mallory: Client) -> None:
    texts = dict(readings(mallory, rival))
    assert [what for what, (_kind, text) in texts.items() if lumen.word in text] == []
    assert {kind for kind, _text in texts.values()} == READ


def test_words_that_are_looked_for_are_on_the_pages_that_should_have_them(lumen: World, owner: Client) -> None:
    """What makes the test above mean something: to its own team each kind of row shows somewhere."""
    everything = "\n".join(text for _kind, text in dict(readings(owner, lumen)).values())
    unshown = {
        name
        for name, row in lumen.rows.items()
        if (texts := texts_of(row, lumen.word)) and not any(text in everything for text in texts)
    }
    assert unshown == set(UNSHOWN)


def test_strangers_are_sent_to_the_door(lumen: World) -> None:
    found = {}
    for address in team_addresses():
        path = address.filled(slug="lumen", world=lumen)
        for method in METHODS:
            answer = ask(Client(), method, path)
            at_the_door = answer.status_code == 302 and answer["Location"].startswith("/account/login/?next=")
            if not at_the_door and answer.status_code not in {401, 404} and not _no_such_call(address, answer):
                found[f"{method} {address.route}"] = answer.status_code
    assert found == {}


def test_guests_change_nothing(lumen: World, guest: Client) -> None:
    before = dump(lumen)
    found = {}
    for address in team_addresses():
        for method in METHODS[2:]:
            answer = ask(guest, method, address.filled(slug="lumen", world=lumen))
            if answer.status_code != 403 and address.route not in PERSONAL and not _no_such_call(address, answer):
                found[f"{method} {address.route}"] = answer.status_code
    after = dump(lumen)
    assert found == {}
    assert {name: [row for row in rows if row in before[name]] for name, rows in after.items()} == before
    assert [name for name in after if len(after[name]) > len(before[name])] == ["Feed"]


def _no_such_call(address: Address, answer: Answer) -> bool:
    """Whether the API says, before it asks who calls, that it has no such method at any team's address."""
    return address.route.startswith("api/") and answer.status_code == 405


def _forms(client: Client, world: World) -> list[tuple[str, Form]]:
    """Each different form on the pages of the world's team, and the page where it was first met."""
    found: dict[tuple[str, str, tuple[str, ...]], tuple[str, Form]] = {}
    for address in team_addresses():
        path = address.filled(slug=world.team.slug, world=world)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for form in forms_of(answer.content.decode(), at=path):
                found.setdefault((form.method, form.action, tuple(form.fields)), (path, form))
    return list(found.values())


def _sent(client: Client, form: Form, sending: Sending) -> Answer:
    """What is answered."""
    send = client.get if form.method == "get" else client.post
    return send(sending.action, sending.data)


def _tells(answer: Answer, world: World, asked: str) -> bool:
    """Whether an answer has the world's word in it, or an id of it that the question had not."""
    text = answer.content.decode(errors="replace").lower() + answer.headers.get("Location", "")
    return world.word in text or any(key in text and key not in asked for key in map(world.id_of, world.rows))


def _page_after(client: Client, form: Form) -> int:
    """The status of the page to which the filled form leads."""
    send = client.get if form.method == "get" else client.post
    return send(form.action, form.filled(), follow=True).status_code


def _undone(work: Callable[[], Any]) -> Any:
    """What `work` returns, and then the database as it was."""
    with transaction.atomic():
        result = work()
        transaction.set_rollback(True)
    return result


def _text(answer: Answer, slug: str) -> str:
    """What an answer says, but for the team's name in its address and the token that is new in each."""
    text = answer.content.decode(errors="replace").lower()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"x-csrftoken": ?"\w+"', "", text).replace(slug, "SLUG")
