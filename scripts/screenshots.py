"""Takes the pictures that the docs show: `python scripts/screenshots.py [FOLDER]`, by default docs/screenshots.

A demo is served at five in the morning of its day and photographed: on a phone and on a desk, light and dark, in
English and in French.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PORT = 8765
AT = "2026-01-06T05:00"
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
PAGES = (
    "today",
    "programme",
    "meet",
    "contacts",
    "tonight",
    "directory",
    "inbox",
    "journal",
    "roster",
    "team",
    "export",
)
# What the docs show is kept in the repository, so it is kept small.
KEPT = {
    "today-phone-light-en",
    "today-phone-dark-fr",
    "today-desktop-light-en",
    "tonight-phone-light-en",
    "tonight-desktop-light-fr",
    "programme-phone-light-en",
    "meet-phone-light-en",
    "contacts-phone-light-fr",
    "directory-phone-light-en",
    "inbox-phone-light-en",
}


def main() -> int:
    """Serve, photograph, stop."""
    everything = len(sys.argv) > 1
    folder = Path(sys.argv[1]) if everything else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="showtime-pictures-") as data:
        log = Path(data) / "log"
        command = [sys.executable, "-m", "showtime", "serve", "--demo", "--at", AT, "--port", str(PORT)]
        with log.open("wb") as output:
            environment = {**os.environ, "SHOWTIME_DATA": str(Path(data) / "data")}
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        try:
            link = _link(log, process)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                _photograph(browser, link, folder, everything=everything)
                browser.close()
        finally:
            process.terminate()
            process.wait(30)
    return 0


def _link(log: Path, process: "subprocess.Popen[bytes]") -> str:
    """The sign-in link, once the server has printed it."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://\S+/enter/\S+", log.read_text())
        if found and "Ctrl-C" in log.read_text():
            return found[0]
        time.sleep(0.2)
    raise SystemExit(f"the demo did not start:\n{log.read_text()}")


def _photograph(browser: Browser, link: str, folder: Path, *, everything: bool) -> None:
    base = link.partition("/enter/")[0]
    signed_in = browser.new_context()
    signed_in.new_page().goto(link)
    state = signed_in.storage_state()
    for (device, size), theme, language in product(SIZES.items(), ("light", "dark"), ("en", "fr")):
        names = [name for name in PAGES if everything or f"{name}-{device}-{theme}-{language}" in KEPT]
        if not names:
            continue
        context = browser.new_context(
            storage_state=state,
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=1.5 if device == "phone" else 1,
            color_scheme="dark" if theme == "dark" else "light",
            locale=f"{language}-{language.upper() if language == 'fr' else 'US'}",
            timezone_id="America/Los_Angeles",
            reduced_motion="reduce",
        )
        page = context.new_page()
        for name in names:
            page.goto(f"{base}/t/orlaine/{name}/")
            page.screenshot(path=folder / f"{name}-{device}-{theme}-{language}.png", full_page=everything)
        context.close()


if __name__ == "__main__":
    sys.exit(main())
