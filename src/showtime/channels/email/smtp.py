"""Handing one mail to a mail server (RFC 5321), step by step, so that the point of a failure is known.

Django's backend sends text and final dot in one go and cannot tell a mail that was cut off in its middle from one whose
answer was lost. Here the final dot goes out alone: whatever fails before it was certainly not accepted (the server must
throw an unfinished mail away, RFC 5321 section 4.1.1.4), whatever fails after it is uncertain.

What concerns this mail (sender, recipient, text) is refused by the server's 5xx; what keeps us from talking to the
server at all (name, connection, certificate, password) is deferred: it is mended in the settings and not in the mail.
"""

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from showtime.channels.email.headers import ascii_address
from showtime.channels.email.outcome import OF_THIS_MAIL, Accepted, Cause, Deferred, Outcome, Refused, Uncertain

_ANSWER_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `patience` is the seconds for each step; `last_patience` those for the answer to the whole mail.

    RFC 5321 suggests up to ten minutes for the last; two are what a queue of one can bear, and nothing is lost by it.
    """

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    username: str = ""
    password: str = ""
    patience: float = 30.0
    last_patience: float = 120.0


class _StoppedError(Exception):
    """The talk ended before the final dot."""

    def __init__(self, outcome: Refused | Deferred) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def hand_over(server: Server, *, sender: str, to: str, message: bytes) -> Outcome:
    """Give `message` (CRLF line ends) to the server for the one recipient `to`, and say what became of it. Never raises
    for anything that a server or a network does."""
    smtp: smtplib.SMTP | None = None
    try:
        envelope = _envelope(sender, to)
        smtp = _connect(server, hello=envelope[0].rpartition("@")[2])
        _log_in(smtp, server)
        _announce(smtp, envelope, size=len(message))
        with _step(Cause.LOST):
            smtp.send(_dots_stuffed(message))
    except _StoppedError as stopped:
        _leave(smtp)
        return stopped.outcome
    outcome = _finish(smtp, server)
    _leave(smtp)
    return outcome


def _envelope(sender: str, to: str) -> tuple[str, str]:
    found = []
    for cause, address in ((Cause.SENDER, sender), (Cause.RECIPIENT, to)):
        try:
            found.append(ascii_address(address))
        except ValueError as error:
            raise _StoppedError(Refused(cause, _words(address))) from error
    return found[0], found[1]


def _connect(server: Server, *, hello: str) -> smtplib.SMTP:
    """A greeted and, where it shall be, encrypted connection."""
    if not server.host:
        raise _StoppedError(Deferred(Cause.NAME))
    with _step(Cause.CONNECT):
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, hello, timeout=server.patience, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, hello, timeout=server.patience)
    try:
        with _step(Cause.GREETING):
            smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            _encrypt(smtp)
    except _StoppedError:
        _leave(smtp)
        raise
    return smtp


def _encrypt(smtp: smtplib.SMTP) -> None:
    if not smtp.has_extn("starttls"):
        raise _StoppedError(Deferred(Cause.NO_STARTTLS))
    with _step(Cause.TLS):
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo()


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    if not server.username:
        return
    if not smtp.has_extn("auth"):
        raise _StoppedError(Deferred(Cause.NO_LOGIN))
    with _step(Cause.LOGIN):
        if (server.username + server.password).isascii():
            smtp.login(server.username, server.password)
        else:
            _log_in_beyond_ascii(smtp, server)


def _log_in_beyond_ascii(smtp: smtplib.SMTP, server: Server) -> None:
    """The standard library takes ASCII only; RFC 4616 has UTF-8."""

    def coded(text: str) -> str:
        return base64.b64encode(text.encode()).decode("ascii")

    if "PLAIN" in smtp.esmtp_features["auth"].upper().split():
        code, answer = smtp.docmd("AUTH", "PLAIN " + coded(f"\0{server.username}\0{server.password}"))
    else:
        code, answer = smtp.docmd("AUTH", "LOGIN " + coded(server.username))
        if code == 334:
            code, answer = smtp.docmd(coded(server.password))
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _announce(smtp: smtplib.SMTP, envelope: tuple[str, str], *, size: int) -> None:
    """Envelope and DATA, up to the server's word to go ahead."""
    sender, to = envelope
    with _step(Cause.SENDER):
        _expect({250}, smtp.mail(sender, [f"size={size}"] if smtp.has_extn("size") else []))
    with _step(Cause.RECIPIENT):
        _expect({250, 251, 252}, smtp.rcpt(to))
    with _step(Cause.MESSAGE):
        _expect({354}, smtp.docmd("DATA"))


