"""Handing mail over to a real server, in all its manners."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from showtime.channels.email.outcome import Accepted, Cause, Deferred, Outcome, Refused, Uncertain
from showtime.channels.email.smtp import Server, hand_over
from tests.smtp import Certificate, Manner, SmtpServer, closed_port, make_certificate

MESSAGE = b"Subject: hello\r\n\r\nFirst\r\n.\r\n..two\r\nlast\r\n"


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


def _hand(server: SmtpServer, *, message: bytes = MESSAGE, **changes: object) -> Outcome:
    given = {
        "host": server.host,
        "port": server.port,
        "security": server.security,
        "patience": 5.0,
        "last_patience": 5.0,
    }
    return hand_over(
        Server(**{**given, **changes}),  # type: ignore[arg-type]
        sender="camille@lumen.test",
        to="anna@example.com",
        message=message,
    )


def test_accepted_mail_arrives_to_the_byte(server: SmtpServer) -> None:
    assert _hand(server) == Accepted("2.0.0 Ok: queued as 1")
    assert [(mail.sender, mail.to, mail.raw) for mail in server.taken] == [
        ("camille@lumen.test", "anna@example.com", MESSAGE)
    ]


@pytest.mark.parametrize(
    ("manner", "outcome"),
    [
        (Manner.TURN_AWAY, Deferred(Cause.GREETING, "554 5.3.2 No service for you")),
        (Manner.REFUSE_SENDER, Refused(Cause.SENDER, "553 5.7.1 Sender address rejected: not owned by user")),
        (Manner.REFUSE_RECIPIENT, Refused(Cause.RECIPIENT, "550 5.1.1 No such user here")),
        (Manner.DEFER_RECIPIENT, Deferred(Cause.RECIPIENT, "451 4.7.1 Greylisted, try again later")),
        (Manner.DEFER, Deferred(Cause.MESSAGE, "451 4.3.0 Try again later")),
        (Manner.REFUSE, Refused(Cause.MESSAGE, "554 5.7.1 This looks like spam")),
    ],
)
def test_answer_of_the_server_is_told_apart(server: SmtpServer, manner: Manner, outcome: Outcome) -> None:
    server.manner = manner
    assert (_hand(server), server.taken) == (outcome, [])


def test_cut_after_the_final_dot_is_uncertain(server: SmtpServer) -> None:
    server.manner = Manner.CUT_AFTER_DOT
    outcome = _hand(server)
    assert isinstance(outcome, Uncertain)
    assert (outcome.cause, len(server.taken)) == (Cause.LOST, 1)


def test_cut_inside_the_text_is_deferred(server: SmtpServer) -> None:
    server.manner = Manner.CUT_IN_TEXT
    # More than the buffers on the way hold: the cut is felt before the final dot goes out.
    outcome = _hand(server, message=b"Subject: long\r\n\r\n" + b"x" * 70 * 300_000)
    assert (type(outcome), getattr(outcome, "cause", None), server.taken) == (Deferred, Cause.LOST, [])


def test_silence_after_the_final_dot_is_uncertain(server: SmtpServer) -> None:
    server.manner = Manner.STALL
    outcome = _hand(server, last_patience=0.2)
    assert isinstance(outcome, Uncertain)
    assert (outcome.cause, len(server.taken)) == (Cause.TIMEOUT, 1)


def test_slow_answer_is_awaited(server: SmtpServer) -> None:
    server.manner = Manner.STALL
    server.release()
    assert _hand(server) == Accepted("2.0.0 Ok: queued as 1")


def test_nobody_listening_is_deferred() -> None:
    with closed_port() as port:
        outcome = hand_over(Server("127.0.0.1", port, "none"), sender="a@b.fr", to="c@d.fr", message=MESSAGE)
    assert outcome == Deferred(Cause.CONNECT, "Connection refused")


@pytest.mark.parametrize("host", ["", "no-such-host.invalid", "a..b", "x" * 70 + ".fr"])
def test_unknown_name_is_deferred(host: str) -> None:
    assert hand_over(Server(host, 25, "none"), sender="a@b.fr", to="c@d.fr", message=MESSAGE) == Deferred(Cause.NAME)


@pytest.mark.parametrize(
    ("sender", "to", "cause"), [("a b@c.fr", "c@d.fr", Cause.SENDER), ("a@b.fr", "c\r\n@d.fr", Cause.RECIPIENT)]
)
def test_what_is_no_address_is_refused_before_anything_is_said(sender: str, to: str, cause: Cause) -> None:
    outcome = hand_over(Server("127.0.0.1", 1, "none"), sender=sender, to=to, message=MESSAGE)
    assert (type(outcome), getattr(outcome, "cause", None)) == (Refused, cause)


def test_international_domain_is_announced_in_ascii(server: SmtpServer) -> None:
    at = Server(server.host, server.port, "none")
    assert hand_over(at, sender="camille@lumière.fr", to="anna@société.fr", message=MESSAGE) == Accepted(
        "2.0.0 Ok: queued as 1"
    )
    assert (server.taken[0].sender, server.taken[0].to) == ("camille@xn--lumire-6ua.fr", "anna@xn--socit-esab.fr")


class TestSecurity:
    """TLS from the start and STARTTLS."""

    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Certificate:
        return make_certificate(tmp_path)

    @pytest.mark.parametrize("security", ["tls", "starttls"])
    def test_trusted_certificate_is_accepted(
        self, security: str, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
        with SmtpServer(security=security, certificate=certificate) as server:
            assert (_hand(server), len(server.taken)) == (Accepted("2.0.0 Ok: queued as 1"), 1)

    @pytest.mark.parametrize("security", ["tls", "starttls"])
    def test_unknown_certificate_is_deferred_and_nothing_said(self, security: str, certificate: Certificate) -> None:
        with SmtpServer(security=security, certificate=certificate) as server:
            outcome = _hand(server)
            kind = (type(outcome), getattr(outcome, "cause", None))
            assert (kind, server.taken) == ((Deferred, Cause.CERTIFICATE), [])

    @pytest.mark.parametrize("security", ["tls", "starttls"])
    def test_certificate_of_another_name_is_deferred(
        self, security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = make_certificate(tmp_path, name="mail.other.test")
        monkeypatch.setenv("SSL_CERT_FILE", str(other.path))
        with SmtpServer(security=security, certificate=other) as server:
            outcome = _hand(server)
            assert (type(outcome), getattr(outcome, "cause", None)) == (Deferred, Cause.CERTIFICATE)

    def test_server_without_starttls_gets_nothing_in_the_clear(self, server: SmtpServer) -> None:
        assert (_hand(server, security="starttls"), server.taken) == (Deferred(Cause.NO_STARTTLS), [])

    def test_tls_where_the_server_speaks_plainly_is_deferred(self, server: SmtpServer) -> None:
        outcome = _hand(server, security="tls")
        assert (type(outcome), getattr(outcome, "cause", None)) == (Deferred, Cause.TLS)


class TestLogin:
    """User name and password."""

    @pytest.mark.parametrize("password", ["hunter2", "été à 100 %"])
    def test_right_password_is_accepted(self, password: str) -> None:
        with SmtpServer(login=("camille", password)) as server:
            outcome = _hand(server, username="camille", password=password)
            assert (outcome, len(server.taken)) == (Accepted("2.0.0 Ok: queued as 1"), 1)

    @pytest.mark.parametrize("password", ["hunter3", "étage"])
    def test_wrong_password_is_deferred(self, password: str) -> None:
        with SmtpServer(login=("camille", "hunter2")) as server:
            outcome = _hand(server, username="camille", password=password)
            assert outcome == Deferred(Cause.LOGIN, "535 5.7.8 Authentication credentials invalid")

    def test_missing_login_is_deferred(self) -> None:
        with SmtpServer(login=("camille", "hunter2")) as server:
            assert _hand(server) == Deferred(Cause.LOGIN, "530 5.7.0 Authentication required")

    def test_server_that_takes_no_login_is_deferred(self, server: SmtpServer) -> None:
        assert _hand(server, username="camille", password="x") == Deferred(Cause.NO_LOGIN)
