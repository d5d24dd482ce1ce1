"""A whole Showtime in one file: rows, media and the secret key, taken while it runs, restored on either database.

The archive is a gzipped tar of `manifest.json`, `rows.jsonl` (Django's serialisation, a row a line, parents before
children), `secret.key` and `media/...`. Rows are read in one snapshot. Media files are only ever added, and before the
row that names them is committed, so copying them after the rows leaves none out.
"""

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import IsolationLevel

from showtime import __version__

# Made by migrations or of no use elsewhere.
LEFT_OUT = {"contenttypes", "auth", "sessions", "axes"}


class ArchiveError(Exception):
    """The archive cannot be made or used; the message says why and the mend."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `rows_sha256` guards against a file cut short or changed."""

    showtime: str
    made_at: str
    migrations: list[str]
    rows: int
    media: int
    rows_sha256: str


def write_archive(*, target: Path, now: datetime) -> Manifest:
    """Write the archive to `target`, whole or not at all, readable by its owner alone. ArchiveError if it cannot be."""
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
            rows = Path(folder) / "rows.jsonl"
            with _snapshot():
                count = _dump_rows(rows)
                migrations = _migrations()
            media = sorted(file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file())
            manifest = Manifest(__version__, now.isoformat(), migrations, count, len(media), _sha256(rows))
            part.touch(mode=0o600)
            _pack(part, manifest, rows, media)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(
            f"cannot write {target} ({error.strerror}). Name a file in a folder you may write to."
        ) from error
    return manifest


def read_archive(*, source: Path, replace: bool) -> Manifest:
    """Put the archive's content into the (migrated) database and the data folder, whole or not at all.

    ArchiveError if the archive is damaged or of another version, or if there are teams already and not `replace`.
    """
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
            unpacked = Path(folder)
            with tarfile.open(source, "r:gz") as tar:
                _unpack(tar, unpacked)
            manifest = Manifest(**json.loads((unpacked / "manifest.json").read_text()))
            _check(manifest, unpacked, replace=replace)
            with transaction.atomic():
                _empty_tables()
                _load_rows(unpacked / "rows.jsonl")
            if (unpacked / "media").exists():
                shutil.copytree(unpacked / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
            _install_key(unpacked / "secret.key")
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError, KeyError) as error:
        raise ArchiveError(
            f"{source} cannot be read as a Showtime archive ({error}). Use a file made by `showtime backup`."
        ) from error
    return manifest


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the archive's files below `folder` and nowhere else.

    By hand, because tarfile's own filters came with Python 3.11.4 and Debian 12 has 3.11.2.
    """
    for member in tar:
        target = (folder / member.name).resolve()
        if not target.is_relative_to(folder.resolve()) or not (member.isfile() or member.isdir()):
            raise tarfile.ExtractError(f"{member.name} is no file of a backup")
        if content := tar.extractfile(member):
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as opened:
                shutil.copyfileobj(content, opened)


@contextmanager
def _snapshot() -> Iterator[None]:
    """Let the block read through its own connection, whose transaction sees one state and keeps no writer waiting."""
    usual = connections[DEFAULT_DB_ALIAS]
    own = usual.copy()
    options = {**own.settings_dict["OPTIONS"]}
    if own.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    else:
        options.pop("pool", None)
        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    own.settings_dict = {**own.settings_dict, "OPTIONS": options}
    connections[DEFAULT_DB_ALIAS] = own
    try:
        with transaction.atomic():
            yield
    finally:
        own.close()
        connections[DEFAULT_DB_ALIAS] = usual


def _models() -> list[type[models.Model]]:
    """All models to keep, parents before children."""
    chosen = [(config, None) for config in apps.get_app_configs() if config.label not in LEFT_OUT]
    return serializers.sort_dependencies(chosen, allow_cycles=True)


def _dump_rows(target: Path) -> int:
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for model in _models():
            rows = model._base_manager.order_by("pk").iterator(chunk_size=500)
            for row in rows:
                file.write(json.dumps(serializers.serialize("python", [row])[0], cls=DjangoJSONEncoder))
                file.write("\n")
                count += 1
    return count


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _pack(part: Path, manifest: Manifest, rows: Path, media: list[Path]) -> None:
    with tarfile.open(part, "w:gz", compresslevel=6) as tar:
        _add_bytes(tar, "manifest.json", json.dumps(asdict(manifest), indent=1).encode())
        tar.add(rows, "rows.jsonl")
        _add_bytes(tar, "secret.key", settings.SECRET_KEY.encode())
        for file in media:
            tar.add(file, f"media/{file.relative_to(settings.MEDIA_ROOT)}")


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _check(manifest: Manifest, unpacked: Path, *, replace: bool) -> None:
    if manifest.rows_sha256 != _sha256(unpacked / "rows.jsonl"):
        raise ArchiveError("the archive is damaged: its rows are not those that were written. Use another copy.")
    if manifest.migrations != _migrations():
        raise ArchiveError(
            f"the archive was made by Showtime {manifest.showtime}, whose tables differ. "
            "Restore it with that version, then upgrade."
        )
    if not replace and any(model._base_manager.exists() for model in _models()):
        raise ArchiveError(
            "there is data here already. Restore into an empty data folder, or say --replace to throw it away."
        )


def _empty_tables() -> None:
    tables = [model._meta.db_table for model in _models()]
    through = [
        field.m2m_db_table()
        for model in _models()
        for field in model._meta.local_many_to_many
        if (between := field.remote_field.through) is not None and between._meta.auto_created
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), sorted({*tables, *through}), allow_cascade=True):
            cursor.execute(statement)


def _load_rows(source: Path) -> None:
    """Save every row as it was, without anybody's `save()`; references may run ahead until the transaction ends."""
    with connection.constraint_checks_disabled(), source.open(encoding="utf-8") as file:
        for line in file:
            for row in serializers.deserialize("python", [json.loads(line)]):
                row.save(force_insert=True)
    connection.check_constraints()
    _reset_sequences()


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _install_key(key: Path) -> None:
    """The key that signed the archive's feeds and encrypted its passwords; one given by the environment wins."""
    target = Path(settings.DATA) / "secret.key"
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    target.write_text(key.read_text())
