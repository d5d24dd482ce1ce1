"""The team's page: everybody sees it, owners change it."""

import pytest
from django.test import Client

from showtime.accounts.models import AuditEntry, Member, Role


@pytest.mark.parametrize("path", ["team/invitation/", "team/{id}/role/", "team/{id}/remove/", "team/"])
def test_only_owners_manage(path: str, camille: Member, sacha: Member, sacha_client: Client) -> None:
    answer = sacha_client.post(f"/t/lumen/{path.format(id=camille.pk)}", {"role": "guest", "name": "Ours now"})
    assert answer.status_code == 403
    camille.refresh_from_db()
    assert (camille.role, camille.left_at, camille.team.name) == (Role.OWNER, None, "Lumen")


def test_owner_changes_a_role(camille: Member, camille_client: Client, sacha: Member) -> None:
    camille_client.post(f"/t/lumen/team/{sacha.pk}/role/", {"role": "guest"})
    sacha.refresh_from_db()
    assert sacha.role == Role.GUEST
    assert list(AuditEntry.objects.values_list("deed", "member")) == [("change role", camille.pk)]


def test_removed_member_sees_nothing_any_more(camille_client: Client, sacha: Member, sacha_client: Client) -> None:
    assert sacha_client.get("/t/lumen/team/").status_code == 200
    camille_client.post(f"/t/lumen/team/{sacha.pk}/remove/")
    assert sacha_client.get("/t/lumen/team/").status_code == 404


def test_owner_cannot_touch_another_teams_member(camille_client: Client, mallory: Member) -> None:
    assert camille_client.post(f"/t/lumen/team/{mallory.pk}/remove/").status_code == 404
    mallory.refresh_from_db()
    assert mallory.left_at is None


def test_last_owner_is_told_why_they_stay(camille: Member, camille_client: Client) -> None:
    page = camille_client.post(f"/t/lumen/team/{camille.pk}/remove/", follow=True)
    assert (
        "make a colleague owner first" in page.content.decode()
        or camille_client.get("/t/lumen/team/").status_code == 200
    )
    camille.refresh_from_db()
    assert camille.left_at is None


def test_query_count_does_not_grow_with_members(
    camille: Member, camille_client: Client, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    from showtime.accounts.models import User

    with django_assert_num_queries(5):
        camille_client.get("/t/lumen/team/")
    for number in range(3):
        user = User.objects.create_user(f"m{number}@lumen.test", name=f"M {number}")
        Member.objects.create(team=camille.team, user=user)
    with django_assert_num_queries(5):
        camille_client.get("/t/lumen/team/")
