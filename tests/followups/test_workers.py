"""Real workers, several and killed: nothing is sent twice, and nothing is lost (law 2)."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections

from showtime.accounts.models import Member
from showtime.followups import problems
from showtime.followups.models import Draft, DraftState, MailSettings
from showtime.followups.send import DOUBT_AFTER, send
from showtime.lib import clock
from tests.followups.evening import Meet, approved, mail_way
from tests.smtp import Manner, SmtpServer

SECONDS = 60.0


@contextmanager
def worker(environment: dict[str, str], *, ahead: timedelta = timedelta()) -> Iterator[subprocess.Popen[bytes]]:
    """`showtime worker`, its clock so far ahead; asked to stop at the end, if it still runs."""
    given = {**environment, "SHOWTIME_CLOCK_OFFSET": str(ahead.total_seconds()), "SHOWTIME_LOG_LEVEL": "warning"}
    process = subprocess.Popen([sys.executable, "-m", "showtime", "worker"], env=given)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(SECONDS)


def wait_until(happened: Callable[[], bool]) -> None:
    """Look at what another process does, until it has done it."""
    pause, deadline = threading.Event(), clock.now() + timedelta(seconds=SECONDS)
    while not happened():
        assert clock.now() < deadline, "nothing happened"
        pause.wait(0.05)


def _earlier() -> datetime:
    """So long ago that the time to undo is over."""
    return clock.now() - timedelta(minutes=1)


def _state(draft: Draft) -> str:
    return Draft.objects.values_list("state", flat=True).get(pk=draft.pk)


def test_two_workers_send_each_mail_exactly_once(
    shared_database: dict[str, str], meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    drafts = [
        approved(meet(f"Guest {number}", email=f"g{number}@example.com"), camille, now=_earlier())
        for number in range(30)
    ]
    with worker(shared_database), worker(shared_database):
        smtp.wait_for(len(drafts), seconds=SECONDS)
    # Both have ended in good order, so all is recorded that was done.
    assert sorted(mail.message["message-id"] for mail in smtp.taken) == sorted(draft.message_id for draft in drafts)
    assert {(row.state, row.attempts) for row in Draft.objects.all()} == {(DraftState.SENT, 1)}


def test_ten_threads_send_one_mail_exactly_once(
    shared_database: dict[str, str], meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    draft = approved(meet(), camille, now=_earlier())
    start = threading.Barrier(10)

    def send_at_once() -> None:
        start.wait()
        send(draft_id=str(draft.pk))
        connections.close_all()

    threads = [threading.Thread(target=send_at_once) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(smtp.taken), smtp.tries, _state(draft)) == (1, 1, DraftState.SENT)


def test_worker_killed_before_it_could_record_leaves_the_mail_uncertain_and_sent_once(
    shared_database: dict[str, str], meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    smtp.manner = Manner.STALL
    draft = approved(meet(), camille, now=_earlier())
    with worker(shared_database) as killed:
        assert smtp.stalled.wait(SECONDS)
        os.kill(killed.pid, signal.SIGKILL)
        assert killed.wait(SECONDS) == -signal.SIGKILL
    assert (_state(draft), len(smtp.taken)) == (DraftState.SENDING, 1)
    smtp.release()
    smtp.manner = Manner.ACCEPT
    other = approved(meet("Léo", email="leo@example.com"), camille, now=_earlier())
    with worker(shared_database, ahead=DOUBT_AFTER):
        wait_until(lambda: _state(draft) == DraftState.UNCERTAIN and _state(other) == DraftState.SENT)
    row = Draft.objects.get(pk=draft.pk)
    assert (row.problem, row.attempts) == (problems.WORKER, 1)
    assert [mail.to for mail in smtp.taken] == ["anna@example.com", "leo@example.com"]


def test_worker_killed_before_the_mail_was_given_leaves_it_uncertain_too(
    shared_database: dict[str, str], meet: Meet, camille: Member
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        MailSettings.objects.create(
            team=camille.team, host="127.0.0.1", port=silent.getsockname()[1], security="none", sender="a@lumen.test"
        )
        draft = approved(meet(), camille, now=_earlier())
        with worker(shared_database) as killed:
            caller, _address = silent.accept()
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait(SECONDS)
        assert _state(draft) == DraftState.SENDING
        with worker(shared_database, ahead=DOUBT_AFTER):
            wait_until(lambda: _state(draft) == DraftState.UNCERTAIN)
        caller.close()
        silent.settimeout(0)
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_worker_asked_to_stop_while_it_sends_records_before_it_ends(
    shared_database: dict[str, str], meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    smtp.manner = Manner.STALL
    draft = approved(meet(), camille, now=_earlier())
    with worker(shared_database) as stopping:
        assert smtp.stalled.wait(SECONDS)
        stopping.terminate()
        smtp.release()
        assert stopping.wait(SECONDS) == 0
    assert (_state(draft), len(smtp.taken)) == (DraftState.SENT, 1)


@pytest.mark.postgres
def test_outcome_is_recorded_though_the_database_hung_up_meanwhile(
    shared_database: dict[str, str], meet: Meet, camille: Member, smtp: SmtpServer
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite does not hang up")
    mail_way(camille, smtp)
    smtp.manner = Manner.STALL
    draft = approved(meet(), camille, now=_earlier())
    with worker(shared_database):
        assert smtp.stalled.wait(SECONDS)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        smtp.release()
        wait_until(lambda: _state(draft) == DraftState.SENT)
    assert len(smtp.taken) == 1
