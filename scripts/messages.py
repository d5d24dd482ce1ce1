"""Keeps the translations complete: `python scripts/messages.py update|check` (needs GNU gettext).

`update` brings each django.po up to date with the sources and compiles it.  `check` changes nothing and names every
message that is untranslated, fuzzy, obsolete or formatted unlike its source.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src/showtime"
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402 - it lies in the root, where hatchling wants it


def main() -> int:
    if sys.argv[1:] not in (["update"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("xgettext"):
        print("messages: GNU gettext is not installed (Debian: sudo apt install gettext)", file=sys.stderr)
        return 1
    if not languages():
        print("messages: there is no src/showtime/locale/LANGUAGE folder to fill", file=sys.stderr)
        return 1
    if sys.argv[1] == "update":
        extract(PACKAGE)
        hatch_build.compile_translations(ROOT)
        return 0
    problems = check()
    print("\n".join(problems))
    return 1 if problems else 0


def languages() -> list[str]:
    return sorted(path.name for path in PACKAGE.glob("locale/*") if path.is_dir())


def extract(package: Path) -> None:
    """Runs makemessages in `package`, without the settings, whose LOCALE_PATHS would name the real folder."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--verbosity=0", "--add-location=file", "--no-wrap"]
    # Only what a person reads is translated: neither tests nor bundles nor the pages' own scripts.
    command += ["--ignore=static/*", "--extension=html,txt,py"]
    command += [f"--locale={language}" for language in languages()]
    subprocess.run(command, cwd=package, env=environment, check=True)


def check() -> list[str]:
    """Compares each catalogue with one extracted afresh; one line a problem."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "showtime"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "app", "*.mo"))
        extract(copy)
        problems = []
        for language in languages():
            name = f"locale/{language}/LC_MESSAGES/django.po"
            problems += [f"{name}: {problem}" for problem in catalogue_problems(PACKAGE / name, copy / name)]
    return problems


def catalogue_problems(committed: Path, fresh: Path) -> list[str]:
    """What the committed catalogue lacks of the fresh one, and what in it is unfinished."""
    if not committed.is_file():
        return ["absent; make messages starts it"]
    problems = []
    known = {key(entry) for entry in polib.pofile(str(committed)) if not entry.obsolete}
    for entry in polib.pofile(str(fresh)):
        where = ", ".join(file for file, _ in entry.occurrences)
        if entry.obsolete:
            problems.append(f"obsolete: {entry.msgid!r}")
        elif key(entry) not in known:
            problems.append(f"not in the catalogue: {entry.msgid!r} ({where})")
        elif entry.fuzzy:
            problems.append(f"fuzzy: {entry.msgid!r} ({where})")
        elif not entry.translated():
            problems.append(f"untranslated: {entry.msgid!r} ({where})")
    formatted = subprocess.run(
        ["msgfmt", "--check-format", "--check-header", "--output-file", os.devnull, str(committed)],
        capture_output=True,
        text=True,
        check=False,
    )
    if formatted.returncode:
        problems += formatted.stderr.splitlines()
    return problems


def key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


if __name__ == "__main__":
    sys.exit(main())
