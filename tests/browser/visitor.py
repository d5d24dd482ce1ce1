"""Somebody with a phone or at a desk, and what their browser has to say of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a page weighs is what it takes to read and use it.
WEIGHED = {"Document", "Stylesheet", "Script"}


@dataclass
class Opened:
    """A page that was opened: what the browser complained of, and what came over the wire."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """How often the server was asked."""
        return len(self.kinds)

    @property
    def weight(self) -> int:
        """Bytes of the page, its styles and its scripts as they came, compressed."""
        return sum(size for request, size in self.sizes.items() if self.kinds.get(request) in WEIGHED)

    def faults(self, *, dark: bool) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA, a line each. In the dark only colours are other."""
        self.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        only: dict[str, Any] = (
            {"type": "rule", "values": ["color-contrast"]} if dark else {"type": "tag", "values": STANDARD}
        )
        # By the debugger's door, which the content security policy does not guard.
        self.page.evaluate(f"window.axe === undefined && (() => {{ {AXE.read_text()} }})()")
        found = self.page.evaluate(
            "options => axe.run(document, options)", {"runOnly": only, "resultTypes": ["violations"]}
        )
        return [
            f"{rule['id']}: {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def resize(self, size: str) -> None:
        """Turn the phone into a desk, or back, as high as the page, so that nothing sticks over the rest."""
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": width, "height": max(height, whole)})

    def overflow(self) -> list[str]:
        """Elements that reach beyond the right edge, if the page can be moved sideways."""
        return self.page.evaluate("""() => {
            const wide = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= wide) return []
            return [...document.querySelectorAll("body *")]
                .filter(each => each.getBoundingClientRect().right > wide + 1)
                .map(each => `${each.tagName.toLowerCase()}.${each.className}`).slice(0, 5)
        }""")  # type: ignore[no-any-return]


@dataclass
class Visitor:
    """A browser with a session; `state` is None for a stranger."""

    chromium: Browser
    url: str
    state: Any

    @contextmanager
    def opens(self, path: str, *, size: str = "phone", language: str = "en-GB") -> Iterator[Opened]:
        """The page in a fresh window, with an empty cache, watched from the first byte on."""
        width, height = SIZES[size]
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            timezone_id="Europe/Paris",
            base_url=self.url,
            storage_state=self.state,
            has_touch=size == "phone",
        )
        try:
            opened = Opened(context.new_page())
            watch(opened)
            opened.page.goto(path, wait_until="load")
            yield opened
        finally:
            context.close()


def watch(opened: Opened) -> None:
    """Note from now on what the browser complains of, content security policy included, and what it loads."""
    page = opened.page
    page.on("console", lambda said: opened.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("requestfailed", lambda request: opened.complaints.append(f"{request.url}: {request.failure}"))
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.responseReceived", lambda event: _note_kind(opened, event))
    wire.on(
        "Network.loadingFinished", lambda event: opened.sizes.update({event["requestId"]: event["encodedDataLength"]})
    )


def _note_kind(opened: Opened, event: Any) -> None:
    if not event["response"]["url"].startswith("data:"):
        opened.kinds[event["requestId"]] = event["type"]
