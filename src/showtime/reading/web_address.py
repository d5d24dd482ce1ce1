"""Web addresses as exhibitors type them, to addresses a browser opens."""

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

Verdict = Literal["", "website_completed", "website_first", "website_dropped"]

MAX_ADDRESS = 2000
"""Longest address kept, in characters."""

_SCHEME = re.compile(r"^(?:[a-z]{0,2}(?:https?|htps?|ttps?)[:;]?(?:[/\\]{1,3}|(?=www\.))|//)", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_DANGEROUS = re.compile(r"^\W*(?:javascript|vbscript|data|file|blob|about)\s*:", re.IGNORECASE)
_PARTS = re.compile(r"^(?P<host>[^/?#:@\[\]\s]+)(?::(?P<port>\d{1,5}))?(?P<path>[/?#].*)?$", re.DOTALL)
_HOST = re.compile(r"^(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\s*[;|\n]\s*|\s+[/&+-]\s+|\s+(?:and|or|et|ou|und|oder|y|e|o)\s+|,\s+|\s+(?=https?:|www\.|\()", re.IGNORECASE
)
_UNSAFE = re.compile(r"""[\s"<>\\^`{|}\x00-\x1f]""")
_WRAPPED = " \t\"'<>()[]{}.,;"


def read_website(text: str) -> tuple[str, Verdict]:
    """A web address with scheme and lower-case host, and what had to be done for it.

    Only http and https lead somewhere: javascript:, data: and the like, addresses with a user name, bare words,
    relative paths and host names without a dot give ("", "website_dropped"). Of several the first good one is kept.
    """
    if _DANGEROUS.match(text):
        return "", "website_dropped"
    address = _one(text.strip())
    if address:
        return address, "" if address == text.strip() else "website_completed"
    for part in _SEVERAL.split(text):
        address = _one(part.strip())
        if address:
            return address, "website_first"
    return "", "website_dropped"


def read_linkedin(text: str) -> tuple[str, Verdict]:
    """The address of a LinkedIn page; "company/acme" and "in/jane" are completed."""
    if re.match(r"^/?(?:company|in|school|showcase)/[\w%.&-]+/?$", text):
        return f"https://www.linkedin.com/{text.lstrip('/')}", "website_completed"
    address, verdict = read_website(text)
    if re.match(r"https?://(?:[\w-]+\.)?(?:linkedin\.com|lnkd\.in)(?:/|$)", address):
        return address, verdict
    return "", "website_dropped"


def host_of(address: str) -> str:
    """The host of an address without "www.", "" where there is none."""
    match = re.match(r"^https?://(?:www\.)?([^/:?#]+)", address)
    return match[1] if match else ""


def is_web_address(text: str) -> bool:
    """Whether the text as a whole is one web address, with or without https://."""
    return bool(_one(text))


@lru_cache(maxsize=16384)
def _one(text: str) -> str:
    """One address put right, "" when it is none."""
    text = text.strip(_WRAPPED) if text[-1:] != "/" else text.lstrip(_WRAPPED)
    if not text or len(text) > MAX_ADDRESS or "@" in text.split("/")[0]:
        return ""
    scheme = "http" if text[:7].lower() in {"http://", "http:\\\\"} else "https"
    rest = text
    while match := _SCHEME.match(rest):
        rest = rest[match.end() :]
    if rest == text and _OTHER_SCHEME.match(rest):
        return ""
    return _joined(scheme, rest.replace("\\", "/"))


def _joined(scheme: str, rest: str) -> str:
    parts = _PARTS.match(rest)
    if not parts:
        return ""
    host = parts["host"].lower().rstrip(".")
    if len(host) > 253 or not _HOST.match(host) or int(parts["port"] or 0) > 65535:
        return ""
    where = f"{host}:{int(parts['port'])}" if parts["port"] else host
    return f"{scheme}://{where}{_UNSAFE.sub(lambda m: quote(m[0]), parts['path'] or '')}"
