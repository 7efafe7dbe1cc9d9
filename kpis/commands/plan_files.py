"""``python -m kpis plan check`` and ``preview``: a plan's folder before it binds anybody."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections import Counter
from pathlib import Path

from data_loaders.commands.console import console
from data_loaders.model import Severity
from data_loaders.model.errors import MonitorError
from data_loaders.model.language import Language
from data_loaders.model.settings import read_settings
from data_loaders.plan_folder.folder import PlanFolder
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import print_json, print_table
from data_loaders.terminal.words import words
from kpis.plan_folder.examine import Examined, examine_path
from kpis.plan_folder.preview import preview
from kpis.stored.plans import plan_in


def add_plan_files(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    """Add the commands that look at a folder and change nothing."""
    check = sub.add_parser("check", help="mọi lỗi của thư mục kế hoạch, cùng một lúc")
    check.add_argument("folder", type=Path, metavar="FOLDER")
    arguments.machine_readable(check)
    arguments.language(check)
    check.set_defaults(run=check_folder)
    shown = sub.add_parser("preview", help="xem trước: biểu, công thức, kết quả có thể có")
    shown.add_argument("folder", type=Path, metavar="FOLDER")
    shown.add_argument("--out", type=Path, required=True, metavar="DIR")
    arguments.language(shown)
    shown.set_defaults(run=preview_folder, json=False)


def check_folder(options: Namespace) -> int:
    """Every fault of the folder; 1 when it cannot be used."""
    found = _examined(options, _in_force())
    if options.json:
        print_json(
            {
                "folder": str(options.folder),
                "good": found.good,
                "sha256": found.folder.sha256,
                "findings": [one.as_json(options.lang) for one in found.findings],
            }
        )
    else:
        _print(found, options)
    return 0 if found.good else 1


def _in_force() -> PlanFolder | None:
    """The plan that the store follows; None where there is no store that can be asked."""
    store = read_settings().store
    if isinstance(store, Path) and not store.exists():
        return None
    try:
        with console() as access:
            return access.context.plan_folder()
    except MonitorError:
        return None


def _examined(options: Namespace, now: PlanFolder | None) -> Examined:
    return examine_path(options.folder, None if now is None else plan_in(now))


def _print(found: Examined, options: Namespace) -> None:
    word, english = words(options.lang), Language(options.lang) is Language.EN
    heads = ["Severity", "File", "Key", "What to do"] if english else ["Mức", "Tệp", "Khóa", "Sửa"]
    if found.findings:
        print_table(
            heads,
            (
                (word[one.severity], one.file, one.key or None, one.sentence(options.lang))
                for one in found.findings
            ),
        )
    count = Counter(one.severity for one in found.findings)
    errors, warnings = count[Severity.ERROR], count[Severity.WARNING]
    if english:
        state = "can be used" if found.good else "cannot be used yet"
        print(f"{options.folder}: {errors} errors, {warnings} warnings; the plan {state}")
    else:
        state = "dùng được" if found.good else "chưa dùng được"
        print(f"{options.folder}: {errors} lỗi, {warnings} cảnh báo; kế hoạch {state}")


def preview_folder(options: Namespace) -> int:
    """Write what the folder would come to; 1 when it has errors, which are told."""
    now = _in_force()
    found = _examined(options, now)
    if not found.good:
        _print(found, options)
        return 1
    same = now is not None and found.plan is not None and plan_in(now).name == found.plan.name
    shown = preview(found, Language(options.lang), now.files if now and same else None)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, data in shown.files(Language(options.lang)).items():
            (options.out / name).write_bytes(data)
            print(options.out / name)
    except OSError as error:
        raise MonitorError(f"{options.out}: không ghi được: {error.strerror}") from error
    return 0
