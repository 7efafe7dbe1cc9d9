"""Reading a plan file: targets as data, refused whole when anything in it is doubtful."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from data_loaders.model import Regime
from data_loaders.model.measures import read_measures
from data_loaders.model.toml_table import Table
from kpis.law.target import Measure, Office, Plan, Settings, Watched
from kpis.plan.former_grammar import counted_unread, in_present_words
from kpis.plan.read_targets import different, target
from kpis.quantities.term_reading import Known

__all__ = ["PlanError", "parse_frozen_plan", "parse_plan"]


class PlanError(ValueError):
    """A plan file that cannot be used. The message names the file and the key, in Vietnamese."""


def parse_plan(text: str, file_name: str, regime: Regime) -> Plan:
    """Read a plan from TOML; decimals are read exactly.

    Raises :class:`PlanError`: unknown, missing or mistyped keys, and whatever contradicts itself.
    """
    return _plan(_tables(text, file_name), file_name, regime)


def parse_frozen_plan(text: str, file_name: str, regime: Regime) -> Plan:
    """:func:`parse_plan` of a file that a store kept, which may be in the grammar of before."""
    tables = _tables(text, file_name)
    plan = _plan(in_present_words(tables), file_name, regime)
    counted = counted_unread(tables)
    targets = (
        replace(target, unread=target.options[0].demand) if target.target_id in counted else target
        for target in plan.targets
    )
    return replace(plan, targets=tuple(targets))


def _tables(text: str, file_name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{file_name}: không phải tệp TOML hợp lệ: {error}") from None


def _plan(data: dict[str, Any], file_name: str, regime: Regime) -> Plan:
    top = Table(data, file=file_name, error=PlanError)
    declared = read_measures(top)
    known = Known(regime, declared.flows)
    plan = Plan(
        name=top.text("id"),
        number=top.text("number"),
        issued_on=top.day("issued_on"),
        title_vi=top.text("title_vi"),
        title_en=top.text("title_en"),
        regime=regime,
        settings=_settings(top.table("settings")),
        measures=known.measures,
        named={one.code: Measure(one.vi, one.en) for one in declared.measures},
        targets=tuple(target(table, known) for table in different(top.tables("target"))),
        watched=tuple(
            _watched(table, known.measures) for table in different(top.tables("watched"))
        ),
        office=_office(top.table("office")),
    )
    if not plan.targets:
        raise top.fault("target", "kế hoạch phải có ít nhất một chỉ tiêu [[target]]")
    top.finish()
    return plan


def _settings(table: Table) -> Settings:
    settings = Settings(
        near=table.share("near"),
        risk=table.share("risk"),
        stretch=table.number("stretch"),
        recent=table.integer("recent", least=3),
        last_stretch=table.integer("last_stretch", least=1),
        minimum_coverage=table.share("minimum_coverage"),
    )
    if settings.risk > settings.near:
        raise table.fault("risk", "không được lớn hơn near")
    if settings.stretch < 1:
        raise table.fault("stretch", "phải từ 1 trở lên")
    if settings.last_stretch > 12:
        raise table.fault("last_stretch", "không được quá 12 kỳ")
    table.finish()
    return settings


def _office(table: Table) -> Office:
    office = Office(
        superior=table.text("superior"),
        name=table.text("name"),
        place=table.text("place"),
        issuer=table.text("issuer"),
        signing=tuple(table.texts("signing")),
        copies=tuple(table.texts("copies")),
    )
    table.finish()
    return office


def _code(table: Table, key: str, measures: Mapping[str, bool]) -> str:
    code = table.text(key)
    if code not in measures:
        raise table.fault(key, f"không có {code!r} trong các mã đã khai báo")
    return code


def _watched(table: Table, measures: Mapping[str, bool]) -> Watched:
    measure = _code(table, "measure", measures)
    of = _code(table, "of", measures) if table.has("of") else None
    if of is not None and measures[of] is not measures[measure]:
        raise table.fault("of", f"{of!r} và {measure!r} phải cùng là stock hoặc cùng là flow")
    communes = table.has("count")
    if communes and (table.text("count") != "communes" or of is not None):
        raise table.fault("count", "chỉ có thể là 'communes', và không đi cùng khóa of")
    watched = Watched(
        watched_id=table.text("id"),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en"),
        measure=measure,
        of=of,
        flow=measures[measure],
        communes=communes,
    )
    table.finish()
    return watched
