"""Single values of exhibitor lists: what scrapers, exports and hands left on them is taken off, and said so.

Each function returns the value and the code of the problem to report, "" when nothing visible was changed.
"""

import html
import json
import re
from html.entities import name2codepoint

from showtime.reading.countries import fold_name

MAX_LINE = 300
"""Longest single-line value kept, in characters."""

MAX_TEXT = 10_000
"""Longest description kept, in characters."""

_NOTHING_WORDS = """
    nan | n a | na | null | none | nil | undefined | unknown | tbd | tba | tbc | not available | not specified
    | not provided | not applicable | not found | no data | no info | no information | missing | empty | n d | nd | ref
    | value | keine | keine angabe | keine angaben | k a | non renseigne | non communique | nc | n c | inconnu | aucun
    | aucune | sin datos | no disponible | ninguno | nessuno | non disponibile | n v t | nvt | s o
"""
_NOTHING = frozenset(" ".join(words.split()) for words in _NOTHING_WORDS.split("|"))
_LONGEST_NOTHING = 30
_WORD = re.compile(r"[^\W_]")
_NO_NAME = frozenset({"nan", "n a", "null", "undefined", "not available", "none"})
_NO_SUCH = re.compile(
    r"^(?:no|kein|keine|pas de|sin|non?)[ _](?:tel|phone|fax|web|url|e-?mail|mail|site|booth|stand|hall|country|city"
    r"|logo|description|desc|categor|number|address)[\w ]*$",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ENTITY_DEBRIS = re.compile(r"&([A-Za-z0-9.)]{1,20});(?=(\w)?)")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|a|ul|ol|li|h[1-6]|img|font|table|tbody|tr|td|th|sup|sub|small|script|style"
    r"|section|blockquote|hr|iframe)\b[^<>]{0,2000}>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BREAKING_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|h[1-6]|hr)\b", re.IGNORECASE)
_CODE_BLOCK = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\(\s*<?([^()\s>]+)>?[^()]*\)")
_MARKDOWN_STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE_SIGN = re.compile(
    r'"\s*,\s*\n|\{\s*["\w-]+\s*:|\}\s*[,;)]|\n\s*\}|\bfunction\s*\(|\b(?:document|window|console)\.|=>|\bvar\s+\w+\s*=|/\*|\$\('
    r"|\b\w+:\s*(?:null|true|false)\b|@media|\bimportant;|</"
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_ODD_SPACES = re.compile(r"[\t\xa0\u2000-\u200a\u202f\u205f\u3000 ]{2,}|[\t\xa0\u2000-\u200a\u2028\u2029\u205f\u3000]")
_PLAIN = re.compile(r"^(?:[!-%'()+-;=?@A-Z\\^`a-z|~\u00c0-\u00c1\u00c4-\u017f\u4e00-\u9fff\uac00-\ud7a3]| (?! ))*$")
_LABEL = re.compile(
    r"^(?:tel|tél|phone|telephone|téléphone|telefon|fon|mobile|mob|t|fax)\s*[.:]+\s*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")


def is_nothing(text: str, *, name: bool = False) -> bool:
    """Whether a value only says that there is none: "NaN", "N/A", "-", "No tel_number". Names are believed longer."""
    if len(text) > _LONGEST_NOTHING:
        return not _WORD.search(text)
    folded = fold_name(text)
    if not folded:
        return not _WORD.search(text)
    if name:
        return folded in _NO_NAME or text == "#N/A"
    return folded in _NOTHING or bool(_NO_SUCH.match(text))


def clean_line(text: str) -> tuple[str, str]:
    """A value of one line without entities, tags, Markdown, program text and odd spaces; "" when nothing is left."""
    text = text.strip()
    if _PLAIN.match(text) and len(text) <= MAX_LINE:
        return text, ""
    value, code = _clean(text)
    if len(_CODE_SIGN.findall(value)) > 1:
        value, code = _before_code(value)
        if not value:
            return "", code
    flat = " ".join(value.split())
    if flat != value.strip():
        value, code = flat, code or "value_spaces"
    if len(value) > MAX_LINE:
        return value[: MAX_LINE - 1].rstrip() + "…", "value_cut"
    return value.strip(), code


def clean_text(text: str) -> tuple[str, str]:
    """A text of several lines: as `clean_line`, but its paragraphs stay and nothing is taken for program text."""
    value, code = _clean(text)
    lines = [" ".join(line.split()) for line in value.split("\n")]
    value = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(value) > MAX_TEXT:
        return value[: MAX_TEXT - 1].rstrip() + "…", "value_cut"
    return value, "" if code == "value_spaces" else code


def clean_list(text: str) -> tuple[str, str]:
    """A value that may list several: as `clean_line`, but "R&D; Sensors" keeps its semicolon and lines stay apart."""
    if text[:1] == "[" and text[-1:] == "]":
        items = _literal_list(text)
        if items is not None:
            return "; ".join(" ".join(item.split()) for item in items), ""
    if _PLAIN.match(text):
        return text, ""
    value, code = _clean(text, debris=False)
    if len(_CODE_SIGN.findall(value)) > 1:
        value, code = _before_code(value)
    flat = "; ".join(line.strip(" ;") for line in value.split("\n") if line.strip(" ;"))
    flat = re.sub(r"\s*[•·▪◦]\s*", "; ", flat).strip("; ")
    return re.sub(r"  +", " ", flat), code


def clean_email(text: str) -> tuple[str, str]:
    """An e-mail address; the first of several; ("", "email_dropped") where there is none."""
    found = _EMAIL.findall(text)
    if not found:
        return "", "email_dropped"
    rest = re.sub(r"^(?:mailto:|e-?mail\s*:?)\s*", "", text.strip(), flags=re.IGNORECASE).strip("<>;,. ")
    if found == [rest]:
        return found[0], "" if text.strip() == rest else "value_label"
    return found[0].strip("'"), "email_first"


def clean_phone(text: str) -> tuple[str, str]:
    """A phone number as written, without its label; ("", "phone_dropped") where there are too few digits for one."""
    value = _LABEL.sub("", text.removeprefix("tel:").strip())
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() for c in value)
    if digits < 5 or len(value) > 100 or letters > max(8, digits) or "@" in value or "://" in value:
        return "", "phone_dropped"
    return value, "" if value == text.strip() else "value_label"


