"""Docs cannot lie: what can be checked against the code is."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_reference_pages_are_as_the_code_says() -> None:
    if sys.version_info[:2] != (3, 11):
        pytest.skip("argparse words its help a little otherwise in other versions of Python")
    ended = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_every_setting_read_is_in_the_table() -> None:
    from showtime.lib.env import SETTINGS

    documented = {each.name for each in SETTINGS} | {"SHOWTIME_CLOCK_OFFSET"}  # set by `serve --at`, for its children
    read = {
        name
        for file in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\"(SHOWTIME_[A-Z_]+|DATABASE_URL)\"", file.read_text())
    }
    assert read - documented == set()


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[<>=~!;]", each)[0] for each in project["dependencies"]}
    table = (ROOT / "docs" / "architecture.md").read_text().split("## Libraries")[1]
    named = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", table, re.M) for name in row.split(",")}
    assert wanted - named == set()
    assert named - wanted == {"library", "---"} & named


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_and_commands_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    # As a command only: at the start of a line or in code.
    assert set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", page.read_text(), re.M)) - targets == set()


def test_openapi_routes_are_described_on_the_page() -> None:
    import json

    document = json.loads((ROOT / "docs" / "openapi.json").read_text())
    page = (ROOT / "docs" / "api.md").read_text()
    missing = [
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if f"`{method.upper()} {path}`" not in page
    ]
    assert missing == []
