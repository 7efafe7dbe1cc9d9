"""What holds of every register: who lies below whom, since when, and what may become of a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from data_loaders.model import Level, Register, Unit, UnitChange, UnitChangeKind

_ABOVE = {
    Level.PROVINCE: (),
    Level.DISTRICT: (Level.PROVINCE,),
    Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE),
}
_ONE_DAY = timedelta(days=1)
_SAME_UNIT = {UnitChangeKind.RENAME, UnitChangeKind.RECODE}
"""What may happen to a unit that stays the one it is."""


def settled(units: tuple[Unit, ...], changes: Iterable[UnitChange]) -> tuple[Unit, ...]:
    """The units with the days that changes give them where a row leaves them blank.

    What goes into another unit or is abolished ends the day before; what comes of it begins then.
    """
    ends, begins = {}, {}
    for change in changes:
        if change.old_unit_id != change.new_unit_id:
            ends[change.old_unit_id] = change.effective_on - _ONE_DAY
            begins[change.new_unit_id] = change.effective_on
    return tuple(
        replace(
            unit,
            valid_from=unit.valid_from or begins.get(unit.unit_id),
            valid_to=unit.valid_to or ends.get(unit.unit_id),
        )
        for unit in units
    )


def unit_faults(register: Register) -> Iterator[tuple[str, str]]:
    """Every unit that breaks a rule, by its id, with what is wrong."""
    for unit in register.units:
        yield from ((unit.unit_id, what) for what in _parent_faults(register, unit))
    parents = {unit.parent_id for unit in register.units}
    province = register.province.unit_id
    for unit in register.units:
        if unit.level is Level.DISTRICT and unit.unit_id not in parents:
            yield unit.unit_id, f"{unit.full_name} ({unit.unit_id}) không có xã nào"
    if province not in parents:
        yield province, f"không có địa phương nào thuộc {register.province.full_name}"
    yield from _namesakes(register.units)


def _parent_faults(register: Register, unit: Unit) -> Iterator[str]:
    above = _ABOVE[unit.level]
    parent = register.by_id.get(unit.parent_id or "")
    named = f"{unit.full_name} ({unit.unit_id})"
    if not above:
        if unit.parent_id:
            yield f"tỉnh {unit.name} không được có parent_id"
    elif parent is None or parent.level not in above:
        yield (
            f"{named} cần parent_id của một dòng cấp {' hoặc '.join(above)},"
            f" gặp “{unit.parent_id or ''}”"
        )
    elif _since(unit) < _since(parent):
        yield (
            f"{named} có từ trước {parent.full_name} ({parent.unit_id}), là đơn vị cấp trên chỉ"
            f" có từ {parent.valid_from}; hãy sửa valid_from hoặc parent_id"
        )


def _since(unit: Unit) -> date:
    return unit.valid_from or date.min


def _until(unit: Unit) -> date:
    return unit.valid_to or date.max


def _namesakes(units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Two units of one kind and name below one parent, both there on some day."""
    same: dict[tuple[str | None, str], list[Unit]] = defaultdict(list)
    for unit in units:
        others = same[unit.parent_id, unit.full_name.casefold()]
        for other in others:
            if _since(unit) <= _until(other) and _since(other) <= _until(unit):
                both = max(_since(unit), _since(other))
                since = "" if both == date.min else f" ngày {both}"
                yield (
                    unit.unit_id,
                    f"{unit.full_name} ({unit.unit_id}) trùng tên với {other.unit_id} trong cùng"
                    f" đơn vị cấp trên{since}; hãy sửa tên hoặc thời hạn",
                )
        others.append(unit)


def change_faults(register: Register, changes: tuple[UnitChange, ...]) -> Iterator[tuple[int, str]]:
    """Every change that breaks a rule, by its number from 0, with what is wrong."""
    rows = {(change.effective_on, change.old_unit_id, change.new_unit_id) for change in changes}
    out_of: dict[str | None, list[UnitChange]] = defaultdict(list)
    for change in changes:
        if change.old_unit_id != change.new_unit_id:
            out_of[change.old_unit_id].append(change)
    for at, change in enumerate(changes):
        key = (change.effective_on, change.old_unit_id, change.new_unit_id)
        if key not in rows:
            yield at, "dòng này có hai lần; hãy bỏ một"
        rows.discard(key)
        yield from ((at, what) for what in _side_faults(register, change))
        if change.old_unit_id is not None and change.whole and len(out_of[change.old_unit_id]) > 1:
            yield (
                at,
                f"{change.old_unit_id} đi vào nhiều đơn vị nên không thể đi hết vào một;"
                " hãy ghi whole = 0",
            )


def _side_faults(register: Register, change: UnitChange) -> Iterator[str]:
    kind, old, new = change.change, change.old_unit_id, change.new_unit_id
    if (new is None) != (kind is UnitChangeKind.ABOLISH):
        yield f"change {kind}: chỉ abolish để trống new_unit_id"
    if (old is None) != (kind is UnitChangeKind.CREATE):
        yield f"change {kind}: chỉ create để trống old_unit_id"
    unknown = [one for one in (old, new) if one is not None and one not in register.by_id]
    for one in dict.fromkeys(unknown):
        yield f"không có đơn vị “{one}” trong danh mục"
    if unknown:
        return
    if old == new:
        if kind not in _SAME_UNIT:
            yield f"change {kind}: cần unit_id mới; {old} chỉ được giữ khi rename hoặc recode"
        return
    before, after = register.by_id.get(old or ""), register.by_id.get(new or "")
    if before is not None and after is not None and before.level is not after.level:
        yield f"{old} cấp {before.level}, {new} cấp {after.level}; phải cùng cấp"
    yield from _day_faults(change, before, after)


def _day_faults(change: UnitChange, before: Unit | None, after: Unit | None) -> Iterator[str]:
    last = change.effective_on - _ONE_DAY
    if before is not None and before.valid_to != last:
        named = f"{before.full_name} ({before.unit_id})"
        yield f"{named} phải có valid_to {last}, gặp {before.valid_to}"
    if before is not None and last < _since(before):
        yield f"{before.full_name} ({before.unit_id}) chỉ có từ {before.valid_from}"
    if after is not None and after.valid_from != change.effective_on:
        yield (
            f"{after.full_name} ({after.unit_id}) phải bắt đầu từ {change.effective_on}, gặp"
            f" {after.valid_from or 'không có valid_from'}; đơn vị nhận thêm phải có unit_id mới"
        )
