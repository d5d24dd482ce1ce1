"""Law 4: no team sees another team's data, by any page, API call, export, search or error message.

Every address of the resolver is walked, with the ids of rows that exist (`world.py`); an address with a parameter that
`addresses.py` does not know fails here, so that none joins without being walked.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin

from django.db import transaction
from django.test import Client

from tests.house.addresses import Address, addresses, team_addresses
from tests.house.api_calls import calls_with_ids_of
from tests.house.forms import Form, Sending, forms_of
from tests.house.world import World, dump, strays

# The kinds of what a team can read: pages, exports, calendars, the API.
READ = {"text/html"}
# A text by which a row is known on a page or in an export.
SHOWN = {
    "Note": "{word} text",
    "Contact": "{word} full_name",
}
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
    seen, told = set(), []
    for path in _readable_paths(mallory, rival):
        answer = mallory.get(path)
        if answer.status_code == 200:
            text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).lower()
            told += [path] * (lumen.word.encode() in text)
            seen.add(answer["Content-Type"].partition(";")[0])
    assert told == []
    assert seen == READ


def test_word_that_is_looked_for_is_on_the_pages_that_should_have_it(lumen: World, owner: Client) -> None:
    """What makes the test above mean something: in its own team each kind of row shows on some page."""
    texts = [owner.get(path).content.decode(errors="replace") for path in _readable_paths(owner, lumen)]
    everything = "\n".join(texts)
    absent = [name for name, text in SHOWN.items() if text.format(word=lumen.word) not in everything]
    assert absent == []


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


def _readable_paths(client: Client, world: World) -> list[str]:
    """All addresses of the world's team, and what its pages link to, sort by, search and leaf through."""
    slug = world.team.slug
    paths = [address.filled(slug=slug, world=world) for address in team_addresses()]
    linked = []
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            linked += [urljoin(path, unescape(link)) for link in re.findall(r' href="([^"#]+)', page)]
            for form in forms_of(page, at=path):
                if form.method == "get":
                    for word in ("", "name", "text", "subject"):
                        texts = {name: word for name, each in form.fields.items() if each.kind in {"text", "search"}}
                        linked.append(f"{form.action.partition('?')[0]}?{urlencode(texts)}")
    inside = [link for link in linked if link.startswith(f"/t/{slug}/") or "feed" in link]
    return list(dict.fromkeys([*paths, *inside]))


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
