"""Meeting somebody by thumb and keyboard, in a real browser against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import Served, serving, showtime

CHROMIUM = Path("/usr/bin/chromium")
URL = "/t/orlaine/meet/"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, at five in the morning of the second day."""
    data = tmp_path_factory.mktemp("meet") / "data"
    with serving(data, "--demo", "--no-worker", "--at", "2026-01-06T05:00") as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])


def phone(browser: Browser, served: Served, *, width: int = 390, scripts: bool = True, locale: str = "en-US") -> Page:
    """A phone, signed in as Camille."""
    printed = showtime("link", "camille@orlaine.example", data=served.data).stdout
    context = browser.new_context(
        viewport={"width": width, "height": 844}, base_url=served.url, java_script_enabled=scripts, locale=locale
    )
    page = context.new_page()
    page.goto(f"/enter/{printed.rpartition('/enter/')[2].strip()}")
    page.goto(URL)
    return page


def test_meet_by_keyboard_one_after_the_other_without_leaving_the_page(browser: Browser, served: Served) -> None:
    page = phone(browser, served)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(URL)
    for name in ("Ada Keyboard", "Bob Keyboard"):
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type("Acme")
        page.get_by_text("Hot", exact=True).click()
        page.get_by_label("Company", exact=True).press("Enter")
        expect(page.locator("#saved")).to_contain_text(f"Saved: {name}, Acme")
        expect(page.get_by_label("Name", exact=True)).to_have_value("")
    page.locator("#saved").get_by_role("button", name="Undo").click()
    expect(page.locator("#saved")).to_contain_text("Undone.")
    assert page.url.endswith(URL)
    assert complaints == []
    page.goto("/t/orlaine/contacts/?words=keyboard")
    expect(page.locator("#found .row-link")).to_have_text(["Ada Keyboard"])


def test_meet_without_scripts(browser: Browser, served: Served) -> None:
    page = phone(browser, served, scripts=False)
    page.get_by_label("Name", exact=True).fill("Carla Plain")
    page.get_by_label("Tomorrow").check(force=True)
    page.get_by_label("We promise to").fill("send the samples")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved")).to_contain_text("Saved: Carla Plain")
    page.get_by_role("link", name="Carla Plain").click()
    expect(page.locator("main")).to_contain_text("send the samples")
    expect(page.locator("main")).to_contain_text("January 7")
    page.get_by_role("button", name="Kept: send the samples").click()
    expect(page.get_by_role("button", name="Kept: send the samples")).to_have_attribute("aria-pressed", "true")


def test_meet_by_a_file_of_cards(browser: Browser, served: Served) -> None:
    page = phone(browser, served)
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n" for name in ("Dora File", "Emil File"))
    page.get_by_text("From a card or a code").click()
    page.get_by_label("A .vcf file").set_input_files(
        {"name": "two.vcf", "mimeType": "text/vcard", "buffer": cards.encode()}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#saved .row-title")).to_have_text(["Saved: Dora File", "Saved: Emil File"])


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
def test_meet_holds_on_narrow_phones(browser: Browser, served: Served, width: int, locale: str) -> None:
    page = phone(browser, served, width=width, locale=locale)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    spilt, small = "each.scrollWidth > each.clientWidth", "each.offsetHeight < 44"
    for wrong in (spilt, small):
        chips = "[...document.querySelectorAll('#meet .choices label, #meet .actionbar .button')]"
        assert page.evaluate(f"{chips}.filter(each => {wrong}).map(each => each.textContent)") == []
