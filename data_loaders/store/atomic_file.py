"""Files that appear whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ABANDONED = 3600
"""Seconds after which an unfinished file that nobody writes to any more is a killed program's."""


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """An empty file beside ``path`` to write to, for its owner alone; whole, it gets that name.

    Raises ``FileExistsError`` when the name is taken, before or meanwhile, and leaves nothing
    behind but what the machine's power cut leaves: that is cleared by the next one of that name.
    """
    if path.exists():
        raise FileExistsError(path)
    _clear_abandoned(path)
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def settle(part: Path, path: Path) -> None:
    """Give a finished file its name, on disk before anybody can see it.

    Raises ``FileExistsError`` when the name is taken.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear_abandoned(path: Path) -> None:
    for part in path.parent.iterdir():
        if part.name.startswith(f"{path.name}.") and part.name.endswith(".part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _ABANDONED:
                    part.unlink()
