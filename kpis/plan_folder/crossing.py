"""What no file of a plan can know of itself: whether plan, forms and calendar fit one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from data_loaders.forms.declaration import Form, Kind
from data_loaders.model import Period, Regime
from kpis.law.target import Demand, Plan, Target
from kpis.law.term import Term
from kpis.plan_folder.findings import PlanFinding, finding
from kpis.quantities.change import Change
from kpis.quantities.change_of_flow import ChangeOfFlow

PLAN_FILE, REGIME_FILE = "plan.toml", "regime.toml"


@dataclass(frozen=True)
class Edition:
    """A form, the file it stands in, and the period from which it is in use."""

    file: str
    first: Period
    form: Form


def crossing(plan: Plan, editions: Sequence[Edition]) -> Iterator[PlanFinding]:
    """Every fault between the files of a folder, each of which reads by itself."""
    yield from _editions(plan, editions)
    for number, target in enumerate(plan.targets, 1):
        for since, demand in _demands(plan, target):
            in_use = [one for one in _in_use(editions, since, plan.regime.last) if one is not None]
            for edition in in_use:
                yield from _of_demand(f"target[{number}]", target, demand, since, edition)
        yield from _bases(f"target[{number}]", target, plan)
    yield from _holidays(plan.regime)


def _demands(plan: Plan, target: Target) -> Iterator[tuple[Period, Demand]]:
    """What the target asks for, under every reading and every amendment, and from when."""
    yield from ((plan.regime.first, demand) for demand in target.demands)
    yield from ((one.since, one.demanded) for one in target.versions)


def _in_use(editions: Sequence[Edition], first: Period, last: Period) -> Iterator[Edition]:
    """The editions of the periods from ``first`` to ``last``."""
    ordered = sorted(editions, key=lambda one: one.first)
    for edition, after in pairwise((*ordered, None)):
        ends_later = after is None or after.first > first
        if edition is not None and ends_later and edition.first <= last:
            yield edition


def _editions(plan: Plan, editions: Sequence[Edition]) -> Iterator[PlanFinding]:
    ordered = sorted(editions, key=lambda one: (one.first, one.file))
    first = plan.regime.first
    if ordered and ordered[0].first > first:
        yield finding("period-without-edition", ordered[0].file, "from", period=first, first=first)
    for one, other in pairwise(ordered):
        if one.first == other.first:
            parts = {"one": one.form.edition, "other": other.form.edition}
            yield finding("edition-same-period", other.file, "from", period=one.first, **parts)
    seen: dict[str, str] = {}
    for one in ordered:
        if one.form.plan != plan.name:
            code = "form-of-other-plan"
            yield finding(code, one.file, "plan", found=one.form.plan, plan=plan.name)
        if one.form.edition in seen:
            of = {"edition": one.form.edition, "other": seen[one.form.edition]}
            yield finding("edition-same-name", one.file, "edition", **of)
        seen.setdefault(one.form.edition, one.file)
        yield from _kinds(plan, one)


def _kinds(plan: Plan, edition: Edition) -> Iterator[PlanFinding]:
    """A measure is a stock or a flow wherever it is named."""
    for measure in edition.form.measures:
        flow = plan.measures.get(measure.code)
        if flow is not None and measure.kind is not (Kind.FLOW if flow else Kind.STOCK):
            yield finding(
                "measure-of-other-kind",
                edition.file,
                measure.code,
                measure=measure.code,
                declared="flow" if flow else "stock",
                found=measure.kind,
                edition=edition.form.edition,
            )


def _of_demand(
    key: str, target: Target, demand: Demand, since: Period, edition: Edition
) -> Iterator[PlanFinding]:
    said = {"target": target.target_id, "edition": edition.form.edition}
    if demand.quantity.dated_task is not None and not edition.form.tasks:
        yield finding("tasks-in-no-edition", PLAN_FILE, f"{key}.task", **said)
    at = {**said, "period": max(since, edition.first)}
    yield from chain.from_iterable(
        _of_term(key, term, edition, at) for term in demand.quantity.terms
    )


def _of_term(
    key: str, term: Term, edition: Edition, at: dict[str, object]
) -> Iterator[PlanFinding]:
    form = edition.form
    codes = (*term.measures, *filter(None, [term.communes_with]))
    for code in codes:
        measure = form.by_code.get(code)
        if measure is None:
            yield finding("measure-in-no-edition", PLAN_FILE, key, measure=code, **at)
        elif not measure.required:
            yield finding("measure-may-be-blank", PLAN_FILE, key, measure=code, **at)
    words = {choice.word for measure in form.measures for choice in measure.choices}
    for word in term.classes:
        if word not in words:
            yield finding("class-in-no-edition", PLAN_FILE, key, word=word, **at)
    if term.areas is not None and not form.areas:
        yield finding("list-in-no-edition", PLAN_FILE, key, **at)


def _bases(key: str, target: Target, plan: Plan) -> Iterator[PlanFinding]:
    """A first year that is held against one in which nobody had to report."""
    first = plan.regime.first
    for quantity in {demand.quantity for demand in target.demands}:
        base: object = None
        if isinstance(quantity, ChangeOfFlow):
            base = first.year - 1
        elif isinstance(quantity, Change):
            base = quantity.fixed or first.year_end_before()
        if base is not None:
            said = {"target": target.target_id, "year": first.year, "base": base, "first": first}
            yield finding("base-not-reported", PLAN_FILE, f"{key}.base", **said)


def _holidays(regime: Regime) -> Iterator[PlanFinding]:
    known = {day.year for day in regime.holidays}
    years = range(regime.first.year, regime.last.year + 1)
    for year in years:
        if year not in known:
            yield finding("holidays-missing", REGIME_FILE, "holidays", year=year)


def against(plan: Plan, in_force: Plan) -> Iterator[PlanFinding]:
    """What a new version may not do to the one in force: ids and codes stay what they were."""
    for target in in_force.targets:
        if target.target_id not in plan.by_id:
            yield finding("target-gone", PLAN_FILE, "target", target=target.target_id)
    for code, flow in in_force.measures.items():
        now = plan.measures.get(code)
        if now is None:
            yield finding("measure-gone", PLAN_FILE, "measure", measure=code)
        elif now is not flow:
            words = {True: "flow", False: "stock"}
            kinds = {"declared": words[flow], "found": words[now]}
            yield finding("measure-changed", PLAN_FILE, "measure", measure=code, **kinds)
