"""All that a team can read: its pages, what they link to and search for, its calendars and its exports."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client

from showtime.accounts.models import TeamRow
from tests.house.addresses import team_addresses
from tests.house.forms import Form, forms_of
from tests.house.world import World

# A link, or an address to be copied from a field, as that of a calendar.
LINK = re.compile(r' (?:href="|value="(?=http|/))([^"#]+)')


def readings(client: Client, world: World) -> Iterator[tuple[str, tuple[str, str]]]:
    """All that the world's team can read, each with its kind: pages, what they link to and search, feeds, exports."""
    for path in _readable_paths(client, world):
        answer = client.get(path)
        if answer.status_code == 200:
            yield path, _read(answer)
    exports = f"/t/{world.team.slug}/export/"
    form = next(form for form in forms_of(client.get(exports).content.decode(), at=exports) if "format" in form.fields)
    for name in form.fields["format"].offered:
        answer = client.post(form.action, {**form.filled(), "format": name})
        assert answer.headers["Content-Disposition"].startswith("attachment")
        yield f"{exports} {name}", _read(answer)


def _read(answer: Any) -> tuple[str, str]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer["Content-Type"].partition(";")[0], unescape(content.decode(errors="replace")).lower()


def texts_of(row: TeamRow, word: str) -> list[str]:
    """The row's texts that have the word in them."""
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return [value.lower() for value in values if isinstance(value, str) and word in value]


def _readable_paths(client: Client, world: World) -> list[str]:
    """All addresses of the world's team, and what its pages link to and search."""
    slug = world.team.slug
    paths = [address.filled(slug=slug, world=world) for address in team_addresses()]
    linked = []
    for path in paths:
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            linked += [urljoin(path, unescape(link)) for link in LINK.findall(page)]
            linked += [search for form in forms_of(page, at=path) for search in _searches(form)]
    ours = [link for link in map(urlsplit, linked) if link.path.startswith((f"/t/{slug}/", "/feeds/"))]
    return list(dict.fromkeys([*paths, *(f"{link.path}?{link.query}" for link in ours)]))


def _searches(form: Form) -> list[str]:
    """Searches for words that stand in the rows of both teams."""
    if form.method != "get":
        return []
    asked = [each.name for each in form.fields.values() if each.kind in {"text", "search"}]
    return [f"{form.action.partition('?')[0]}?{urlencode(dict.fromkeys(asked, word))}" for word in ("name", "text")]
