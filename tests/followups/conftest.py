"""Meeting people, and a mail server."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from showtime.accounts.models import Member
from showtime.programme.models import Show
from tests.followups.evening import Meet, meeting
from tests.smtp import SmtpServer


@pytest.fixture
def meet(show: Show, camille: Member) -> Meet:
    """Meet somebody on the team's stand at NOON."""

    return meeting(show, camille)


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """A mail server on a free port."""
    with SmtpServer() as server:
        yield server


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database that other processes share with this test; the environment in which a process finds it.

    PostgreSQL's test database is one. On SQLite a copy of the tests' own, named as in earnest, takes its place for this
    test. Ask for this fixture first: rows made before it are copied, rows made after it are lost with it.
    """
    own = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "showtime.config.settings",
        "SHOWTIME_DATA": str(tmp_path),
        "SHOWTIME_SECRET_KEY": settings.SECRET_KEY,
    }
    known = connection.settings_dict
    if connection.vendor == "postgresql":
        login = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}@" if known["USER"] else ""
        place = f"{known['HOST']}:{known['PORT'] or 5432}"
        yield {**own, "DATABASE_URL": f"postgres://{login}{quote(place, safe=':')}/{known['NAME']}"}
        return
    file = tmp_path / "showtime.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    connection.close()
    name, known["NAME"] = known["NAME"], str(file)
    try:
        yield {**own, "DATABASE_URL": ""}
    finally:
        connection.close()
        known["NAME"] = name
