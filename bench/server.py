"""A real `showtime serve` on a port of its own, and a client that keeps its connection and its cookies."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

READY_WITHIN = 90.0
CSRF = "a" * 32


@dataclass(frozen=True)
class Answer:
    """A response as it came: status, its body's bytes as sent (compressed where it was), and how long it took."""

    status: int
    body: bytes
    milliseconds: float


@dataclass
class Client:
    """One keep-alive connection, signed in by its session's cookie."""

    port: int
    session: str
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("localhost", self.port, timeout=120)
        self.connection.connect()
        # Without this a request of two packets waits for the acknowledgement of the first: 40 ms of the kernel's.
        assert self.connection.sock is not None
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: bytes | None = None, content_type: str = "") -> Answer:
        """One request, timed from the first byte out to the last byte in."""
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "Accept-Encoding": "gzip"}
        if body is not None:
            headers |= {"Content-Type": content_type, "X-CSRFToken": CSRF}
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        return Answer(response.status, content, 1000 * (time.perf_counter() - began))


@dataclass(frozen=True)
class Served:
    """A running server and the file with what it says."""

    port: int
    log: Path

    def link(self) -> str:
        """The sign-in link that `--demo` prints."""
        found = re.search(r"http://\S+/enter/\S+", self.log.read_text())
        if found is None:
            raise SystemExit(f"no sign-in link was printed:\n{self.log.read_text()}")
        return found[0]


@contextmanager
def serving(*args: str) -> Iterator[Served]:
    """`showtime serve` in this process's environment, its worker included. It ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="showtime-bench-log-") as folder:
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "showtime", "serve", "--port", str(port), *args]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ})
        try:
            _wait(process, log)
            yield Served(port, log)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the server has greeted."""
    deadline = time.monotonic() + READY_WITHIN
    while "Ctrl-C" not in log.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"the server did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)
