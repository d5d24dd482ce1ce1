"""Names and preferences."""

from datetime import datetime

from django.db import transaction

from showtime.accounts.audit import record
from showtime.accounts.models import Member, Team, User


def rename_team(*, member: Member, name: str, now: datetime) -> None:
    """Change the team's name; its address (slug) stays, so that links keep working."""
    with transaction.atomic():
        Team.objects.filter(pk=member.team_id).update(name=name)
        record(member=member, deed="rename team", row_id=member.team_id, now=now, name=name)


def set_preferences(*, user: User, name: str, language: str) -> User:
    """Change the user's own name and language (`""`: the browser's)."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    return user
