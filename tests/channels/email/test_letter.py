"""A letter, written and read back by the standard library's parser."""

import dataclasses
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.channels.email.letter import Letter, LetterError, write

LETTER = Letter(
    sender="camille@lumen.test",
    sender_name="Camille Roy",
    to="anna@example.com",
    to_name="Anna Kim",
    subject="Our talk",
    body="Hello,\n\n.\n..two dots, and an é\n\nCamille",
    message_id="<0b5e@lumen.test>",
    date=datetime(2026, 1, 6, 20, 30, tzinfo=UTC),
    reply_to="sacha@lumen.test",
    reply_name="Sacha Blanc",
    language="en",
)
_ONE_LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300)
_BODY = st.text(st.one_of(st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from("\n\t.=")), max_size=2000)


def _read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert list(message.defects) == []
    return message


def test_letter_is_written_to_the_byte() -> None:
    assert write(LETTER).decode("ascii").split("\r\n") == [
        "Date: Tue, 06 Jan 2026 20:30:00 +0000",
        "From: Camille Roy <camille@lumen.test>",
        "Reply-To: Sacha Blanc <sacha@lumen.test>",
        "To: Anna Kim <anna@example.com>",
        "Subject: Our talk",
        "Message-ID: <0b5e@lumen.test>",
        "Content-Language: en",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "MIME-Version: 1.0",
        "",
        "Hello,",
        "",
        ".",
        "..two dots, and an =C3=A9",
        "",
        "Camille",
        "",
    ]


def test_letter_reads_back_as_it_was_written() -> None:
    message = _read(write(LETTER))
    assert {name: str(value) for name, value in message.items()} == {
        "Date": "Tue, 06 Jan 2026 20:30:00 +0000",
        "From": "Camille Roy <camille@lumen.test>",
        "Reply-To": "Sacha Blanc <sacha@lumen.test>",
        "To": "Anna Kim <anna@example.com>",
        "Subject": "Our talk",
        "Message-ID": "<0b5e@lumen.test>",
        "Content-Language": "en",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert message.get_content().replace("\r\n", "\n") == LETTER.body + "\n"


@given(subject=_ONE_LINE.filter(str.strip))
def test_any_subject_reads_back_equal_in_lines_of_at_most_76(subject: str) -> None:
    raw = write(dataclasses.replace(LETTER, subject=subject))
    # An unencoded subject has its outer blanks stripped by every reader; ours are encoded and kept.
    assert (_read(raw)["subject"], max(map(len, raw.split(b"\r\n"))) <= 76) == (subject, True)


@given(name=_ONE_LINE.map(lambda text: " ".join(text.split())).filter(bool))
def test_any_name_reads_back_equal_beside_its_one_address(name: str) -> None:
    raw = write(dataclasses.replace(LETTER, sender_name=name))
    # Not by the modern parser, which puts a blank between two encoded words of a name.
    line = message_from_bytes(raw, policy=compat32)["from"]
    display, address = parseaddr(line.replace("\r\n", ""))
    assert (str(make_header(decode_header(display))), address) == (name, "camille@lumen.test")
    assert max(map(len, raw.split(b"\r\n"))) <= 76


@given(body=_BODY.filter(lambda text: bool(text.strip())))
def test_any_text_reads_back_equal_in_short_ascii_lines(body: str) -> None:
    raw = write(dataclasses.replace(LETTER, body=body))
    content = _read(raw).get_content().replace("\r\n", "\n")
    assert (content, raw.isascii(), max(map(len, raw.split(b"\r\n"))) <= 76) == (body.strip("\n") + "\n", True, True)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize(
    "field", ["subject", "sender_name", "to_name", "reply_name", "sender", "to", "reply_to", "message_id"]
)
def test_header_with_a_line_end_is_refused(field: str, end: str) -> None:
    value = getattr(LETTER, field) + end + "Bcc: mallory@rival.test"
    with pytest.raises(LetterError) as refused:
        write(dataclasses.replace(LETTER, **{field: value}))
    named = {"sender_name": "sender", "to_name": "to", "reply_name": "reply_to"}.get(field, field)
    assert refused.value.field == named


@pytest.mark.parametrize("body", ["", " \n\t\n", "a\x00b", "a\x1b[2Jb", "half \ud83d"])
def test_text_that_cannot_travel_is_refused(body: str) -> None:
    with pytest.raises(LetterError) as refused:
        write(dataclasses.replace(LETTER, body=body))
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "anna",
            "@example.com",
            "anna@",
            "an na@example.com",
            "anna@exa mple.com",
            "anna@example..com",
            "a@b@c.fr",
        ),
        *(
            "é@a.fr",
            "anna@-a.fr",
            "<anna@example.com>",
            "a" * 65 + "@example.com",
            "anna@" + "a" * 64 + ".fr",
            ".a@b.fr",
        ),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(LetterError) as refused:
        write(dataclasses.replace(LETTER, to=address))
    assert refused.value.field == "to"


def test_international_domain_travels_in_its_ascii_form() -> None:
    message = _read(write(dataclasses.replace(LETTER, to="anna@société.fr", to_name="")))
    assert message["to"] == "anna@xn--socit-esab.fr"


def test_name_with_comma_and_quotes_stays_one_address() -> None:
    (address,) = _read(write(dataclasses.replace(LETTER, to_name='Kim, Anna "AK" \\ Müller')))["to"].addresses
    assert (address.display_name, address.addr_spec) == ('Kim, Anna "AK" \\ Müller', "anna@example.com")


def test_text_with_line_ends_of_windows_is_the_same_letter() -> None:
    windows = dataclasses.replace(LETTER, body=LETTER.body.replace("\n", "\r\n"))
    assert write(windows) == write(LETTER)
