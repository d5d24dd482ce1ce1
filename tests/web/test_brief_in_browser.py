"""Today and the note in one tap, in a real browser against a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.serving import serving, showtime

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A phone in Paris, signed in to the demo, where it is five in the morning in Las Vegas."""
    data = tmp_path_factory.mktemp("brief") / "data"
    with serving(data, "--demo", "--no-worker", "--at", "2026-01-06T05:00") as served, sync_playwright() as playwright:
        printed = showtime("link", "camille@orlaine.example", data=data).stdout
        secret = printed.rpartition("/enter/")[2].strip()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, timezone_id="Europe/Paris", locale="en-US", base_url=served.url
        )
        page = context.new_page()
        page.goto(f"{served.url}/enter/{secret}")
        expect(page.locator("#brief")).to_be_visible()
        yield page
        browser.close()


@pytest.fixture
def today(page: Page) -> Page:
    """The page Today, freshly loaded; the test fails when the browser complains of anything."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/t/orlaine/today/")
    assert complaints == []
    return page


def test_today_says_las_vegas_times_to_a_phone_in_paris(today: Page) -> None:
    expect(today.locator("h1")).to_have_text("Tuesday, January 6")
    expect(today.locator(".next-label").first).to_have_text("Next, at 7:30\xa0a.m.")
    assert today.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_note_takes_one_tap_and_is_on_tomorrows_brief(today: Page) -> None:
    today.get_by_role("button", name="Write a note").click()
    expect(today.get_by_label("Note", exact=True)).to_be_focused()
    today.keyboard.type("Bring coffee to the neighbours")
    today.get_by_role("button", name="Keep the note").click()
    expect(today.locator("#toasts")).to_contain_text("Noted. It will be on tomorrow's brief.")
    expect(today.locator("#quick-note")).to_be_hidden()
    expect(today.locator("#brief")).not_to_contain_text("Bring coffee to the neighbours")
    today.get_by_role("link", name="Wed 7").click()
    expect(today.locator("#brief")).to_contain_text("Bring coffee to the neighbours")


def test_ticks_turn_and_turn_back_where_they_are(today: Page) -> None:
    for row in (".note", ".promise", "[id^=conversation-]"):
        tick = today.locator(f"#brief {row} .tick").first
        for pressed in ("true", "false"):
            tick.click()
            expect(tick).to_have_attribute("aria-pressed", pressed)
            expect(tick).to_be_focused()
    assert today.url.endswith("/today/")


def test_brief_refreshes_in_place(today: Page) -> None:
    before = today.locator("#brief").inner_text()
    with today.expect_response(lambda response: response.request.headers.get("hx-target") == "brief") as answered:
        today.evaluate("document.body.dispatchEvent(new Event('noted'))")
    assert "<html" not in answered.value.text()
    expect(today.locator("#brief")).to_have_count(1)
    assert today.locator("#brief").inner_text().splitlines()[:3] == before.splitlines()[:3]


def test_journal_takes_up_a_new_note_at_once(today: Page) -> None:
    today.goto("/t/orlaine/journal/")
    today.locator(".page-actions").get_by_role("button", name="Write a note").click()
    today.get_by_label("Note", exact=True).fill("Korea is everywhere")
    today.locator("#quick-note").get_by_label("Observation").check()
    today.get_by_role("button", name="Keep the note").click()
    expect(today.locator("#notes .note").first).to_contain_text("Korea is everywhere")


def test_today_works_without_scripts(today: Page) -> None:
    browser = today.context.browser
    assert browser is not None
    state = today.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, base_url=today.url.split("/t/")[0])
    plain = context.new_page()
    plain.goto("/t/orlaine/today/")
    plain.locator("#brief .note .tick").first.click()
    plain.wait_for_url("**/today/")
    plain.get_by_role("button", name="Write a note").click()
    plain.get_by_label("Note", exact=True).fill("Written without a script")
    plain.get_by_role("button", name="Keep the note").click()
    expect(plain.locator(".messages").first).to_contain_text("Noted. It will be on tomorrow's brief.")
    context.close()
