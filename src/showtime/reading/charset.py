"""Character sets and transfer encodings of single values.

A vCard 2.1 file may name another character set in every line, so a file is never decoded as a whole: UTF-16 and UTF-32
are turned into UTF-8, lines are cut as bytes (every set in use keeps ASCII for names and separators), then each value
is decoded.
"""

import binascii
import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Names in use that Python's codecs do not know, or know as a set with fewer characters than is meant.
_ALIASES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "unicode": "utf-8",
    "ansi": "cp1252",
    "x-mac-roman": "mac_roman",
}
#: Codecs that change more than the character set; text that names one of them was not written in it.
_NO_TEXT = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "mbcs", "oem"})
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
#: Control characters other than tab and line end, lone surrogates: no database takes them, no reader sees them.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


class Decoded(NamedTuple):
    """Text, the character set it was read in, and the code of the problem if it did not simply fit."""

    text: str
    charset: str
    flaw: str = ""


class Fallback:
    """The character set of values that are not UTF-8 and name none, guessed once a file from all of them together."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._name = ""

    @property
    def name(self) -> str:
        """A Python codec that keeps ASCII as it is."""
        if not self._name:
            self._name = _guess(b"\n".join(line for line in self._lines if not line.isascii() and not _is_utf8(line)))
        return self._name


def as_ascii_superset(data: bytes) -> bytes:
    """UTF-16 and UTF-32, with or without a mark, as UTF-8; everything else as it is, without a leading mark."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            return rest if name == "utf-8" else rest.decode(name, "replace").encode("utf-8", "replace")
    begin = data[:64].upper().find(b"B\0E\0G\0I\0N")
    if begin >= 0:
        return data.decode("utf-16-be" if begin % 2 else "utf-16-le", "replace").encode("utf-8", "replace")
    return data


def decode(raw: bytes, declared: str, fallback: Fallback) -> Decoded:
    """One value as text.

    Valid UTF-8 wins over a declared single-byte set: such a set accepts any bytes, and text in it is hardly ever valid
    UTF-8.
    """
    if raw.isascii() and not declared:
        return Decoded(_clean(raw.decode("ascii")), "ascii")
    name = _codec(declared)
    if name and not (_is_single_byte(name) and not raw.isascii() and _is_utf8(raw)):
        text = _strict(raw, name)
        if text is not None:
            return Decoded(_clean(text), name)
    damaged = raw.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    if not bad or sum(char > "\x7f" for char in damaged) > 2 * bad:
        return Decoded(
            _clean(damaged.replace("\ufffd", "") if bad else damaged), "utf-8", "bytes_dropped" if bad else ""
        )
    guess = fallback.name
    text = _strict(raw, guess)
    if text is None:
        guess, text = "cp1252", raw.decode("cp1252", "replace").replace("\ufffd", "")
    return Decoded(_clean(text), guess, "charset_guessed")


def quoted_printable(raw: bytes) -> bytes:
    """Undo `=XX`; an equals sign that starts no pair of hex digits stays."""
    return _HEX.sub(lambda match: bytes.fromhex(match[1].decode("ascii")), raw)


def base64(raw: bytes) -> bytes | None:
    """Base64 undone, blanks and missing padding allowed; None when it is none."""
    packed = b"".join(raw.split())
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


def _codec(declared: str) -> str:
    """The Python codec of a CHARSET parameter, or "" when there is none of that name that leaves ASCII as it is."""
    name = declared.strip().strip("\"'").lower()
    if not name:
        return ""
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.replace("-", "_") in _NO_TEXT or not _keeps_ascii(name) else name


def _is_single_byte(name: str) -> bool:
    """Whether the codec gives every byte its own character, so that it accepts anything."""
    return all(len(pair.decode(name, "replace")) == 2 for pair in (b"\x81\x40", b"\xb0\xa1"))


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_utf8(raw: bytes) -> bool:
    return _strict(raw, "utf-8") is not None


def _guess(sample: bytes) -> str:
    """The likeliest code page of a sample that is not UTF-8."""
    if not sample:
        return "cp1252"
    japanese = _strict(sample, "cp932")
    if japanese is not None and sum("\u3040" <= char <= "\u30ff" for char in japanese) > 1:
        return "cp932"
    from showtime.reading.text_encoding import decode_text  # noqa: PLC0415  (loads a detector that most files need not)

    guess = decode_text(sample).encoding
    return guess if _keeps_ascii(guess) else "cp1252"


def _keeps_ascii(name: str) -> bool:
    return _strict(b"BEGIN:VCARD", name) == "BEGIN:VCARD"


def _clean(text: str) -> str:
    """Line ends as LF, without characters nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
