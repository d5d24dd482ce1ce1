"""What a measurement was made on."""

import os
import platform
import sqlite3
import sys
from pathlib import Path

import django
from django.db import connection


def machine() -> dict[str, str]:
    """Processor, cores, memory, system, Python and Django."""
    return {
        "processor": _first("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": str(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()),
        "memory": f"{int((_first('/proc/meminfo', 'MemTotal') or '0 kB').split()[0]) / 2**20:.0f} GB",
        "system": _first("/etc/os-release", "PRETTY_NAME").strip('"') or platform.platform(),
        "python": platform.python_version(),
        "django": django.get_version(),
    }


def database() -> str:
    """The open database and its version, and for PostgreSQL whether a commit waits for the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        return (
            f"SQLite {sqlite3.sqlite_version} (journal {journal}, synchronous {('OFF', 'NORMAL', 'FULL')[synchronous]})"
        )
    with connection.cursor() as cursor:
        said = []
        for name in ("server_version", "fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            said.append(cursor.fetchone()[0].split(" ")[0])
    return f"PostgreSQL {said[0]} (fsync {said[1]}, synchronous_commit {said[2]})"


def _first(file: str, name: str) -> str:
    """What follows the name on its first line in a file of names and values; "" where there is none."""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return ""
    found = (line for line in lines if line.startswith(name))
    return next((line.split(":" if ":" in line else "=", 1)[1].strip() for line in found), "")
