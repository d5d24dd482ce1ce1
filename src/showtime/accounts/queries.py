"""Reads over users, teams and members."""

from showtime.accounts.models import Member, Team, User


def membership(*, user: User, slug: str) -> Member | None:
    """The user's membership of the team with this slug, with team and user loaded; None where there is none."""
    return Member.objects.filter(user=user, team__slug=slug, left_at=None).select_related("team", "user").first()


def teams_of(*, user: User) -> list[Team]:
    """The teams that the user belongs to, by name."""
    rows = Member.objects.filter(user=user, left_at=None).select_related("team").order_by("team__name")
    return [row.team for row in rows]


def members_of(*, team: Team) -> list[Member]:
    """The team's members, owners first, then in the order in which they joined."""
    rank = {"owner": 0, "member": 1, "guest": 2}
    rows = Member.objects.filter(team=team, left_at=None).select_related("user").order_by("created_at", "id")
    return sorted(rows, key=lambda member: rank[member.role])
