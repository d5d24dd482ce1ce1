"""Coming in: by the server's link, by invitation; not otherwise."""

import re

from django.test import Client
from django.utils import timezone

from showtime.accounts.invite import make_invitation
from showtime.accounts.models import Member, Role, User
from showtime.accounts.sign_in_link import make_link


def test_link_signs_in_and_is_then_used_up(camille: Member) -> None:
    secret = make_link(user=camille.user, now=timezone.now())
    client = Client()
    answer = client.get(f"/enter/{secret}/", follow=True)
    assert answer.redirect_chain == [("/", 302), ("/t/lumen/today/", 302)]
    assert Client().get(f"/enter/{secret}/").status_code == 410


def test_colleague_joins_by_the_link_on_the_page(camille_client: Client) -> None:
    page = camille_client.post("/t/lumen/team/invitation/", {"role": "member"}).content.decode()
    (path,) = set(re.findall(r"/join/[\w-]+/", page))
    phone = Client()
    assert "Camille Roy" in phone.get(path).content.decode()
    answer = phone.post(path, {"name": "Noor Haddad", "email": "noor@lumen.test"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/t/lumen/today/")
    assert Member.objects.get(user__email="noor@lumen.test").role == Role.MEMBER
    assert phone.get("/t/lumen/team/").status_code == 200
    assert Client().get(path).status_code == 410


def test_join_with_a_known_address_says_to_sign_in(camille: Member, sacha: Member) -> None:
    _, secret = make_invitation(member=camille, role=Role.MEMBER, now=timezone.now())
    answer = Client().post(f"/join/{secret}/", {"name": "Sacha", "email": "sacha@lumen.test"})
    assert answer.status_code == 422
    assert "sign in first" in answer.content.decode()


def test_signed_in_user_joins_another_team(camille: Member, mallory: Member, mallory_client: Client) -> None:
    _, secret = make_invitation(member=camille, role=Role.GUEST, now=timezone.now())
    assert mallory_client.post(f"/join/{secret}/").headers["Location"] == "/t/lumen/today/"
    assert Member.objects.get(user=mallory.user, team=camille.team).role == Role.GUEST


def test_user_without_a_team_is_told_what_to_do(db: None) -> None:
    client = Client()
    client.force_login(
        User.objects.create_user("alone@x.test", name="Alone"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "invitation" in client.get("/").content.decode()


def test_stranger_is_sent_to_sign_in(db: None) -> None:
    assert Client().get("/").headers["Location"] == "/account/login/?next=/"
    assert Client().get("/account/signup/").status_code in {200, 302, 403, 404}
    Client().post("/account/signup/", {"email": "new@x.test"})
    assert not User.objects.filter(email="new@x.test").exists()
