"""A letter as the bytes that travel: plain text in UTF-8, quoted-printable, with complete headers (RFC 5322, 2045)."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from showtime.channels.email import headers

# The standard library would take 78 columns, more than RFC 2045 allows in quoted-printable.
_POLICY = SMTP.clone(max_line_length=76)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written, by whom, to whom. Names and `reply_to` may be empty; `message_id` has its angle brackets."""

    sender: str
    to: str
    subject: str
    body: str
    message_id: str
    date: datetime
    sender_name: str = ""
    to_name: str = ""
    reply_to: str = ""
    reply_name: str = ""
    language: str = ""


class LetterError(ValueError):
    """A field of the letter cannot be sent; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def write(letter: Letter) -> bytes:
    """The whole message, lines ended by CRLF: the same letter gives the same bytes.

    LetterError for an address that is none, for a line end or another control character in a header (nobody injects
    one), for an empty subject or body, and for control characters other than line ends and tabs in the body.
    """
    lines = [
        f"Date: {format_datetime(letter.date)}",
        _address("From", "sender", letter.sender, letter.sender_name),
        _address("To", "to", letter.to, letter.to_name),
        _text("Subject", "subject", letter.subject),
        f"Message-ID: {_message_id(letter.message_id)}",
    ]
    if letter.reply_to:
        lines.insert(2, _address("Reply-To", "reply_to", letter.reply_to, letter.reply_name))
    if letter.language:
        lines.append(_text("Content-Language", "language", letter.language))
    return "".join(line + "\r\n" for line in lines).encode("ascii") + _content(letter.body)


def _address(header: str, field: str, address: str, name: str) -> str:
    try:
        return headers.address_line(header, address, name)
    except ValueError as error:
        raise LetterError(field) from error


def _text(header: str, field: str, text: str) -> str:
    if not text.strip():
        raise LetterError(field)
    try:
        return headers.text_line(header, text)
    except ValueError as error:
        raise LetterError(field) from error


def _message_id(text: str) -> str:
    if (text[:1], text[-1:]) != ("<", ">"):
        raise LetterError("message_id")
    try:
        return f"<{headers.ascii_address(text[1:-1])}>"
    except ValueError as error:
        raise LetterError("message_id") from error


def _content(body: str) -> bytes:
    """The content's own headers, the empty line, and the text; quoted-printable passes every server unharmed."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        headers.refuse_controls(text, but="\n\t")
    except ValueError as error:
        raise LetterError("body") from error
    if not text.strip():
        raise LetterError("body")
    part = EmailMessage(policy=_POLICY)
    part.set_content(text + "\n", charset="utf-8", cte="quoted-printable")
    return part.as_bytes()
