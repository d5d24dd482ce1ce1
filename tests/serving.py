"""A real `showtime serve` for tests: its own data folder and port, ended with the test."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

WITHIN = 90.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Served:
    """A running server: its process, address, data folder, and the file with all that it printed."""

    process: "subprocess.Popen[bytes]"
    url: str
    data: Path
    output: Path
    environ: dict[str, str]

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def link(self) -> str:
        """The sign-in link that `--demo` prints once the demo is loaded; it works once."""
        self.wait_for_words("Ctrl-C")
        found = re.search(r"http://\S+/enter/\S+", self.said())
        assert found, self.said()
        return found[0]

    def wait_for_words(self, words: str) -> None:
        """Until the server has printed the words."""
        deadline = time.monotonic() + WITHIN
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def wait_for(self, path: str, status: int = 200) -> None:
        """Until the path answers with the status; fails with what the server said."""
        deadline = time.monotonic() + WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5) as answer:
                    found = answer.status
            except urllib.error.HTTPError as error:
                found = error.code
            except OSError:
                found = 0
            if found == status:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{path} did not answer {status}:\n{self.said()}")

    def kill(self) -> None:
        """SIGKILL to everything at once, as a power cut would: the server, its worker, their children."""
        for pid in [self.process.pid, *_descendants(self.process.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def showtime(*args: str, data: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    command = [sys.executable, "-m", "showtime", *args]
    return subprocess.run(
        command, env=_environ(data, environ), capture_output=True, text=True, check=False, timeout=WITHIN
    )


@contextmanager
def serving(data: Path, *args: str, **environ: str) -> Iterator[Served]:
    """`showtime serve` with these arguments, until the block ends."""
    port = free_port()
    data.parent.mkdir(parents=True, exist_ok=True)
    output = data.parent / f"{data.name}.{port}.log"
    command = [sys.executable, "-m", "showtime", "serve", "--port", str(port), *args]
    environment = _environ(data, environ)
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    served = Served(process, f"http://127.0.0.1:{port}", data, output, environment)
    try:
        served.wait_for("/healthz")
        if "--demo" in args:  # the server answers while the demo is still being loaded
            served.wait_for_words("Ctrl-C")
        yield served
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                served.kill()


def _environ(data: Path, more: dict[str, str]) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("SHOWTIME_", "DJANGO_", "DATABASE_URL"))
    }
    return {**kept, "SHOWTIME_DATA": str(data), "PYTHONUNBUFFERED": "1", **more}


def _descendants(pid: int) -> list[int]:
    """Processes started by `pid`, and by those, read from /proc."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text()
        except OSError:
            continue
        parents.setdefault(int(text.rpartition(")")[2].split()[1]), []).append(int(text.split()[0]))
    found, queue = [], [pid]
    while queue:
        children = parents.get(queue.pop(), [])
        found += children
        queue += children
    return found
