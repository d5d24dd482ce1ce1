"""The package is built and installed for real, without Node or npm on PATH, and carries all that a page needs."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
UV = shutil.which("uv", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
MADE = ["showtime/locale/fr/LC_MESSAGES/django.mo", "showtime/web/static/app/app.js"]

pytestmark = [pytest.mark.packaging, pytest.mark.skipif(UV is None, reason="needs uv, which make test installs")]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which neither node nor npm can be found by name."""
    path = tmp_path_factory.mktemp("path")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "UV_", "PYTHON"))}
    assert shutil.which("node", path=str(path)) is None
    return {**kept, "PATH": str(path), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}


@pytest.fixture(scope="module")
def sdist(bare: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sources alone: no bundle, no catalogue and no npm package was made before."""
    sources, dist = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("dist")
    names = ("pyproject.toml", "uv.lock", "hatch_build.py", ".gitignore", "LICENSE", "NOTICE", "src", "frontend")
    for name in (*names, "README.md"):
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("node_modules", "app", "*.mo", "__pycache__")
            shutil.copytree(ROOT / name, sources / name, ignore=ignored)
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, sources / name)
    _run(["build", "--sdist", "--python", sys.executable, "--out-dir", str(dist), str(sources)], bare)
    return next(dist.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, bare: dict[str, str]) -> Path:
    """Built from the sdist, with an npm registry that does not answer."""
    environment = {**bare, "npm_config_registry": "http://127.0.0.1:9/"}
    _run(["build", "--wheel", "--python", sys.executable, "--out-dir", str(sdist.parent), str(sdist)], environment)
    return next(sdist.parent.glob("*.whl"))


def test_sdist_carries_what_was_made(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/src/")[2] for name in archive.getnames()}
    assert [name for name in MADE if name not in inside] == []


def test_wheel_from_the_sdist_carries_what_was_made(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        sizes = [archive.getinfo(name).file_size for name in MADE]
    kinds = {".css", ".html", ".po", ".py", ".svg", ".txt"}
    sources = [path for path in (ROOT / "src/showtime").rglob("*") if path.suffix in kinds]
    assert [name for path in sources if (name := path.relative_to(ROOT / "src").as_posix()) not in inside] == []
    assert min(sizes) > 100
    assert [name for name in inside if name.endswith((".ts", ".js.map"))] == []


def test_installed_wheel_runs_and_finds_its_files(wheel: Path, bare: dict[str, str], tmp_path: Path) -> None:
    locked, python = tmp_path / "locked.txt", tmp_path / "venv/bin/python"
    project = ["--project", str(ROOT), "--no-default-groups", "--no-emit-project"]
    _run(["export", "--frozen", "--quiet", *project, "--output-file", str(locked)], bare)
    _run(["venv", "--python", sys.executable, str(tmp_path / "venv")], bare)
    _run(["pip", "install", "--python", str(python), "-r", str(locked)], bare)
    _run(["pip", "install", "--python", str(python), "--no-deps", str(wheel)], bare)
    settings = {"SHOWTIME_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "showtime.config.settings"}
    here = {"env": {**bare, **settings}, "cwd": tmp_path, "text": True}
    assert subprocess.check_output([python.with_name("showtime"), "--version"], **here) == "showtime 0.1.0\n"
    assert subprocess.check_output([python, "-I", "-c", FIND], **here).split() == ["True", "1", "True", "Aujourd"]


FIND = """
import re
import django
django.setup()
from django.contrib.staticfiles import finders
from django.template import Template, Context
from django.template.loader import get_template
from django.utils import translation
htmx = re.findall(r'src="/static/([^"]+)"', Template("{% load django_htmx %}{% htmx_script %}").render(Context()))
print(all(finders.find(name) for name in [*htmx, "app/app.js"]), len(htmx))
print(get_template("web/base.html") is not None)
with translation.override("fr"):
    print(translation.gettext("Today")[:7])
"""


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run([str(UV), *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
