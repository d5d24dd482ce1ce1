"""Bytes of unknown origin to text."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 200_000

# Letters a western or central European list really holds. A wrong code page gives symbols between letters instead.
_LETTERS = {
    "cp1252": frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸšžŠŽ’‘“”–—…•€™®©«»°\xa0ª·º"),
    "mac_roman": frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ’‘“”–—…•€™®©«»°\xa0"),
    "cp1250": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽäöüßÄÖÜőűŐŰâăîşţ’‘“”–—…•€™®©«»°\xa0"),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; `certain` is false where the encoding had to be guessed."""

    text: str
    encoding: str
    certain: bool


def decode_text(data: bytes) -> Decoded:
    """Decode any bytes: byte order mark, UTF-16 without one, UTF-8, then the likeliest old code page. Never raises."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, certain=True)
    wide = _utf16_without_mark(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, certain=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", certain=True)
    except UnicodeDecodeError:
        pass
    mixed = _mostly_utf8(data)
    if mixed is not None:
        return Decoded(mixed, "utf-8", certain=False)
    encoding = _guess_code_page(data)
    return Decoded(_decode_with(data, encoding), encoding, certain=False)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of mostly western text has a zero in every second byte."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> str | None:
    """Text of a UTF-8 file with a few lines pasted from cp1252, or None where it is not that."""
    lines = data.split(b"\n")
    good = bad = 0
    out: list[str] = []
    for line in lines:
        try:
            out.append(line.decode("utf-8"))
            good += not line.isascii()
        except UnicodeDecodeError:
            out.append(_decode_with(line, "cp1252"))
            bad += 1
    return "\n".join(out) if good > bad else None


def _guess_code_page(data: bytes) -> str:
    """The old code page of `data`.

    charset-normalizer knows Chinese, Japanese, Korean, Cyrillic and Greek pages well, but confuses the Latin ones
    (measured on exhibitor lists: cp1252 named cp1250 in half of the cases). High bytes stand alone between ASCII
    letters in Latin text and in runs elsewhere, so the runs say whom to ask.
    """
    runs = [len(run) for run in _HIGH_RUN.findall(data[:_SAMPLE])] or [1]
    if sum(runs) / len(runs) > 1.7:
        best = from_bytes(_around_high_bytes(data)).best()
        if best is not None and best.encoding not in {"ascii", "utf_8"}:
            return best.encoding
    sample = data[:_SAMPLE]
    return max(_LETTERS, key=lambda page: _plausible(sample, page))


def _around_high_bytes(data: bytes) -> bytes:
    """The lines that hold other than ASCII, up to the sample size: plain English around them says nothing."""
    return b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]


def _plausible(sample: bytes, page: str) -> float:
    """Share of the non-ASCII characters that are letters of that page's languages; cp1252 wins a tie."""
    high = [c for c in _decode_with(sample, page) if ord(c) > 127]
    score = sum(c in _LETTERS[page] for c in high) / max(1, len(high))
    return score + {"cp1252": 0.02, "mac_roman": 0.01}.get(page, 0.0)


def _decode_with(data: bytes, encoding: str) -> str:
    if encoding == "cp1252":
        # Five bytes of cp1252 mean nothing; everything else decodes, so no file is refused for its bytes.
        return data.decode("cp1252", "replace").replace("\ufffd", "")
    try:
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return data.decode("latin-1")
