"""A register with what files add to it: new units, newer rows of units that are there, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data_loaders.model import Register, Unit, UnitChange
from data_loaders.register import rules
from data_loaders.register.changes import ChangeFile
from data_loaders.register.csv_rows import tell
from data_loaders.register.localities import UnitFile, told

_HERE = "danh mục hiện có"
"""Where a fault stands of a unit that no file names."""


@dataclass(frozen=True, slots=True)
class Amended:
    """The register before and after; ``rows``: the units that are new or say something new."""

    before: Register
    after: Register
    rows: tuple[Unit, ...]
    changes: tuple[UnitChange, ...]


def amended(before: Register, units: UnitFile, changes: ChangeFile) -> Amended:
    """What a register becomes. Raises :class:`RegisterError` with a line for each fault."""
    tell(_kept_faults(before, units))
    named = {unit.unit_id: unit for unit in units.units}
    old = tuple(_newer(unit, named.get(unit.unit_id)) for unit in before.units)
    new = tuple(unit for unit in units.units if unit.unit_id not in before.by_id)
    after = Register(
        rules.settled(old + new, changes.changes),
        tuple(
            sorted(
                before.changes + changes.changes,
                key=lambda c: (c.effective_on, c.new_unit_id or "~", c.old_unit_id or ""),
            )
        ),
    )
    rows = tuple(unit for unit in after.units if before.by_id.get(unit.unit_id) != unit)
    tell(_known_faults(before, changes) + told(after, units, _HERE, changes))
    if not rows and not changes.changes:
        tell(["các tệp không đổi gì trong danh mục"])
    return Amended(before, after, rows, changes.changes)


def _newer(unit: Unit, row: Unit | None) -> Unit:
    """The unit with what a newer row says; days and tile that the row leaves blank stay."""
    if row is None:
        return unit
    return replace(
        row,
        tile_column=unit.tile_column if row.tile_column is None else row.tile_column,
        tile_row=unit.tile_row if row.tile_row is None else row.tile_row,
        valid_from=unit.valid_from,
        valid_to=row.valid_to or unit.valid_to,
    )


def _kept_faults(before: Register, units: UnitFile) -> Iterator[str]:
    """What a newer row of a unit may not change: figures of before rest on it."""
    for unit, where in zip(units.units, units.places, strict=True):
        known = before.by_id.get(unit.unit_id)
        if known is None:
            continue
        if unit.level is not known.level:
            yield f"{where}: {unit.unit_id} là cấp {known.level}; cấp khác cần unit_id mới"
        if unit.parent_id != known.parent_id:
            yield (
                f"{where}: {unit.unit_id} thuộc {known.parent_id}; chuyển sang {unit.parent_id}"
                " cần unit_id mới, vì số liệu cũ đã cộng vào đơn vị cũ"
            )
        if unit.valid_from not in (None, known.valid_from):
            yield (
                f"{where}: {unit.unit_id} có valid_from {known.valid_from or 'trống'}; phải giữ"
                " nguyên, đơn vị khác cần unit_id mới"
            )
        if known.valid_to is not None and unit.valid_to not in (None, known.valid_to):
            yield f"{where}: {unit.unit_id} đã kết thúc {known.valid_to}; phải giữ nguyên"


def _known_faults(before: Register, changes: ChangeFile) -> list[str]:
    """Changes that the register has already."""
    known = {(c.effective_on, c.old_unit_id, c.new_unit_id) for c in before.changes}
    return [
        f"{where}: thay đổi này đã có trong danh mục"
        for change, where in zip(changes.changes, changes.places, strict=True)
        if (change.effective_on, change.old_unit_id, change.new_unit_id) in known
    ]
