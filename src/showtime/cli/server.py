"""The web server's process: granian in WSGI mode. Started by `serve` as a child of its own."""

import ctypes
import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces

THREADS = 8
PR_SET_PDEATHSIG = 1


def serve(*, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT.

    One worker process with a few threads: SQLite has one writer anyway. More machines or processes are more servers.
    """
    die_with_parent()
    Granian(
        "showtime.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backlog=1024,
        log_enabled=True,
        log_level="error",  # type: ignore[arg-type]
        respawn_failed_workers=True,
        websockets=False,
        process_name="showtime",
    ).serve()


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent is gone, so that a killed `serve` leaves no server behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "showtime.config.settings")
    serve(host=sys.argv[1], port=int(sys.argv[2]))
