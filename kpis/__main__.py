"""``python -m kpis``: verdicts and readings from a terminal or a script.

The modules of ``kpis.commands`` and ``kpis.stored`` open the store; what a command asks about is
``kpis.stored.requested_view``.
"""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.commands.console import console
from data_loaders.model import Identity, Moment, Regime, Register
from data_loaders.model.errors import RefusedError
from data_loaders.model.submissions import SourceCell
from data_loaders.service.access import Access
from data_loaders.service.meetings import Meetings
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import iso, print_json, print_table
from kpis.commands.exports import add_exports
from kpis.commands.movement import add_movement
from kpis.commands.plans import add_plans
from kpis.commands.records import add_records
from kpis.commands.series import add_series
from kpis.model import Plan, Scorecard, as_json
from kpis.stored.freezing import to_freeze
from kpis.stored.requested_view import add_choices, ask, plan_of
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Traced
from kpis.words.cells import cell_said
from kpis.words.formula import formula_text
from kpis.words.verdicts import Language, arithmetic, period_name, verdict_symbol, verdict_word


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments, as the README lists them."""
    top = arguments.OneLineParser(prog="python -m kpis", description=__doc__)
    sub = top.add_subparsers(dest="command", required=True, metavar="LỆNH")
    card = sub.add_parser("scorecard", help="kết quả từng chỉ tiêu của tỉnh và từng địa phương")
    card.add_argument("--unit")
    add_choices(card)
    arguments.machine_readable(card)
    arguments.language(card)
    card.set_defaults(run=print_scorecard)
    traced = sub.add_parser("trace", help="phép tính và từng ô đứng sau một con số")
    traced.add_argument("target", metavar="TARGET")
    traced.add_argument("unit", metavar="UNIT")
    add_choices(traced)
    arguments.machine_readable(traced)
    arguments.language(traced)
    traced.set_defaults(run=print_trace)
    add_movement(sub.add_parser("movement", help="vì sao một con số thay đổi, từng phần"))
    add_series(sub.add_parser("series", help="một con số qua các kỳ, cùng những địa phương ấy"))
    add_exports(sub)
    frozen = sub.add_parser("freeze", help="chốt số liệu của một phiên họp, một lần và mãi mãi")
    frozen.add_argument("meeting_id", metavar="ID", help="mã phiên họp (xem: meeting list)")
    add_choices(frozen, meeting=False)
    frozen.add_argument("--by", default=arguments.whoever_runs())
    arguments.language(frozen)
    frozen.set_defaults(run=freeze, json=False)
    reading = sub.add_parser("reading", help="ghi cách hiểu của Ban Chỉ đạo về một chỉ tiêu")
    reading.add_argument("target", metavar="TARGET")
    reading.add_argument("reading", metavar="A|B|C")
    reading.add_argument("--reason", required=True, metavar="TEXT")
    reading.add_argument("--by", default=arguments.whoever_runs())
    reading.add_argument("--at", type=arguments.instant)
    arguments.language(reading)
    reading.set_defaults(run=record_reading)
    add_records(sub)
    add_plans(sub)
    return top


def _tell_outside(options: Namespace, regime: Regime) -> None:
    """Say that a period is outside the plan: it is answered, but nothing is judged there."""
    period = options.period
    if options.json or period is None or regime.first <= period <= regime.last:
        return
    span = f"({regime.first} – {regime.last})"
    if Language(options.lang) is Language.VI:
        print(f"kỳ {period} ngoài kế hoạch {span}: không đánh giá", file=sys.stderr)
    else:
        print(f"period {period} is outside the plan {span}: nothing is judged", file=sys.stderr)


def print_scorecard(options: Namespace) -> int:
    """The verdict of every target for every locality and the province."""
    with console() as access:
        asked = ask(access, options, unit=options.unit)
        _tell_outside(options, asked.plan.regime)
        access.use("province.read", _subject(options, asked.card))
    if options.json:
        document = asked.card.as_json()
        if options.as_of:
            document["as_of"] = options.as_of.text  # repeated as it was asked
        print_json(document)
    else:
        names = {u.unit_id: u.full_name for u in asked.register.units}
        _print_table(asked.card, asked.plan, Language(options.lang), names)
    return 0


def print_trace(options: Namespace) -> int:
    """The arithmetic of one figure and every cell behind it."""
    language = Language(options.lang)
    with console() as access:
        asked, zone = ask(access, options, unit=options.unit), access.context.regime.timezone
        _tell_outside(options, asked.plan.regime)
        if options.target not in asked.plan.by_id:
            known = ", ".join(asked.plan.by_id)
            raise RefusedError(f"kế hoạch không có chỉ tiêu “{options.target}”; hiện có: {known}")
        result = asked.card.of(options.unit, options.target)
        subject = f"{options.target}, {_subject(options, asked.card)}"
        access.use("locality.read", subject, options.unit)
        terms = [
            (term, cells_of(access, term, asked.moment))
            for term in trace_whole(result, asked.facts, asked.plan, asked.register)
        ]
    formula = formula_text(result, asked.plan, language)
    if options.json:
        print_json(
            {
                "verdict": as_json(result),
                "formula": formula,
                "terms": [_term_json(term, found, zone) for term, found in terms],
            }
        )
        return 0
    said = (formula, arithmetic(result, asked.plan, language))
    print("\n".join(filter(None, said)))  # what nobody has read has no formula
    if terms:
        print()
        _print_cells(terms, asked.register, language)
    return 0


def _subject(options: Namespace, card: Scorecard) -> str:
    """What was looked at, as the trail says it."""
    return f"{options.unit or 'tất cả'}, kỳ {card.period}"


def cells_of(access: Access, term: Traced, moment: Moment) -> tuple[SourceCell, ...]:
    """The cells of a term, from the version that was in force at that moment."""
    return access.cells(
        Identity(term.unit_id, term.period),
        term.version,
        measure=term.measure,
        states=term.states,
        task_id=term.task_id,
        as_of=moment.as_of,
        communes=term.communes,
        upto=moment.revision,
    )


def _term_json(term: Traced, found: Sequence[SourceCell], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "unit_id": term.unit_id,
        "measure": term.measure,
        "period": str(term.period),
        "value": term.value,
        "cells": [
            {
                "commune": cell.commune,
                "version": cell.version,
                "file": cell.file,
                "sha256": cell.sha256,
                "sheet": cell.sheet,
                "cell": cell.cell,
                "text": cell.text,
                "by": cell.by,
                "received_at": iso(cell.received_at, zone),
                "accepted_at": iso(cell.accepted_at, zone),
            }
            for cell in found
        ],
    }


def _print_cells(
    terms: Sequence[tuple[Traced, Sequence[SourceCell]]], register: Register, language: Language
) -> None:
    vietnamese = language is Language.VI
    print_table(
        ["Địa phương", "Kỳ", "Nội dung", "Số", "Xã", "Ô", "Ghi", "Tệp", "Bản"]
        if vietnamese
        else [
            "Locality",
            "Period",
            "Measure",
            "Value",
            "Commune",
            "Cell",
            "Text",
            "File",
            "Version",
        ],
        (
            (
                register.by_id[term.unit_id].full_name,
                term.period,
                term.measure,
                term.value,
                register.by_id[cell.commune].full_name if cell.commune else None,
                f"{cell.sheet}!{cell.cell}",
                cell_said(cell.text, cell.on, language),
                cell.file,
                cell.version,
            )
            for term, found in terms
            for cell in found
        ),
    )


def _print_table(card: Scorecard, plan: Plan, language: Language, names: Mapping[str, str]) -> None:
    vietnamese = language is Language.VI
    targets = {target.target_id: target for target in card.targets}
    print_table(
        ["Địa phương", "Chỉ tiêu", "Kết quả", "Cách tính"]
        if vietnamese
        else ["Locality", "Target", "Verdict", "Arithmetic"],
        (
            (
                names[result.unit_id],
                targets[result.target_id].name(language),
                f"{verdict_symbol(result.verdict)} {verdict_word(result.verdict, language)}",
                arithmetic(result, plan, language),
            )
            for result in card.results
        ),
    )


def freeze(options: Namespace) -> int:
    """Freeze the figures of a meeting announced before."""
    language = Language(options.lang)
    with console(options.by) as access:
        zone, meetings = access.context.regime.timezone, Meetings(access)
        asked = ask(access, options)
        _tell_outside(options, asked.plan.regime)
        kept = meetings.freeze(options.meeting_id, to_freeze(access, asked))
    as_of, period = iso(kept.moment.as_of, zone), period_name(kept.period, language)
    if language is Language.VI:
        print(f"đã chốt phiên họp {kept.meeting_id}: {period}, số liệu đến {as_of}")
    else:
        print(f"meeting {kept.meeting_id} is frozen: {period}, figures as of {as_of}")
    return 0


def record_reading(options: Namespace) -> int:
    """Record how the committee reads an ambiguous target, with its reason."""
    with console(options.by) as access:
        _known_reading(plan_of(access.context), options.target, options.reading)
        access.record_reading(options.target, options.reading, options.reason, at=options.at)
    if Language(options.lang) is Language.VI:
        print(f"đã ghi: {options.target} hiểu theo cách {options.reading}")
    else:
        print(f"recorded: {options.target} is read as {options.reading}")
    return 0


def _known_reading(plan: Plan, target_id: str, letter: str) -> None:
    """Only an ambiguous target has readings, and only those that the plan file lists."""
    readable = {
        target.target_id: [option.letter for option in target.options]
        for target in plan.targets
        if target.options
    }
    if target_id not in readable:
        raise RefusedError(
            f"chỉ tiêu “{target_id}” không có cách hiểu để chọn; chọn được: {', '.join(readable)}"
        )
    if letter not in readable[target_id]:
        raise RefusedError(
            f"cách hiểu “{letter}” không có; {target_id} có: {', '.join(readable[target_id])}"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = parser().parse_args(argv)
    return arguments.run(lambda: int(options.run(options)), name=options.command)


if __name__ == "__main__":
    sys.exit(main())