def without_repetition(text: str) -> tuple[str, str]:
    """ "Vdara Suites — Vdara Suites" says the same twice and becomes "Vdara Suites"."""
    halves = re.split(r"\s+[—–|/-]+\s+", text)
    if len(halves) == 2 and halves[0].casefold() == halves[1].casefold():
        return halves[0], "value_repeated"
    return text, ""


def mend_mojibake(text: str) -> str:
    """Text that is UTF-8 read as cp1252, mended; the text itself where that is not certain.

    Certain means: every character fits cp1252, all of it decodes as UTF-8, and that makes it shorter.
    """
    for _ in range(2):
        if text.isascii() or not re.search(r"[\xc2-\xf4ÂÃâ]", text):
            return text
        try:
            mended = b"".join(_cp1252_byte(c) for c in text).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return text
        text = mended
    return text


def _cp1252_byte(character: str) -> bytes:
    """cp1252 leaves five bytes undefined; programs that misread text keep them as control characters."""
    return character.encode("latin-1") if "\x80" <= character <= "\x9f" else character.encode("cp1252")


def link_address(text: str) -> str:
    """The address inside a Markdown or HTML link, "" where there is no link."""
    match = _MARKDOWN_LINK.search(text) or re.search(r"""<a\b[^>]*\bhref=["']?()([^"'\s>]+)""", text, re.IGNORECASE)
    return match[2] if match else ""


def _clean(text: str, *, debris: bool = True) -> tuple[str, str]:
    """What all kinds of values need; the code names the gravest change."""
    value, code = text, ""
    seen = _ODD_SPACES.sub(_one_space, _UNSEEN.sub("", value))
    if seen != value:
        value, code = seen, "value_spaces"
    mended = mend_mojibake(value)
    if mended != value:
        value, code = mended, "value_mojibake"
    if "&" in value:
        plain = _without_entities(value, debris=debris)
        if plain != value:
            value, code = plain, "value_entities"
    if "<" in value or "](" in value or "**" in value or "__" in value:
        bare = _without_markup(value)
        if bare != value:
            value, code = bare, "value_tags"
    return value.strip(), code


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\u2028" in match[0] or "\u2029" in match[0] else " "


def _without_entities(text: str, *, debris: bool) -> str:
    """Entities as characters, also when escaped twice; "K&S; Co" was "K&S Co" before a broken parser saw it."""
    for _ in range(3):
        plain = _ENTITY.sub(_character, text)
        if plain == text:
            break
        text = plain
    if debris:
        text = _ENTITY_DEBRIS.sub(lambda m: f"&{m[1]} " if m[2] else f"&{m[1]}", text)
    return text.replace("\xa0", " ")


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] == "#" or name in name2codepoint or name == "apos":
        character = html.unescape(match[0])
        return character if character.isprintable() or character in "\xa0\n\t" else " "
    return match[0]


def _without_markup(text: str) -> str:
    text = _CODE_BLOCK.sub(" ", text)
    text = _TAG.sub(lambda m: "\n" if _BREAKING_TAG.match(m[0]) else "", text)
    text = _MARKDOWN_LINK.sub(lambda m: m[1] or m[2], text)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", _MARKDOWN_STRONG.sub(r"\2", text)).strip()


def _before_code(text: str) -> tuple[str, str]:
    """The value in front of program text that a scraper took along, where that is short and clean enough to be one."""
    first = _CODE_SIGN.search(text)
    value = text[: first.start() if first else 0].partition("\n")[0].strip(" \t\"',;:([")
    plausible = 0 < len(value) <= 120 and not re.search(r"[{}=<>;]|\b\w+:\s*$", value)
    return (value, "value_debris") if plausible else ("", "value_dropped")


def _literal_list(text: str) -> list[str] | None:
    """The items of a list that was printed into a cell: ["AI", "IoT"] or ['AI', 'IoT']."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        parts = re.findall(r"""'((?:[^'\\]|\\.)*)'(?=\s*[,\]])|"((?:[^"\\]|\\.)*)"(?=\s*[,\]])""", text)
        items = [(single or double).replace("\\'", "'") for single, double in parts]
        if not items and text != "[]":
            return None
    return [str(item) for item in items if item is not None and not isinstance(item, (dict, list))]
