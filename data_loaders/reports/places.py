"""The localities as the store knew them at an instant, and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from data_loaders.model import Level, Register, Unit, UnitChange, UnitChangeKind
from data_loaders.store.database import NEWEST, Store, micros


def register(store: Store, as_of: datetime, *, upto: int = NEWEST) -> Register:
    """The register of localities, and how they changed, as it counted at that instant."""
    moment = {"as_of": micros(as_of), "upto": upto}
    units = tuple(_unit(row) for row in store.rows("units", **moment))
    return Register(units, tuple(_change(row) for row in store.rows("unit_changes", **moment)))


def _change(row: tuple[Any, ...]) -> UnitChange:
    on, kind, old, new, whole, number, decided = row
    return UnitChange(on, UnitChangeKind(kind), old, new, whole, number, decided)


def _unit(row: tuple[Any, ...]) -> Unit:
    _, unit_id, code, level, kind, name, parent, column, tile_row, valid_from, valid_to = row
    return Unit(
        unit_id=unit_id,
        code=code,
        level=Level(level),
        kind=kind,
        name=name,
        parent_id=parent,
        tile_column=column,
        tile_row=tile_row,
        valid_from=valid_from,
        valid_to=valid_to,
    )
