"""Opens the main pages as a slow phone does: `python bench/slow_phone.py [--runs N] [--json]`.

The demo is served, and Chromium opens each page with an empty cache, 1.6 Mbit/s, and a processor four times slower than
this machine's; once with 400 ms from every request to its answer, and once without, which leaves what is ours to mend.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from server import serving

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AT = "2026-01-06T05:00"
LATENCY = 400
DOWN, UP = 1_600_000 // 8, 750_000 // 8
SLOWER = 4
PAGES = ("today", "programme", "meet", "contacts", "tonight", "directory", "inbox", "journal")
MEASURES = ("answer_ms", "paint_ms", "parsed_ms", "interactive_ms", "load_ms", "requests", "bytes")
Measured = dict[str, float]

#: When the first byte came, something was painted, the page was parsed, our scripts had run, and everything was there.
READ_TIMES = """() => {
  const way = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {
    answer_ms: way.responseStart, paint_ms: paint ? paint.startTime : 0, parsed_ms: way.domInteractive,
    interactive_ms: way.domContentLoadedEventEnd, load_ms: way.loadEventEnd,
  };
}"""


def main() -> int:
    """Serve, open, print."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="showtime-slow-") as folder:
        os.environ["SHOWTIME_DATA"] = str(Path(folder) / "data")
        os.environ["SHOWTIME_LOG_LEVEL"] = "warning"
        with serving("--demo", "--at", AT) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            rows = _measure(browser, served.link(), asked.runs)
            told = (
                f"Chromium {browser.version}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"
            )
            browser.close()
    if asked.json:
        print(json.dumps({"machine": told, "rows": rows}, indent=1))
    else:
        _print(told, rows, asked.runs)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Opens the main pages as a slow phone does.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often to open each page (5)")
    parser.add_argument("--json", action="store_true", help='print {"rows": [...]} and not a table')
    return parser.parse_args()


def _measure(browser: Browser, link: str, runs: int) -> list[dict[str, Any]]:
    """A row a page: the medians, with latency and without."""
    signed_in = browser.new_context()
    signed_in.new_page().goto(link)
    state: Any = signed_in.storage_state()
    base = link.partition("/enter/")[0]
    rows: list[dict[str, Any]] = []
    for name in PAGES:
        row: dict[str, Any] = {"page": name}
        for key, latency in (("slow", LATENCY), ("without_latency", 0)):
            found = [_open(browser, state, f"{base}/t/orlaine/{name}/", latency) for _run in range(runs + 1)][1:]
            row[key] = {each: round(statistics.median(one[each] for one in found)) for each in MEASURES}
        rows.append(row)
    return rows


def _open(browser: Browser, state: Any, url: str, latency: int) -> Measured:
    """Open the page once, with an empty cache."""
    context = browser.new_context(
        storage_state=state,
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    phone = context.new_cdp_session(page)
    sizes: list[float] = []
    phone.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    phone.send("Network.enable")
    phone.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": DOWN, "uploadThroughput": UP},
    )
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    measured: Measured = {**page.evaluate(READ_TIMES), "requests": len(sizes), "bytes": sum(sizes)}
    context.close()
    return measured


def _print(told: str, rows: list[dict[str, Any]], runs: int) -> None:
    print(f"{told}; median of {runs} openings with an empty cache, milliseconds")
    print(f"1.6 Mbit/s, processor {SLOWER} times slower; with {LATENCY} ms to every answer, and (without)\n")
    heads = ("answer", "first paint", "interactive", "all loaded")
    print(f"{'':<12}{''.join(f'{head:>16}' for head in heads)}{'requests':>10}{'bytes':>9}")
    for row in rows:
        slow, bare = row["slow"], row["without_latency"]
        names = ("answer_ms", "paint_ms", "interactive_ms", "load_ms")
        times = "".join(f"{f'{slow[name]} ({bare[name]})':>16}" for name in names)
        print(f"{row['page']:<12}{times}{slow['requests']:>10}{slow['bytes']:>9,}")


if __name__ == "__main__":
    sys.exit(main())
