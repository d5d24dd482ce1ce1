"""Content lines: the physical form that vCard (2.1, 3.0, 4.0), iCalendar and vCalendar 1.0 share.

`NAME;PARAM=value:value`, folded over several lines, in any character set, sometimes quoted-printable: RFC 6350 section
3, RFC 5545 section 3.1, and the vCard 2.1 and vCalendar 1.0 specifications (versit, 1996). We read them ourselves
because a person wants every card and event that is readable, and the line of what is not: icalendar and vobject stop at
a broken line (figures in `vcard` and `ics`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from showtime.reading import charset
from showtime.reading.problems import Findings, shortened

#: Properties whose value is a picture, a sound, a key or a file: never text, never decoded.
BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "IMAGE", "X-MS-CARDPICTURE"})

_QUOTED_PRINTABLE = re.compile(rb";\s*(?:ENCODING\s*=\s*)?\"?QUOTED-PRINTABLE", re.IGNORECASE)
_BASE64 = re.compile(rb";\s*(?:ENCODING\s*=\s*)?\"?(?:BASE64|B)\"?\s*(?:;|$)", re.IGNORECASE)
_BASE64_ONLY = re.compile(rb"\s*[A-Za-z0-9+/]+={0,2}\s*")
_FRAME = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*V[A-Z]+\s*", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_ /-]*")
#: Physical lines over which a name and its parameters may be folded before we stop looking for an encoding in them.
_HEAD_PIECES = 50
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CARET = re.compile(r"\^([n^'])")
_BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property. `value` is text with its escapes still in it (`unescaped`, `split`); names are upper case.

    Parameters without a name (`TEL;CELL`, vCard 2.1) are values of TYPE, or of ENCODING where they name one.
    """

    number: int
    name: str
    value: str
    group: str = ""
    params: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def param(self, name: str) -> str:
        """The first value of a parameter, or ""."""
        values = self.params.get(name)
        return values[0] if values else ""

    @property
    def types(self) -> frozenset[str]:
        """All TYPE values in lower case; `TYPE="work,voice"` counts as two."""
        return frozenset(
            part.strip().lower() for value in self.params.get("TYPE", ()) for part in value.split(",") if part.strip()
        )

    @property
    def is_binary(self) -> bool:
        """Whether the value is base64 that was left as it is."""
        return self.name in BINARY and self.param("ENCODING") == "B"

    @property
    def text(self) -> str:
        """The whole value as one text, escapes undone, without surrounding blanks."""
        return unescaped(self.value).strip()

    def split(self, separator: str = ";") -> list[str]:
        """The value cut at unescaped separators, each part unescaped and stripped."""
        return [unescaped(part).strip() for part in cut(self.value, separator)]


def read_lines(data: bytes, findings: Findings) -> list[ContentLine]:
    """All content lines of a file; lines that are none are noted. Any bytes are accepted."""
    logical = list(_logical_lines(charset.as_ascii_superset(data)))
    parser = _Parser(charset.Fallback(raw for _, raw in logical), findings)
    return [line for number, raw in logical if (line := parser.line(number, raw)) is not None]


def physical_lines(data: bytes) -> list[bytes]:
    """Lines ended by LF, CRLF, CR CR LF or, in a file that has more of them than LF, by CR alone."""
    feeds = data.count(b"\n")
    lone = len(re.findall(rb"\r(?![\r\n])", data))
    return re.split(rb"\r*\n|\r" if lone > feeds else rb"\r*\n", data)


def unescaped(value: str) -> str:
    r"""Undo `\n`, `\,`, `\;`, `\:` and `\\`; a backslash before anything else goes, the character stays."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def cut(value: str, separator: str) -> list[str]:
    """Cut at every unescaped separator; the parts keep their escapes."""
    if "\\" not in value:
        return value.split(separator)
    parts, begin, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 2
            continue
        if value[at] == separator:
            parts.append(value[begin:at])
            begin = at + 1
        at += 1
    parts.append(value[begin:])
    return parts


def _logical_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines with the number of their first physical line; empty lines are left out."""
    current = _Unfolding(0)
    dedent = _is_indented(data)
    for number, read in enumerate(physical_lines(data), start=1):
        line = read.removeprefix(b"\xef\xbb\xbf")
        if dedent:
            line = line.lstrip(b" \t")
        if not current.takes(line):
            if current.pieces:
                yield current.number, b"".join(current.pieces)
            current = _Unfolding(number)
            current.add(line)
    if current.pieces:
        yield current.number, b"".join(current.pieces)


