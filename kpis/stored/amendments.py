"""May a plan's targets follow those in force? An amendment counts from its period, never before.

It is written as ``[[target.version]]``; any other difference would judge periods again that were
judged, reported and frozen, and is refused with its key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from data_loaders.model import Period
from data_loaders.plan_folder.folder import PLAN, PlanFolder

_Table = Mapping[str, Any]


def target_differences(old: PlanFolder, new: PlanFolder, since: Period) -> Iterator[str]:
    """What in the targets of ``new`` may not follow ``old``, each as a sentence with its key.

    Both are plans that can be read. ``since``: the period from which the new one counts.
    """
    before, after = _tables(old), _tables(new)
    for key in _differing(before["settings"], after["settings"]):
        yield f"{PLAN}: settings.{key}: phải giữ nguyên: các kỳ trước đã được đánh giá theo đó"
    was = {one["id"]: one for one in before["target"]}
    there = {one["id"] for one in after["target"]}
    for number, target in enumerate(after["target"], start=1):
        where = f"{PLAN}: target[{number}]"
        if target["id"] in was:
            yield from _one(was[target["id"]], target, where, since)
        else:
            yield (
                f"{where}.id: “{target['id']}” không có trong bản đang có hiệu lực; chỉ tiêu mới"
                " thuộc một kế hoạch mới"
            )
    for gone in (name for name in was if name not in there):
        yield f"{PLAN}: target: thiếu chỉ tiêu “{gone}” của bản đang có hiệu lực"


def _tables(folder: PlanFolder) -> _Table:
    return tomllib.loads(folder.text(PLAN), parse_float=Decimal)


def _differing(old: _Table, new: _Table) -> list[str]:
    return [key for key in {**old, **new} if old.get(key) != new.get(key)]


def _one(old: _Table, new: _Table, where: str, since: Period) -> Iterator[str]:
    for key in _differing(old, new):
        if key != "version":
            yield (
                f"{where}.{key}: khác bản đang có hiệu lực; sửa đổi chỉ tiêu phải ghi bằng"
                " [[target.version]] với from và decision"
            )
    kept, versions = old.get("version", []), new.get("version", [])
    for number, version in enumerate(versions, start=1):
        if number <= len(kept):
            for key in _differing(kept[number - 1], version):
                yield f"{where}.version[{number}].{key}: lần sửa đổi trước phải giữ nguyên"
        elif Period.parse(version["from"]) < since:
            yield f"{where}.version[{number}].from: {version['from']} trước kỳ {since} áp dụng"
    if len(versions) < len(kept):
        yield f"{where}.version[{len(versions) + 1}]: thiếu lần sửa đổi của bản đang có hiệu lực"
