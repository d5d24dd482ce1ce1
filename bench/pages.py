"""Measures the main pages and API calls: `python bench/pages.py [--sizes 100,1000,10000] [--requests N] [--json]`.

For each size a fresh database is filled (SQLite in a temporary folder, or a schema of its own in the PostgreSQL that
DATABASE_URL names), `showtime serve` is started on it, and every page is asked for over one kept connection, by a
signed-in member. Ends with 1 where a page takes more queries for more contacts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from scene import NOW

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]


def main() -> int:
    """Measure, print, judge."""
    asked = _asked()
    told: dict[str, Any] = {}
    rows: list[Row] = []
    for size in asked.sizes:
        measured = _measure(size, asked.requests)
        told = measured["machine"]
        rows += measured["rows"]
    growing = _growing(rows)
    if asked.json:
        print(json.dumps({"machine": told, "rows": rows}, indent=1))
    else:
        _print(told, rows, asked.requests)
    for page, counts in growing.items():
        text = ", ".join(f"{count} at {size} contacts" for size, count in counts.items())
        print(f"bench: {page} takes a growing number of queries: {text}", file=sys.stderr)
    return 1 if growing else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the main pages and API calls.")
    parser.add_argument(
        "--sizes", type=_sizes, default=[100, 1_000, 10_000], metavar="N,N", help="how many contacts (100,1000,10000)"
    )
    parser.add_argument("--requests", type=int, default=100, metavar="N", help="how often to ask for each page (100)")
    parser.add_argument("--json", action="store_true", help='print {"rows": [...]} and not a table')
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def _measure(size: int, requests: int) -> dict[str, Any]:
    """The rows of one size, from a process of its own: Django's settings are read once a process."""
    with tempfile.TemporaryDirectory(prefix="showtime-bench-") as folder, _database() as url:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SHOWTIME_")},
            "DJANGO_SETTINGS_MODULE": "showtime.config.settings",
            "SHOWTIME_DATA": folder,
            "SHOWTIME_CLOCK_OFFSET": str((NOW - datetime.now(UTC)).total_seconds()),
            "SHOWTIME_LOG_LEVEL": "warning",
            **({"DATABASE_URL": url} if url else {}),
        }
        command = [sys.executable, str(HERE / "one_size.py"), str(size), str(requests)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"bench: {size} contacts could not be measured")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty schema in the PostgreSQL of DATABASE_URL, dropped afterwards; "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    schema = f"showtime_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        try:
            yield f"{url}{'&' if '?' in url else '?'}options={quote(f'-c search_path={schema}')}"
        finally:
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


def _growing(rows: list[Row]) -> dict[str, dict[int, int]]:
    """The pages whose number of queries is not the same at every size, with the numbers."""
    counts: dict[str, dict[int, int]] = {}
    for row in rows:
        counts.setdefault(row["page"], {})[row["contacts"]] = row["queries"]
    return {page: found for page, found in counts.items() if len(set(found.values())) > 1}


def _print(told: dict[str, str], rows: list[Row], requests: int) -> None:
    """A table: one line a page, and for each size median and p95; queries and compressed bytes at the largest."""
    sizes = sorted({row["contacts"] for row in rows})
    print(", ".join(f"{name}: {value}" for name, value in told.items()))
    print(f"{requests} requests a page, one after the other over one connection; milliseconds, median / p95\n")
    heads = "".join(f"{f'{size:,} contacts':>20}" for size in sizes)
    print(f"{'':<24}{heads}{'queries':>9}{'bytes':>9}")
    for page in dict.fromkeys(row["page"] for row in rows):
        found = {row["contacts"]: row for row in rows if row["page"] == page}
        times = "".join(f"{found[size]['median_ms']:>12.1f} /{found[size]['p95_ms']:>6.1f}" for size in sizes)
        last = found[sizes[-1]]
        print(f"{page:<24}{times}{last['queries']:>9}{last['bytes']:>9,}")
    print()


if __name__ == "__main__":
    sys.exit(main())
