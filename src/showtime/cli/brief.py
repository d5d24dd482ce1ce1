"""`showtime brief`: a member's day, from the same query as the page Today."""

import argparse
import json
import sys
from datetime import date, datetime


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the subcommand."""
    brief = subparsers.add_parser("brief", help="print a member's brief of a day")
    brief.add_argument("--team", metavar="SLUG", help="the team, as in its address /t/SLUG/ (the only one)")
    brief.add_argument("--date", type=_date, metavar="DATE", help="the day, as 2026-01-06 (today at the show)")
    brief.add_argument("--member", metavar="EMAIL", help="whose day (the first owner's)")
    brief.add_argument("--at", type=_moment, metavar="WHEN", help="as of when, as 2026-01-06T05:00 at the show (now)")
    brief.add_argument("--json", action="store_true", help="as JSON, times with the offset of the show's zone")
    brief.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the brief. 1: no such team or member, or no show yet."""
    from showtime.cli.setup import start_django

    start_django()
    from django.utils import translation

    from showtime.accounts.models import Member, Team
    from showtime.accounts.queries import members_of
    from showtime.journal.brief import brief
    from showtime.journal.brief_text import brief_text
    from showtime.lib import clock
    from showtime.programme.queries import current_show, today

    teams = list(Team.objects.filter(**({"slug": args.team} if args.team else {})).order_by("slug")[:20])
    if len(teams) != 1:
        return _failed(_which_team(args.team, [team.slug for team in teams]))
    members = members_of(team=teams[0])
    member: Member | None = next((each for each in members if args.member in (None, each.user.email)), None)
    if member is None:
        return _failed(_which_member(args.member, teams[0].slug, [each.user.email for each in members]))
    show = current_show(team=teams[0], now=clock.now())
    if show is None:
        return _failed(f"the team {teams[0].slug} has no show yet: make one on its page Programme.")
    now = args.at or clock.now()
    now = now.replace(tzinfo=show.zone) if now.tzinfo is None else now
    with translation.override(member.user.language or "en"):
        known_day = brief(show=show, member=member, day=args.date or today(show=show, now=now), now=now)
        if args.json:
            print(json.dumps(known_day.as_json(), ensure_ascii=False, indent=2))
        else:
            print(brief_text(known_day), end="")
    return 0


def _which_team(asked: str | None, slugs: list[str]) -> str:
    if asked:
        return f"there is no team {asked} here; its slug stands in its address, /t/SLUG/."
    if not slugs:
        return "there is no team yet: `showtime demo` loads one, `showtime team` founds one."
    return f"there are several teams: choose one with --team, {', '.join(slugs)}."


def _which_member(asked: str | None, team: str, emails: list[str]) -> str:
    if not emails:
        return f"nobody is in the team {team} yet."
    return f"{asked} is not in the team {team}: choose one of {', '.join(emails)}."


def _failed(words: str) -> int:
    print(f"showtime: {words}", file=sys.stderr)
    return 1


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2026-01-06") from error


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no moment: write it as 2026-01-06T05:00") from error
