"""``python -m data_loaders register …``: localities of a day, what changes would do, doing it."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data_loaders.accounts.accounts import Accounts
from data_loaders.commands.console import console
from data_loaders.model import Register, Unit, UnitChange
from data_loaders.model.errors import RefusedError
from data_loaders.register.changes import read_changes
from data_loaders.register.localities import read_units
from data_loaders.service.access import Access
from data_loaders.service.places import Places, RegisterChange
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import print_json, print_table


def add_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    """Add ``register`` and what may follow it."""
    register = sub.add_parser("register", help="danh mục địa phương: xem, kiểm tra, sửa")
    verbs = register.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    shown = verbs.add_parser("show", help="các đơn vị của một ngày; một đơn vị từ đâu, về đâu")
    shown.add_argument("--on", type=arguments.day, metavar="DAY", help="ngày; mặc định hôm nay")
    shown.add_argument("--unit", metavar="UNIT")
    shown.set_defaults(run=show)
    check = verbs.add_parser("check", help="xem các tệp sẽ đổi gì trong danh mục, không ghi gì")
    check.set_defaults(run=change, dry_run=True)
    done = verbs.add_parser("change", help="đổi danh mục theo quyết định")
    done.add_argument("--decision", required=True, metavar="NO", help="số quyết định")
    done.add_argument("--reason", default="", metavar="TEXT")
    done.add_argument("--by", default=arguments.whoever_runs())
    done.add_argument("--at", type=arguments.instant, metavar="INSTANT", help="tính từ lúc này")
    done.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi gì")
    done.set_defaults(run=change)
    for command in (check, done):
        command.add_argument("units", type=Path, metavar="UNITS.csv")
        command.add_argument("changes", type=Path, metavar="CHANGES.csv")
    for command in (shown, check, done):
        arguments.machine_readable(command)


def show(options: Namespace) -> int:
    """The units of a day, or one unit of any day with what it was made of and went into."""
    with console() as access:
        access.use("province.read", "register show")
        context = access.context
        on = options.on or context.regime.day_of(context.now())
        register = context.register()
    if options.unit is None:
        units: Iterable[Unit] = (unit for unit in register.units if unit.valid_on(on))
        changes: tuple[UnitChange, ...] = register.changes
    elif options.unit in register.by_id:
        units = (register.by_id[options.unit], *register.children(options.unit, on))
        changes = tuple(
            c for c in register.changes if options.unit in (c.old_unit_id, c.new_unit_id)
        )
    else:
        raise RefusedError(f"không có đơn vị “{options.unit}” trong danh mục")
    _print_register(options, str(on), list(units), changes)
    return 0


def _print_register(
    options: Namespace, on: str, units: list[Unit], changes: tuple[UnitChange, ...]
) -> None:
    if options.json:
        rows = [_change(change) for change in changes]
        print_json({"on": on, "units": [_unit(unit) for unit in units], "changes": rows})
        return
    print_table(
        ("Mã", "Mã chính thức", "Đơn vị", "Thuộc", "Từ", "Đến"),
        [
            (u.unit_id, u.code, u.full_name, u.parent_id, _day(u.valid_from), _day(u.valid_to))
            for u in units
        ],
    )
    if options.unit is not None:
        for one in changes:
            sides = f"{one.old_unit_id or '–'} → {one.new_unit_id or '–'}"
            print(f"{one.effective_on} {one.change}: {sides} ({one.decision_no or '–'})")


def _day(day: object) -> str:
    return str(day) if day else "–"


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "unit": unit.unit_id,
        "code": unit.code,
        "level": str(unit.level),
        "kind": unit.kind,
        "name": unit.name,
        "parent": unit.parent_id,
        "valid_from": str(unit.valid_from) if unit.valid_from else None,
        "valid_to": str(unit.valid_to) if unit.valid_to else None,
    }


def _change(change: UnitChange) -> dict[str, Any]:
    return {
        "effective_on": str(change.effective_on),
        "change": str(change.change),
        "old_unit": change.old_unit_id,
        "new_unit": change.new_unit_id,
        "whole": change.whole,
        "decision_no": change.decision_no,
        "decision_on": str(change.decision_on) if change.decision_on else None,
    }


def change(options: Namespace) -> int:
    """Say what files would do to the register, and do it unless it is only to be seen."""
    with console(getattr(options, "by", None)) as access:
        places = Places(access)
        seen = places.examine(read_units(options.units), read_changes(options.changes))
        accounts = _accounts_of(access, seen)
        revision = None
        if not options.dry_run:
            revision = places.apply(
                seen, decision=options.decision, reason=options.reason, at=options.at
            )
    if options.json:
        print_json(_json(seen, accounts) | {"revision": revision})
        return 0
    print(*_lines(seen, accounts), sep="\n")
    print("chưa ghi gì" if revision is None else f"đã sửa danh mục, lần ghi {revision}")
    return 0


def _accounts_of(access: Access, seen: RegisterChange) -> list[str]:
    """The accounts of localities that end."""
    accounts = Accounts.open(access.context.settings)
    try:
        return [one.name for one in accounts.everyone() if one.unit_id in seen.ended_ids]
    finally:
        accounts.close()


def _json(seen: RegisterChange, accounts: list[str]) -> dict[str, Any]:
    return {
        "ends": [_unit(unit) for unit in seen.ends],
        "begins": [_unit(unit) for unit in seen.begins],
        "renamed": [_unit(unit) for unit in seen.renamed],
        "goes": [
            {"unit": unit.unit_id, "into": list(parts.units), "exact": parts.exact}
            for unit, parts in seen.goes
        ],
        "reports_astray": [{"unit": r.unit_id, "period": str(r.period)} for r in seen.astray],
        "periods_without_reporter": [str(period) for period in seen.silent],
        "accounts": accounts,
    }


def _lines(seen: RegisterChange, accounts: list[str]) -> Iterable[str]:
    into = {unit.unit_id: parts for unit, parts in seen.goes}
    after = seen.amended.after
    for unit in seen.ends:
        parts = into.get(unit.unit_id)
        goes = "không có đơn vị kế tiếp" if parts is None else _successors(after, parts.units)
        split = "" if parts is None or parts.exact else " (chia tách)"
        yield f"kết thúc {unit.valid_to}: {_named(unit)} → {goes}{split}"
    for unit in seen.begins:
        yield f"bắt đầu {unit.valid_from or 'từ đầu'}: {_named(unit)}"
    for unit in seen.renamed:
        yield f"sửa: {_named(unit)}"
    for report in seen.astray:
        yield f"báo cáo đã gửi của đơn vị không còn báo cáo kỳ đó: {report.unit_id} {report.period}"
    if seen.silent:
        first, last = seen.silent[0], seen.silent[-1]
        yield (
            f"chưa có địa phương nào báo cáo các kỳ {first}–{last}: kế hoạch phải nói ai báo cáo"
            " ([[reporting]] trong regime.toml)"
        )
    if accounts:
        yield f"tài khoản chỉ còn xem: {', '.join(accounts)}"


def _named(unit: Unit) -> str:
    return f"{unit.full_name} ({unit.unit_id})"


def _successors(register: Register, units: Iterable[str]) -> str:
    return ", ".join(_named(register.by_id[unit]) for unit in units)
