"""Runs every check there is and says at the end which failed: `python scripts/check.py [NAME...]`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

CHECKS = {
    "lint": ["ruff", "check", "--output-format=concise", "."],
    "format": ["ruff", "format", "--check", "--output-format=concise", "."],
    "types": ["mypy"],
    "layers": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "--lint", "--quiet", "src/showtime"],
    "typescript": [PYTHON, "scripts/frontend.py", "types"],
    "migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "strings": [PYTHON, "scripts/messages.py", "check"],
    "lock": ["uv", "lock", "--check", "--quiet"],
    "docs": [PYTHON, "-m", "pytest", "-q", "tests/docs"],
}


def main() -> int:
    names = sys.argv[1:] or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        print(f"check: no such check: {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="showtime-check-") as data:
        failed = [name for name in names if not passes(name, data)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def passes(name: str, data: str) -> bool:
    """Runs one check with an empty data folder; what it prints is shown only when it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "showtime.config.settings",
        "PATH": os.pathsep.join([str(Path(PYTHON).parent), environment.get("PATH", "")]),
        "SHOWTIME_DATA": data,
    }
    start = time.monotonic()
    with subprocess.Popen(
        CHECKS[name], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        printed = process.communicate()[0]
    print(f"{name:<16} {'FAILED' if process.returncode else 'ok':<7} {time.monotonic() - start:5.1f} s", flush=True)
    if process.returncode:
        print(printed, flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
