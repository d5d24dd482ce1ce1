"""`showtime import`: bringing files in from the terminal, as the pages do."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from showtime.accounts.models import Member
    from showtime.programme.models import Show


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand and what can be imported."""
    parser = subparsers.add_parser("import", help="bring an exhibitor list or a calendar into the current show")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    exhibitors = kinds.add_parser("exhibitors", help="CSV, TSV, Excel, JSON or Markdown with any columns")
    exhibitors.add_argument(
        "--column", action="append", default=[], metavar="FIELD=HEADER", help="say which column is what, as name=Firma"
    )
    exhibitors.set_defaults(run=run_exhibitors)
    calendar = kinds.add_parser("calendar", help="an iCalendar file (.ics)")
    calendar.set_defaults(run=run_calendar)
    for each in (exhibitors, calendar):
        each.add_argument("file", type=Path, metavar="FILE")
        each.add_argument("--team", metavar="SLUG", help="the team, where there is more than one")
        each.add_argument("--dry-run", action="store_true", help="report what would happen and change nothing")
        each.add_argument("--json", action="store_true", help="print the report as JSON")


def run_exhibitors(args: argparse.Namespace) -> int:
    """Import a directory; 1 if nothing could be read or a row was lost."""
    prepared = _prepare(args)
    if prepared is None:
        return 1
    show, member, data = prepared
    from showtime.lib import clock
    from showtime.rounds.import_directory import confirm, preview

    columns = dict(pair.split("=", 1) for pair in args.column if "=" in pair)
    handed_in = preview(
        show=show, member=member, data=data, filename=args.file.name, columns=columns or None, now=clock.now()
    )
    report = handed_in.report if args.dry_run else confirm(directory_import=handed_in, now=clock.now())
    if args.dry_run:
        handed_in.file.delete(save=False)
        handed_in.delete()
    _print(report, as_json=args.json)
    return 0 if report["ok"] else 1


def run_calendar(args: argparse.Namespace) -> int:
    """Import a calendar; 1 if something in it was lost."""
    prepared = _prepare(args)
    if prepared is None:
        return 1
    show, member, data = prepared
    from showtime.lib import clock
    from showtime.programme.import_calendar import import_calendar, preview_calendar

    work = preview_calendar if args.dry_run else import_calendar
    report = work(show=show, member=member, data=data, source=args.file.name, now=clock.now()).as_json()
    _print(report, as_json=args.json)
    return 0 if all(problem["severity"] != "error" for problem in report["problems"]) else 1


def _prepare(args: argparse.Namespace) -> "tuple[Show, Member, bytes] | None":
    """The show and the member to import for, and the file's bytes; None after saying what is missing."""
    from showtime.cli.setup import migrate, start_django

    start_django()
    migrate()
    from showtime.accounts.models import Team
    from showtime.accounts.queries import members_of
    from showtime.lib import clock
    from showtime.programme.queries import current_show

    teams = list(Team.objects.filter(slug=args.team) if args.team else Team.objects.all()[:2])
    if len(teams) != 1:
        _say("say which team: --team SLUG" if teams else "there is no such team. `showtime team` founds one.")
        return None
    show = current_show(team=teams[0], now=clock.now())
    if show is None:
        _say("the team has no show yet: make one on its page Programme.")
        return None
    try:
        data = args.file.read_bytes()
    except OSError as error:
        _say(f"{args.file} cannot be read ({error.strerror}). Check the name and that you may read it.")
        return None
    return show, members_of(team=teams[0])[0], data


def _say(text: str) -> None:
    print(f"showtime: {text}", file=sys.stderr)


def _print(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
        return
    for name, number in report["counts"].items():
        print(f"{name.replace('_', ' ')}: {number}")
    for problem in report["problems"]:
        print(f"{problem['where'] or 'the file'}: {problem['message']} {problem['mend']}")
