"""Header lines: text and addresses in ASCII, as RFC 5322 and RFC 2047 want them, folded at 76 columns.

The standard library's own folding is not used for them: in Python 3.11 it loses spaces inside long subjects that are
not ASCII, and breaks names that hold a comma beside such letters (checked by the round trips in our tests).
"""

import base64
import re
import unicodedata

LINE = 76
WORD = 75
_PREFIX = {"q": "=?utf-8?q?", "b": "=?utf-8?b?"}
_PLAIN = re.compile(r"[!-~]+( [!-~]+)*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_Q_SAFE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")


def text_line(name: str, text: str) -> str:
    """The line `name: text`, without its end; ValueError for text that would break out of it."""
    refuse_controls(text)
    if _PLAIN.fullmatch(text) and "=?" not in text and len(name) + 2 + len(text) <= LINE:
        return f"{name}: {text}"
    return f"{name}: {_encoded_words(text, LINE - len(name) - 2)}"


def address_line(name: str, address: str, display: str) -> str:
    """The line `name: "display" <address>`; `display` may be empty. ValueError for what is no address."""
    refuse_controls(display)
    angle = f"<{ascii_address(address)}>"
    if not display:
        return f"{name}: {angle[1:-1]}"
    head = f"{name}: {_phrase(display, LINE - len(name) - 2)}"
    fits = len(head.rpartition("\r\n")[2]) + 1 + len(angle) <= LINE
    return head + (" " if fits else "\r\n ") + angle


def ascii_address(address: str) -> str:
    """The address as every server takes it: an international domain in its ASCII form (IDNA).

    ValueError where it is none, or where the part before the @ is not ASCII, which few servers take.
    """
    local, at, domain = address.rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("address") from error
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(host):
        raise ValueError("address")
    return f"{local}@{host}"


def refuse_controls(text: str, *, but: str = "") -> None:
    """ValueError when the text holds control characters (line ends among them) or halves of characters."""
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} and letter not in but for letter in text):
        raise ValueError("control character")


def _phrase(display: str, first: int) -> str:
    """A name as it stands before an address: bare where it may, else quoted, else as encoded words."""
    if _PLAIN.fullmatch(display) and "=?" not in display:
        quoted = '"' + re.sub(r'(["\\])', r"\\\1", display) + '"'
        phrase = display if _ATOMS.fullmatch(display) else quoted
        if len(phrase) <= first:
            return phrase
    return _encoded_words(display, first)


def _encoded_words(text: str, first: int) -> str:
    """The text as encoded words (RFC 2047), one a line, in the shorter encoding; the first has `first` columns."""
    candidates = [_words(text, min(first, WORD), how) for how in ("q", "b")]
    return "\r\n ".join(min(candidates, key=lambda words: sum(map(len, words))))


def _words(text: str, first: int, how: str) -> list[str]:
    words: list[str] = []
    held = b""
    for letter in text:
        # No character is ever split over two words, or a reader would show two broken ones.
        piece = letter.encode()
        if held and len(_word(held + piece, how)) > (first if not words else WORD):
            words.append(_word(held, how))
            held = b""
        held += piece
    return [*words, _word(held, how)]


def _word(data: bytes, how: str) -> str:
    if how == "b":
        coded = base64.b64encode(data).decode("ascii")
    else:
        coded = "".join(chr(byte) if byte in _Q_SAFE else "_" if byte == 0x20 else f"={byte:02X}" for byte in data)
    return f"{_PREFIX[how]}{coded}?="
