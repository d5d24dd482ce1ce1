import gettext
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with one bundle, made, and everything it is made of older than it."""
    frontend, made = tmp_path / "frontend", tmp_path / "src/showtime/web/static/app"
    (frontend / "src").mkdir(parents=True)
    made.mkdir(parents=True)
    shutil.copy(ROOT / "frontend/build.mjs", frontend)
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    (frontend / "package.json").write_text(json.dumps({"type": "module", "bundles": {"app": "src/app.ts"}}))
    (frontend / "package-lock.json").write_text("{}")
    (frontend / "src/app.ts").write_text("console.log('now' as string);")
    for path in [*frontend.rglob("*.*")]:
        os.utime(path, (1_000, 1_000))
    (made / "app.js").write_text("console.log('before');")
    os.utime(made / "app.js", (2_000, 2_000))
    return tmp_path


@pytest.fixture
def packages(tree: Path) -> None:
    """The npm packages of this project stand in for an install, which the test of the wheel does for real."""
    installed = ROOT / "frontend/node_modules"
    if not (installed / "esbuild").is_dir():
        pytest.skip("frontend/node_modules is absent: make test installs it")
    (tree / "frontend/node_modules").symlink_to(installed)


def test_fresh_bundles_are_left_alone(tree: Path) -> None:
    hatch_build.make_assets(tree)
    assert hatch_build.bundles(tree)[0].read_text() == "console.log('before');"


@pytest.mark.usefixtures("packages")
def test_newer_source_is_bundled(tree: Path) -> None:
    (tree / "frontend/src/app.ts").touch()
    hatch_build.make_assets(tree)
    assert hatch_build.bundles(tree)[0].read_text() == '(()=>{console.log("now");})();\n'


@pytest.mark.parametrize(("inside_sdist", "fresh"), [(True, True), (False, False)])
def test_times_count_except_in_an_sdist(tree: Path, inside_sdist: bool, fresh: bool) -> None:
    (tree / "frontend/src/app.ts").touch()
    if inside_sdist:
        (tree / "PKG-INFO").touch()
    assert hatch_build.bundles_are_fresh(tree) is fresh


@pytest.mark.usefixtures("packages")
def test_bundle_without_its_source_fails(tree: Path) -> None:
    (tree / "frontend/src/app.ts").unlink()
    hatch_build.bundles(tree)[0].unlink()
    with pytest.raises(hatch_build.BuildError, match=r'Could not resolve "src/app\.ts"'):
        hatch_build.make_assets(tree)


@pytest.mark.usefixtures("packages")
def test_bundle_that_was_not_made_is_named(tree: Path) -> None:
    hatch_build.bundles(tree)[0].unlink()
    (tree / "frontend/build.mjs").write_text("")
    with pytest.raises(hatch_build.BuildError, match=r"^missing bundle: src/showtime/web/static/app/app\.js"):
        hatch_build.make_assets(tree)


def test_bundling_without_node_says_what_to_install(tree: Path) -> None:
    hatch_build.bundles(tree)[0].unlink()
    # -S: without site-packages there is no Node.
    done = subprocess.run(
        [sys.executable, "-S", "hatch_build.py"], cwd=tree, capture_output=True, text=True, check=False
    )
    wanted = f"hatch_build: the TypeScript must be bundled and Node is absent: install {hatch_build.NODE_REQUIREMENT}\n"
    assert (done.returncode, done.stderr) == (1, wanted)


def test_node_is_required_only_when_there_is_something_to_bundle(tree: Path) -> None:
    hook = hatch_build.AssetsHook(str(tree), {}, None, None, "", "wheel", None)  # type: ignore[arg-type]
    before = hook.dependencies()
    hatch_build.bundles(tree)[0].unlink()
    assert (before, hook.dependencies()) == ([], [hatch_build.NODE_REQUIREMENT])


PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

#, python-format
msgid "%(count)d visit"
msgid_plural "%(count)d visits"
msgstr[0] "%(count)d visite"
msgstr[1] "%(count)d visites"

msgctxt "noun"
msgid "Note"
msgstr "Note écrite"

#, python-brace-format
msgid "Hall {name}"
msgstr "Hall {name}, là-bas"

#, fuzzy
msgid "Draft"
msgstr "Courant d’air"

#~ msgid "Old"
#~ msgstr "Vieux"
"""


def test_catalogue_is_compiled_as_gettext_does(tree: Path) -> None:
    po = tree / "src/showtime/locale/fr/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    hatch_build.compile_translations(tree)
    with po.with_suffix(".mo").open("rb") as compiled:
        french = gettext.GNUTranslations(compiled)
    plurals = [french.ngettext("%(count)d visit", "%(count)d visits", number) for number in (0, 1, 2)]
    assert plurals == ["%(count)d visite", "%(count)d visite", "%(count)d visites"]
    assert french.pgettext("noun", "Note") == "Note écrite"
    assert french.gettext("Hall {name}") == "Hall {name}, là-bas"
    assert [french.gettext(text) for text in ("Draft", "Old", "Note")] == ["Draft", "Old", "Note"]


def test_broken_catalogue_is_named(tree: Path) -> None:
    po = tree / "src/showtime/locale/fr/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid "one"\n<<<<<<< HEAD\nmsgstr ""')
    with pytest.raises(hatch_build.BuildError, match=r"^src/showtime/locale/fr/LC_MESSAGES/django\.po: "):
        hatch_build.compile_translations(tree)
