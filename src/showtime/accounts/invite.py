"""How colleagues come in and go: invitations valid once and for an hour, roles, leaving."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from showtime.accounts.audit import record
from showtime.accounts.models import Invitation, Member, Role, Team, User
from showtime.accounts.secrets import hashed, new_secret

LIFETIME = timedelta(hours=1)


class InvitationSpentError(Exception):
    """The invitation was used before, has expired, or never was."""


class KnownAddressError(Exception):
    """The address belongs to a user already, who has to sign in first."""


class LastOwnerError(Exception):
    """The change would leave the team without an owner."""


def make_invitation(*, member: Member, role: str, now: datetime) -> tuple[Invitation, str]:
    """A new invitation to the member's team and its secret, which is shown once and not stored."""
    secret = new_secret()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            team=member.team, made_by=member, role=Role(role), secret_hash=hashed(secret), expires_at=now + LIFETIME
        )
        record(member=member, deed="invite", row_id=invitation.pk, now=now, role=role)
    return invitation, secret


def open_invitation(*, secret: str, now: datetime) -> Invitation:
    """The invitation while it can still be used; InvitationSpentError otherwise."""
    found = (
        Invitation.objects.filter(secret_hash=hashed(secret), used_at=None, expires_at__gt=now)
        .select_related("team", "made_by__user")
        .first()
    )
    if found is None:
        raise InvitationSpentError
    return found


def join(*, secret: str, user: User, now: datetime) -> Member:
    """Make the user a member of the inviting team; using the invitation and joining happen together or not at all.

    Who is a member already stays what they are, and the invitation stays usable. InvitationSpentError if it is not.
    """
    with transaction.atomic():
        invitation = open_invitation(secret=secret, now=now)
        known = Member.objects.filter(team=invitation.team, user=user).first()
        if known is not None and known.left_at is None:
            return known
        if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now, used_by=user):
            raise InvitationSpentError
        member, _made = Member.objects.update_or_create(
            team=invitation.team, user=user, defaults={"role": invitation.role, "left_at": None}
        )
        record(member=member, deed="join", row_id=member.pk, now=now, role=member.role)
    return member


def join_as_new_user(*, secret: str, name: str, email: str, language: str, now: datetime) -> Member:
    """Make a user and let them join. KnownAddressError if the address has a user; ValidationError if it is none."""
    address = email.strip().lower()
    validate_email(address)
    if not name.strip():
        raise ValidationError(_("Your name is missing: write it, so that your colleagues know who is who."))
    with transaction.atomic():
        open_invitation(secret=secret, now=now)
        if User.objects.filter(email=address).exists():
            raise KnownAddressError
        user = User.objects.create_user(address, name=name.strip(), language=language)
        return join(secret=secret, user=user, now=now)


def change_role(*, member: Member, other: Member, role: str, now: datetime) -> None:
    """Give a colleague another role. LastOwnerError rather than leaving the team without an owner."""
    with transaction.atomic():
        _keep_an_owner(team=member.team, leaving=other if role != Role.OWNER else None)
        Member.objects.filter(pk=other.pk, team=member.team).update(role=Role(role))
        record(member=member, deed="change role", row_id=other.pk, now=now, role=role)


def remove(*, member: Member, other: Member, now: datetime) -> None:
    """Let a colleague leave: they see nothing of the team any more; what they did stays. May raise LastOwnerError."""
    with transaction.atomic():
        _keep_an_owner(team=member.team, leaving=other)
        Member.objects.filter(pk=other.pk, team=member.team).update(left_at=now)
        record(member=member, deed="remove", row_id=other.pk, now=now)


def _keep_an_owner(*, team: Team, leaving: Member | None) -> None:
    owners = Member.objects.select_for_update().filter(team=team, role=Role.OWNER, left_at=None)
    if leaving is not None and {owner.pk for owner in owners} == {leaving.pk}:
        raise LastOwnerError
