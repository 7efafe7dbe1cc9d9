"""Rows of a CSV file of the register, each with its place; every fault said at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from data_loaders.model.errors import RegisterError

Row = Mapping[str, str]
T = TypeVar("T")


def read_bytes(path: Path, what: str) -> bytes:
    """The bytes of a file. Raises :class:`RegisterError`: it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RegisterError(f"{path}: không đọc được {what}: {error.strerror}") from error


def each_row(
    data: bytes,
    name: str,
    columns: tuple[str, ...],
    needed: int,
    read: Callable[[Row, str], T],
) -> list[tuple[T, str]]:
    """What ``read`` makes of each row, with the row's place; the first ``needed`` columns must be.

    ``read`` gets the cells trimmed and in NFC, and the place. Raises :class:`RegisterError` with a
    line for each row that cannot be read.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise RegisterError(f"{name}: không phải UTF-8; hãy lưu lại dạng UTF-8") from error
    reader = csv.DictReader(lines)
    tell(_column_faults(reader.fieldnames or (), name, columns, needed))
    found: list[tuple[T, str]] = []
    faults: list[str] = []
    for row in reader:
        where = f"{name}, dòng {reader.line_num}"
        if None in row:
            faults.append(f"{where}: có ô thừa sau cột cuối; hãy xóa")
            continue
        cells = {key: normalize("NFC", (row.get(key) or "").strip()) for key in columns}
        try:
            found.append((read(cells, where), where))
        except RegisterError as error:
            faults.append(str(error))
    tell(faults)
    return found


def tell(faults: Iterable[str]) -> None:
    """Raise :class:`RegisterError` with a line for each fault, if there is any."""
    if told := "\n".join(dict.fromkeys(faults)):
        raise RegisterError(told)


def _column_faults(
    found: Iterable[str], name: str, columns: tuple[str, ...], needed: int
) -> Iterator[str]:
    missing = [column for column in columns[:needed] if column not in found]
    if missing:
        yield f"{name}: thiếu cột {', '.join(missing)}; cần: {', '.join(columns)}"
    for number, column in enumerate(found, start=1):
        if column not in columns:
            yield (
                f"{name}, dòng 1, cột {number}: không có cột “{column}”; được có:"
                f" {', '.join(columns)}"
            )


def day(cells: Row, column: str, where: str) -> date | None:
    """The day in a cell; None where it is blank. Raises :class:`RegisterError`."""
    text = cells[column]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RegisterError(f"{where}: {column} phải viết như 2025-07-01, gặp “{text}”") from None
