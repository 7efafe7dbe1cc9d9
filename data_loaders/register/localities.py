"""The register of localities: read from CSV, refused with every line that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data_loaders.model import Level, Register, Unit
from data_loaders.model.errors import RegisterError
from data_loaders.register import rules
from data_loaders.register.changes import NO_CHANGES, ChangeFile, parse_changes
from data_loaders.register.csv_rows import Row, day, each_row, read_bytes, tell

COLUMNS = (
    *("unit_id", "code", "level", "kind", "name", "parent_id", "tile_column", "tile_row"),
    *("valid_from", "valid_to"),
)


@dataclass(frozen=True, slots=True)
class UnitFile:
    """Units as a file names them, each with the place of its row."""

    units: tuple[Unit, ...]
    places: tuple[str, ...]

    @property
    def place(self) -> dict[str, str]:
        """Where the row of a unit stands."""
        return dict(zip((u.unit_id for u in self.units), self.places, strict=True))


def read_register(path: Path, changes: Path | None = None) -> Register:
    """Read a register of localities from a file, and from another what became of them.

    Raises :class:`RegisterError` with a sentence for each fault that names file and line.
    """
    data = read_bytes(path, "danh mục địa phương")
    if changes is None:
        return parse_register(data, path.name)
    return parse_register(data, path.name, read_bytes(changes, "các thay đổi"), changes.name)


def parse_register(
    data: bytes, name: str, changes: bytes | None = None, changes_name: str = "changes.csv"
) -> Register:
    """Read a register from the bytes of its files. Raises :class:`RegisterError` as above."""
    file = parse_units(data, name)
    became = NO_CHANGES if changes is None else parse_changes(changes, changes_name)
    tell(_province_faults(file, name))
    register = Register(rules.settled(file.units, became.changes), became.changes)
    tell(told(register, file, name, became))
    return register


def _province_faults(file: UnitFile, name: str) -> list[str]:
    count = sum(unit.level is Level.PROVINCE for unit in file.units)
    return [] if count == 1 else [f"{name}: cần đúng một dòng cấp province, gặp {count}"]


def told(register: Register, file: UnitFile, name: str, became: ChangeFile) -> list[str]:
    """Every rule that a register breaks, with the row of its file; ``name`` where it has none."""
    place = file.place
    units = [f"{place.get(u, name)}: {what}" for u, what in rules.unit_faults(register)]
    changes = [
        f"{became.places[at]}: {what}" for at, what in rules.change_faults(register, became.changes)
    ]
    return units + changes


def read_units(path: Path) -> UnitFile:
    """Read units from a file, whatever other units there are. Raises as :func:`parse_units`."""
    return parse_units(read_bytes(path, "danh mục địa phương"), path.name)


def parse_units(data: bytes, name: str) -> UnitFile:
    """Read units from the bytes of a file, whatever other units there are.

    Raises :class:`RegisterError` with a line for each row that cannot be read.
    """
    rows = each_row(data, name, COLUMNS, 6, _unit)
    seen: set[str] = set()
    twice = []
    for unit, where in rows:
        if unit.unit_id in seen:
            twice.append(f"{where}: unit_id “{unit.unit_id}” có hai dòng; hãy bỏ một")
        seen.add(unit.unit_id)
    tell(twice)
    return UnitFile(tuple(unit for unit, _ in rows), tuple(where for _, where in rows))


def _unit(text: Row, where: str) -> Unit:
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
    since, until = (day(text, key, where) for key in ("valid_from", "valid_to"))
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
