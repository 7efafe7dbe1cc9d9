"""Building a store beside its place: it appears there whole, or not at all.

A builder that was killed leaves a file of another name, which nothing reads; the next one clears
it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.model.errors import FaultError, HeldError, StoreError
from data_loaders.store.atomic_file import settle
from data_loaders.store.connection import attach, must_be_free


@contextmanager
def built(target: Path, *, over_empty: bool = False) -> Iterator[Path]:
    """The path at which to build; when the block ends, the closed file there becomes ``target``.

    ``over_empty``: a store is there in which nothing has been done, and it is replaced. Raises
    :class:`StoreError`: there is a store already, another builds it, or it cannot be written.
    """
    if not over_empty:
        must_be_free(target)
    part = target.with_name(f"{target.name}.building")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"không tạo được thư mục {target.parent}: {error.strerror}") from error
    _clear(part)
    try:
        yield part
        _put(part, target, over_empty=over_empty)
    finally:
        _remove(part)


def _clear(part: Path) -> None:
    """Remove what a killed builder left. Raises :class:`HeldError` when one is at work there."""
    try:
        if part.exists():
            attach(part).close()
    except HeldError:
        raise
    except StoreError:  # a half of a file
        pass
    try:
        _remove(part)
    except OSError as error:
        raise StoreError(f"không ghi được {part}: {error.strerror}") from error


def _put(part: Path, target: Path, *, over_empty: bool) -> None:
    try:
        for path in (part, target):
            _must_be_closed(path)
        if over_empty:
            part.replace(target)
        else:
            settle(part, target)
    except FileExistsError as error:
        raise StoreError(f"kho số liệu {target} đã có; không ghi đè") from error
    except OSError as error:
        raise StoreError(f"không ghi được {target}: {error.strerror}") from error


def _must_be_closed(path: Path) -> None:
    """A log beside a file holds what could not be written into it at the end."""
    if _log(path).exists():
        raise FaultError(
            "không ghi xong {path}, ổ đĩa có thể đã đầy; hãy giải phóng chỗ rồi làm lại",
            path=path,
        )


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove(path: Path) -> None:
    for leftover in (path, _log(path)):
        leftover.unlink(missing_ok=True)
