"""The worker goes through every sweep, and one failing row holds up no other."""

from datetime import timedelta

import pytest

from showtime.accounts.models import Worker
from showtime.cli.worker import work_until
from showtime.lib.sweeps import Sweep

# The worker drops its connection after a failure, which inside a test's transaction nothing may.
pytestmark = pytest.mark.django_db(transaction=True)


def _after(rounds: int):  # type: ignore[no-untyped-def]
    pauses: list[float] = []

    def done() -> bool:
        return len(pauses) >= rounds

    return done, pauses.append


def test_worker_does_due_rows_until_none_is_left() -> None:
    queue = ["a", "b", "c"]
    done, pause = _after(2)
    work_until(done, [Sweep("test", timedelta(0), lambda limit: list(queue), queue.remove)], pause=pause)
    assert queue == []


def test_failing_row_waits_and_others_go_on() -> None:
    tried: list[str] = []

    def work(key: str) -> None:
        tried.append(key)
        if key == "bad":
            raise RuntimeError("no")

    done, pause = _after(3)
    work_until(done, [Sweep("test", timedelta(0), lambda limit: ["bad", "good"], work)], pause=pause)
    assert tried == ["bad", "good", "good", "good"]


def test_failing_sweep_does_not_end_the_worker() -> None:
    worked: list[str] = []

    def broken(limit: int) -> list[str]:
        raise RuntimeError("no")

    done, pause = _after(1)
    sweeps = [
        Sweep("broken", timedelta(0), broken, worked.append),
        Sweep("fine", timedelta(0), lambda limit: ["x"], worked.append),
    ]
    work_until(done, sweeps, pause=pause)
    assert worked == ["x"]


def test_worker_says_that_it_lives_and_that_it_ended() -> None:
    seen: list[int] = []
    done, pause = _after(1)
    work_until(
        done,
        [Sweep("test", timedelta(0), lambda limit: ["x"], lambda key: seen.append(Worker.objects.count()))],
        pause=pause,
    )
    assert (seen, Worker.objects.count()) == ([1], 0)
