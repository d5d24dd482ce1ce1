"""Every main page, on a phone and at a desk, by day and by night, in English and in French."""

from typing import Any

import pytest

from tests.browser.pages import PAGES, address
from tests.browser.visitor import SIZES, Opened, Visitor

LIGHTEST = 60 * 1024
# The page, its style sheet, its icons, two scripts; at the door three more for passkeys.
MOST_REQUESTS = 9


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_light_and_whole(visitor: Visitor, found: dict[str, str], name: str) -> None:
    with visitor.opens(address(visitor, name, found)) as opened:
        assert report(opened) == FINE


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/code/", "/t/orlaine/nowhere/"])
def test_door_is_accessible_light_and_whole(visitor: Visitor, path: str) -> None:
    stranger = Visitor(visitor.chromium, visitor.url, None)
    with stranger.opens(path) as opened:
        opened.complaints = [each for each in opened.complaints if "404" not in each]
        assert report(opened) == FINE


FINE: dict[str, Any] = {
    "headings": 1,
    "complaints": [],
    "too heavy": 0,
    "too many requests": 0,
    **{f"{what} on a {size}": [] for size in SIZES for what in ("light", "dark", "overflow")},
}


def report(opened: Opened) -> dict[str, Any]:
    """What is to be said of a page, all at once."""
    said: dict[str, Any] = {
        "headings": opened.page.locator("h1").count(),
        "too heavy": max(0, opened.weight - LIGHTEST),
        "too many requests": max(0, opened.requests - MOST_REQUESTS),
    }
    for size in SIZES:
        opened.resize(size)
        said[f"overflow on a {size}"] = opened.overflow()
        said[f"light on a {size}"] = opened.faults(dark=False)
        said[f"dark on a {size}"] = opened.faults(dark=True)
    return {**said, "complaints": opened.complaints}


def test_faults_are_found_where_there_are_some(visitor: Visitor) -> None:
    """What makes the tests above mean something."""
    with visitor.opens("/account/login/") as opened:
        opened.page.evaluate("""() => {
            const main = document.querySelector("main")
            main.innerHTML = "<h1>One</h1><h1>Two</h1><button></button><p class=wide>words</p>"
            const sheet = new CSSStyleSheet()
            sheet.replaceSync("p.wide { inline-size: 200vw; color: #ddd; background: #eee }")
            document.adoptedStyleSheets = [sheet]
            const inline = document.createElement("script")
            inline.textContent = "1"
            main.append(inline)
        }""")
        said = report(opened)
    assert said["headings"] == 2
    assert [each.partition(":")[0] for each in said["light on a phone"]] == ["button-name", "color-contrast"]
    assert [each.partition(":")[0] for each in said["dark on a desk"]] == ["color-contrast"]
    assert said["overflow on a phone"] == ["p.wide"]
    assert "Content Security Policy" in said["complaints"][0]
