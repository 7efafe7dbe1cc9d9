"""What each command of ``python -m data_loaders`` does, and what it prints."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from data_loaders import commits
from data_loaders.context import Context, create_store, open_context, reporting_unit
from data_loaders.errors import RefusedError
from data_loaders.findings import as_json, finding, sentence
from data_loaders.handing_out import form_for
from data_loaders.localities import load_register
from data_loaders.model import Identity, Severity
from data_loaders.preview import Preview, preview
from data_loaders.settings import read_settings
from data_loaders.tables import print_json, print_table
from data_loaders.terminal_words import WORDS


def progress(items: Iterable[Any], *, total: int, unit: str) -> Iterable[Any]:
    """A progress bar on standard error, only at a terminal and only when the work takes long."""
    return tqdm(items, total=total, unit=f" {unit}", disable=None, delay=2, file=sys.stderr)


def init(options: Namespace) -> int:
    """Create the store with a register of localities."""
    settings = read_settings()
    context = create_store(settings, load_register(options.localities), actor="console")
    with context.store:
        register = context.register()
        count = len(register.children(register.province.unit_id, context.now().date()))
    print(f"đã tạo {settings.store}: {register.province.full_name}, {count} địa phương báo cáo")
    return 0


def demo(options: Namespace) -> int:
    """Fill an absent or empty store with the demonstration data."""
    from data_loaders.demo.filling import fill  # imports what only a demonstration needs

    settings = read_settings()
    sent = fill(settings, progress=progress)
    print(f"đã nạp dữ liệu trình diễn vào {settings.store}: {sent} lượt gửi; số liệu tổng hợp")
    return 0


def template(options: Namespace) -> int:
    """Write the form of one reporting locality, or of all into a folder."""
    context = open_context()
    with context.store:
        if options.unit != "all":
            unit = reporting_unit(context, options.unit)
            options.out.write_bytes(form_for(context, Identity(unit.unit_id, options.period)))
            return 0
        options.out.mkdir(parents=True, exist_ok=True)
        units = context.register().reporting(context.regime.ends_on(options.period))
        for unit in progress(units, total=len(units), unit="biểu"):
            path = options.out / f"{unit.unit_id}_{options.period}.xlsx"
            path.write_bytes(form_for(context, Identity(unit.unit_id, options.period)))
    return 0


def _confirmed(options: Namespace, context: Context) -> Identity | None:
    """``--unit`` and ``--period`` together confirm a form's identity; one alone is a mistake."""
    if (options.unit is None) != (options.period is None):
        raise RefusedError("--unit và --period phải đi cùng nhau")
    if options.unit is None:
        return None
    return Identity(reporting_unit(context, options.unit).unit_id, options.period)


def _previews(options: Namespace, context: Context, received_at: datetime) -> Iterator[Preview]:
    confirmed = _confirmed(options, context)
    register = context.register(received_at)
    for name in progress(options.files, total=len(options.files), unit="tệp"):
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            yield _unopened(name, error, received_at)
            continue
        yield preview(
            context.store,
            data,
            file_name=name,
            register=register,
            regime=context.regime,
            received_at=received_at,
            confirmed=confirmed,
        )


def _unopened(name: str, error: OSError, received_at: datetime) -> Preview:
    """A file that is not there or cannot be opened is refused like one that cannot be read."""
    code = "file-absent" if isinstance(error, FileNotFoundError) else "file-unopened"
    return Preview(
        data=b"",
        file_name=name,
        sha256="",
        received_at=received_at,
        readable=False,
        identity=None,
        form=None,
        content=None,
        findings=(finding(code, found=name, file=name),),
    )


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
    word = WORDS[lang]
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
    context = open_context()
    with context.store:
        seen = list(_previews(options, context, context.now()))
    if options.json:
        print_json({"files": [_file_json(one, options.lang) for one in seen]})
    else:
        for one in seen:
            _print_findings(one, options.lang)
    if not all(one.readable for one in seen):
        return 2
    return 1 if any(one.of(Severity.ERROR) for one in seen) else 0


def submit_files(options: Namespace) -> int:
    """The whole chain for each file; one that is refused does not stop the others."""
    context = open_context()
    results = []
    with context.store:
        now = context.now()
        received_at = options.at or now
        commits.not_in_future(received_at, now)
        for seen in _previews(options, context, received_at):
            outcome = commits.send(
                context.store,
                seen,
                actor=options.by,
                now=now,
                explanations=options.explain,
                accept=options.accept,
            )
            results.append((seen, outcome))
    if options.json:
        print_json(
            {
                "files": [
                    {
                        **_file_json(seen, options.lang),
                        "outcome": outcome.outcome,
                        "version": outcome.version,
                    }
                    for seen, outcome in results
                ]
            }
        )
    else:
        _print_outcomes(results, options.lang)
    return 1 if any(outcome.outcome == "refused" for _, outcome in results) else 0


def _print_outcomes(results: list[tuple[Preview, commits.Outcome]], lang: str) -> None:
    word = WORDS[lang]
    for seen, outcome in results:
        if outcome.outcome == "refused":
            _print_findings(seen, lang)
    rows = ((seen.file_name, word[out.outcome], out.version) for seen, out in results)
    print_table([word["file"], word["outcome"], word["version"]], rows)


def decide(options: Namespace) -> int:
    """Accept or return the newest version of a report."""
    context = open_context()
    with context.store:
        now = context.now()
        unit = reporting_unit(context, options.unit)
        number = commits.decide(
            context.store,
            Identity(unit.unit_id, options.period),
            options.event,
            actor=options.by,
            at=options.at or now,
            now=now,
            reason=options.reason,
        )
    word = WORDS[options.lang]
    version = f"{word['version'].lower()} {number}"
    print(f"{unit.full_name}, {options.period}, {version}: {word[options.event]}")
    return 0
