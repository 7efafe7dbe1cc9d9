"""The sentences of real plans in a province of five localities that share its numbers evenly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from data_loaders.model import Level, Period, Register, Report, Unit
from data_loaders.model.language import Language
from kpis.counts import Counts
from kpis.model import Plan, Result
from kpis.verdicts import judge
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.gap import gap_text
from kpis.words.targets import outlook
from tests.kpis.quantities.sentences import SENTENCES, Said
from tests.kpis.quantities.test_sentences import facts_of, plan_of

LAST = "2030-12"
FIVE = ("a", "b", "c", "d", "e")
REGISTER = Register(
    (
        Unit("p", "1", Level.PROVINCE, "tỉnh", "P", None),
        *(Unit(one, str(i), Level.DISTRICT, "huyện", one, "p") for i, one in enumerate(FIVE, 2)),
    )
)
PARTS = [(number, part) for number, _, said in SENTENCES for part in range(len(said))]


@dataclass(frozen=True)
class Situation:
    """Which result of a sentence: whose, of which period, who has not reported that one.

    ``nothing``: all that was reported is zero.
    """

    at: str
    unit: str = "p"
    missing: str = ""
    nothing: bool = False


@dataclass(frozen=True)
class Words:
    """All that is said of a result."""

    verdict: str
    arithmetic: str
    figure: str
    gap: str
    deadline: str
    outlook: str
    formula: str
    strictness: str


def demand_of(number: int, part: int) -> Said:
    return next(said[part] for one, _, said in SENTENCES if one == number)


def result_of(number: int, part: int, situation: Situation) -> tuple[Result, Plan]:
    """What one demand of a sentence comes to in a situation."""
    said = demand_of(number, part)
    plan = _plan(said.declared, tuple(said.stock), tuple(said.flow))
    at = Period.parse(situation.at)
    reports = {
        (unit, period): report
        for (unit, period), report in _shares(number, part, situation.nothing).items()
        if period <= at and not (unit in situation.missing and period == at)
    }
    on_record = facts_of(replace(said, at=situation.at, stock={}, flow={}, classes={}))
    counts = Counts(replace(on_record, reports=reports), plan, REGISTER)
    return judge(counts, plan.target("t"), unit_id=situation.unit, period=at), plan


@cache
def _shares(number: int, part: int, nothing: bool) -> dict[tuple[str, Period], Report]:
    """Every report of the five, to the plan's end."""
    whole = facts_of(replace(demand_of(number, part), at=LAST))
    return {
        (unit, period): _share(report, unit, index, nothing=nothing)
        for (_, period), report in whole.reports.items()
        for index, unit in enumerate(FIVE)
    }


@cache
def _plan(declared: str, stock: tuple[str, ...], flow: tuple[str, ...]) -> Plan:
    said = Said(declared, "", stock={name: {} for name in stock}, flow={name: {} for name in flow})
    return plan_of(said, "một câu của kế hoạch")


def _share(report: Report, unit: str, index: int, *, nothing: bool) -> Report:
    """A fifth of the report, the first localities with what is left over."""
    rest = 0 if nothing else 1
    totals = {name: rest * _fifth(total, index) for name, total in report.totals.items()}
    classes = {name: _fifth(count, index) for name, count in report.classes.items()}
    communes = sum(classes.values())
    return replace(
        report,
        unit_id=unit,
        totals=totals,
        classes=classes,
        communes=communes,
        communes_with={name: communes * (total > 0) for name, total in totals.items()},
    )


def _fifth(total: int, index: int) -> int:
    return (total + len(FIVE) - 1 - index) // len(FIVE)


def words_of(result: Result, plan: Plan, language: Language) -> Words:
    return Words(
        result.verdict.value,
        arithmetic(result, plan, language),
        figure(result, plan, language),
        gap_text(result, plan, language),
        deadline(result, plan, language),
        outlook(result, plan, language),
        formula_text(result, plan, language),
        strictness_text(result, plan, language),
    )
