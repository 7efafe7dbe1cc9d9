"""``python -m kpis series``: one figure over the periods, like for like, from a terminal."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Iterator

from data_loaders.commands.console import console
from data_loaders.model.errors import RefusedError
from data_loaders.model.formats import decimal, integer, percent, period_name, translator
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import print_json, print_table
from kpis.charts.track_reading import coverage_said
from kpis.counts import Counts
from kpis.model import Language, Plan
from kpis.series import Point, Series, series
from kpis.stored.requested_view import add_choices, ask
from kpis.words.verdicts import verdict_symbol, verdict_word


def add_series(command: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    command.add_argument("target", metavar="TARGET")
    command.add_argument("unit", metavar="UNIT")
    add_choices(command)
    arguments.machine_readable(command)
    arguments.language(command)
    command.set_defaults(run=print_series)


def print_series(options: Namespace) -> int:
    """A target's figure up to a period, of the same localities throughout."""
    with console() as access:
        asked = ask(access, options, unit=options.unit)
        if options.target not in asked.plan.by_id:
            known = ", ".join(asked.plan.by_id)
            raise RefusedError(f"kế hoạch không có chỉ tiêu “{options.target}”; hiện có: {known}")
        subject = f"{options.target}, {options.unit}, kỳ {asked.card.period}"
        access.use("locality.read", subject, options.unit)
    counts = Counts(asked.facts, asked.plan, asked.register)
    found = series(
        counts, unit_id=options.unit, target_id=options.target, period=asked.card.period
    )
    if options.json:
        print_json(found.as_json())
        return 0
    language = Language(options.lang)
    names = {unit.unit_id: unit.full_name for unit in asked.register.units}
    print(_head(found, asked.plan, names, language) + "\n")
    _ = translator(language)
    heads = [
        _("Kỳ"),
        _("Thực hiện"),
        _("Tỷ lệ"),
        _("Số cần đạt"),
        _("Đường tiến độ"),
        _("Kết quả"),
        _("Địa phương có số liệu"),
    ]
    print_table(heads, list(_rows(found, asked.plan, language)))
    return 0


def _head(found: Series, plan: Plan, names: dict[str, str], language: Language) -> str:
    _, name = translator(language), plan.target(found.target_id).name(language)
    if not found.units:
        return _("{target}: không có số liệu theo kỳ để so cùng địa phương").format(target=name)
    who = ", ".join(names[unit] for unit in found.units)
    text = _("{target}: cùng {count} địa phương ở mọi kỳ ({who})")
    return text.format(target=name, count=len(found.units), who=who)


def _rows(found: Series, plan: Plan, language: Language) -> Iterator[tuple[object, ...]]:
    target = plan.target(found.target_id)
    for point in found.points:
        word = ""
        if point.verdict is not None:
            word = f"{verdict_symbol(point.verdict)} {verdict_word(point.verdict, language)}"
        yield (
            period_name(point.period, language),
            _counts(point, language),
            "" if point.value is None else percent(point.value, language, bars=target.bars),
            "" if point.needed is None else integer(point.needed, language),
            "" if point.line is None else decimal(point.line, language, places=1),
            word,
            coverage_said((point.counted, point.expected)),
        )


def _counts(point: Point, language: Language) -> str:
    if point.numerator is None:
        return ""
    said = integer(point.numerator, language)
    if point.denominator is None:
        return said
    return f"{said}/{integer(point.denominator, language)}"
