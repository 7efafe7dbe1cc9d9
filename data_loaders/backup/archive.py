"""A backup: one archive with a Parquet file of every table, and a manifest that proves them.

Nothing in it needs this product: any program that reads Parquet reads a backup, and the manifest is
JSON. The accounts go with it when they are a SQLite file; their sessions do not, so that a restored
backup lets nobody in again who has signed out.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from data_loaders.model.errors import StoreError
from data_loaders.model.version import VERSION
from data_loaders.store.atomic_file import appearing
from data_loaders.store.snapshot import Checksum, Snapshot

FORMAT = 1
"""The form of the archive: another number is another program's."""

_MANIFEST = "manifest.json"
_ACCOUNTS = "accounts.sqlite"
_MIGRATION = "migration"

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says it holds. ``files``: member of the archive → SHA-256 of its bytes.

    ``product`` is the version of the program that made it; empty in backups of before.
    """

    made_at: str
    plan: str
    revision: int
    migrations: tuple[tuple[int, str], ...]
    tables: Mapping[str, Checksum]
    files: Mapping[str, str]
    product: str = ""

    def as_json(self) -> str:
        """The manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


class _Member(io.RawIOBase):
    """One member being written: counts and hashes what goes by."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._position = 0
        self.hash = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def write(self, data: Any) -> int:
        self._target.write(data)
        self.hash.update(data)
        self._position += len(data)
        return len(data)


def write_backup(
    snapshot: Snapshot, path: Path, *, at: datetime, accounts: bytes | None = None
) -> Manifest:
    """Write everything a snapshot holds to a new file.

    ``accounts``: a SQLite database to go with it. Raises :class:`StoreError` when the file exists
    or cannot be written; then nothing is left of it.
    """
    try:
        with (
            appearing(path) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as archive,
        ):
            return _write(snapshot, archive, at=at, accounts=accounts)
    except FileExistsError as error:
        raise StoreError(f"{path} đã có; không ghi đè, hãy đặt tên khác") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(f"không ghi được bản sao lưu {path}: {why}") from error


def _write(
    snapshot: Snapshot, archive: zipfile.ZipFile, *, at: datetime, accounts: bytes | None
) -> Manifest:
    files: dict[str, str] = {}
    for table in snapshot.tables():
        schema, batches = snapshot.batches(table)
        with (
            _member(archive, f"{table}.parquet", files) as member,
            pq.ParquetWriter(member, schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)
    if accounts is not None:
        with _member(archive, _ACCOUNTS, files) as member:
            member.write(accounts)
    manifest = manifest_of(snapshot, at=at, files=files)
    archive.writestr(_MANIFEST, manifest.as_json())
    return manifest


def manifest_of(snapshot: Snapshot, *, at: datetime, files: Mapping[str, str]) -> Manifest:
    """What a snapshot holds, with a checksum of every table."""
    return Manifest(
        made_at=at.isoformat(),
        plan=dict(snapshot.rows("settings")).get("plan", ""),
        revision=snapshot.rows("newest_revision")[0][0],
        migrations=tuple((number, name) for number, name in snapshot.rows("migrations")),
        tables={table: snapshot.checksum(table) for table in snapshot.tables()},
        files=files,
        product=VERSION,
    )


@contextmanager
def _member(archive: zipfile.ZipFile, name: str, files: dict[str, str]) -> Iterator[_Member]:
    with archive.open(name, "w", force_zip64=True) as target:
        member = _Member(target)
        yield member
        files[name] = member.hash.hexdigest()


def filled_tables(manifest: Manifest) -> tuple[str, ...]:
    """The tables whose rows are to be put back; a new store lists its migrations itself."""
    return tuple(table for table in manifest.tables if table != _MIGRATION)


class Backup:
    """An archive opened for reading, proven to be whole and of a kind this program reads."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self.manifest = self._read_manifest()
        for name, sha256 in self.manifest.files.items():
            if self._hash(name) != sha256:
                raise self._damaged(f"{name} không đúng với SHA-256 đã ghi")

    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are to be put back."""
        return filled_tables(self.manifest)

    @contextmanager
    def rows(self, table: str) -> Iterator[pa.RecordBatchReader]:
        """The rows of one table."""
        name = f"{table}.parquet"
        try:
            with self._archive.open(name) as member:
                source = pq.ParquetFile(member)
                batches = source.iter_batches()
                yield pa.RecordBatchReader.from_batches(source.schema_arrow, batches)
        except (KeyError, pa.ArrowException) as error:
            raise self._damaged(f"không đọc được {name}") from error

    def accounts(self) -> bytes | None:
        """The accounts that went with it."""
        if _ACCOUNTS not in self.manifest.files:
            return None
        return self._archive.read(_ACCOUNTS)

    def _read_manifest(self) -> Manifest:
        try:
            told = json.loads(self._archive.read(_MANIFEST))
            if told.pop("format") != FORMAT:
                raise StoreError(
                    f"bản sao lưu {self._path} do bản chương trình khác tạo (dạng khác {FORMAT});"
                    " hãy dùng đúng bản chương trình"
                )
            told["tables"] = {name: Checksum(**kept) for name, kept in told["tables"].items()}
            told["migrations"] = tuple((number, name) for number, name in told["migrations"])
            return Manifest(**told)
        except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
            raise self._damaged(f"không đọc được {_MANIFEST}") from error

    def _hash(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self._archive.open(name) as member:
                while piece := member.read(_PIECE):
                    digest.update(piece)
        except (KeyError, zipfile.BadZipFile, EOFError) as error:
            raise self._damaged(f"thiếu hoặc hỏng {name}") from error
        return digest.hexdigest()

    def _damaged(self, where: str) -> StoreError:
        return StoreError(f"bản sao lưu {self._path} đã hỏng: {where}; hãy dùng bản khác")


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup. Raises :class:`StoreError` for anything that is not a whole one."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise StoreError(f"không mở được bản sao lưu {path}: {error.strerror}") from error
    except zipfile.BadZipFile as error:
        raise StoreError(
            f"{path} không phải bản sao lưu của chương trình này hoặc đã bị cắt cụt"
        ) from error
    with archive:
        yield Backup(path, archive)
