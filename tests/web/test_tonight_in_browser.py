"""The evening by keyboard, by thumb, and without scripts, in a real browser against a real server and worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.serving import Served, serving, showtime

CHROMIUM = Path("/usr/bin/chromium")
URL = "/t/orlaine/tonight/?day=2026-01-05"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The demo at five in the morning of the second day, when yesterday's cards are partly sorted; with its worker."""
    with serving(tmp_path / "data", "--demo", "--at", "2026-01-06T05:00") as served:
        yield served


def _enter(browser: Browser, served: Served, *, width: int, scripts: bool = True) -> tuple[BrowserContext, Page]:
    """Camille, signed in, on the page of the evening."""
    printed = showtime("link", "camille@orlaine.example", data=served.data).stdout
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        base_url=served.url,
        java_script_enabled=scripts,
        locale="en-US",
        has_touch=width < 500,
    )
    page = context.new_page()
    page.goto(f"/enter/{printed.rpartition('/enter/')[2].strip()}")
    page.goto(URL)
    return context, page


def _done(page: Page) -> int:
    return int(page.locator(".progress progress").get_attribute("value") or "")


def _shows(page: Page, name: str) -> None:
    """Until the card of this person is there, and htmx has taken it over, after which it moves the focus to it."""
    expect(page.locator("#person")).to_have_text(name)
    expect(page.locator("#person")).to_be_focused()


def _wait_for_mail(page: Page, name: str) -> None:
    """Until the mail to this person is in the mailbox, with the edit in its text."""
    page.goto("/t/orlaine/tonight/list/?day=2026-01-05")
    row = page.get_by_role("listitem").filter(has_text=name)
    for _ in range(60):
        if row.get_by_text("sent", exact=True).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.goto("/t/orlaine/mailbox/")
    page.locator(".row-link").first.click()
    expect(page.locator(".facts")).to_contain_text(name)
    expect(page.locator(".mail pre")).to_contain_text("PS: dank u, kop!")


def test_evening_by_keyboard_alone(browser: Browser, served: Served) -> None:
    context, page = _enter(browser, served, width=1280)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    before, name = _done(page), page.locator("#person").inner_text()
    # Keep: the draft opens on the same card, and the keyboard is on it.
    page.keyboard.press("k")
    expect(page.locator("#mail_body")).to_be_visible()
    expect(page.locator("#person")).to_be_focused()
    expect(page.locator(".toast")).to_contain_text(f"{name} is kept.")
    assert _done(page) == before + 1
    # Edit: letters are letters while typing, until Escape.
    page.keyboard.press("e")
    page.keyboard.press("Control+End")
    page.keyboard.type("PS: dank u, kop!")
    page.keyboard.press("Escape")
    # Approve, undo, approve again: the edit is still there, and the card's address is its own.
    page.keyboard.press("a")
    expect(page.locator(".toast")).to_contain_text(f"The mail to {name} is approved.")
    expect(page.locator("#person")).not_to_have_text(name)
    expect(page.locator("#person")).to_be_focused()
    following = page.url
    page.keyboard.press("u")
    _shows(page, name)
    assert "PS: dank u, kop!" in page.locator("#mail_body").input_value()
    page.keyboard.press("e")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toast")).to_contain_text(f"The mail to {name} is approved.")
    expect(page).to_have_url(following)
    # Drop and undo, next and personal.
    expect(page.locator("#person")).not_to_have_text(name)
    second = page.locator("#person").inner_text()
    _shows(page, second)
    page.keyboard.press("d")
    expect(page.locator(".toast")).to_contain_text(f"{second} is dropped.")
    expect(page.locator("#person")).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(".toast")).to_contain_text("Undone.")
    _shows(page, second)
    page.keyboard.press("n")
    expect(page.locator("#person")).not_to_have_text(second)
    third = page.locator("#person").inner_text()
    _shows(page, third)
    page.keyboard.press("p")
    expect(page.locator(".toast")).to_contain_text(f"{third} is personal: no sales mail.")
    assert (_done(page), complaints) == (before + 2, [])
    # Turned off, single keys press nothing; the switch is remembered.
    page.locator("[data-keys-switch]").click()
    shown = page.locator("#person").inner_text()
    page.keyboard.press("n")
    page.reload()
    expect(page.locator("[data-keys-switch]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#person")).to_have_text(shown)
    # The worker puts the mail into the mailbox, once its time to undo is over.
    _wait_for_mail(page, name)
    context.close()


def test_evening_by_thumb(browser: Browser, served: Served) -> None:
    context, page = _enter(browser, served, width=390)
    name = page.locator("#person").inner_text()
    bar = page.locator(".actionbar")
    # All that decides is in the first screen, within the thumb's reach and large enough for it.
    for key in "kpdn":
        box = bar.locator(f"[data-key~={key}]").bounding_box()
        assert box is not None
        assert (box["y"] + box["height"] < 800, box["height"] >= 44, box["width"] >= 44) == (True, True, True), key
    bar.get_by_text("Keep").tap()
    page.get_by_role("button", name="English").tap()
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#person")).to_be_focused()
    bar.get_by_text("Approve").tap()
    expect(page.locator(".toast")).to_contain_text(f"The mail to {name} is approved.")
    page.locator(".toast").get_by_role("button", name="Undo").tap()
    expect(page.locator("#person")).to_have_text(name)
    context.close()


def test_evening_without_scripts(browser: Browser, served: Served) -> None:
    context, page = _enter(browser, served, width=390, scripts=False)
    before, name = _done(page), page.locator("#person").inner_text()
    page.get_by_role("button", name="Keep").click()
    page.get_by_label("Subject").fill("In my own words")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("main")).to_contain_text("You have changed this text.")
    expect(page.get_by_label("Subject")).to_have_value("In my own words")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("main")).to_contain_text(f"The mail to {name} is approved.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#person")).to_have_text(name)
    expect(page.get_by_label("Subject")).to_have_value("In my own words")
    page.get_by_role("button", name="No mail").click()
    expect(page.locator("main")).to_contain_text(f"{name} is kept.")
    assert _done(page) == before + 1
    page.goto("/t/orlaine/tonight/list/?day=2026-01-05")
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("no mail")
    context.close()
