"""The localities as the store knew them at an instant, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from data_loaders.model import Level, Register, Unit, UnitChange, UnitChangeKind
from data_loaders.store.database import NEWEST, Store, micros

Rows = Callable[..., list[tuple[Any, ...]]]
"""Answers a statement of ``sql/`` by its name and parameters."""


def register(store: Store, as_of: datetime, *, upto: int = NEWEST) -> Register:
    """The register of localities, and how they changed, as it counted at that instant."""
    return register_in(store.rows, micros(as_of), upto=upto)


def register_in(rows: Rows, as_of: int, *, upto: int = NEWEST) -> Register:
    """The same from whatever asks the store, as a write does; ``as_of`` in microseconds."""
    units = tuple(_unit(row) for row in rows("units", as_of=as_of, upto=upto))
    changes = rows("unit_changes", as_of=as_of, upto=upto)
    return Register(units, tuple(_change(row) for row in changes))


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
