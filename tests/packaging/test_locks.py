"""What is locked comes from the public registries, by hash, and is the same wherever it is named twice."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_uv_lock_names_only_pypi() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    sources = {json.dumps(package["source"]) for package in packages if package["name"] != "showtime"}
    files = [file for package in packages for file in [package.get("sdist"), *package.get("wheels", [])] if file]
    elsewhere = [
        file["url"] for file in files if not file["url"].startswith("https://files.pythonhosted.org/packages/")
    ]
    without_hash = [file["url"] for file in files if not re.fullmatch(r"sha256:[0-9a-f]{64}", file["hash"])]
    assert sources == {'{"registry": "https://pypi.org/simple"}'}
    assert (elsewhere, without_hash) == ([], [])


def test_package_lock_names_only_npm() -> None:
    packages = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert [name for name, p in fetched.items() if not p["resolved"].startswith("https://registry.npmjs.org/")] == []
    assert [name for name, package in fetched.items() if not package["integrity"].startswith("sha512-")] == []


def test_uv_is_pinned_alike_for_pip_and_for_itself(project: dict[str, Any]) -> None:
    first = (ROOT / "scripts/uv.txt").read_text().splitlines()[0].split()[0]
    assert [line for line in project["dependency-groups"]["build"] if line.startswith("uv=")] == [first]


def test_build_tools_are_pinned_alike_in_a_build_and_for_a_developer(project: dict[str, Any]) -> None:
    developer = [line for line in project["dependency-groups"]["build"] if not line.startswith("uv=")]
    assert sorted(developer) == sorted([*project["build-system"]["requires"], hatch_build.NODE_REQUIREMENT])


def test_no_third_party_script_is_in_the_package() -> None:
    scripts = [path for path in (ROOT / "src").rglob("*.js") if path.parent.name != "app"]
    assert scripts == []
