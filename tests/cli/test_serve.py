"""`showtime serve` as a real process: up, revived, stopped, and refusing in one line."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import Served, _descendants, serving, showtime

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_serve_brings_up_server_and_worker_and_ctrl_c_ends_all(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        served.wait_for("/readyz")
        family = _descendants(served.process.pid)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(30) == 0
    assert [pid for pid in family if _alive(pid)] == []
    assert "Traceback" not in served.said()


def test_dead_worker_and_dead_server_are_started_again(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        served.wait_for("/readyz")
        for child in _children(served):
            os.kill(child, signal.SIGKILL)
        _wait_for_words(served, "the server stopped", "the worker stopped")
        served.wait_for("/readyz")


def test_killed_serve_leaves_no_server_behind(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        family = _descendants(served.process.pid)
        served.process.kill()
        served.process.wait()
        for pid in family:
            _wait_gone(pid)


def test_busy_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        ended = showtime("serve", "--port", str(port), data=tmp_path / "data")
    assert ended.returncode == 2
    assert re.fullmatch(
        rf"showtime: cannot listen on 127.0.0.1 port {port} \(.*\)\. "
        rf"Another program may hold it: try --port {port + 1}\.\n",
        ended.stderr,
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ended = showtime("serve", data=tmp_path / "data")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)


def test_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = showtime("serve", data=tmp_path / "file")
    assert ended.returncode == 2
    assert ended.stderr == (
        f"showtime: SHOWTIME_DATA: the folder {tmp_path / 'file'} cannot be made (File exists). "
        "Name one you may write to.\n"
    )


def test_at_without_demo_is_refused(tmp_path: Path) -> None:
    ended = showtime("serve", "--at", "2026-01-06T05:00", data=tmp_path / "data")
    assert (ended.returncode, ended.stderr) == (
        2,
        "showtime: --at goes with --demo: only the demo's clock can be set.\n",
    )


def _children(served: Served) -> list[int]:
    text = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(served.process.pid)], capture_output=True, text=True, check=True
    ).stdout
    return [int(word) for word in text.split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _wait_gone(pid: int) -> None:
    descriptor = None
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    import select

    try:
        assert select.select([descriptor], [], [], 20)[0], f"process {pid} lives on"
    finally:
        os.close(descriptor)


def _wait_for_words(served: Served, *words: str) -> None:
    import time

    deadline = time.monotonic() + 30
    while not all(word in served.said() for word in words):
        assert time.monotonic() < deadline, served.said()
        time.sleep(0.05)