class _Unfolding:
    """One logical line while its physical lines are gathered."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.pieces: list[bytes] = []
        self._head_open = True
        self._quoted = self._soft = self._base64 = False

    def takes(self, line: bytes) -> bool:
        """Add the physical line if it continues this one; whether it does. An empty line does not end a folded one."""
        if self._soft and not _FRAME.fullmatch(line):
            self.add(line)
        elif self.pieces and line[:1] in {b" ", b"\t"}:
            self.add(line[1:])
        elif self._base64 and line and _BASE64_ONLY.fullmatch(line):
            self.add(line)
        elif not line:
            self._base64 = False
        else:
            return False
        return True

    def add(self, line: bytes) -> None:
        """Add a piece; a quoted-printable piece that ends in `=` asks for the next line, whatever it begins with."""
        self._soft = False
        if not line:
            return
        if self._head_open:
            head, colon, _ = b"".join((*self.pieces, line)).partition(b":")
            self._head_open = not colon and len(self.pieces) < _HEAD_PIECES
            self._quoted = bool(_QUOTED_PRINTABLE.search(head))
            self._base64 = bool(_BASE64.search(head))
        if self._quoted and line.rstrip(b" \t").endswith(b"="):
            line = line.rstrip(b" \t")[:-1]
            self._soft = True
        self.pieces.append(line)


def _is_indented(data: bytes) -> bool:
    """Whether the whole file is indented: the line after the first BEGIN starts with a blank that folds nothing."""
    match = re.search(
        rb"(?im)^[ \t]*BEGIN[ \t]*:[ \t]*V(?:CARD|CALENDAR|EVENT)[ \t]*(?:\r*\n|\r)[ \t]+[A-Z]", data[:4096]
    )
    return match is not None


class _Parser:
    """Logical lines to content lines, with what a whole file has in common."""

    def __init__(self, fallback: charset.Fallback, findings: Findings) -> None:
        self.fallback = fallback
        self.findings = findings
        self.flaws: set[tuple[str, str]] = set()

    def line(self, number: int, raw: bytes) -> ContentLine | None:
        """One content line, or None (noted, unless it is blank) when the bytes are not of that form."""
        at = _colon(raw)
        parts = _cut_outside_quotes(charset.decode(raw[:at], "", self.fallback).text, ";") if at > 0 else [""]
        group, _, name = parts[0].rpartition(".")
        name = name.strip().upper()
        if not _NAME.fullmatch(name):
            if raw.strip(b" \t\x00\x1a"):
                quoted = shortened(charset.decode(raw[:400], "", self.fallback).text)
                self.findings.add("line_unreadable", f"line {number}", line=quoted)
            return None
        line = ContentLine(number, name, "", group.strip().lower(), _params(parts[1:]))
        return replace(line, value=self._value(line, raw[at + 1 :]))

    def _value(self, line: ContentLine, raw: bytes) -> str:
        """The value as text: transfer encoding undone (not of pictures), then its character set."""
        where = f"line {line.number} {line.name}"
        if line.is_binary:
            return raw.decode("latin-1")
        if line.param("ENCODING") == "Q":
            raw = charset.quoted_printable(raw)
        elif line.param("ENCODING") == "B":
            plain = charset.base64(raw)
            if plain is None:
                self.findings.add("encoding_unreadable", where, name=line.name, encoding="base64")
            else:
                raw = plain
        decoded = charset.decode(raw, line.param("CHARSET"), self.fallback)
        if decoded.flaw and (decoded.flaw, decoded.charset) not in self.flaws:
            self.flaws.add((decoded.flaw, decoded.charset))
            self.findings.add(decoded.flaw, where, charset=decoded.charset)
        return decoded.text


def _colon(raw: bytes) -> int:
    """Where the value begins: the first colon outside of double quotes, or the first at all when a quote is open."""
    first = raw.find(b":")
    if first < 0 or raw.find(b'"', 0, first) < 0:
        return first
    quoted = False
    for at, byte in enumerate(raw):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return at
    return first


def _cut_outside_quotes(text: str, separator: str) -> list[str]:
    """Cut at the separators that are not between double quotes; text with an open quote is cut everywhere."""
    if '"' not in text or text.count('"') % 2:
        return text.split(separator)
    parts: list[str] = []
    current: list[str] = []
    quoted = False
    for char in text:
        if char == '"':
            quoted = not quoted
        if char == separator and not quoted:
            parts.append("".join(current))
            current = []
        else:
            current.append(char)
    parts.append("".join(current))
    return parts


def _params(parts: list[str]) -> dict[str, tuple[str, ...]]:
    """Parameters by upper-case name, quotes removed, RFC 6868 carets undone."""
    found: dict[str, list[str]] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        name = name.strip().upper()
        if not equals:
            name, value = ("ENCODING" if name in _BARE_ENCODINGS else "TYPE"), name
        if name and value.strip():
            found.setdefault(name, []).extend(_param_value(each) for each in _cut_outside_quotes(value, ","))
    params = {name: tuple(values) for name, values in found.items()}
    encoding = params.get("ENCODING", ("",))[0].upper()
    if encoding:
        short = {"BASE64": "B", "QUOTED-PRINTABLE": "Q", "QP": "Q"}.get(encoding, encoding)
        params["ENCODING"] = (short,)
    return params


def _param_value(text: str) -> str:
    text = text.strip().strip('"')
    return _CARET.sub(lambda match: {"n": "\n", "^": "^", "'": '"'}[match[1]], text) if "^" in text else text
