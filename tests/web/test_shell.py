"""What surrounds every page: htmx without eval or inline styles, our sign-in pages, error pages that stand alone."""

import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client


def test_htmx_obeys_the_content_security_policy_and_keeps_no_pages(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    configured = re.search(r"<meta name=\"htmx-config\" content='([^']+)'", page)
    assert configured
    assert {name: value for name, value in json.loads(configured[1]).items() if name != "responseHandling"} == {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
    }


@pytest.mark.parametrize("address", ["login/", "login/code/", "signup/", "password/reset/"])
def test_sign_in_pages_are_ours(client: Client, address: str) -> None:
    page = client.get(f"/account/{address}").content.decode()
    assert re.findall(r'<main class="(\w+)"', page) == ["gate"]
    assert re.findall(r' style="| on\w+="', page) == []


def test_theme_is_the_cookies_or_else_the_devices(client: Client) -> None:
    assert 'data-theme="auto"' in client.get("/account/login/").content.decode()
    client.cookies["showtime_theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/account/login/").content.decode()


def test_page_for_our_mistakes_needs_no_context() -> None:
    assert re.findall(r"<h1>(.*)</h1>", render_to_string("500.html")) == ["This is our mistake"]


def test_field_is_described_by_its_error(client: Client) -> None:
    page = client.post("/account/login/code/", {"email": "nobody"}).content.decode()
    assert re.findall(r'<input[^>]* aria-describedby="([^"]+)"', page) == ["id_email_error"]
    assert re.findall(r'id="(id_email_error)"', page) == ["id_email_error"]
