"""`showtime serve`: the server and the background worker as one foreground program."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType

from showtime import __version__
from showtime.lib import env
from showtime.lib.env import SettingError

READY_WITHIN = 60.0
QUICK_DEATH = 5.0
MOST_QUICK_DEATHS = 5
GRACE = 15.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser("serve", help="start the server and the background worker; Ctrl-C stops both")
    parser.add_argument("--host", help="address to listen on (SHOWTIME_HOST, 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (SHOWTIME_PORT, 8000)")
    parser.add_argument("--no-worker", action="store_true", help="leave background work to `showtime worker` elsewhere")
    parser.add_argument(
        "--demo", action="store_true", help="load the demo show if there is no team yet, and sign in to it"
    )
    parser.add_argument(
        "--at", metavar="WHEN", help="with --demo: the moment to live, as 2026-01-06T05:00 in Las Vegas"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare the data folder, start both processes, wait. 0 after Ctrl-C, 1 when a process will not stay up."""
    if args.at and not args.demo:
        raise SettingError("--at goes with --demo: only the demo's clock can be set.")
    if args.host:
        os.environ["SHOWTIME_HOST"] = args.host
    if args.port:
        os.environ["SHOWTIME_PORT"] = args.port
    host, port = env.text("SHOWTIME_HOST"), env.integer("SHOWTIME_PORT", low=1, high=65535)
    _check_port(host, port)
    if args.demo:
        _set_demo_clock(args.at)
    from showtime.cli.setup import collect_static, migrate, start_django

    start_django()
    migrate()
    collect_static()
    family = _Family()
    family.start("server", [sys.executable, "-m", "showtime.cli.server", host, str(port)])
    if not args.no_worker:
        family.start("worker", [sys.executable, "-m", "showtime", "worker"])
    try:
        invitation = _demo(args.at) if args.demo else _hint()
        family.wait_until_ready(host, port)
        _greet(invitation)
        return family.watch()
    finally:
        family.stop()


def _check_port(host: str, port: int) -> None:
    """SettingError unless the port can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingError(
                f"cannot listen on {host} port {port} ({error.strerror}). "
                f"Another program may hold it: try --port {port + 1}."
            ) from error


def _set_demo_clock(at: str | None) -> None:
    """Let the processes started from here live the moment `at`; without it, real time."""
    if not at:
        os.environ.pop("SHOWTIME_CLOCK_OFFSET", None)
        return
    from showtime.demo.scene import ZONE

    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise SettingError(f"--at {at}: write a date and a time, as 2026-01-06T05:00.") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    os.environ["SHOWTIME_CLOCK_OFFSET"] = str((moment - datetime.now(UTC)).total_seconds())


def _demo(at: str | None) -> str:
    """Load the demo where there is no team, let its day be the clock's, and say how to sign in."""
    from django.utils import timezone

    from showtime.accounts.sign_in_link import make_link
    from showtime.demo.prepare import prepare
    from showtime.lib import clock

    member = prepare(now=clock.now())
    if member is None:
        return "The data folder holds teams of its own, so the demo was not loaded: name an empty one in SHOWTIME_DATA."
    secret = make_link(user=member.user, now=timezone.now())
    return f"Sign in once as {member.user.name}: {_public_url()}/enter/{secret}/"


def _hint() -> str:
    from showtime.accounts.models import Team

    if Team.objects.exists():
        return "A sign-in link for a member: showtime link EMAIL"
    return 'No team yet: showtime team "Our company" --owner EMAIL, or showtime serve --demo for a look around.'


def _public_url() -> str:
    from django.conf import settings

    url: str = settings.PUBLIC_URL
    return url


def _greet(invitation: str) -> None:
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    print(f"Showtime {__version__} on {_public_url()}/ - data in {settings.DATA}", flush=True)
    print(invitation, flush=True)
    print("Ctrl-C stops it.", flush=True)


@dataclass
class _Child:
    name: str
    command: list[str]
    process: "subprocess.Popen[bytes]"
    started: float
    quick_deaths: int = 0


@dataclass
class _Family:
    """The processes of one `serve`: started in process groups of their own, revived when they die, ended together."""

    children: list[_Child] = field(default_factory=list)
    asked_to_stop: bool = False

    def start(self, name: str, command: list[str]) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        process = subprocess.Popen(command, start_new_session=True)
        self.children.append(_Child(name, command, process, time.monotonic()))

    def wait_until_ready(self, host: str, port: int) -> None:
        """Until `/healthz` answers; SettingError with the last words where it never does."""
        address = (
            f"http://{'127.0.0.1' if host in {'', '0.0.0.0'} else f'[{host}]' if ':' in host else host}:{port}/healthz"  # noqa: S104
        )
        deadline = time.monotonic() + READY_WITHIN
        while not self.asked_to_stop:
            try:
                with urllib.request.urlopen(address, timeout=2):
                    return
            except (urllib.error.URLError, OSError) as error:
                if time.monotonic() > deadline or self.children[0].process.poll() is not None:
                    raise SettingError(f"the server did not start: {error}. What it said stands above.") from error
            time.sleep(0.05)

    def watch(self) -> int:
        """Until asked to stop; revive who dies, give up on who keeps dying."""
        while not self.asked_to_stop:
            for child in self.children:
                if child.process.poll() is not None and not self._revive(child):
                    print(f"showtime: the {child.name} keeps stopping; giving up.", file=sys.stderr, flush=True)
                    return 1
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        """Ask every child to end, and end those that do not within the grace period."""
        for child in self.children:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(child, signal.SIGKILL)

    def _ask(self, signum: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _revive(self, child: _Child) -> bool:
        if self.asked_to_stop:
            return True
        lived = time.monotonic() - child.started
        child.quick_deaths = child.quick_deaths + 1 if lived < QUICK_DEATH else 0
        if child.quick_deaths >= MOST_QUICK_DEATHS:
            return False
        print(
            f"showtime: the {child.name} stopped ({child.process.returncode}); starting it again.",
            file=sys.stderr,
            flush=True,
        )
        _signal_group(child, signal.SIGKILL)
        child.process = subprocess.Popen(child.command, start_new_session=True)
        child.started = time.monotonic()
        return True


def _signal_group(child: _Child, number: signal.Signals) -> None:
    """Reach the child and whatever it started, also after its own death."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, number)
