"""What each command of ``python -m data_loaders`` does, and what it prints."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from tqdm import tqdm

from data_loaders.commands.console import CONSOLE, console
from data_loaders.intake.marker import marked
from data_loaders.intake.unforeseen import mishap
from data_loaders.model import Identity, Severity
from data_loaders.model.errors import (
    BaseMovedError,
    MonitorError,
    PlanFolderError,
    RefusedError,
    RegisterError,
)
from data_loaders.model.findings import as_json, sentence
from data_loaders.model.settings import read_settings
from data_loaders.plan_folder.folder import default_plan, read_folder
from data_loaders.plan_folder.folder import template as shipped
from data_loaders.plans.declared import register_of
from data_loaders.register.localities import read_register
from data_loaders.reports import commits
from data_loaders.reports.history import ACCEPTED, WITHDRAWN
from data_loaders.reports.preview import Preview
from data_loaders.service.access import Access
from data_loaders.service.bulk import Batch, listed, opened, sent_before
from data_loaders.service.context import Context, create_store, reporting_unit
from data_loaders.store.clock import not_in_future
from data_loaders.store.hash_chain import DONE
from data_loaders.terminal.tables import print_json, print_table
from data_loaders.terminal.words import words
from data_loaders.workbook.safety import refusal

_Filed = tuple[Preview, commits.Outcome]
"""A file as it was previewed, and what became of it."""

INTERRUPTED = 130
"""Exit code of a command that was stopped by Ctrl-C, as shells have it."""


def progress(items: Iterable[Any], *, total: int, unit: str) -> Iterable[Any]:
    """A progress bar on standard error, only at a terminal and only when the work takes long."""
    return tqdm(items, total=total, unit=f" {unit}", disable=None, delay=2, file=sys.stderr)


def init(options: Namespace) -> int:
    """Create the store with a register and a plan in force; 2 when either is wrong."""
    from kpis.plan.read import PlanError
    from kpis.stored.plans import plan_in as judged_by  # what cannot be judged is not begun

    settings = read_settings()
    folder = read_folder(options.plan) if options.plan else shipped(settings.plan or default_plan())
    if options.changes and not options.localities:
        raise RegisterError("--changes cần --localities: các thay đổi là của danh mục trong tệp đó")
    register = (
        read_register(options.localities, options.changes)
        if options.localities
        else register_of(folder)
    )
    try:
        judged_by(folder)
    except PlanError as error:
        raise PlanFolderError(str(error)) from error
    context = create_store(settings, register, actor=CONSOLE, folder=folder)
    with context.store:
        register = context.register()
        count = len(register.reporters(context.regime, context.regime.first))
    print(f"đã tạo {settings.store}: {register.province.full_name}, {count} địa phương báo cáo")
    return 0


def demo(options: Namespace) -> int:
    """Fill an absent or empty store with the demonstration data."""
    from data_loaders.demo.filling import fill  # imports what only a demonstration needs
    from kpis.stored.freezing import (
        figures_now,  # the one thing here that judges: meetings are frozen
    )

    settings = read_settings()
    sent = fill(settings, judge=figures_now, progress=progress, day=options.at)
    print(f"đã nạp dữ liệu trình diễn vào {settings.store}: {sent} lượt gửi; số liệu tổng hợp")
    return 0


def template(options: Namespace) -> int:
    """Write the form of one reporting locality, or of all into a folder."""
    with console() as access:
        context = access.context
        if options.unit != "all":
            unit = reporting_unit(context, options.unit, options.period)
            _hand_out(access, Identity(unit.unit_id, options.period), options.out)
            _tell(f"đã ghi {options.out}")
            return 0
        options.out.mkdir(parents=True, exist_ok=True)
        units = context.register().reporters(context.regime, options.period)
        for unit in progress(units, total=len(units), unit="biểu"):
            identity = Identity(unit.unit_id, options.period)
            _hand_out(access, identity, options.out / f"{unit.unit_id}_{options.period}.xlsx")
    _tell(f"đã ghi {len(units)} biểu vào {options.out}")
    return 0


def _tell(what: str) -> None:
    """Tell a person at a terminal what was done; a script reads the exit code."""
    if sys.stderr.isatty():
        print(what, file=sys.stderr)


def _hand_out(access: Access, identity: Identity, path: Path) -> None:
    path.write_bytes(access.form(identity))
    access.note("form.download", f"{identity.unit_id}, kỳ {identity.period}", DONE)


def _confirmed(options: Namespace, context: Context) -> Identity | None:
    """``--unit`` and ``--period`` together confirm a form's identity; one alone is a mistake."""
    if (options.unit is None) != (options.period is None):
        raise RefusedError("--unit và --period phải đi cùng nhau")
    if options.unit is None:
        return None
    return Identity(reporting_unit(context, options.unit, options.period).unit_id, options.period)


def _previews(options: Namespace, access: Access, received_at: datetime) -> Iterator[Preview]:
    known = sent_before(access) if options.command == "submit" else {}
    batch = Batch(access, received_at, _confirmed(options, access.context), known)
    names = listed(options.files)
    found = batch.previews(opened(names, received_at))
    yield from progress(found, total=len(names), unit="tệp")


