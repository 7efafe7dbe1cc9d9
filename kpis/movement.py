"""Why a figure changed between two instants or two periods: exact parts without a remainder.

The figure walks from *before* to *after*, one thing replaced at a time, and is worked out anew
after every step by the rules that judge it; a part is what one step did. So the parts sum to the
change for counts and for shares alike, by construction. The order of the steps is fixed:

1. the old period is brought up to what is known now: reports that arrived since, then corrections,
   cell by cell, with areas that were added to a list or struck off it, then reports that were
   taken back;
2. the plan and the committee's reading;
3. the new period begins, with every locality where it stood and no new event; then each
   locality's own new data come in, and after them the areas that are new on its list;
4. localities that came, went or were merged, with their data.

Another order would share out a change of a *share* a little differently; the sum never differs.
Not known is not zero: a number that appears or disappears does so in a part of its own, see
:class:`Delta`. Steps that move no number leave no part. A target that one of the plans does not
have is there a result without numbers, and the plan is the first step, or the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data_loaders.model import Correction, Period, Register, Report, periods_between
from kpis.amending import (
    by_area,
    by_task,
    carried,
    with_area,
    with_cell,
    with_task,
    with_the_areas_of,
)
from kpis.counts import Counts
from kpis.formula import measures_of
from kpis.model import Coverage, Result, Verdict
from kpis.movement_model import (
    KINDS,
    About,
    Cause,
    Delta,
    Listed,
    Measure,
    Movement,
    Numbers,
    Part,
    PartKind,
    Side,
)
from kpis.verdicts import judge

# fmt: off
__all__ = [
    "KINDS", "About", "Cause", "Delta", "Listed", "Measure", "Movement", "Numbers", "Part",
    "PartKind", "Side", "movement",
]
# fmt: on

Key = tuple[str, Period]
"""Whose report of which period."""


def movement(
    before: Side,
    after: Side,
    corrections: Sequence[Correction] = (),
    *,
    unit_id: str,
    target_id: str,
) -> Movement:
    """Why the figure of a target moved, for the province or one locality.

    ``corrections``: the cells in which the versions in force at the two ends differ, each report's
    in the order of its form; of reports that are in force at one end only, none. Raises
    ``KeyError`` for a target that neither plan has.
    """
    if target_id not in {*before.plan.by_id, *after.plan.by_id}:
        raise KeyError(target_id)
    walk = _Walk(before, unit_id=unit_id, target_id=target_id)
    first = walk.result
    if target_id not in before.plan.by_id:
        _plan(walk, after)
    _up_to_date(walk, before, after, corrections)
    if target_id in after.plan.by_id:
        _plan(walk, after)
    _reading(walk, after)
    if after.period != before.period:
        _period(walk, before, after)
    _localities(walk, after)
    _plan(walk, after)
    return Movement(first, walk.result, tuple(walk.parts))


class _Walk:
    """Where the figure stands on its way, and the parts so far."""

    def __init__(self, side: Side, *, unit_id: str, target_id: str) -> None:
        self.side = side
        self.reports: dict[Key, Report] = dict(side.facts.reports)
        self.unit_id, self.target_id = unit_id, target_id
        self.parts: list[Part] = []
        self.result = self._judged()

    def _judged(self) -> Result:
        side = self.side
        target = side.plan.by_id.get(self.target_id)
        if target is None:
            return _without(self.unit_id, self.target_id, side.period)
        counts = Counts(replace(side.facts, reports=self.reports), side.plan, side.register)
        return judge(counts, target, unit_id=self.unit_id, period=side.period)

    def put(self, key: Key, report: Report | None) -> None:
        """Replace one report, or take it away, as part of the next step."""
        if report is None:
            self.reports.pop(key, None)
        else:
            self.reports[key] = report

    def step(self, about: About) -> None:
        """Work the figure out anew; a part where a number moved."""
        was, self.result = Numbers.of(self.result), self._judged()
        now = Numbers.of(self.result)
        if was != now:
            self.parts.append(Part(about, was, now))

    def concerns(self, unit_id: str) -> bool:
        """Whether a locality's report can move the figure at all."""
        return self.unit_id in (unit_id, self.side.register.province.unit_id)


def _without(unit_id: str, target_id: str, period: Period) -> Result:
    """What a plan that does not have the target says of it: nothing."""
    return Result(
        unit_id=unit_id,
        target_id=target_id,
        period=period,
        verdict=Verdict.NOT_APPLICABLE,
        reason=None,
        provisional=False,
        caveats=(),
        numerator=None,
        denominator=None,
        base=None,
        needed=None,
        value=None,
        line=None,
        coverage=Coverage(0, 0),
    )


def _up_to_date(
    walk: _Walk, before: Side, after: Side, corrections: Sequence[Correction]
) -> None:
    """Step 1: the old period's figure, from what is known at the other end."""
    known = after.facts.reports
    keys = sorted(
        (key for key in {*walk.reports, *known} if key[1] <= before.period),
        key=lambda key: (key[1], key[0]),
    )
    keys = [key for key in keys if walk.concerns(key[0])]
    for key in keys:
        if key not in walk.reports:
            walk.put(key, known[key])
            walk.step(About(Cause.ARRIVED, *key))
    for key in keys:
        if key in known and walk.reports[key] != known[key]:
            cells = [one for one in corrections if (one.unit_id, one.period) == key]
            _amend(walk, key, known[key], cells)
    for key in keys:
        if key not in known:
            walk.put(key, None)
            walk.step(About(Cause.WITHDRAWN, *key))


