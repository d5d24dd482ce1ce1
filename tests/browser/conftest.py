"""A real browser on a real demo: Chromium of the system, `showtime serve --demo` at five in the morning of its day."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import AXE, CHROMIUM, Visitor
from tests.serving import Served, serving

MORNING = "2026-01-06T05:00"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, and skip it, saying what to install, where there is no browser to run it in."""
    here = Path(__file__).parent
    reasons = [
        *([] if CHROMIUM.exists() else [f"needs Chromium at {CHROMIUM}: sudo apt install chromium"]),
        *([] if AXE.exists() else ["needs axe-core in frontend/node_modules: make test installs it"]),
    ]
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            for reason in reasons:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo in the morning of its day, for tests that only look."""
    data = tmp_path_factory.mktemp("demo") / "data"
    with serving(data, "--demo", "--at", MORNING) as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a module: while it is open no other test may ask the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def invitation(demo: Served) -> str:
    """The sign-in link that the server has printed; it works once."""
    return demo.link()


@pytest.fixture(scope="session")
def kept() -> dict[str, object]:
    """What signed the visitor in, for all browsers of the session."""
    return {}


@pytest.fixture(scope="module")
def visitor(chromium: Browser, invitation: str, kept: dict[str, object]) -> Visitor:
    """Camille's browser, signed in by the printed link."""
    if "state" not in kept:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(invitation)
        assert re.search(r"/t/\w+/today/$", page.url)
        kept["state"] = context.storage_state()
        context.close()
    return Visitor(chromium, invitation.partition("/enter/")[0], kept["state"])


@pytest.fixture(scope="session")
def found() -> dict[str, str]:
    """Addresses that were looked up."""
    return {}