def _file_json(seen: Preview, lang: str) -> dict[str, Any]:
    return {
        "file": seen.file_name,
        "readable": seen.readable,
        "unit_id": seen.identity.unit_id if seen.identity else None,
        "period": str(seen.identity.period) if seen.identity else None,
        "form": seen.form,
        "findings": [as_json(one, lang) for one in seen.findings],
    }


def _print_findings(seen: Preview, lang: str) -> None:
    word = words(lang)
    if not seen.findings:
        print(f"{seen.file_name}: {word['clean']}")
        return
    if not seen.readable:
        print(*(sentence(one, lang) for one in seen.findings), sep="\n")
        return
    print(f"{seen.file_name}:")
    rows = ((word[one.severity], one.sheet, one.cell, sentence(one, lang)) for one in seen.findings)
    print_table([word["severity"], word["sheet"], word["cell"], word["message"]], rows)


def check_files(options: Namespace) -> int:
    """Findings of each file against the store; nothing is stored."""
    if options.marked and len(options.files) > 1:
        raise RefusedError("--marked chỉ dùng khi kiểm tra một tệp")
    with console() as access:
        access.use("report.check", f"{len(options.files)} tệp")
        seen = list(_previews(options, access, access.context.now()))
    if options.json:
        print_json({"files": [_file_json(one, options.lang) for one in seen]})
    else:
        for one in seen:
            _print_findings(one, options.lang)
    if options.marked and seen[0].readable:
        sheet = access.context.editions.marks(seen[0].identity)
        done = marked(seen[0].data, seen[0].findings, sheet=sheet, lang=options.lang)
        options.marked.write_bytes(done)
    if not all(one.readable for one in seen):
        return 2
    return 1 if any(one.of(Severity.ERROR) for one in seen) else 0


def submit_files(options: Namespace) -> int:
    """The whole chain for each file; one that is refused does not stop the others.

    What stops all of them (Ctrl-C, a store that fails) is said after what became of those before.
    """
    results: list[_Filed] = []
    stopped: BaseException | None = None
    with console(options.by) as access:
        now = access.context.now()
        received_at = options.at or now
        not_in_future(received_at, now)
        try:
            for seen in _previews(options, access, received_at):
                done, outcome = _filed(access, seen, options)
                results.append((replace(done, data=b"", content=None, changes=()), outcome))
        except (KeyboardInterrupt, MonitorError, duckdb.Error, OSError) as error:
            stopped = error
    interrupted = isinstance(stopped, KeyboardInterrupt)
    if results or stopped is None or interrupted:
        _print_submitted(results, options)
    if interrupted:
        print(words(options.lang)["stopped"], file=sys.stderr)
        return INTERRUPTED
    if stopped is not None:
        raise stopped
    return 1 if any(outcome.outcome == "refused" for _, outcome in results) else 0


def _filed(access: Access, seen: Preview, options: Namespace) -> _Filed:
    """What became of one file; what only goes wrong with this one refuses it alone."""
    try:
        sent = access.file(seen, explanations=options.explain, accept=options.accept)
        return seen, sent
    except BaseMovedError:
        why = refusal("base-moved", seen.file_name)
    except (MonitorError, duckdb.Error, OSError):
        raise
    except Exception as error:
        why = mishap(error, file_name=seen.file_name, sha256=seen.sha256)
    return replace(seen, findings=(*seen.findings, why)), commits.Outcome("refused", None)


def _print_submitted(results: list[_Filed], options: Namespace) -> None:
    if not options.json:
        _print_outcomes(results, options.lang)
        return
    files = (
        {
            **_file_json(seen, options.lang),
            "outcome": outcome.outcome,
            "version": outcome.version,
        }
        for seen, outcome in results
    )
    print_json({"files": list(files)})


def _print_outcomes(results: list[_Filed], lang: str) -> None:
    word = words(lang)
    for seen, outcome in results:
        if outcome.outcome == "refused":
            _print_findings(seen, lang)
    rows = ((seen.file_name, word[out.outcome], out.version) for seen, out in results)
    print_table([word["file"], word["outcome"], word["version"]], rows)
    if len(results) > 2:  # of one or two the table itself is the report
        count = Counter(out.outcome for _, out in results)
        print("; ".join(f"{word[outcome]}: {number}" for outcome, number in count.most_common()))


def decide(options: Namespace) -> int:
    """Accept or return the newest version of a report, or withdraw the acceptance of one."""
    with console(options.by) as access:
        unit = reporting_unit(access.context, options.unit, options.period)
        identity = Identity(unit.unit_id, options.period)
        if options.event == ACCEPTED:
            number = access.accept(identity, at=options.at)
        elif options.event == WITHDRAWN:
            number = access.withdraw(identity, options.reason, at=options.at)
        else:
            number = access.give_back(identity, options.reason, at=options.at)
    word = words(options.lang)
    version = f"{word['version'].lower()} {number}"
    print(f"{unit.full_name}, {options.period}, {version}: {word[options.event]}")
    return 0
