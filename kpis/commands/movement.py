"""``python -m kpis movement``: why a figure changed between two ends, part by part.

Like ``kpis.__main__``, whose command it is, it reads the store.
"""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.commands.console import console
from data_loaders.model import Basis, Boundary, Period
from data_loaders.model.errors import RefusedError
from data_loaders.service.access import Access
from data_loaders.service.corrections import Corrections, End, headings
from data_loaders.terminal import arguments
from data_loaders.terminal.arguments import AsOf
from data_loaders.terminal.tables import iso, print_json, print_table
from kpis.boundary import seen_from
from kpis.counts import Counts
from kpis.model import Language
from kpis.movement.decomposition import Measure, Movement, Side, movement
from kpis.movement.document import document
from kpis.movement.parts import Names, made_text, part_text
from kpis.movement.words import (
    amount,
    cause_word,
    level,
    measure_word,
    movement_sentence,
    step_of,
)
from kpis.stored.requested_view import RequestedView, add_boundary, ask

_MEETING = "meeting:"
_ENDS = "PERIOD, PERIOD@INSTANT hoặc meeting:ID"


@dataclass(frozen=True, slots=True)
class _Named:
    """An end as it was typed: a period, maybe as of an instant, or a frozen meeting."""

    period: Period | None = None
    as_of: AsOf | None = None
    meeting: str | None = None


@dataclass(frozen=True)
class _Explained:
    """What was asked of, and why the figure moved."""

    before: RequestedView
    after: RequestedView
    movement: Movement
    names: Names
    zone: ZoneInfo


def add_movement(command: argparse.ArgumentParser) -> None:
    """The arguments of the command, and what runs it."""
    command.description = (
        "Vì sao một con số thay đổi: từng phần theo nguyên nhân, cộng đúng bằng thay đổi; mỗi phần"
        " ghi sự kiện làm nó được tính, ngày và người quyết định. Từ sau về trước là đúng các phần"
        " đó, đổi dấu."
    )
    command.add_argument("--unit", required=True, help="địa phương, hoặc mã tỉnh")
    command.add_argument("--target", required=True)
    for name, text in (("--from", "so với"), ("--to", "số liệu nay")):
        command.add_argument(
            name,
            required=True,
            type=_end,
            dest=f"{name[2:]}_end",
            metavar="END",
            help=f"{text}: {_ENDS}",
        )
    command.add_argument(
        "--basis", choices=[str(basis) for basis in Basis], help="mặc định: accepted"
    )
    add_boundary(command)
    arguments.machine_readable(command)
    arguments.language(command)
    command.set_defaults(run=print_movement)


def _end(text: str) -> _Named:
    if text.startswith(_MEETING):
        return _Named(meeting=text.removeprefix(_MEETING))
    period, at, instant = text.partition("@")
    as_of = AsOf(arguments.instant(instant), instant) if at else None
    return _Named(arguments.period(period), as_of)


def print_movement(options: Namespace) -> int:
    """Why a figure changed: a sentence and every part, or one document."""
    language = Language(options.lang)
    with console() as access:
        found = _explain(access, options, language)
    if options.json:
        print_json(_document(found, language))
        return 0
    print(f"{_sentence(found, language)}\n")
    if found.movement.parts:
        _print_parts(found, language)
    return 0


def _explain(access: Access, options: Namespace, language: Language) -> _Explained:
    before, after = (_asked(access, options, end) for end in (options.from_end, options.to_end))
    known = {**before.plan.by_id, **after.plan.by_id}
    if options.target not in known:
        raise RefusedError(
            f"kế hoạch không có chỉ tiêu “{options.target}”; hiện có: {', '.join(known)}"
        )
    subject = f"{options.target}, {options.unit}, kỳ {before.card.period} → {after.card.period}"
    access.use("locality.read", subject, options.unit)
    read, ends = Corrections(access), (_stored(before), _stored(after))
    moved = movement(
        _side(before),
        _side(after),
        read.between(*ends),
        read.past(*ends),
        unit_id=options.unit,
        target_id=options.target,
        seen_from=_units_shown(after, options),
    )
    names = Names.of(after.register, after.plan.regime, headings(access.context.editions), language)
    return _Explained(before, after, moved, names, access.context.regime.timezone)


def _units_shown(asked: RequestedView, options: Namespace) -> Period | None:
    """The first period of the units on which both ends are told; None: on those of the later."""
    counts = Counts(asked.facts, asked.plan, asked.register)
    return seen_from(counts, Boundary(options.boundary), asked.card.period)


def _asked(access: Access, options: Namespace, end: _Named) -> RequestedView:
    """A meeting has settled its basis; of the other ends it is the one asked for."""
    basis = None if end.meeting else options.basis
    asked = Namespace(period=end.period, as_of=end.as_of, basis=basis, meeting=end.meeting)
    return ask(access, asked, unit=options.unit, row=False)


def _side(asked: RequestedView) -> Side:
    return Side(asked.facts, asked.plan, asked.register, asked.card.period, asked.moment.revision)


def _stored(asked: RequestedView) -> End:
    return End(asked.moment, asked.basis, asked.card.period)


def _sentence(found: _Explained, language: Language) -> str:
    return movement_sentence(found.movement, found.after.plan, found.names, language)


def _document(found: _Explained, language: Language) -> dict[str, Any]:
    return document(
        found.movement,
        found.names,
        language,
        ends=(_end_json(found.before, found.zone), _end_json(found.after, found.zone)),
        sentence=_sentence(found, language),
    )


def _end_json(asked: RequestedView, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "period": str(asked.card.period),
        "as_of": iso(asked.moment.as_of, zone),
        "basis": str(asked.basis),
        "revision": asked.moment.revision,
    }


def _print_parts(found: _Explained, language: Language) -> None:
    measures = found.movement.measures
    heads = ["Nguyên nhân", "Nội dung", "Ghi nhận"]
    if language is Language.EN:
        heads = ["Cause", "About", "Recorded"]
    print_table(
        [*heads, *(measure_word(one, language) for one in measures)],
        _rows(found, measures, language),
    )


def _rows(
    found: _Explained, measures: tuple[Measure, ...], language: Language
) -> Iterator[tuple[str, ...]]:
    one, vietnamese = found.movement, language is Language.VI
    bars = found.after.plan.target(one.after.target_id).bars
    ends = [
        [level(end.get(measure), measure, language, bars) for measure in measures]
        for end in (one.start, one.end)
    ]
    yield ("Trước" if vietnamese else "Before", "", "", *ends[0])
    for part in one.parts:
        amounts = (
            amount(step_of(part, measure), measure, language) if part.change(measure) else ""
            for measure in measures
        )
        about = part_text(part, found.names, language)
        made = made_text(part.about.made, found.names, language)
        yield (cause_word(part.cause, language), about, made, *amounts)
    yield ("Nay" if vietnamese else "Now", "", "", *ends[1])
