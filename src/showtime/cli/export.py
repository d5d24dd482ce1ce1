"""`showtime export`: the contacts of a team as a file."""

import argparse
import sys
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand."""
    export = subparsers.add_parser("export", help="write a team's contacts to a file")
    what = export.add_subparsers(dest="what", required=True, metavar="WHAT")
    contacts = what.add_parser("contacts", help="contacts for a CRM, an address book, or whole")
    contacts.add_argument("--team", required=True, metavar="SLUG", help="the team, as in its address /t/SLUG/")
    formats = ("hubspot", "salesforce", "vcard3", "vcard4", "json")
    contacts.add_argument("--format", required=True, choices=formats, help="the file's format")
    contacts.add_argument("--personal", action="store_true", help="personal contacts as well")
    contacts.add_argument("--out", metavar="FILE", help="where to write; without it, to the standard output")
    contacts.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file. 1: no such team, or the file cannot be written."""
    from showtime.cli.setup import start_django

    start_django()
    from showtime.accounts.models import Team
    from showtime.contacts.export import export_contacts
    from showtime.lib import clock

    team = Team.objects.filter(slug=args.team).first()
    if team is None:
        print(
            f"showtime: there is no team {args.team} here; its slug stands in its address, /t/SLUG/.", file=sys.stderr
        )
        return 1
    exported = export_contacts(team=team, member=None, name=args.format, personal=args.personal, now=clock.now())
    if args.out is None:
        sys.stdout.buffer.write(exported.body)
        return 0
    try:
        Path(args.out).write_bytes(exported.body)
    except OSError as error:
        print(f"showtime: {args.out} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{exported.number} contacts written to {args.out}.", file=sys.stderr)
    return 0
