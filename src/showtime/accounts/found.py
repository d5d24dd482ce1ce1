"""Founding a team."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from showtime.accounts.audit import record
from showtime.accounts.models import Member, Role, Team, User


def found_team(*, name: str, owner_email: str, owner_name: str = "", language: str = "", now: datetime) -> Member:
    """Make a team and its owner, who is made as well where nobody has this address. Returns the owner."""
    with transaction.atomic():
        team = Team.objects.create(name=name, slug=_free_slug(name))
        user = User.objects.filter(email=owner_email.strip().lower()).first() or User.objects.create_user(
            owner_email, name=owner_name, language=language
        )
        member = Member.objects.create(team=team, user=user, role=Role.OWNER)
        record(member=member, deed="found team", row_id=team.pk, now=now)
    return member


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "team"
    taken = set(Team.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for number in range(len(taken) + 1)
        if (slug := base if not number else f"{base}-{number + 1}") not in taken
    )
