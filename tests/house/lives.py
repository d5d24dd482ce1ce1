"""A server that dies and lives again on the same data folder, each life twenty minutes later by the show's clock.

So what waits by that clock (a mail's fifteen seconds of grace, the ten minutes after which a claim is in doubt) needs
no waiting in a test.
"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.house.person import Person
from tests.serving import Served, _descendants, _environ, serving, showtime

BETWEEN_LIVES = 20 * 60
WITHIN = 60.0
ROOT = Path(__file__).resolve().parents[2]


class Lives:
    """The data folder and its server. `person` is signed in through all lives."""

    def __init__(self, data: Path, *, people: int) -> None:
        self.data = data
        self.number = 0
        self.served: Served | None = None
        self._stack = contextlib.ExitStack()
        subprocess.run(
            [sys.executable, "-m", "tests.house.seed", str(people)], cwd=ROOT, env=_environ(data, {}), check=True
        )
        self.person = Person("")
        self.alive()
        printed = showtime("link", "camille@lumen.example", data=data).stdout
        assert self.person.get("/enter/" + printed.partition("/enter/")[2].strip()).status == 302
        assert self.person.get("/t/lumen/journal/").status == 200

    def alive(self) -> None:
        """Bring the server up if it is dead; it must come up."""
        if self.served is None:
            offset = str(self.number * BETWEEN_LIVES)
            self.number += 1
            self.served = self._stack.enter_context(serving(self.data, SHOWTIME_CLOCK_OFFSET=offset))
            self.person.url = self.served.url

    def kill(self) -> None:
        """End all its processes at once, where they stand."""
        assert self.served is not None
        self.served.kill()
        self.served = None

    def kill_when(self, happened: Callable[[], bool]) -> None:
        """Kill as soon as it has happened, within a millisecond."""
        assert self.served is not None
        family = [self.served.process.pid, *_descendants(self.served.process.pid)]
        until(happened, pause=0.0005)
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kill()

    def end(self) -> None:
        """Stop for good, in peace."""
        self._stack.close()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in the database file, read past the server."""
        with contextlib.closing(sqlite3.connect(self.data / "showtime.sqlite3", timeout=20)) as database:
            return database.execute(query, values).fetchall()

    def count(self, table: str, where: str = "1", *values: Any) -> int:
        """How many rows of a table."""
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE {where}", *values)[0][0])

    def written(self) -> Callable[[], bool]:
        """Whether anything has been written to the database since now: SQLite's log has grown."""
        log = self.data / "showtime.sqlite3-wal"
        before = _size(log)
        return lambda: _size(log) != before


def until(happened: Callable[[], bool], *, pause: float = 0.05) -> None:
    """Wait until it has happened; AssertionError when it does not in time."""
    deadline = time.monotonic() + WITHIN
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(pause)


def _size(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
