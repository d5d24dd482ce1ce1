"""The team's mail server on its page."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from showtime.accounts.models import Member
from showtime.followups.models import MailSettings
from showtime.followups.set_up_mail import server_of
from tests.followups.evening import mail_way
from tests.smtp import Manner, SmtpServer, closed_port

URL = "/t/lumen/team/mail/"
GIVEN = {
    "host": "mail.lumen.test",
    "port": "587",
    "security": "starttls",
    "username": "hello",
    "password": "hunter2 ",
    "sender": "hello@lumen.test",
    "sender_name": "Lumen",
}


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """A mail server on a free port."""
    with SmtpServer() as server:
        yield server


def _page(response: Any) -> str:
    text = re.sub(r"<(svg|script|head)\b.*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return html.unescape(" ".join(text.split()))


def test_owner_sets_the_server_up_and_never_sees_the_password_again(camille_client: Client, camille: Member) -> None:
    response = camille_client.post(URL, GIVEN, follow=True)
    way = MailSettings.objects.get()
    assert (way.host, way.port, way.security, way.username, way.sender, way.sender_name) == (
        "mail.lumen.test",
        587,
        "starttls",
        "hello",
        "hello@lumen.test",
        "Lumen",
    )
    assert server_of(way).password == "hunter2 "
    page = response.content.decode()
    assert ("hunter2" in page, way.password_box in page) == (False, False)
    assert ("Saved." in page, "One is stored. Leave empty to keep it." in page, "not tested yet" in page) == (True,) * 3


def test_saving_without_the_password_keeps_it_and_another_server_needs_it_again(
    camille_client: Client, camille: Member
) -> None:
    camille_client.post(URL, GIVEN)
    camille_client.post(URL, {**GIVEN, "password": "", "port": "2525"})
    way = MailSettings.objects.get()
    assert (way.port, server_of(way).password) == (2525, "hunter2 ")
    response = camille_client.post(URL, {**GIVEN, "password": "", "host": "mail.evil.test"})
    assert (response.status_code, MailSettings.objects.get().host) == (422, "mail.lumen.test")
    assert "Enter the password: the stored one is only for the server and user as they were." in _page(response)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "This field is required."),
        ({"port": "0"}, "greater than or equal to 1"),
        ({"port": "65536"}, "less than or equal to 65535"),
        ({"security": "magic"}, "Select a valid choice."),
        ({"security": "none"}, "Without security the password would travel readable"),
        ({"sender": "nobody"}, "Enter a valid email address."),
        ({"sender": '"odd"@lumen.test'}, "This is no address that mail can come from."),
    ],
)
def test_settings_that_cannot_work_are_named(
    changes: dict[str, str], words: str, camille_client: Client, camille: Member
) -> None:
    response = camille_client.post(URL, {**GIVEN, **changes})
    assert (response.status_code, MailSettings.objects.exists(), words in _page(response)) == (422, False, True)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_password_may_travel_in_the_clear_within_this_machine(
    host: str, camille_client: Client, camille: Member
) -> None:
    assert camille_client.post(URL, {**GIVEN, "security": "none", "host": host}).status_code == 302


class TestTrial:
    """The button that sends a test mail."""

    def _try(self, client: Client) -> Any:
        return client.post(f"{URL}test/")

    def test_success_is_said_and_noted(self, camille_client: Client, camille: Member, smtp: SmtpServer) -> None:
        mail_way(camille, smtp)
        page = _page(self._try(camille_client))
        assert "It works: the mail server has taken a test mail to camille@lumen.test." in page
        assert "tested" in page
        assert [mail.to for mail in smtp.taken] == ["camille@lumen.test"]

    @pytest.mark.parametrize(
        ("manner", "words"),
        [
            (Manner.REFUSE_SENDER, "The mail server does not let this sender’s address send. Set the sender’s address"),
            (Manner.REFUSE_RECIPIENT, "The mail server does not take mail for this address."),
            (Manner.TURN_AWAY, "turned us away before anything was said. Try later, or ask whoever runs the server. "
             "Word for word: 554 5.3.2 No service for you"),
            (Manner.CUT_AFTER_DOT, "Look into your inbox: the test mail may have arrived all the same."),
        ],
    )  # fmt: skip
    def test_failure_is_said_with_its_mend(
        self, manner: Manner, words: str, camille_client: Client, camille: Member, smtp: SmtpServer
    ) -> None:
        mail_way(camille, smtp)
        smtp.manner = manner
        assert words in _page(self._try(camille_client))
        assert MailSettings.objects.get().tested_at is None

    def test_wrong_password_is_named(self, camille_client: Client, camille: Member) -> None:
        with SmtpServer(login=("hello", "right")) as server:
            given = {**GIVEN, "host": server.host, "port": str(server.port), "security": "none", "password": "wrong"}
            camille_client.post(URL, given)
            page = _page(self._try(camille_client))
        assert "The mail server does not accept the user name and password. Enter both again; many providers" in page
        assert "535 5.7.8 Authentication credentials invalid" in page

    def test_server_without_starttls_and_nobody_there_are_told_apart(
        self, camille_client: Client, camille: Member, smtp: SmtpServer
    ) -> None:
        way = mail_way(camille, smtp)
        MailSettings.objects.update(security="starttls")
        assert "The mail server does not offer STARTTLS. Choose TLS as the security" in _page(self._try(camille_client))
        with closed_port() as port:
            MailSettings.objects.filter(pk=way.pk).update(port=port)
            assert "Nobody answers at the mail server’s address and port." in _page(self._try(camille_client))

    def test_password_of_another_secret_key_is_asked_for_again(
        self, camille_client: Client, camille: Member, smtp: SmtpServer
    ) -> None:
        mail_way(camille, smtp)
        MailSettings.objects.update(username="hello", password_box="made with another key")
        assert "The stored mail password cannot be read any more." in _page(self._try(camille_client))

    def test_trial_without_settings_leads_to_them(self, camille_client: Client, camille: Member) -> None:
        assert self._try(camille_client)["Location"] == URL


def test_forgetting_takes_the_password_with_it(camille_client: Client, camille: Member) -> None:
    camille_client.post(URL, GIVEN)
    page = _page(camille_client.post(f"{URL}forget/", follow=True))
    assert ("is forgotten, with its password" in page, MailSettings.objects.exists()) == (True, False)


@pytest.mark.parametrize("path", ["", "test/", "forget/"])
def test_only_owners_have_the_page(
    path: str, sacha_client: Client, gus_client: Client, mallory_client: Client, camille: Member, smtp: SmtpServer
) -> None:
    mail_way(camille, smtp)
    clients = (sacha_client, gus_client, mallory_client)
    assert [client.post(URL + path, GIVEN).status_code for client in clients] == [403, 403, 404]
    assert [client.get(URL + path).status_code for client in clients] == [403, 403, 404]
    assert (MailSettings.objects.get().host, smtp.tries) == (smtp.host, 0)
