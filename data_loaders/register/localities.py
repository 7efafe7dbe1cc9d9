"""The register of localities: read from CSV, refused with the line that is wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from unicodedata import normalize

from data_loaders.model import Level, Register, Unit
from data_loaders.model.errors import RegisterError

COLUMNS = (
    *("unit_id", "code", "level", "kind", "name", "parent_id", "tile_column", "tile_row"),
    *("valid_from", "valid_to"),
)


def read_register(path: Path) -> Register:
    """Read a register of localities from a file.

    Raises :class:`RegisterError` with a sentence that names file and line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RegisterError(
            f"{path}: không đọc được danh mục địa phương: {error.strerror}"
        ) from error
    return parse_register(data, path.name)


def parse_register(data: bytes, name: str) -> Register:
    """Read a register from the bytes of its file. Raises :class:`RegisterError` as above."""
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise RegisterError(f"{name}: không phải UTF-8; hãy lưu lại dạng UTF-8") from error
    reader = csv.DictReader(lines)
    _columns(reader.fieldnames or (), name)
    units = tuple(_unit(row, f"{name}, dòng {reader.line_num}") for row in reader)
    register = Register(units)
    _contradictions(register, name)
    return register


def _columns(found: Iterable[str], where: str) -> None:
    missing = [column for column in COLUMNS[:6] if column not in found]
    if missing:
        raise RegisterError(f"{where}: thiếu cột {', '.join(missing)}; cần: {', '.join(COLUMNS)}")
    for number, column in enumerate(found, start=1):
        if column not in COLUMNS:
            raise RegisterError(
                f"{where}, dòng 1, cột {number}: không có cột “{column}”; được có:"
                f" {', '.join(COLUMNS)}"
            )


def _unit(row: Mapping[str, str | None], where: str) -> Unit:
    if None in row:
        raise RegisterError(f"{where}: có ô thừa sau cột cuối; hãy xóa")
    text = {key: normalize("NFC", (row.get(key) or "").strip()) for key in COLUMNS}
    for key in ("unit_id", "level", "kind", "name"):
        if not text[key]:
            raise RegisterError(f"{where}: ô {key} trống; hãy điền")
    if text["level"] not in set(Level):
        raise RegisterError(f"{where}: cấp “{text['level']}” lạ; dùng: {', '.join(Level)}")
    try:
        column, tile_row = (
            int(text[key]) if text[key] else None for key in ("tile_column", "tile_row")
        )
    except ValueError as error:
        raise RegisterError(f"{where}: tile_column, tile_row phải là số nguyên") from error
    since, until = (_day(text[key], key, where) for key in ("valid_from", "valid_to"))
    if since and until and until < since:
        raise RegisterError(f"{where}: valid_to {until} trước valid_from {since}")
    return Unit(
        unit_id=text["unit_id"],
        code=text["code"] or text["unit_id"],
        level=Level(text["level"]),
        kind=text["kind"],
        name=text["name"],
        parent_id=text["parent_id"] or None,
        tile_column=column,
        tile_row=tile_row,
        valid_from=since,
        valid_to=until,
    )


def _day(text: str, column: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RegisterError(f"{where}: {column} phải viết như 2025-07-01, gặp “{text}”") from None


def _contradictions(register: Register, where: str) -> None:
    seen: set[str] = set()
    for unit in register.units:
        if unit.unit_id in seen:
            raise RegisterError(f"{where}: unit_id “{unit.unit_id}” có hai dòng; hãy bỏ một")
        seen.add(unit.unit_id)
    provinces = [unit for unit in register.units if unit.level is Level.PROVINCE]
    if len(provinces) != 1:
        raise RegisterError(f"{where}: cần đúng một dòng cấp province, gặp {len(provinces)}")
    for unit in register.units:
        _parent(register, unit, where)
    parents = {unit.parent_id for unit in register.units}
    for unit in register.units:
        if unit.parent_id == register.province.unit_id and unit.unit_id not in parents:
            raise RegisterError(f"{where}: {unit.full_name} ({unit.unit_id}) không có xã nào")
    if register.province.unit_id not in parents:
        raise RegisterError(f"{where}: không có địa phương nào thuộc {register.province.full_name}")


def _parent(register: Register, unit: Unit, where: str) -> None:
    above = {Level.DISTRICT: Level.PROVINCE, Level.COMMUNE: Level.DISTRICT}.get(unit.level)
    parent = register.by_id.get(unit.parent_id or "")
    if above is None:
        if unit.parent_id:
            raise RegisterError(f"{where}: tỉnh {unit.name} không được có parent_id")
    elif parent is None or parent.level is not above:
        raise RegisterError(
            f"{where}: {unit.full_name} ({unit.unit_id}) cần parent_id của một dòng cấp {above},"
            f" gặp “{unit.parent_id or ''}”"
        )
