"""docs/running.md: its files are accepted by the programs they are for, and what it promises behind a proxy holds."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import psycopg
import pytest

from showtime.lib.env import SETTINGS
from tests.serving import Served, _environ, serving, showtime

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "running.md").read_text()
BLOCKS = [
    re.sub(r"^ {4}", "", block, flags=re.M)
    for block in re.findall(r"^ {4}.*\n(?:(?: {4}.*)?\n)*?(?=^\S|\Z)", PAGE, re.M)
]
PUBLIC = "showtime.example.org"


def block(first_line: str) -> str:
    """The block of the page that begins with this line."""
    return next(each for each in BLOCKS if each.startswith(f"{first_line}\n"))


def test_environment_file_names_settings_only() -> None:
    named = {line.partition("=")[0] for line in block("SHOWTIME_DATA=/var/lib/showtime").splitlines() if line}
    assert named - {setting.name for setting in SETTINGS} == set()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_unit_passes_systemds_own_check(tmp_path: Path) -> None:
    unit = tmp_path / "showtime.service"
    # Its program and user are there on the server alone.
    text = re.sub(r"ExecStart=\S+", f"ExecStart={sys.executable}", block("[Unit]"))
    unit.write_text(text.replace("User=showtime", "User=root"))
    ended = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert [line for line in ended.stderr.splitlines() if str(unit) in line] == []
    assert ended.returncode == 0


@pytest.mark.skipif(shutil.which("caddy") is None, reason="Caddy is not installed")
@pytest.mark.parametrize("number", [0, 1])
def test_caddyfiles_are_read_by_caddy(number: int, tmp_path: Path) -> None:
    file = tmp_path / "Caddyfile"
    file.write_text([each for each in BLOCKS if each.startswith(f"{PUBLIC} {{")][number])
    command = ["caddy", "adapt", "--adapter", "caddyfile", "--config", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, "reverse_proxy" in ended.stdout) == (0, True), ended.stderr


def test_wrapper_is_a_shell_script(tmp_path: Path) -> None:
    for script in (each for each in BLOCKS if each.startswith("#!/bin/sh\n")):
        assert subprocess.run(["sh", "-n"], input=script, text=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server as behind a proxy that speaks https to the visitors."""
    environment = {"SHOWTIME_URL": f"https://{PUBLIC}", "SHOWTIME_BEHIND_PROXY": "yes"}
    with serving(tmp_path_factory.mktemp("proxied") / "data", "--no-worker", **environment) as served:
        yield served


def test_behind_proxy_cookies_are_secure_and_browsers_kept_on_https(behind_proxy: Served) -> None:
    answer = _get(behind_proxy, "/account/login/", {"X-Forwarded-Proto": "https"})
    assert answer.status == 200
    assert "Secure" in (answer.headers["Set-Cookie"] or "")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_behind_proxy_failures_are_counted_by_the_address_the_proxy_saw(behind_proxy: Served) -> None:
    for spoofed in ("", "9.9.9.9, ", "8.8.8.8, 7.7.7.7, "):
        _fail_to_sign_in(behind_proxy, f"{spoofed}203.0.113.5", https=True)
    assert _failures(behind_proxy) == {"203.0.113.5": 3}


def test_without_proxy_nobody_says_where_they_come_from(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--no-worker") as served:
        for claimed in ("203.0.113.5", "203.0.113.6"):
            _fail_to_sign_in(served, claimed, https=False)
        answer = _get(served, "/account/login/", {"X-Forwarded-Proto": "https"})
        assert "Secure" not in (answer.headers["Set-Cookie"] or "")
        assert _failures(served) == {"127.0.0.1": 2}


def test_two_that_start_at_once_on_one_empty_database_both_start(tmp_path: Path) -> None:
    with _empty_database() as more:
        commands = [
            subprocess.Popen(
                [sys.executable, "-m", "showtime", "team", name, "--owner", f"{name}@lumen.test"],
                env=_environ(tmp_path / "data", more),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for name in ("one", "two")
        ]
        said = [(command.communicate()[0], command.returncode) for command in commands]
        assert [status for _text, status in said] == [0, 0], said
        assert showtime("link", "two@lumen.test", data=tmp_path / "data", **more).returncode == 0


class _empty_database:  # noqa: N801 - a context manager
    """A schema of its own in the PostgreSQL that the suite runs on, as settings; on SQLite the data folder will do."""

    def __init__(self) -> None:
        self.url = os.environ.get("DATABASE_URL", "")
        self.schema = f"running_{os.getpid()}"

    def __enter__(self) -> dict[str, str]:
        if not self.url:
            return {}
        self._do(f"CREATE SCHEMA {self.schema}")
        return {"DATABASE_URL": f"{self.url}?options={urllib.parse.quote(f'-c search_path={self.schema}')}"}

    def __exit__(self, *ended: object) -> None:
        if self.url:
            self._do(f"DROP SCHEMA {self.schema} CASCADE")

    def _do(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


def _get(served: Served, path: str, headers: dict[str, str]) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", int(served.url.rpartition(":")[2]), timeout=20)
    connection.request(
        "GET", path, headers={"Host": PUBLIC if "X-Forwarded-Proto" in headers else "localhost", **headers}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def _fail_to_sign_in(served: Served, forwarded_for: str, *, https: bool) -> None:
    """Try a wrong password, as a request that the proxy passes on."""
    host = PUBLIC if https else "localhost"
    token = "a" * 32
    body = urllib.parse.urlencode(
        {"login": "camille@lumen.test", "password": "wrong-password", "csrfmiddlewaretoken": token}
    )
    headers = {
        "Host": host,
        "X-Forwarded-For": forwarded_for,
        "Cookie": f"csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        **({"X-Forwarded-Proto": "https", "Referer": f"https://{host}/account/login/"} if https else {}),
    }
    connection = HTTPConnection("127.0.0.1", int(served.url.rpartition(":")[2]), timeout=20)
    connection.request("POST", "/account/login/", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200


def _failures(served: Served) -> dict[str, int]:
    """How many failed sign-ins were counted, by address."""
    connection = sqlite3.connect(served.data / "showtime.sqlite3")
    rows = connection.execute("SELECT ip_address, failures_since_start FROM axes_accessattempt").fetchall()
    connection.close()
    return dict(rows)
