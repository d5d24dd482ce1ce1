"""What became of a mail that was handed over. Which of the four it is decides whether it may be tried again (law 2)."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """At which step of the talk with the server it stopped."""

    NAME = "name"
    """The server's name is not known."""
    CONNECT = "connect"
    """Nobody answers at that address and port."""
    GREETING = "greeting"
    """The server sends us away before anything was said."""
    NO_STARTTLS = "no_starttls"
    CERTIFICATE = "certificate"
    TLS = "tls"
    NO_LOGIN = "no_login"
    """The server takes no user name and password."""
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MESSAGE = "message"
    TIMEOUT = "timeout"
    LOST = "lost"
    """The connection was cut."""


#: Steps that concern this one mail; all others concern the way to the server, and so every mail that takes it.
OF_THIS_MAIL = frozenset({Cause.SENDER, Cause.RECIPIENT, Cause.MESSAGE})


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the mail over. `answer` is in its own words, here and below."""

    answer: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will not take this mail, now or later; it was certainly not sent."""

    cause: Cause
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Deferred:
    """The mail was certainly not taken, and trying again later may succeed."""

    cause: Cause
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The whole mail was given, but no answer came: it may have been taken or not. Never to be tried again unasked."""

    cause: Cause
    answer: str = ""


Outcome = Accepted | Refused | Deferred | Uncertain
