"""Works on frontend/ with the Node of the environment: `python scripts/frontend.py bundle|test|types|lock`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402 - it lies in the root, where hatchling wants it

COMMANDS = {
    "bundle": ["build.mjs"],
    "test": ["test.mjs"],
    "types": ["node_modules/typescript/bin/tsc", "--noEmit"],
}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in {*COMMANDS, "lock"}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if sys.argv[1] == "lock":
            lock()
            return 0
        install()
    except hatch_build.BuildError as failed:
        print(f"frontend: {failed}", file=sys.stderr)
        return 1
    command = [hatch_build.node(), *COMMANDS[sys.argv[1]]]
    return subprocess.run(command, cwd=FRONTEND, env=hatch_build.node_environment(), check=False).returncode


def install() -> None:
    """Installs what package-lock.json names, with the tools of development that a build of the package leaves out."""
    complete = (FRONTEND / "node_modules/typescript").is_dir()
    if not (complete and hatch_build.npm_packages_are_fresh(FRONTEND)):
        hatch_build.npm(FRONTEND, "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def lock() -> None:
    """Writes package-lock.json with the addresses of the public registry, whatever the machine's own settings say."""
    public = ["--registry=https://registry.npmjs.org/", "--omit-lockfile-registry-resolved=false"]
    hatch_build.npm(FRONTEND, "install", "--package-lock-only", "--ignore-scripts", *public)


if __name__ == "__main__":
    sys.exit(main())
