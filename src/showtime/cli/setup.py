"""Getting Django ready for a command."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from showtime import __version__
from showtime.lib.env import SettingError

#: Any number that no other program locks in our database: the ASCII of "showtime".
LOCK = 0x73686F7774696D65


def start_django() -> None:
    """Load settings and models. SettingError if the environment cannot be used."""
    django.setup()


def migrate() -> None:
    """Bring the database up to date, and close the connection, since what comes next may start processes.

    Of several that start at once on one database, one migrates and the others wait for it.
    """
    with _alone_in_folder(), _alone_in_database():
        call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def collect_static() -> None:
    """Put compressed static files under hashed names into the data folder, if the package's have changed since."""
    from django.contrib.staticfiles.finders import get_finders
    from django.contrib.staticfiles.management.commands.collectstatic import Command
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(None)]
    facts = "\n".join(sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files))
    stamp = hashlib.sha256(f"{__version__}\n{facts}".encode()).hexdigest()
    marker = Path(settings.STATIC_ROOT) / "collected"
    with _alone_in_folder():
        if marker.exists() and marker.read_text() == stamp:
            return
        command = Command()
        command.storage = CompressedManifestStaticFilesStorage(location=settings.STATIC_ROOT)  # type: ignore[no-untyped-call]
        call_command(command, verbosity=0, interactive=False, clear=True)
        marker.write_text(stamp)


@contextmanager
def _alone_in_folder() -> Iterator[None]:
    """While no other start of Showtime is at this point with the same data folder on this machine."""
    file = Path(settings.DATA) / "start.lock"
    try:
        opened = file.open("w")
    except OSError as error:
        raise SettingError(
            f"SHOWTIME_DATA: cannot write to {settings.DATA} ({error.strerror}). Name a folder you may write to."
        ) from error
    with opened as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _alone_in_database() -> Iterator[None]:
    """While no other start of Showtime, on any machine, is at this point with the same PostgreSQL database."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
