"""Writing units, and what became of them, as rows of somebody's write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from data_loaders.model import Unit, UnitChange

if TYPE_CHECKING:
    from data_loaders.store.transaction import Writer


def insert_units(
    writer: Writer,
    units: Sequence[Unit],
    *,
    counts_from: int,
    known: dict[str, int] | None = None,
) -> None:
    """Rows of units: of ``known`` ones with their keys, of new ones with keys after those."""
    keys = dict(known or {})
    free = 1 + max(keys.values(), default=0)
    for unit in units:
        if unit.unit_id not in keys:
            keys[unit.unit_id] = free
            free += 1
    columns = _columns(units, Unit.__dataclass_fields__)
    columns["level"] = [str(level) for level in columns["level"]]
    writer.run(
        "insert_unit",
        unit_key=[keys[unit.unit_id] for unit in units],
        counts_from=counts_from,
        revision=writer.revision,
        **columns,
    )


def insert_changes(writer: Writer, changes: Sequence[UnitChange], *, counts_from: int) -> None:
    """Rows of changes."""
    if changes:
        columns = _columns(changes, UnitChange.__dataclass_fields__)
        columns["change"] = [str(kind) for kind in columns["change"]]
        writer.run(
            "insert_unit_change", counts_from=counts_from, revision=writer.revision, **columns
        )


def _columns(rows: Sequence[Any], names: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [getattr(row, name) for row in rows] for name in names}
