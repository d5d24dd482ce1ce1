"""Writes docs/settings.md and docs/commands.md from the code: `python scripts/reference.py [--check]`."""

import argparse
import os
import sys
from pathlib import Path

from showtime.cli.main import parser
from showtime.lib.env import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = "<!-- Written by scripts/reference.py from the code; change it there. -->\n"


def settings() -> str:
    """The table of settings."""
    rows = "\n".join(
        f"| `{each.name}` | {f'`{each.default}`' if each.default else ''} | {each.about} |" for each in SETTINGS
    )
    return (
        f"# Settings\n\n{WRITTEN}\nAll come from the environment; a value that cannot be used is refused at start, "
        f"with its name and the mend.\n\n| name | default | meaning |\n|---|---|---|\n{rows}\n"
    )


def commands() -> str:
    """Every subcommand's own help."""
    parts = [f"# Commands\n\n{WRITTEN}"]
    parts += [
        f"## {name}\n\n```\n{each.format_help().strip()}\n```\n" for name, each in _commands(parser(), "showtime")
    ]
    return "\n".join(parts)


def _commands(top: argparse.ArgumentParser, name: str) -> list[tuple[str, argparse.ArgumentParser]]:
    found: list[tuple[str, argparse.ArgumentParser]] = []
    for action in top._actions:  # noqa: SLF001 - argparse offers no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for word, each in action.choices.items():
                found += _commands(each, f"{name} {word}") or [(f"{name} {word}", each)]
    return found


def main() -> int:
    """Write both pages, or with --check say whether they are as they would be written."""
    stale = []
    for file, text in (("settings.md", settings()), ("commands.md", commands())):
        page = ROOT / "docs" / file
        if page.exists() and page.read_text() == text:
            continue
        stale.append(file)
        if "--check" not in sys.argv:
            page.write_text(text)
    if stale and "--check" in sys.argv:
        print(f"stale: {', '.join(stale)}. Run python scripts/reference.py.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    # Help is wrapped to the terminal's width and, from Python 3.14 on, coloured.
    os.environ.update(COLUMNS="100", NO_COLOR="1")
    sys.exit(main())