def _amend(walk: _Walk, key: Key, to: Report, cells: Sequence[Correction]) -> None:
    """One report from version to version: its cells, then whatever no cell accounts for."""
    for part in (_figures, _tasks, _areas):
        part(walk, key, to, cells)
    walk.put(key, to)
    walk.step(About(Cause.ANOTHER_VERSION, *key))


def _figures(walk: _Walk, key: Key, to: Report, cells: Sequence[Correction]) -> None:
    target = walk.side.plan.by_id.get(walk.target_id)
    touched = frozenset() if target is None else measures_of(target.formula)
    for cell in cells:
        if cell.part == "figure" and cell.item in touched:
            walk.put(key, with_cell(walk.reports[key], cell))
            walk.step(About(Cause.CELL, *key, cells=(cell,)))


def _tasks(walk: _Walk, key: Key, to: Report, cells: Sequence[Correction]) -> None:
    now = by_task(to)
    for task_id in dict.fromkeys(one.subject for one in cells if one.part == "task"):
        about = tuple(one for one in cells if one.part == "task" and one.subject == task_id)
        walk.put(key, with_task(walk.reports[key], task_id, now.get(task_id)))
        walk.step(About(Cause.CELL, *key, cells=about))


def _areas(walk: _Walk, key: Key, to: Report, cells: Sequence[Correction]) -> None:
    """An area of both lists is corrected; another one came onto the list or left it."""
    was, now = by_area(walk.reports[key]), by_area(to)
    for area in dict.fromkeys([*was, *now]):
        row = tuple(one for one in cells if (one.part, one.subject, one.cohort) == ("area", *area))
        listed = (Listed(*area),)
        if area not in now:
            about = About(Cause.AREAS, *key, cells=row, gone=listed)
        elif area not in was:
            about = About(Cause.AREAS, *key, cells=row, came=listed)
        elif row:
            about = About(Cause.CELL, *key, cells=row)
        else:
            continue
        walk.put(key, with_area(walk.reports[key], area, now.get(area)))
        walk.step(about)


def _plan(walk: _Walk, after: Side) -> None:
    """The plan of the other end, where it is another."""
    if walk.side.plan != after.plan:
        walk.side = replace(walk.side, plan=after.plan)
        walk.step(About(Cause.PLAN))


def _reading(walk: _Walk, after: Side) -> None:
    """The readings of the other end, and its day."""
    facts = replace(after.facts, reports={})
    walk.side = replace(walk.side, facts=facts)
    walk.step(About(Cause.READING, reading=facts.reading_of(walk.target_id)))


def _expected(side: Side, period: Period) -> tuple[str, ...]:
    units = side.register.reporting(side.plan.regime.ends_on(period))
    return tuple(unit.unit_id for unit in units)


def _period(walk: _Walk, before: Side, after: Side) -> None:
    """Step 3: the new period with everybody where they stood, then one after the other."""
    stood = _expected(walk.side, before.period)
    between = tuple(periods_between(before.period.shifted(1), after.period))
    flows = walk.side.plan.measures
    last = {unit: walk.reports.get((unit, before.period)) for unit, _ in walk.reports}
    for unit, report in last.items():
        for period in between:
            walk.put((unit, period), report and carried(report, period, flows))
    register = _pinned(walk.side.register, stood)
    walk.side = replace(walk.side, register=register, period=after.period)
    walk.step(About(Cause.NEW_ACCOUNT, period=after.period))
    will = _expected(after, after.period)
    for unit in (one for one in stood if one in will and walk.concerns(one)):
        _new_data(walk, unit, between, after)


def _new_data(walk: _Walk, unit: str, between: Sequence[Period], after: Side) -> None:
    """A locality's own reports of the periods between, those areas first that it already had."""
    stood = walk.reports.get((unit, after.period))
    for period in between:
        report = after.facts.report(unit, period)
        if stood is not None and report is not None:
            report = with_the_areas_of(report, stood)
        walk.put((unit, period), report)
    new = after.facts.report(unit, after.period)
    walk.step(About(Cause.NEW_DATA, unit, after.period, silent=new is None))
    for period in between:
        walk.put((unit, period), after.facts.report(unit, period))
    had, has = (by_area(one) if one else {} for one in (stood, new))
    came = tuple(Listed(*area) for area in has if area not in had)
    gone = tuple(Listed(*area) for area in had if area not in has)
    walk.step(About(Cause.AREAS, unit, after.period, gone=gone, came=came))


def _pinned(register: Register, reporting: Sequence[str]) -> Register:
    """The register with exactly these localities reporting, whatever the day."""
    province = register.province.unit_id
    return Register(
        tuple(
            unit
            if unit.parent_id != province
            else replace(
                unit,
                valid_from=None if unit.unit_id in reporting else date.max,
                valid_to=None,
            )
            for unit in register.units
        )
    )


def _localities(walk: _Walk, after: Side) -> None:
    """Step 4: the register of the other end, with the data of those who came or went."""
    was = _expected(walk.side, after.period)
    walk.reports = dict(after.facts.reports)
    walk.side = replace(after, plan=walk.side.plan)
    now = _expected(after, after.period)
    gone = tuple(Listed(unit) for unit in was if unit not in now)
    came = tuple(Listed(unit) for unit in now if unit not in was)
    walk.step(About(Cause.LOCALITIES, period=after.period, gone=gone, came=came))
