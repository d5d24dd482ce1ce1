"""The demo, ready for a visitor: there, and at the right day."""

from datetime import datetime

from showtime.accounts.models import Member, Role, Team
from showtime.demo.load import load_demo
from showtime.demo.scene import ZONE
from showtime.demo.shift import shift
from showtime.programme.models import Show


def prepare(*, now: datetime) -> Member | None:
    """Load the demo where there is no team yet, bring it to `now`: its founder, or None beside teams of one's own."""
    team = Team.objects.filter(is_demo=True).first()
    if team is None:
        if Team.objects.exists():
            return None
        team = load_demo(now=now).team
    bring_to(team=team, now=now)
    return Member.objects.select_related("user", "team").get(team=team, role=Role.OWNER, left_at=None)


def bring_to(*, team: Team, now: datetime) -> None:
    """Let the show begin on the day of `now` in Las Vegas, unless it is on: then the visitor's days just go on."""
    show = Show.objects.get(team=team, name="CES 2026")
    today = now.astimezone(ZONE).date()
    if not show.starts_on <= today <= show.ends_on:
        shift(team=team, days=(today - show.starts_on).days)
