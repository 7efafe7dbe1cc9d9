"""Gathering a target's numbers for a set of localities, one function per kind of target.

The province and a single locality go through the same functions; only the set differs. A province
figure is computed from the sums of the localities that count, never from their percentages.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from data_loaders.model import Facts, Period, periods_between
from kpis import rules
from kpis.counts import sums
from kpis.gather_shares import gather_floor, gather_share
from kpis.model import (
    Ambiguous,
    AtLeastBase,
    Details,
    Floor,
    Growth,
    Milestone,
    Option,
    Reduction,
    ShareByDeadline,
    Target,
    Term,
    Verdict,
    Zero,
)
from kpis.rules import Judgement
from kpis.scope import NOBODY, Gathered, Scope


def gather(scope: Scope, target: Target) -> Gathered:
    """A target's numbers over the localities that count, and what its rule makes of them."""
    match target.formula:
        case Reduction() | Growth() as formula:
            return _yearly(scope, formula)
        case ShareByDeadline() as formula:
            return gather_share(scope, formula)
        case Floor() as formula:
            return gather_floor(scope, formula)
        case Zero() as formula:
            return _zero(scope, formula)
        case Milestone() as formula:
            return _milestone(scope, formula)
        case Ambiguous() as formula:
            return _ambiguous(scope, target.target_id, formula)


def _against_base(scope: Scope, term: Term) -> tuple[tuple[str, ...], int, int]:
    """Those who reported this period and the last of the year before; B and C over them."""
    values: dict[str, tuple[int, int]] = {}
    for unit in scope.expected:
        base = scope.counts.value(unit, scope.period.year_end_before(), term)
        now = scope.counts.value(unit, scope.period, term)
        if base is not None and now is not None:
            values[unit] = (base, now)
    return (tuple(values), *sums(values.values()))


def _yearly(scope: Scope, formula: Reduction | Growth) -> Gathered:
    counted, base, now = _against_base(scope, formula.count)
    if isinstance(formula, Growth):
        judgement = rules.growth_ceiling(base=base, now=now, bar=formula.bar, month=scope.month)
    else:
        judgement = rules.yearly_reduction(
            base=base,
            now=now,
            share=formula.share,
            month=scope.month,
            settings=scope.counts.plan.settings,
        )
    return Gathered(counted, judgement, numerator=now, base=base)


def _zero(scope: Scope, formula: Zero) -> Gathered:
    counts, period = scope.counts, scope.period
    since = max(Period.of(period.year, 1), counts.plan.regime.first)
    periods = tuple(periods_between(since, period))  # none before the plan: nobody is missing
    counted = tuple(
        unit
        for unit in scope.expected
        if all(counts.value(unit, at, formula.count) is not None for at in periods)
    )
    total = sum(_said(scope, formula, at) for at in periods)
    complete = len(counted) == len(scope.expected)
    judgement = rules.zero(total=total, month=scope.month, complete=complete)
    judgement = replace(judgement, details=Details(since=since, pace_line=Fraction(0)))
    return Gathered(counted, judgement, numerator=total, settled=total > 0)


def _said(scope: Scope, formula: Zero, period: Period) -> int:
    """What anyone reported, complete or not, also a locality that was merged since."""
    counts = scope.counts
    anyone = counts.ever_reporting if scope.unit_id == counts.province_id else (scope.unit_id,)
    reports = (counts.facts.report(unit, period) for unit in anyone)
    return sum(
        report.totals.get(measure, 0)
        for report in reports
        if report is not None
        for measure in formula.count.measures
    )


def _milestone(scope: Scope, formula: Milestone) -> Gathered:
    lists = {unit: scope.counts.task_list(unit, scope.period) for unit in scope.expected}
    done = {
        unit: one.done.get(formula.task.task_id) for unit, one in lists.items() if one is not None
    }
    if not done:
        return Gathered((), NOBODY)
    today = scope.counts.today
    judgement = rules.milestone(tuple(done.values()), due=formula.due_on, today=today)
    in_time = sum(day is not None and day <= formula.due_on for day in done.values())
    return Gathered(tuple(done), judgement, numerator=in_time, denominator=len(done))


def option_read(facts: Facts, target_id: str, formula: Ambiguous) -> Option | None:
    """The reading in force of an ambiguous sentence, else the plan file's own; None: neither."""
    recorded = facts.reading_of(target_id)
    letter = formula.default if recorded is None else recorded.reading
    return next((one for one in formula.options if one.letter == letter), None)


def term_read(facts: Facts, target_id: str, formula: Ambiguous) -> Term:
    """What that reading counts; without one, what the plan shows meanwhile."""
    option = option_read(facts, target_id, formula)
    return formula.count if option is None or option.rule is None else option.rule.count


def _ambiguous(scope: Scope, target_id: str, formula: Ambiguous) -> Gathered:
    recorded = scope.counts.facts.reading_of(target_id)
    option = option_read(scope.counts.facts, target_id, formula)
    rule, letter = (None, None) if option is None else (option.rule, option.letter)
    if rule is None:
        verdict = Verdict.NOT_JUDGED if option is None else Verdict.NOT_APPLICABLE
        gathered = _unjudged(scope, formula.count, verdict)
    elif isinstance(rule, AtLeastBase):
        counted, base, now = _against_base(scope, rule.count)
        judgement = rules.at_least_base(base=base, now=now, closing=scope.closing)
        gathered = Gathered(counted, judgement, numerator=now, base=base)
    else:
        gathered = _yearly(scope, rule)
    judgement = gathered.judgement
    details = replace(judgement.details, option=letter, recorded=recorded)
    return replace(gathered, judgement=replace(judgement, details=details))


def _unjudged(scope: Scope, term: Term, verdict: Verdict) -> Gathered:
    """The count and its change without a verdict; the count alone where no base can be had."""
    counted, base, now = _against_base(scope, term)
    if counted:
        value = Fraction(now - base, base) if base else None
        judgement = Judgement(verdict, value=value)
        return Gathered(counted, judgement, numerator=now, base=base, settled=True)
    counts = [scope.counts.value(unit, scope.period, term) for unit in scope.expected]
    known = [count for count in counts if count is not None]
    now_only = sum(known) if known else None
    return Gathered((), Judgement(verdict), numerator=now_only, settled=True)
