"""The same person met twice at the same moment is one contact; the same capture sent twice at once is one capture."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from showtime.lib.ids import new_id
from tests.contacts import at_once

ASKED: list[dict[str, Any]] = [
    {"keys": [str(new_id()) for _each in range(8)], "persons": [{"email": "Jane@acme.test"}] * 8},
    {"keys": [str(new_id()) for _each in range(8)], "persons": [{"full_name": "Jane", "phone": "+33612345678"}] * 8},
    {"keys": [str(new_id())] * 8, "persons": [{"full_name": "Jane"}] * 8},
]
EXPECTED = [
    {"errors": [], "counts": [1, 8, 8], "stored": 8},
    {"errors": [], "counts": [1, 8, 8], "stored": 8},
    {"errors": [], "counts": [1, 1, 1], "stored": 1},
]


def test_captures_at_once_in_a_sqlite_file(tmp_path: Path) -> None:
    environ = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environ |= {"SHOWTIME_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "showtime.config.settings"}
    command = [sys.executable, str(Path(at_once.__file__))]
    ran = subprocess.run(
        command, input=json.dumps(ASKED), env=environ, capture_output=True, text=True, timeout=300, check=False
    )
    assert [json.loads(line) for line in ran.stdout.splitlines()] == EXPECTED, ran.stderr


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: set DATABASE_URL")
@pytest.mark.django_db(transaction=True)
def test_captures_at_once_on_postgresql() -> None:
    for number, asked in enumerate(ASKED):
        at_once.cast(f"team{number}")
        assert at_once.captures(f"team{number}", **asked) == EXPECTED[number]
