"""Getting Django ready for a command."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from showtime import __version__


def start_django() -> None:
    """Load settings and models. SettingError if the environment cannot be used."""
    django.setup()


def migrate() -> None:
    """Bring the database up to date, and close the connection, since what comes next may start processes."""
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
    if marker.exists() and marker.read_text() == stamp:
        return
    command = Command()
    command.storage = CompressedManifestStaticFilesStorage(location=settings.STATIC_ROOT)  # type: ignore[no-untyped-call]
    call_command(command, verbosity=0, interactive=False, clear=True)
    marker.write_text(stamp)
