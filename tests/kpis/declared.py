"""Targets in the plan's own language, for tests: TOML text → plan, one row for every quantity.

Calendar, settings and measures are those of the plan that ships; only its targets are others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kpis.model import Plan
from kpis.plan.read import parse_plan
from tests.kpis.given import PLAN, REGIME
from tests.plan_files import PLAN_TEXT

_FILE = PLAN_TEXT
_HEAD, _, _ = _FILE.partition("[[target]]")
_NAMED = (
    'sentence = "{0}"\nname_vi = "{0}"\nname_en = "{0}"\nshort_vi = "x"\nshort_en = "x"\n'
    'unit_vi = "x"\nunit_en = "x"\nowner = "x"\n'
)


def plan_of(declared: Mapping[str, str]) -> Plan:
    """The plan with these targets alone: id → the lines that say quantity, bar and aim."""
    targets = (
        f'[[target]]\nid = "{name}"\n{_NAMED.format(name)}{lines}\n'
        for name, lines in declared.items()
    )
    return parse_plan(_HEAD + "\n".join(targets), f"{PLAN.name}.toml", REGIME)


def measures(*codes: str, over: str | None = None) -> str:
    """A term: the sum of measures; of flows ``over`` a span."""
    listed = ", ".join(f'"{code}"' for code in codes)
    return f"{{ measures = [{listed}]{_over(over)} }}"


def communes_with(code: str, above: int = 0) -> str:
    """A term: communes whose value of a measure is above a number."""
    return f'{{ communes_with = "{code}", above = {above} }}'


def _over(over: str | None) -> str:
    return "" if over is None else f', over = "{over}"'


def count(term: str, bar: str, aim: str) -> str:
    """How many there are."""
    return f'quantity = "count"\nnumerator = {term}\nbar = "{bar}"\n{aim}'


def share(part: str, whole: str, bar: str, aim: str) -> str:
    """How many of how many."""
    terms = f"numerator = {part}\ndenominator = {whole}"
    return f'quantity = "share"\n{terms}\nbar = "{bar}"\n{aim}'


def change(term: str, base: str, bar: str, aim: str) -> str:
    """A change against a base: a word, or a table as the plan's file has it."""
    base = base if base.startswith("{") else f'"{base}"'
    return f'quantity = "change"\nbase = {base}\nnumerator = {term}\nbar = "{bar}"\n{aim}'


KEEP, EACH_YEAR = "keep = true", 'by = "each_year"'
EARLY, LATE = 'by = "2024-06"', 'by = "2025-12"'
"""A deadline long before the plan's end, and one at it."""
SPOTS, PEOPLE = measures("spots_closing"), measures("addicts", "users")
CASES = "cases"


def stages(bars: Mapping[str, str]) -> str:
    """A bar for each deadline, in place of ``bar`` and ``by``."""
    listed = ", ".join(f'{{ by = "{by}", bar = "{bar}" }}' for by, bar in bars.items())
    return f"stages = [{listed}]"


def _staged(text: str) -> str:
    """Without the line of the bar, which each stage has of its own."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("bar = "))


STAGES_UP = stages({"2024-06": ">= 2", "2025-06": ">= 4"})
STAGES_SHARE = stages({"2024-06": ">= 0.30", "2025-06": ">= 0.60"})
STAGES_DOWN = stages({"2024-06": "<= -0.05", "2025-06": "<= -0.20"})
RECOGNISED, CHOSEN = '{ areas = "recognised" }', '{ areas = "chosen" }'
CLEAN = '{ classes = ["không"] }'
COMMUNES = "{ communes = true }"


def _sum(over: str, code: str = CASES) -> str:
    return measures(code, over=over)


EVERY: Mapping[str, str] = {
    # counts of a state: people, areas, communes, communes with
    "count-state-by": count(PEOPLE, "<= 30", LATE),
    "count-state-early": count(measures("hotspots_eradicated"), ">= 6", EARLY),
    "count-state-keep": count(SPOTS, "<= 12", KEEP),
    "count-areas-stages": _staged(count(RECOGNISED, "", STAGES_UP)),
    "count-communes-keep": count(COMMUNES, ">= 3", KEEP),
    "count-classes-by": count(CLEAN, "> 2", LATE),
    "count-with-by": count(communes_with("addicts", 3), "<= 1", LATE),
    # counts of a period
    "count-period-keep": count(_sum("period"), "<= 5", KEEP),
    "count-period-early": count(_sum("period", "sessions"), ">= 4", EARLY),
    "count-with-period": count(communes_with("sessions"), ">= 3", LATE),
    # sums
    "sum-year-at-least": count(_sum("year", "sessions"), ">= 40", EACH_YEAR),
    "sum-year-at-most": count(_sum("year"), "<= 9", KEEP),
    "sum-year-zero": count(_sum("year", "public_incidents"), "<= 0", KEEP),
    "sum-plan-by": count(_sum("plan", "sessions"), ">= 60", EARLY),
    "sum-plan-stages": _staged(
        count(_sum("plan", "sessions"), "", stages({"2024-06": ">= 50", "2025-12": ">= 90"}))
    ),
    "sum-plan-at-most": count(_sum("plan"), "<= 30", KEEP),
    # shares
    "share-state-by": share(RECOGNISED, CHOSEN, ">= 0.60", LATE),
    "share-state-early": share(SPOTS, PEOPLE, "<= 0.30", EARLY),
    "share-state-stages": _staged(share(CLEAN, COMMUNES, "", STAGES_SHARE)),
    "share-state-keep": share(measures("reached"), PEOPLE, "> 0.80", KEEP),
    "share-with-communes": share(communes_with("addicts"), COMMUNES, "<= 0.50", KEEP),
    "share-period-keep": share(communes_with("sessions"), COMMUNES, ">= 0.50", KEEP),
    "share-period-by": share(_sum("period"), _sum("period", "tipoffs_received"), ">= 0.5", LATE),
    "share-of-sums-year": share(
        _sum("year", "tipoffs_resolved"), _sum("year", "tipoffs_received"), ">= 0.90", KEEP
    ),
    "share-of-sums-plan": share(_sum("plan", "rings"), _sum("plan"), "<= 0.20", KEEP),
    # changes
    "change-year-end-each": change(SPOTS, "year_end_before", "<= -0.05", EACH_YEAR),
    "change-year-end-rise": change(measures("reached"), "year_end_before", "> 0.03", EACH_YEAR),
    "change-year-end-ceiling": change(PEOPLE, "year_end_before", "< 0.01", KEEP),
    "change-year-end-keep": change(CLEAN, "year_end_before", ">= 0", KEEP),
    "change-fixed-by": change(PEOPLE, '{ period = "2022-12" }', "<= -0.10", EARLY),
    "change-fixed-stages": _staged(change(SPOTS, '{ period = "2022-12" }', "", STAGES_DOWN)),
    "change-value-by": change(PEOPLE, '{ value = 40, source = "x" }', "<= -0.05", LATE),
    "change-flow-less": change(_sum("year"), "year_before", "<= -0.05", EACH_YEAR),
    "change-flow-more": change(_sum("year", "sessions"), "year_before", ">= 0.10", EACH_YEAR),
    "task": 'quantity = "task"\ntask = "areas-identified"',
}
"""Every quantity under every aim that it can have: id → its lines in the plan."""


@cache
def every_quantity() -> Plan:
    """The plan whose targets are :data:`EVERY`."""
    return plan_of(EVERY)
