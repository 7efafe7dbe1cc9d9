"""What became of units: read from CSV, what is left out filled in from the other rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data_loaders.model import UnitChange, UnitChangeKind
from data_loaders.model.errors import RegisterError
from data_loaders.register.csv_rows import Row, day, each_row, read_bytes

COLUMNS = (
    *("effective_on", "old_unit_id", "new_unit_id"),
    *("change", "whole", "decision_no", "decision_on"),
)

Sides = Counter[tuple[date, str | None]]
"""How many changes of a day have a unit on one side."""

_WHOLE = {"": True, "1": True, "0": False}


@dataclass(frozen=True, slots=True)
class ChangeFile:
    """Changes as a file names them, each with the place of its row."""

    changes: tuple[UnitChange, ...]
    places: tuple[str, ...]


NO_CHANGES = ChangeFile((), ())


def read_changes(path: Path) -> ChangeFile:
    """Read changes from a file. Raises :class:`RegisterError` with a line for each fault."""
    return parse_changes(read_bytes(path, "các thay đổi"), path.name)


def parse_changes(data: bytes, name: str) -> ChangeFile:
    """Read changes from the bytes of a file. Raises :class:`RegisterError` as above.

    ``change`` left out: ``merge`` when several become one, ``split`` when one becomes several,
    ``rename`` when one becomes one, ``abolish`` and ``create`` where there is no other side.
    """
    rows = each_row(data, name, COLUMNS, 3, _change)
    on_day = [change for (change, _), _ in rows]
    into = Counter((c.effective_on, c.new_unit_id) for c in on_day)
    out_of = Counter((c.effective_on, c.old_unit_id) for c in on_day)
    changes = tuple(
        change if stated else replace(change, change=_kind(change, into, out_of))
        for (change, stated), _ in rows
    )
    return ChangeFile(changes, tuple(where for _, where in rows))


def _kind(change: UnitChange, into: Sides, out_of: Sides) -> UnitChangeKind:
    if change.new_unit_id is None:
        return UnitChangeKind.ABOLISH
    if change.old_unit_id is None:
        return UnitChangeKind.CREATE
    if out_of[change.effective_on, change.old_unit_id] > 1:
        return UnitChangeKind.SPLIT
    several = into[change.effective_on, change.new_unit_id] > 1
    return UnitChangeKind.MERGE if several else UnitChangeKind.RENAME


def _change(text: Row, where: str) -> tuple[UnitChange, bool]:
    """The change of a row, and whether the row itself says of which kind it is."""
    effective_on = day(text, "effective_on", where)
    if effective_on is None:
        raise RegisterError(f"{where}: ô effective_on trống; hãy điền")
    if not text["old_unit_id"] and not text["new_unit_id"]:
        raise RegisterError(f"{where}: old_unit_id và new_unit_id đều trống; hãy điền")
    if text["change"] and text["change"] not in set(UnitChangeKind):
        raise RegisterError(
            f"{where}: change “{text['change']}” lạ; dùng: {', '.join(UnitChangeKind)}"
        )
    if text["whole"] not in _WHOLE:
        raise RegisterError(f"{where}: whole phải là 1 hoặc 0, gặp “{text['whole']}”")
    change = UnitChange(
        effective_on=effective_on,
        change=UnitChangeKind(text["change"] or UnitChangeKind.RENAME),
        old_unit_id=text["old_unit_id"] or None,
        new_unit_id=text["new_unit_id"] or None,
        whole=_WHOLE[text["whole"]],
        decision_no=text["decision_no"],
        decision_on=day(text, "decision_on", where),
    )
    return change, bool(text["change"])
