"""Web addresses as exhibitors type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.reading.web_address import host_of, read_linkedin, read_website


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.acme.com/a?b=c#d", "https://www.acme.com/a?b=c#d"),
        ("http://acme.com:4000/main", "http://acme.com:4000/main"),
        ("www.acme.com", "https://www.acme.com"),
        ("Https://ArtDesign.fr/Ab", "https://artdesign.fr/Ab"),
        ("HTTPS://WWW.X.FR", "https://www.x.fr"),
        ("https//www.byconcerti.com", "https://www.byconcerti.com"),
        ("fhttps://fortmag.com.br", "https://fortmag.com.br"),
        ("https://https//www.event2be.com", "https://www.event2be.com"),
        ("https:\\\\smartail.ai", "https://smartail.ai"),
        ("//acme.com/x", "https://acme.com/x"),
        ("www.acme.com.", "https://www.acme.com"),
        ("acme.com/a b", "https://acme.com/a%20b"),
        ("www.münchen.de", "https://www.münchen.de"),
        ("http://www.a.com / www.b.com", "http://www.a.com"),
        ("acme.com (english)", "https://acme.com"),
    ],
)
def test_address_is_put_right(text: str, address: str) -> None:
    assert read_website(text)[0] == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        " JaVaScRiPt://a.com/%0aalert(1)",
        "javascript:alert(1);//http://acme.com",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@b.com",
        "ftp://acme.com",
        "a@b.com",
        "https://user:secret@acme.com",
        "http://www.@hatebur.ch",
        "/product/technologie/2404037",
        "+49 511 41027 0",
        "http://localhost:8000",
        "http://127.0.0.1/",
        "http://acme",
        "http://a..com",
        "www.drink nikao.com",
        "w‹ww.libertify.Com",
        "http://a.com:99999/",
        "x",
        "",
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    assert read_website(text) == ("", "website_dropped")


def test_what_was_done_is_said() -> None:
    verdicts = [read_website(text)[1] for text in ("https://a.com", "a.com", "a.com; b.com", "a")]
    assert verdicts == ["", "website_completed", "website_first", "website_dropped"]


def test_linkedin_page_is_completed_and_others_are_refused() -> None:
    assert read_linkedin("company/acme") == ("https://www.linkedin.com/company/acme", "website_completed")
    assert read_linkedin("https://fr.linkedin.com/company/acme/") == ("https://fr.linkedin.com/company/acme/", "")
    assert read_linkedin("https://linkedin.com.evil.org/") == ("", "website_dropped")


def test_host_of_an_address() -> None:
    assert host_of("https://www.acme.com:8080/x") == "acme.com"
    assert host_of("") == ""


@given(st.text(max_size=120) | st.from_regex(r"(https?:/{0,3})?[a-z@:/.\\ ]{0,30}", fullmatch=True))
def test_what_is_kept_is_a_web_address_and_stays_the_same(text: str) -> None:
    address, _ = read_website(text)
    if address:
        assert re.match(r"^https?://[^\s/@<>\"']+\.[^\s/@<>\"']+", address)
        assert read_website(address) == (address, "")