def _finish(smtp: smtplib.SMTP, server: Server) -> Outcome:
    """The final dot and the answer to it. From here on silence means that nobody knows."""
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(server.last_patience)
        smtp.send(b".\r\n")
        code, answer = smtp.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Uncertain(_silence(error), _words(str(error)))
    if 200 <= code < 300:
        return Accepted(_words(answer))
    if 400 <= code < 500:
        return Deferred(Cause.MESSAGE, _said(code, answer))
    if 500 <= code < 600:
        return Refused(Cause.MESSAGE, _said(code, answer))
    return Uncertain(Cause.MESSAGE, _said(code, answer))


def _leave(smtp: smtplib.SMTP | None) -> None:
    """Say goodbye; whether the server hears it no longer matters."""
    if smtp is None:
        return
    with suppress(OSError, smtplib.SMTPException):
        if smtp.sock is not None:
            smtp.sock.settimeout(1.0)
            smtp.quit()
    smtp.close()


@contextmanager
def _step(cause: Cause) -> Iterator[None]:
    """Turns whatever stops the talk at this step into a `_StoppedError` that names it."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _StoppedError(_answered(cause, error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPServerDisconnected as error:
        raise _StoppedError(Deferred(_silence(error), _words(str(error)))) from error
    except smtplib.SMTPException as error:
        # What the standard library says of its own: no login method in common, or a command that is not supported.
        raise _StoppedError(Deferred(Cause.NO_LOGIN if cause is Cause.LOGIN else cause)) from error
    except ssl.SSLCertVerificationError as error:
        raise _StoppedError(Deferred(Cause.CERTIFICATE, _words(error.verify_message))) from error
    except ssl.SSLError as error:
        raise _StoppedError(Deferred(Cause.TLS, _words(error.reason or str(error)))) from error
    except TimeoutError as error:
        raise _StoppedError(Deferred(Cause.TIMEOUT)) from error
    except (socket.gaierror, UnicodeError) as error:
        raise _StoppedError(Deferred(Cause.NAME)) from error
    except OSError as error:
        broken = Cause.CONNECT if cause is Cause.CONNECT else Cause.LOST
        raise _StoppedError(Deferred(broken, _words(error.strerror or str(error)))) from error


def _answered(cause: Cause, code: int, answer: bytes | str) -> Refused | Deferred:
    said = _said(code, answer)
    if cause is Cause.CONNECT:
        return Deferred(Cause.GREETING, said)
    if cause is Cause.SENDER and code == 530:
        # "Authentication required" comes to the first command, and a user name mends it, not another mail.
        return Deferred(Cause.LOGIN, said)
    return Refused(cause, said) if cause in OF_THIS_MAIL and 500 <= code < 600 else Deferred(cause, said)


def _expect(codes: set[int], reply: tuple[int, bytes]) -> None:
    code, answer = reply
    if code not in codes:
        raise smtplib.SMTPResponseException(code, answer)


def _silence(error: BaseException) -> Cause:
    """Why no answer came: the standard library wraps the time-out that it ran into."""
    return Cause.TIMEOUT if isinstance(error.__context__ or error, TimeoutError) else Cause.LOST


def _dots_stuffed(message: bytes) -> bytes:
    """The text as it travels: a dot doubled where a line begins with one, ended by CRLF (RFC 5321 section 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", message if message.endswith(b"\r\n") else message + b"\r\n")


def _said(code: int, answer: bytes | str) -> str:
    return _words(f"{code} {answer.decode('utf-8', 'replace') if isinstance(answer, bytes) else answer}")


def _words(answer: bytes | str) -> str:
    """A server's words on one line, without control characters, cut where they get long."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _ANSWER_LENGTH else line[: _ANSWER_LENGTH - 1] + "…"
