"""The mailbox on the page: the real message, and its bytes."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.test import Client

from showtime.accounts.models import Member, Team
from showtime.followups.models import DeliveredMail
from showtime.followups.send import send
from showtime.programme.models import Show
from tests.followups.evening import DUE, Meet, approved, meeting

URL = "/t/lumen/mailbox/"


@pytest.fixture
def meet(show: Show, camille: Member) -> Meet:
    """Camille meets somebody."""
    return meeting(show, camille)


def _deliver(meet: Meet, camille: Member, *, number: int = 1, **text: str) -> DeliveredMail:
    Team.objects.filter(pk=camille.team_id).update(is_demo=True)
    draft = approved(meet(f"Guest {number}", email=f"g{number}@example.com"), camille, **text)
    send(draft_id=str(draft.pk), tell_time=lambda: DUE)
    return DeliveredMail.objects.get(draft=draft)


def test_empty_mailbox_teaches(camille_client: Client, show: Show) -> None:
    assert b"No mail yet" in camille_client.get(URL).content


def test_mail_is_listed_and_shown_as_it_would_have_left(camille_client: Client, camille: Member, meet: Meet) -> None:
    mail = _deliver(meet, camille, subject="Été <b>2026</b>", body="Hello é <script>\n.\nCamille")
    listed = camille_client.get(URL).content.decode()
    assert ("Été &lt;b&gt;2026&lt;/b&gt;" in listed, "to g1@example.com" in listed) == (True, True)
    response = camille_client.get(f"{URL}{mail.pk}/")
    assert dict(response.context["headers"]) == {
        "From": "Camille Roy <camille@lumen.test>",
        "To": "Guest 1 <g1@example.com>",
        "Subject": "Été <b>2026</b>",
        "Date": "Wed, 07 Jan 2026 04:00:00 +0000",
        "Message-ID": mail.draft.message_id,
    }
    assert response.context["text"] == "Hello é <script>\n.\nCamille\n"
    assert "Hello é &lt;script&gt;" in response.content.decode()


def test_bytes_are_downloaded_never_shown(camille_client: Client, camille: Member, meet: Meet) -> None:
    mail = _deliver(meet, camille)
    response = camille_client.get(f"{URL}{mail.pk}/raw/")
    assert response.content == bytes(mail.raw)
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "message/rfc822",
        "Content-Disposition": 'attachment; filename="mail-20260107-040015.eml"',
        "X-Content-Type-Options": "nosniff",
    }
    assert message_from_bytes(response.content, policy=default)["to"] == "Guest 1 <g1@example.com>"


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    count: int, camille_client: Client, camille: Member, meet: Meet, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(count):
        _deliver(meet, camille, number=number)
    camille_client.get(URL)
    with django_assert_num_queries(7):
        camille_client.get(URL)


def test_stranger_finds_no_mail(mallory_client: Client, camille: Member, meet: Meet) -> None:
    mail = _deliver(meet, camille)
    urls = [f"/t/{team}/mailbox/{mail.pk}/{end}" for team in ("lumen", "rival") for end in ("", "raw/")]
    assert [mallory_client.get(url).status_code for url in [URL, *urls]] == [404] * 5


def test_bytes_that_are_no_mail_are_shown_as_they_are(camille_client: Client, camille: Member, meet: Meet) -> None:
    mail = _deliver(meet, camille)
    DeliveredMail.objects.update(raw=b"\xff\x00 no mail at all")
    assert camille_client.get(f"{URL}{mail.pk}/").status_code == 200
