"""`showtime backup` and `showtime restore`: all there is, in one file."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register both subcommands."""
    backup = subparsers.add_parser("backup", help="write rows, media and the secret key to one file, while running")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=run_backup)
    restore = subparsers.add_parser("restore", help="put a backup into an empty data folder, on either database")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="throw away what is there now")
    restore.set_defaults(run=run_restore)


def run_backup(args: argparse.Namespace) -> int:
    """Write the file."""
    from showtime.cli.setup import start_django

    start_django()
    from showtime.lib.archive import ArchiveError, write_archive

    try:
        manifest = write_archive(target=args.file, now=datetime.now(UTC))
    except ArchiveError as error:
        return _fail(error)
    print(f"{args.file}: {manifest.rows} rows and {manifest.media} files. It holds secrets: keep it safe.")
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Read the file."""
    from showtime.cli.setup import migrate, start_django

    start_django()
    migrate()
    from showtime.lib.archive import ArchiveError, read_archive

    try:
        manifest = read_archive(source=args.file, replace=args.replace)
    except ArchiveError as error:
        return _fail(error)
    print(f"{manifest.rows} rows and {manifest.media} files restored, as of {manifest.made_at}. Start the server anew.")
    return 0


def _fail(error: Exception) -> int:
    print(f"showtime: {error}", file=sys.stderr)
    return 1
