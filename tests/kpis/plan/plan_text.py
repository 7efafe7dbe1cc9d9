"""Plans of one target, for the tests of the grammar: the shipped plan's head and that target."""

from __future__ import annotations

from typing import Any

from kpis.model import Plan, Target
from kpis.plan.read import parse_plan
from tests.kpis.given import REGIME
from tests.plan_files import PLAN_TEXT

TEXT = PLAN_TEXT
HEAD = TEXT[: TEXT.index("[[target]]")]
NAMES = {
    "id": '"t"',
    "sentence": '"một câu của kế hoạch"',
    "name_vi": '"tên"',
    "name_en": '"name"',
    "short_vi": '"tên ngắn"',
    "short_en": '"short name"',
    "unit_vi": '"vụ"',
    "unit_en": '"cases"',
    "owner": '"Công an tỉnh"',
}


def plan_of(declared: str, **names: str | None) -> Plan:
    """The plan whose only target is declared so. ``names``: other keys of it; None: left out.

    Raises ``PlanError``.
    """
    keys: dict[str, Any] = {**NAMES, **names}
    lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
    text = "\n".join([HEAD, "[[target]]", *lines, declared])
    return parse_plan(text, "p.toml", REGIME)


def target_of(declared: str, **names: str | None) -> Target:
    """That target. Raises ``PlanError``."""
    return plan_of(declared, **names).target("t")


STATE = '{ measures = ["spots_closing"] }'
OTHER = '{ measures = ["hotspots_identified"] }'
PERIOD = '{ measures = ["cases"], over = "period" }'
YEAR = '{ measures = ["cases"], over = "year" }'
OTHER_YEAR = '{ measures = ["offenders"], over = "year" }'
WHOLE = '{ measures = ["cases"], over = "plan" }'
OTHER_WHOLE = '{ measures = ["offenders"], over = "plan" }'


def count(term: str) -> str:
    return f'quantity = "count"\nnumerator = {term}'


def share(part: str, whole: str) -> str:
    return f'quantity = "share"\nnumerator = {part}\ndenominator = {whole}'


def change(term: str, base: str) -> str:
    return f'quantity = "change"\nnumerator = {term}\nbase = {base}'


YEAR_END, YEAR_BEFORE = '"year_end_before"', '"year_before"'
FIXED, VALUE = '{ period = "2022-12" }', '{ value = 412, source = "Báo cáo 15/BC-CAT" }'
BY, EACH, KEEP = 'by = "2025-12"', 'by = "each_year"', "keep = true"


def stages(*bars: str) -> str:
    """Stages with these bars, a year apart: ``2024-12``, ``2025-12``."""
    each = [f'{{ by = "{2024 + i}-12", bar = "{bar}" }}' for i, bar in enumerate(bars)]
    return f"stages = [{', '.join(each)}]"


def bar(text: str) -> str:
    return f'bar = "{text}"'
