"""Measures every page on the database of this process, which it fills first."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from urllib.parse import urlencode

import words
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext
from fill import fill
from machine import database, machine
from scene import NOW
from server import Client, serving

from showtime.accounts.models import Member
from showtime.contacts.models import Contact
from showtime.lib.ids import new_id

WARM_UP = 5


@dataclass(frozen=True)
class Call:
    """A page or an API call. `body` makes a body for each request; `share` is its part of the requests asked for."""

    name: str
    method: str
    path: str
    body: Callable[[], bytes] | None = None
    share: float = 1.0

    @property
    def content_type(self) -> str:
        """Of the body."""
        return "application/json" if self.path.startswith("/api/") else "application/x-www-form-urlencoded"


def measure(*, contacts: int, requests: int) -> dict[str, Any]:
    """What it was measured on, and a row a page; `requests` times each."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    member = fill(contacts=contacts)
    if connection.vendor == "postgresql":
        # The server does it by itself within a minute; SQLite never does.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    say(f"{contacts} contacts written in {time.perf_counter() - began:.1f} s")
    session = _signed_in(member)
    calls = list(_calls(member, contacts))
    queries = {call.name: _queries(call, session) for call in calls}
    told = {"machine": {**machine(), "database": database()}}
    kind = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    connection.close()
    rows = [
        {"database": kind, "contacts": contacts, **row, "queries": queries[row["page"]]}
        for row in _timed(calls, session, requests)
    ]
    return {**told, "rows": rows}


def say(text: str) -> None:
    """Progress, beside the result."""
    print(text, file=sys.stderr, flush=True)


def _signed_in(member: Member) -> str:
    """A session's key, as signing in makes one."""
    store = SessionStore()
    store[SESSION_KEY] = str(member.user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _calls(member: Member, contacts: int) -> list[Call]:
    """The ten main pages and the API's calls; those that write come last."""
    team, base = member.team, f"/t/{member.team.slug}"
    # One who was met at both shows, so that the page has a story to tell.
    known = Contact.objects.filter(team=team).order_by("id")[70 if contacts > 70 else 0]
    chance = random.Random(contacts)
    return [
        Call("Today", "GET", f"{base}/today/"),
        Call("Programme", "GET", f"{base}/programme/"),
        Call("Contacts", "GET", f"{base}/contacts/"),
        Call("Contacts, search", "GET", f"{base}/contacts/?{urlencode({'words': 'batterie lefevre'})}"),
        Call("Contact", "GET", f"{base}/contacts/{known.pk}/"),
        Call("Tonight", "GET", f"{base}/tonight/"),
        Call("Directory, search", "GET", f"{base}/directory/?{urlencode({'words': 'robotics'})}"),
        Call("Inbox", "GET", f"{base}/inbox/"),
        Call("Journal", "GET", f"{base}/journal/"),
        Call("Export, CSV", "POST", f"{base}/export/", lambda: b"format=hubspot", share=0.2),
        Call("GET api contacts", "GET", f"/api/{team.slug}/contacts"),
        Call("POST api captures, 1", "POST", f"/api/{team.slug}/captures", lambda: _captures(chance, 1)),
        Call("POST api captures, 50", "POST", f"/api/{team.slug}/captures", lambda: _captures(chance, 50), share=0.3),
    ]


def _captures(chance: random.Random, number: int) -> bytes:
    """People whom nobody has met yet, as a phone sends them."""
    items = []
    for _each in range(number):
        language, mark = chance.choice(("fr", "en")), chance.randrange(10**9)
        person = {
            "full_name": f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}",
            "company": f"{chance.choice(words.FIRMS)} {chance.choice(words.TRADES)}",
            "title": chance.choice(words.TITLES[language]),
            "email": f"someone.{mark}@visitor.example",
            "phone": f"+33 7 {mark % 10**8:08}",
        }
        items.append(
            {
                "id": str(new_id()),
                "captured_at": NOW.astimezone(UTC).isoformat(),
                "person": person,
                "interest": chance.choice(("hot", "warm", "cold")),
                "note": chance.choice(words.NOTES[language]),
                "promise": chance.choice(words.PROMISES[language]),
                "promise_due": "2026-01-12",
            }
        )
    return json.dumps({"items": items}).encode()


def _queries(call: Call, session: str) -> int:
    """How many SQL queries one request takes, of a program that is warm."""
    client = InProcess(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    for _each in range(2):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            body = call.body() if call.body else b""
            answer = client.generic(call.method, call.path, body, content_type=call.content_type)
            b"".join(answer) if answer.streaming else None
        if answer.status_code != 200:
            raise SystemExit(f"{call.name}: {call.path} answered {answer.status_code}")
    return len(captured)


def _timed(calls: list[Call], session: str, requests: int) -> list[dict[str, Any]]:
    """Each call over one kept connection to the real server."""
    found = []
    with serving() as served:
        client = Client(served.port, session)
        for call in calls:
            number = max(3, round(call.share * requests))
            times, size = [], 0
            for each in range(-min(WARM_UP, number), number):
                answer = client.ask(call.method, call.path, call.body() if call.body else None, call.content_type)
                if answer.status != 200:
                    raise SystemExit(f"{call.name}: {call.path} answered {answer.status}")
                if each >= 0:
                    times.append(answer.milliseconds)
                    size = len(answer.body)
            found.append(
                {
                    "page": call.name,
                    "median_ms": round(statistics.median(times), 1),
                    "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 1),
                    "bytes": size,
                }
            )
    return found
