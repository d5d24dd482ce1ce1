"""The `showtime` command."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from showtime import __version__
from showtime.lib.env import SettingError

COMMANDS = ("serve", "worker", "demo", "team", "brief", "import_", "export", "read", "backup")


def parser() -> argparse.ArgumentParser:
    """The command line, one module of this room a subcommand: `add_parser(subparsers)` sets `run(args) -> int`."""
    top = argparse.ArgumentParser(prog="showtime", description="Runs an exhibitor team's day at a trade show.")
    top.add_argument("--version", action="version", version=f"showtime {__version__}")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f"showtime.cli.{name}").add_parser(subparsers)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. 2 means that the command line or a setting cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "showtime.config.settings")
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except SettingError as error:
        print(f"showtime: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
