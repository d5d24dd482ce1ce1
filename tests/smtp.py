"""A real mail server for tests: on a free port of this machine, in a thread, with the manners that servers have.

with SmtpServer() as server:
    server.manner = Manner.REFUSE_RECIPIENT
    ...
    assert [mail.to for mail in server.taken] == ["anna@example.com"]
"""

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import Enum, auto
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Manner(Enum):
    """How the server behaves."""

    ACCEPT = auto()
    TURN_AWAY = auto()
    """554 instead of a greeting."""
    REFUSE_SENDER = auto()
    REFUSE_RECIPIENT = auto()
    DEFER_RECIPIENT = auto()
    DEFER = auto()
    """451 to the whole mail."""
    REFUSE = auto()
    """554 to the whole mail."""
    CUT_IN_TEXT = auto()
    """The connection is cut after the first line of the text."""
    CUT_AFTER_DOT = auto()
    """The mail is taken, and the connection cut before the answer."""
    STALL = auto()
    """The mail is taken, and the answer held back until `release()`."""


@dataclass(frozen=True)
class Taken:
    """A mail that the server has taken, whether or not the sender was told so."""

    sender: str
    to: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, read."""
        message = message_from_bytes(self.raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def text(self) -> str:
        """Its text with plain line ends."""
        content = self.message.get_content()
        assert isinstance(content, str)
        return content.replace("\r\n", "\n")


class SmtpServer:
    """The server. `taken` are the mails it has; `manner` may change between two mails; `tries` counts connections.

    `security` is none, starttls or tls, the latter two with a `certificate`; with `login` it wants that user, that
    password.
    """

    host = "127.0.0.1"

    def __init__(
        self, *, security: str = "none", certificate: "Certificate | None" = None, login: tuple[str, str] | None = None
    ) -> None:
        self.security = security
        self.login = login
        self.manner = Manner.ACCEPT
        self.taken: list[Taken] = []
        self.tries = 0
        self.stalled = threading.Event()
        self._news = threading.Condition()
        self.port = 0
        self._context = certificate.context() if certificate else None
        self._sessions: set[_Conversation] = set()

    def __enter__(self) -> "SmtpServer":
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._released = asyncio.Event()
        self._listener = self._in_loop(self._listen())
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._in_loop(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def release(self) -> None:
        """Let the answers go that `Manner.STALL` holds back."""
        self._loop.call_soon_threadsafe(self._released.set)

    def wait_for(self, count: int, *, seconds: float = 30.0) -> None:
        """Wait until the server has taken this many mails; AssertionError when it does not in time."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.taken) >= count, seconds), f"{len(self.taken)} of {count}"

    def _in_loop(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> asyncio.Server:
        wrapped = self._context if self.security == "tls" else None
        return await self._loop.create_server(self._conversation, self.host, 0, ssl=wrapped)

    def _conversation(self) -> "_Conversation":
        conversation = _Conversation(
            self,
            hostname="mail.test",
            loop=self._loop,
            tls_context=self._context if self.security == "starttls" else None,
            authenticator=self._authenticate,
            auth_require_tls=False,
            auth_exclude_mechanism=() if self.login else ("LOGIN", "PLAIN"),
        )
        self._sessions.add(conversation)
        return conversation

    async def _close(self) -> None:
        self._listener.close()
        self._released.set()
        for conversation in self._sessions:
            # Python 3.11.2 forgets the protocol of a TLS connection that has ended.
            if conversation.transport is not None and not conversation.transport.is_closing():
                conversation.transport.abort()  # type: ignore[attr-defined]
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == self.login, handled=False)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd's hook."""
        if self.login and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.manner is Manner.REFUSE_SENDER:
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd's hook."""
        if self.manner is Manner.REFUSE_RECIPIENT:
            return "550 5.1.1 No such user here"
        if self.manner is Manner.DEFER_RECIPIENT:
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: "_Conversation", session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd's hook."""
        if self.manner is Manner.DEFER:
            return "451 4.3.0 Try again later"
        if self.manner is Manner.REFUSE:
            return "554 5.7.1 This looks like spam"
        assert envelope.mail_from is not None
        assert isinstance(envelope.original_content, bytes)
        with self._news:
            self.taken.append(Taken(envelope.mail_from, envelope.rcpt_tos[0], envelope.original_content))
            self._news.notify_all()
        if self.manner is Manner.CUT_AFTER_DOT:
            server.cut()
        if self.manner is Manner.STALL:
            self.stalled.set()
            await self._released.wait()
        return f"250 2.0.0 Ok: queued as {len(self.taken)}"


class _Conversation(SMTP):
    """One connection."""

    async def _handle_client(self) -> None:
        self.event_handler.tries += 1
        if self.event_handler.manner is not Manner.TURN_AWAY:
            await super()._handle_client()
            return
        await self.push("554 5.3.2 No service for you")
        self.cut()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.event_handler.manner is not Manner.CUT_IN_TEXT:
            await super().smtp_DATA(arg)
            return
        await self.push("354 Go ahead")
        await self._reader.readline()
        self.cut()

    def cut(self) -> None:
        """End the connection here and now."""
        assert self.transport is not None
        self.transport.abort()  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Certificate:
    """A certificate made for a test, valid for `names`, in the file `path` with its key."""

    path: Path

    def context(self) -> ssl.SSLContext:
        """What a server with this certificate uses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path)
        return context


def make_certificate(folder: Path, *, name: str = "127.0.0.1") -> Certificate:
    """A self-made certificate for a host name or an IP address. SSL_CERT_FILE=path makes clients trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    try:
        known: x509.GeneralName = x509.IPAddress(ip_address(name))
    except ValueError:
        known = x509.DNSName(name)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([known]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / f"{name}.pem"
    path.write_bytes(secret + made.public_bytes(encoding))
    return Certificate(path)


@contextlib.contextmanager
def closed_port() -> Iterator[int]:
    """A port on which nobody listens, kept from others meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
