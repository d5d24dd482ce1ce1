"""`showtime demo`: load the demo show and say row by row what its directory's dirt came to."""

import argparse
import json
import sys
from typing import Any


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser(
        "demo", help="load the demo show into an empty data folder, with a report of its import"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load it; 1 if there are teams already."""
    from showtime.cli.setup import migrate, start_django

    start_django()
    migrate()
    from showtime.accounts.models import Team
    from showtime.demo.load import load_demo
    from showtime.demo.prepare import bring_to
    from showtime.lib import clock

    if Team.objects.exists():
        print("showtime: there are teams here already. Name an empty folder in SHOWTIME_DATA.", file=sys.stderr)
        return 1
    loaded = load_demo(now=clock.now())
    bring_to(team=loaded.team, now=clock.now())
    print(json.dumps(loaded.directory, ensure_ascii=False) if args.json else _text(loaded.directory))
    return 0


def _text(report: dict[str, Any]) -> str:
    counts = "\n".join(f"{name.replace('_', ' ')}: {number}" for name, number in report["counts"].items())
    rows = "\n".join(f"{each['where'] or 'the file'}: {each['message']} {each['mend']}" for each in report["problems"])
    return f"{counts}\n{rows}"
