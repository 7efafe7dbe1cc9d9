"""The terms of a figure add up to its N, D and B, whatever is counted, and stand in its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import pytest

from data_loaders.model import Facts
from kpis.counts import Counts
from kpis.model import Result, Target
from kpis.quantities.change import ChangeFromValue
from kpis.quantities.task import TaskDone
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Role, Traced, trace
from kpis.verdicts import judge
from tests.kpis.declared import EVERY, every_quantity
from tests.kpis.small_histories import facts, period_of, places, register, reports

PLAN, REGISTER = every_quantity(), register()


def faults(seeds: Iterable[int], seen: Counter[str]) -> Iterator[str]:
    """Where the terms of a figure do not come to it. ``seen``: how often each target had one."""
    for seed in seeds:
        rng = Random(seed)  # noqa: S311 (a test's dice)
        known = facts(reports(rng))
        counts = Counts(known, PLAN, REGISTER)
        for target in PLAN.targets:
            for unit in places():
                result = judge(counts, target, unit_id=unit, period=period_of(rng))
                terms = trace(result, known, PLAN, REGISTER)
                said = f"{seed} {target.target_id} {unit} {result.period}"
                yield from (f"{said}: {text}" for text in _wrong(target, result, terms, known))
                seen[target.target_id] += result.numerator is not None


def _wrong(target: Target, result: Result, terms: Sequence[Traced], known: Facts) -> Iterator[str]:
    if result.numerator is None:
        if terms:
            yield "terms of no figure"
        return
    added = (_sum(terms, Role.PART), _whole(target, terms), _base(target, terms))
    numbers = (result.numerator, result.denominator, result.base)
    if any(n is not None and n != sum_ for n, sum_ in zip(numbers, added, strict=True)):
        yield f"{added} ≠ {numbers}"
    places_of = [(t.unit_id, t.period, t.measure, t.role) for t in terms]
    if len(set(places_of)) != len(places_of):
        yield "a term twice"
    for term in terms:
        report = known.report(term.unit_id, term.period)
        if report is None or report.version != term.version:
            yield f"{term} stands in no report"
        elif term.measure in report.totals and report.totals[term.measure] != term.value:
            if report.communes_with[term.measure] < term.value:
                yield f"{term} is not what the report says"
        elif term.measure == "commune_class" and term.value > report.communes:
            yield f"{term} counts more communes than there are"


def _sum(terms: Iterable[Traced], role: Role) -> int:
    return sum(term.value for term in terms if term.role is role)


def _whole(target: Target, terms: Sequence[Traced]) -> int:
    """Of a task, a list for each locality."""
    demand = target.demanded
    if demand is not None and isinstance(demand.quantity, TaskDone):
        return len(terms)
    return _sum(terms, Role.WHOLE)


def _base(target: Target, terms: Sequence[Traced]) -> int:
    """What a document gives stands in no report."""
    demand = target.demanded
    if demand is not None and isinstance(demand.quantity, ChangeFromValue):
        return demand.quantity.base
    return _sum(terms, Role.BASE)


def test_the_terms_add_up_to_n_d_and_b_of_every_quantity() -> None:
    seen: Counter[str] = Counter()
    assert list(faults(range(12), seen)) == []
    assert seen.keys() == EVERY.keys()
    assert min(seen.values()) > 5


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_the_terms_add_up_on_many_more_histories() -> None:
    seen: Counter[str] = Counter()
    assert list(faults(range(1000, 1600), seen)) == []


def test_the_earlier_periods_stand_beside_and_add_up_to_start_and_pace() -> None:
    started = paced = 0
    for seed in range(12):
        rng = Random(seed)  # noqa: S311 (a test's dice)
        known = facts(reports(rng))
        counts = Counts(known, PLAN, REGISTER)
        for target in PLAN.targets:
            result = judge(counts, target, unit_id=places()[0], period=period_of(rng))
            own = trace(result, known, PLAN, REGISTER)
            whole = trace_whole(result, known, PLAN, REGISTER)
            assert whole[: len(own)] == own
            if any(term.role is Role.START for term in whole):
                started += 1
                assert _sum(whole, Role.START) == result.start, (seed, target.target_id)
            pace = result.details.pace
            if any(term.role is Role.EARLIER for term in whole):
                paced += 1
                assert pace is not None
                assert pace.seen is not None
                assert pace.periods is not None
                earlier = (result.numerator or 0) - pace.seen * pace.periods
                assert _sum(whole, Role.EARLIER) == earlier, (seed, target.target_id)
    assert min(started, paced) > 10
