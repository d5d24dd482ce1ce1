"""A passkey, made and used in a real browser with an authenticator of its own, beside the code by e-mail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.serving import Served, serving, showtime

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("passkey") / "data"
    with serving(data, "--demo", "--no-worker", "--at", "2026-01-06T05:00") as running:
        yield running


@pytest.fixture
def page(served: Served) -> Iterator[Page]:
    """A phone with a fingerprint reader that always finds its owner's finger. Passkeys want a name, not an address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            locale="en-US",
            base_url=served.url.replace("127.0.0.1", "localhost"),
        )
        page = context.new_page()
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page
        browser.close()


def test_passkey_signs_in_alone_and_a_code_still_does(page: Page, served: Served) -> None:
    printed = showtime("link", "camille@orlaine.example", data=served.data).stdout
    page.goto(f"/enter/{printed.rpartition('/enter/')[2].strip()}")
    page.goto("/account/me/")
    page.get_by_role("link", name="Passkeys").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".row-title")).to_have_text("My phone")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/t/orlaine/today/$"))

    page.context.clear_cookies()
    page.goto("/account/login/code/")
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).fill("camille@orlaine.example")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/confirm/**")
    codes = re.findall(r"^Subject: Showtime: (\S+) is your sign-in code$", served.said(), re.MULTILINE)
    page.get_by_label("Code").fill(codes[-1])
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/t/orlaine/today/$"))
