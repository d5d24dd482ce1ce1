"""A backup holds all, is taken while others write, and comes back on either database; a damaged one changes nothing."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from showtime.accounts.models import Member, Team
from showtime.lib import clock
from showtime.lib.archive import ArchiveError, read_archive, write_archive
from showtime.programme.models import Show
from showtime.rounds.models import Category, DirectoryImport, Exhibitor

NOW = datetime(2026, 1, 6, 20, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filled(camille: Member, show: Show) -> DirectoryImport:
    team = camille.team
    exhibitor = Exhibitor.objects.create(team=team, show=show, key="acme", name="Acmé & fils")
    exhibitor.categories.add(Category.objects.create(team=team, show=show, name="Robotics"))
    handed_in = DirectoryImport(team=team, show=show, member=camille, filename="list.csv", at=clock.now())
    handed_in.file.save("list.csv", ContentFile(b"name\nAcm\xc3\xa9\n"))
    return handed_in


def test_restore_brings_back_rows_references_and_media(filled: DirectoryImport, tmp_path: Path) -> None:
    written = write_archive(target=tmp_path / "all.tgz", now=NOW)
    Exhibitor.objects.all().delete()
    Team.objects.create(slug="late", name="Founded after the backup")
    Path(filled.file.path).unlink()
    assert read_archive(source=tmp_path / "all.tgz", replace=True) == written
    assert list(Team.objects.values_list("slug", flat=True)) == ["lumen"]
    exhibitor = Exhibitor.objects.get()
    assert [exhibitor.name, *exhibitor.categories.values_list("name", flat=True)] == ["Acmé & fils", "Robotics"]
    assert exhibitor.show.stand is not None
    assert Path(DirectoryImport.objects.get().file.path).read_bytes() == b"name\nAcm\xc3\xa9\n"


def test_restore_beside_data_needs_to_be_told(filled: DirectoryImport, tmp_path: Path) -> None:
    write_archive(target=tmp_path / "all.tgz", now=NOW)
    with pytest.raises(ArchiveError, match="there is data here already"):
        read_archive(source=tmp_path / "all.tgz", replace=False)


@pytest.mark.parametrize("harm", ["cut short", "a row changed", "no archive at all", "another version"])
def test_damaged_archive_changes_nothing(harm: str, filled: DirectoryImport, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tgz", tmp_path / "bad.tgz"
    write_archive(target=good, now=NOW)
    _harm(good, bad, harm, tmp_path)
    with pytest.raises(ArchiveError):
        read_archive(source=bad, replace=True)
    assert Exhibitor.objects.get().name == "Acmé & fils"


def _harm(good: Path, bad: Path, harm: str, folder: Path) -> None:
    if harm == "cut short":
        bad.write_bytes(good.read_bytes()[:-200])
        return
    if harm == "no archive at all":
        bad.write_text("hello")
        return
    with tarfile.open(good) as tar:
        (folder / "x").mkdir()
        for member in tar:
            if content := tar.extractfile(member):
                (folder / "x" / member.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / "x" / member.name).write_bytes(content.read())
    if harm == "a row changed":
        rows = folder / "x" / "rows.jsonl"
        rows.write_text(rows.read_text().replace("Acm", "Bcm"))
    else:
        manifest = folder / "x" / "manifest.json"
        facts = json.loads(manifest.read_text())
        manifest.write_text(json.dumps({**facts, "migrations": facts["migrations"][1:]}))
    with tarfile.open(bad, "w:gz") as tar:
        for file in sorted((folder / "x").iterdir()):
            tar.add(file, file.name)


def test_archive_is_for_its_owner_only_and_holds_the_key(filled: DirectoryImport, tmp_path: Path) -> None:
    target = tmp_path / "all.tgz"
    write_archive(target=target, now=NOW)
    assert target.stat().st_mode & 0o777 == 0o600
    with tarfile.open(target) as tar:
        key = tar.extractfile("secret.key")
        assert key is not None
        assert key.read().decode() == settings.SECRET_KEY


def test_backup_into_a_missing_folder_says_so(filled: DirectoryImport, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Name a file in a folder you may write to"):
        write_archive(target=tmp_path / "no" / "all.tgz", now=NOW)
