"""A plan's folder as one zip, from a browser: read without trusting any of it.

Nothing is ever unpacked to a disk. A folder may lie at the top of the archive or within one folder
of any name, as programs pack it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from kpis.plan_folder.findings import PlanFinding, finding

LARGEST_ZIP = 8 * 1024 * 1024
LARGEST_FILE = 8 * 1024 * 1024
LARGEST_WHOLE = 16 * 1024 * 1024
MOST_FILES = 40
_STEP = 64 * 1024
_ASIDE = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What programs add to an archive of their own accord."""


@dataclass(frozen=True)
class Unpacked:
    """The files of an archive by their names, or what is wrong with it."""

    files: dict[str, bytes]
    findings: tuple[PlanFinding, ...] = ()


class _RefusedError(Exception):
    """The archive as a whole is refused."""

    def __init__(self, found: PlanFinding) -> None:
        super().__init__(found.code)
        self.found = found


def unpack(data: bytes, file_name: str) -> Unpacked:
    """The files of an archive. Raises nothing: what is wrong with it are findings."""
    try:
        return Unpacked(_files(data, file_name))
    except _RefusedError as refused:
        return Unpacked({}, (refused.found,))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
            MemoryError):
        return Unpacked({}, (finding("zip-unreadable", file_name),))
    except Exception as error:  # a decompressor's own error class
        return Unpacked({}, (finding("zip-unreadable", file_name, why=type(error).__name__),))


def _files(data: bytes, file_name: str) -> dict[str, bytes]:
    if len(data) > LARGEST_ZIP:
        raise _RefusedError(finding("zip-too-large", file_name, limit=_mb(LARGEST_ZIP)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = [info for info in archive.infolist() if not info.is_dir()]
        wanted = [info for info in entries if not _aside(info.filename)]
        if len(entries) > MOST_FILES:
            raise _RefusedError(finding("zip-too-many", file_name, limit=MOST_FILES))
        names = list(_names(wanted))
        found: dict[str, bytes] = {}
        for info, name in zip(wanted, names, strict=True):
            if name in found:
                raise _RefusedError(finding("zip-twice", name))
            room = min(LARGEST_FILE, LARGEST_WHOLE - sum(map(len, found.values())))
            found[name] = _content(archive, info, room)
    if not found:
        raise _RefusedError(finding("zip-empty", file_name))
    return found


def _aside(name: str) -> bool:
    return any(part in _ASIDE for part in PurePosixPath(name.replace("\\", "/")).parts)


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """The plain names of the files, once all lie in one folder and none leads out of it."""
    paths = [_path(info) for info in entries]
    folders = {path.parent for path in paths}
    if len(folders) > 1 or any(len(folder.parts) > 1 for folder in folders):
        first = paths[0].parent
        stray = next(path for path in paths if path.parent != first or path.parent.parts[1:])
        raise _RefusedError(finding("zip-nested", str(stray)))
    yield from (path.name for path in paths)


def _path(info: zipfile.ZipInfo) -> PurePosixPath:
    name = info.filename
    path = PurePosixPath(name)
    link = (info.external_attr >> 16) & 0o170000 == 0o120000
    strange = "\\" in name or ":" in name or any(ord(letter) < 32 for letter in name)
    if path.is_absolute() or ".." in path.parts or strange or link or not path.name:
        raise _RefusedError(finding("zip-path", name[:120]))
    return path


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of one file, counted as they come: stated sizes are not believed."""
    if info.flag_bits & 1:
        raise _RefusedError(finding("zip-encrypted", info.filename))
    read = bytearray()
    with archive.open(info) as stream:
        while block := stream.read(_STEP):
            read += block
            if len(read) > room:
                raise _RefusedError(finding("zip-bomb", info.filename, limit=_mb(LARGEST_WHOLE)))
    return bytes(read)


def _mb(size: int) -> int:
    return size // 1024 // 1024
