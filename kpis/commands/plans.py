"""``python -m kpis plan``: what is in force, its folder again, putting a version in force."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from data_loaders.commands.console import console
from data_loaders.model.errors import MonitorError, RefusedError
from data_loaders.plan_folder.folder import read_folder
from data_loaders.plans.declared import declared
from data_loaders.service.access import Access
from data_loaders.service.plans import Plans, differences, versions_of
from data_loaders.store.database import instant_of
from data_loaders.store.plan_versions import PlanVersion, folder_of
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import iso, print_json, print_table
from kpis.commands.plan_files import add_plan_files
from kpis.plan.read import PlanError
from kpis.stored.amendments import target_differences
from kpis.stored.plans import plan_in

_FAULTY = 1


def add_plans(commands: Any) -> None:
    """``plan`` with what can be done with one."""
    plan = commands.add_parser("plan", help="kế hoạch: đang có hiệu lực, xuất ra, đưa vào")
    sub = plan.add_subparsers(dest="action", required=True, metavar="VIỆC")
    add_plan_files(sub)
    loaded = sub.add_parser("load", help="đưa một thư mục kế hoạch vào thực hiện từ một kỳ")
    loaded.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục có plan.toml")
    loaded.add_argument(
        "--from",
        dest="since",
        required=True,
        type=arguments.period,
        metavar="YYYY-MM",
        help="kỳ đầu tiên tính theo bản này",
    )
    loaded.add_argument("--decision", required=True, metavar="NO", help="số quyết định")
    loaded.add_argument("--by", default=arguments.whoever_runs(), help="người đưa vào")
    loaded.add_argument("--at", type=arguments.instant, help="thời điểm; không ghi: bây giờ")
    loaded.set_defaults(run=load)
    listed = sub.add_parser("list", help="các bản kế hoạch, từ khi nào, theo quyết định nào")
    listed.set_defaults(run=list_versions)
    shown = sub.add_parser("show", help="một kế hoạch: kỳ, mẫu biểu, chỉ tiêu")
    shown.add_argument("plan", nargs="?", metavar="PLAN")
    shown.set_defaults(run=show)
    for command in (listed, shown):
        arguments.machine_readable(command)
    out = sub.add_parser("export", help="ghi lại thư mục kế hoạch, đúng từng byte")
    out.add_argument("plan", metavar="PLAN")
    out.add_argument("--out", required=True, type=Path, metavar="FOLDER")
    out.set_defaults(run=export)


def load(options: Namespace) -> int:
    """Put a folder in force; 1 with a line for each fault of it."""
    with console(options.by) as access:
        access.demand("plan.load")
        try:
            folder = read_folder(options.folder)
            faults = _faults(access, folder, options)
        except (RefusedError, PlanError, MonitorError) as error:
            faults = [str(error)]
        if faults:
            print(*faults, sep="\n", file=sys.stderr)
            return _FAULTY
        made = Plans(access).load(
            folder,
            _base(access),
            since=options.since,
            decision=options.decision,
            at=options.at,
        )
    print(
        f"đã đưa vào thực hiện kế hoạch {made.plan_id}, bản {made.version}, từ kỳ {made.since}"
        f" ({made.decision}); SHA-256 {made.sha256}"
    )
    return 0


def _base(access: Access) -> PlanVersion:
    return access.context.plan_version()


def _faults(access: Access, folder: Any, options: Namespace) -> list[str]:
    """Everything for which a folder may not follow the version in force."""
    base, context = _base(access), access.context
    new = declared(folder)
    plan_in(folder)
    found = list(differences(context.declared, new, folder, base, since=options.since))
    if new.plan_id == base.plan_id:
        found += target_differences(context.plan_folder(), folder, options.since)
    return found


def _row(access: Access, one: PlanVersion) -> dict[str, Any]:
    zone = access.context.regime.timezone
    at = iso(instant_of(one.counts_from), zone) if one.counts_from else None
    return {
        "plan": one.plan_id,
        "version": one.version,
        "from": str(one.since),
        "decision": one.decision,
        "by": one.by,
        "at": at,
        "revision": one.revision,
        "sha256": one.sha256,
        "holidays_sha256": one.holidays_sha256,
    }


def list_versions(options: Namespace) -> int:
    """Every version of every plan of the store."""
    with console() as access:
        access.use("province.read", "plan list")
        rows = [_row(access, one) for one in versions_of(access)]
    if options.json:
        print_json(rows)
        return 0
    heads = ("Kế hoạch", "Bản", "Từ kỳ", "Quyết định", "Người đưa vào", "Lúc", "SHA-256")
    keys = ("plan", "version", "from", "decision", "by", "at", "sha256")
    print_table(heads, [[str(row[key] or "–") for key in keys] for row in rows])
    return 0


def show(options: Namespace) -> int:
    """One plan as it is in force: its periods, editions and targets."""
    with console() as access:
        access.use("province.read", "plan show")
        version = versions_of(access, options.plan or _base(access).plan_id)[-1]
        folder = folder_of(access.context.store, version)
        told, plan = declared(folder), plan_in(folder)
        head = _row(access, version)
    editions = [{"edition": f.edition, "from": str(f.since)} for f in told.editions.forms]
    targets = [{"id": one.target_id, "sentence": one.sentence} for one in plan.targets]
    if options.json:
        span = {"first": str(plan.regime.first), "last": str(plan.regime.last)}
        print_json(
            {**head, "number": plan.number, **span, "editions": editions, "targets": targets}
        )
        return 0
    print(f"{plan.name}: {plan.number}, {plan.title_vi}")
    print(f"kỳ {plan.regime.first} – {plan.regime.last}; bản {version.version} từ {version.since}")
    print(f"SHA-256 {version.sha256}")
    print_table(("Mẫu biểu", "Từ kỳ"), [[one["edition"], one["from"]] for one in editions])
    print_table(("Chỉ tiêu", "Câu"), [[one["id"], one["sentence"]] for one in targets])
    return 0


def export(options: Namespace) -> int:
    """The folder of a plan again, byte for byte."""
    with console() as access:
        access.use("province.read", f"plan export {options.plan}")
        version = versions_of(access, options.plan)[-1]
        folder = folder_of(access.context.store, version)
    folder.write(options.out)
    print(f"đã ghi {len(folder.files)} tệp của {version.plan_id} vào {options.out}")
    return 0
