"""`showtime worker`: the embedded task engine, one process that sweeps rows that are due, for ever."""

import argparse
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

import structlog

from showtime.lib.sweeps import Sweep

log = structlog.get_logger(__name__)
BATCH = 50
PAUSE = 0.5
BEAT_EVERY = 10.0
LONGEST_BACKOFF = 600.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser(
        "worker", help="run the background worker alone, beside servers started with --no-worker"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work until asked to stop (SIGTERM, SIGINT) or until the process that started this one is gone."""
    from showtime.cli.setup import start_django

    start_django()
    from showtime.cli.sweeps import SWEEPS

    stop = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    parent = os.getppid()
    work_until(lambda: stop.is_set() or os.getppid() != parent, SWEEPS, pause=stop.wait)
    return 0


def work_until(
    done: Callable[[], bool], sweeps: Sequence[Sweep], *, pause: Callable[[float], object] = time.sleep
) -> None:
    """Run every sweep when its time comes, until `done()`; a row whose work fails is tried again with back-off.

    The memory of failures is this process's alone: after a crash every due row is simply due again.
    """
    from django.utils import timezone

    from showtime.accounts import workers

    worker = workers.start(now=timezone.now())
    rounds = [_Round(sweep) for sweep in sweeps]
    beaten = time.monotonic()
    while not done():
        for each in rounds:
            each.run_if_due(done)
        if time.monotonic() - beaten > BEAT_EVERY:
            workers.beat(worker=worker, now=timezone.now())
            beaten = time.monotonic()
        pause(PAUSE)
    workers.stop(worker=worker)


class _Round:
    """One sweep's timetable in this process, and when its failing rows may be tried again."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.next_at = 0.0
        self.failures: dict[str, tuple[int, float]] = {}

    def run_if_due(self, done: Callable[[], bool]) -> None:
        now = time.monotonic()
        if now < self.next_at:
            return
        self.next_at = now + self.sweep.every.total_seconds()
        try:
            keys = self.sweep.due(BATCH)
        except Exception:
            log.exception("sweep failed", sweep=self.sweep.name)
            _drop_broken_connection()
            return
        for key in keys:
            if done():
                return
            self._work(key, now)

    def _work(self, key: str, now: float) -> None:
        count, not_before = self.failures.get(key, (0, 0.0))
        if now < not_before:
            return
        try:
            self.sweep.work(key)
            self.failures.pop(key, None)
        except Exception:
            backoff = min(LONGEST_BACKOFF, 2.0**count)
            self.failures[key] = (count + 1, now + backoff)
            log.exception("work failed", sweep=self.sweep.name, key=key, again_in_seconds=backoff)
            _drop_broken_connection()


def _drop_broken_connection() -> None:
    from django.db import close_old_connections

    close_old_connections()
