"""Invitations are valid once, for an hour, and a team keeps an owner."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from showtime.accounts import invite, queries
from showtime.accounts.models import Invitation, Member, Role, User


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def test_join_makes_a_member_once(camille: Member, now: datetime) -> None:
    invitation, secret = invite.make_invitation(member=camille, role=Role.MEMBER, now=now)
    first = User.objects.create_user("first@lumen.test", name="First")
    second = User.objects.create_user("second@lumen.test", name="Second")
    member = invite.join(secret=secret, user=first, now=now)
    assert (member.team, member.role) == (camille.team, Role.MEMBER)
    with pytest.raises(invite.InvitationSpentError):
        invite.join(secret=secret, user=second, now=now)
    invitation.refresh_from_db()
    assert invitation.used_by == first


def test_join_after_an_hour_is_refused(camille: Member, now: datetime) -> None:
    _, secret = invite.make_invitation(member=camille, role=Role.MEMBER, now=now)
    user = User.objects.create_user("late@lumen.test", name="Late")
    with pytest.raises(invite.InvitationSpentError):
        invite.join(secret=secret, user=user, now=now + timedelta(hours=1))


def test_join_by_a_member_keeps_role_and_invitation(camille: Member, now: datetime) -> None:
    _, secret = invite.make_invitation(member=camille, role=Role.GUEST, now=now)
    assert invite.join(secret=secret, user=camille.user, now=now).role == Role.OWNER
    assert Invitation.objects.get().used_at is None


def test_secret_is_not_stored(camille: Member, now: datetime) -> None:
    invitation, secret = invite.make_invitation(member=camille, role=Role.MEMBER, now=now)
    assert secret not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


def test_join_as_new_user_refuses_a_known_address_and_leaves_the_invitation(camille: Member, now: datetime) -> None:
    _, secret = invite.make_invitation(member=camille, role=Role.MEMBER, now=now)
    with pytest.raises(invite.KnownAddressError):
        invite.join_as_new_user(secret=secret, name="X", email=" Camille@Lumen.test ", language="fr", now=now)
    with pytest.raises(ValidationError):
        invite.join_as_new_user(secret=secret, name="X", email="nonsense", language="fr", now=now)
    with pytest.raises(ValidationError):
        invite.join_as_new_user(secret=secret, name=" ", email="x@lumen.test", language="fr", now=now)
    member = invite.join_as_new_user(secret=secret, name="Noor", email="noor@lumen.test", language="fr", now=now)
    assert (member.user.name, member.user.language, member.team) == ("Noor", "fr", camille.team)


def test_last_owner_stays(camille: Member, sacha: Member, now: datetime) -> None:
    with pytest.raises(invite.LastOwnerError):
        invite.change_role(member=camille, other=camille, role=Role.GUEST, now=now)
    with pytest.raises(invite.LastOwnerError):
        invite.remove(member=camille, other=camille, now=now)
    invite.change_role(member=camille, other=sacha, role=Role.OWNER, now=now)
    invite.remove(member=sacha, other=camille, now=now)
    assert queries.members_of(team=sacha.team) == [sacha]
    assert queries.membership(user=camille.user, slug="lumen") is None


def test_removed_colleague_comes_back_by_invitation(camille: Member, sacha: Member, now: datetime) -> None:
    invite.remove(member=camille, other=sacha, now=now)
    _, secret = invite.make_invitation(member=camille, role=Role.GUEST, now=now)
    again = invite.join(secret=secret, user=sacha.user, now=now)
    assert (again.pk, again.role, again.left_at) == (sacha.pk, Role.GUEST, None)


def test_remove_in_another_team_changes_nothing(mallory: Member, sacha: Member, now: datetime) -> None:
    invite.remove(member=mallory, other=sacha, now=now)
    assert queries.membership(user=sacha.user, slug="lumen") == sacha
