"""Runs the whole suite: on SQLite, then on PostgreSQL what depends on the database, and ends with both summaries.

Arguments go to pytest. WORKERS=2 runs two tests at once, which pays only when the suite is long.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = re.compile(r"(=+ )?(\d+ \w+|no tests ran)\b.* in [\d.]+s\b.*")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
NO_POSTGRESQL = 125


def main() -> int:
    given = sys.argv[1:]
    sqlite, on_sqlite = run([], given)
    postgres, on_postgres = run(["sh", "scripts/with_postgres.sh"], [*given, "-m", "not browser and not packaging"])
    print(f"\nSQLite:\n{on_sqlite}")
    if postgres == NO_POSTGRESQL and not on_postgres:
        print("PostgreSQL: not run, no server could be started")
        return sqlite
    print(f"PostgreSQL:\n{on_postgres}")
    return sqlite or postgres


def run(wrapper: list[str], arguments: list[str]) -> tuple[int, str]:
    """Runs pytest, shows what it prints, and returns its status and closing line."""
    workers = os.environ.get("WORKERS", "0")
    parallel = ["-n", workers, "--dist", "loadfile"] if workers not in {"", "0"} else []
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [*wrapper, sys.executable, "-m", "pytest", *parallel, *colour, *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if SUMMARY.fullmatch(COLOURS.sub("", line.rstrip())):
                closing = line.rstrip()
    return process.returncode, closing


if __name__ == "__main__":
    sys.exit(main())
