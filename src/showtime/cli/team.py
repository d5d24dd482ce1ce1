"""`showtime team` and `showtime link`: what an operator does at the terminal before anybody can sign in."""

import argparse
import sys


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register both subcommands."""
    team = subparsers.add_parser("team", help="found a team and print its owner's sign-in link")
    team.add_argument("name", help="the team's name")
    team.add_argument("--owner", required=True, metavar="EMAIL", help="the owner's e-mail address")
    team.add_argument("--owner-name", default="", metavar="NAME", help="the owner's name")
    team.add_argument("--language", choices=("en", "fr"), default="", help="the owner's language")
    team.set_defaults(run=run_team)
    link = subparsers.add_parser("link", help="print a sign-in link for a user, valid once and for an hour")
    link.add_argument("email", metavar="EMAIL")
    link.set_defaults(run=run_link)


def run_team(args: argparse.Namespace) -> int:
    """Found the team."""
    from showtime.cli.setup import migrate, start_django

    start_django()
    migrate()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from showtime.accounts.found import found_team
    from showtime.lib import clock

    try:
        validate_email(args.owner)
    except ValidationError:
        print(f"showtime: --owner {args.owner}: write an e-mail address, as camille@example.org.", file=sys.stderr)
        return 2
    member = found_team(
        name=args.name, owner_email=args.owner, owner_name=args.owner_name, language=args.language, now=clock.now()
    )
    print(f"The team {member.team.name} is founded, at /t/{member.team.slug}/.")
    return _print_link(member.user.email)


def run_link(args: argparse.Namespace) -> int:
    """Print a link."""
    from showtime.cli.setup import start_django

    start_django()
    return _print_link(args.email)


def _print_link(email: str) -> int:
    from django.conf import settings
    from django.utils import timezone

    from showtime.accounts.models import User
    from showtime.accounts.sign_in_link import make_link

    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        print(
            f"showtime: nobody here has the address {email}. `showtime team` founds a team with its owner.",
            file=sys.stderr,
        )
        return 1
    print(f"Sign in once as {user}: {settings.PUBLIC_URL}/enter/{make_link(user=user, now=timezone.now())}/")
    return 0
