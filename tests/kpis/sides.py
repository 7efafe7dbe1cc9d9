"""Two ends of a comparison, made from the random histories without a store.

What the store does with them (which version is in force, what two versions differ in) is done here
by the judge's reading of the plan and by the preview's own list of changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from data_loaders.intake.changes import changes
from data_loaders.model import (
    Area,
    Basis,
    Correction,
    Facts,
    Figure,
    Identity,
    Level,
    Period,
    Register,
    ReportContent,
    TargetReading,
    TaskRecord,
    TaskState,
    Unit,
)
from data_loaders.plans.declared import load_form, load_regime
from data_loaders.reports.facts import summed
from kpis.law.bar import Bar, Operator
from kpis.model import Demand, Plan, Target
from kpis.movement.decomposition import Side
from tests.judge.histories import random_history, random_questions
from tests.judge.periods import instant
from tests.judge.seen import in_force
from tests.plan_files import load_plan
from tests.words_of_the_plan import COMMUNE_CLASSES, AreaState

CLASS_MEASURE = "commune_class"
History = dict[str, Any]
Known = dict[tuple[str, Period], tuple[dict[str, Any], ReportContent]]

REGIME = load_regime("kh3220")
PLAN = load_plan("kh3220", REGIME)


def random_ends(seed: int) -> tuple[Side, Side, tuple[Correction, ...]]:
    """Two ends of a random history, and the cells in which their reports differ.

    The earlier end may know less than was true then, or say it otherwise: reports and decisions
    that somebody backdated later are not in it, some of its cells and rows are corrected later, and
    a few of its reports are taken back. In every third history two localities are merged in
    mid-2024; in every fifth the plan is amended.
    """
    rng = Random(seed)  # noqa: S311 (a test's dice)
    past = random_history(seed, districts=rng.choice([1, 3, 5]), communes=(1, 3))
    first, second = asked(past, seed, rng)
    basis = Basis(second["basis"])
    register = register_of(past, merged=seed % 3 == 0)
    early = known_at(less_of(past, rng) if rng.random() < 0.5 else past, first["as_of"], basis)
    late = known_at(past, second["as_of"], basis)
    period = _period(second)
    if late and rng.random() < 0.7:
        period = max(one for _, one in late)
    earlier = _period(first)
    if rng.random() < 0.7:
        earlier = period.shifted(-rng.choice([0, 0, 1, 1, 4, 12]))
    early = _otherwise(early, earlier, rng)
    late = {key: one for key, one in late.items() if rng.random() < 0.97}
    versions = {key: 1 + (key in early and early[key][1] != one[1]) for key, one in late.items()}
    before = Side(facts_of(early, past, first["as_of"], basis, {}), PLAN, register, earlier)
    known = facts_of(late, past, second["as_of"], basis, versions)
    after = Side(known, PLAN, register, period, revision=1)
    if seed % 5 == 0:
        before = replace(before, plan=_amended(rng))
    return before, after, tuple(corrections_of(early, late))


def _amended(rng: Random) -> Plan:
    """The plan with other figures to reach, and without one of its targets."""
    bar = Bar(Operator.AT_LEAST, Fraction(rng.randint(50, 95), 100))
    left_out = rng.choice(PLAN.targets).target_id
    kept = (one for one in PLAN.targets if one.target_id != left_out)
    return replace(PLAN, targets=tuple(with_bar(one, bar) for one in kept))


def with_bar(target: Target, bar: Bar) -> Target:
    """The target with another bar, if it is a share of something; else as it is."""
    demand = target.demanded
    if demand is None or demand.quantity.name != "share":
        return target
    aim: Any = demand.aim
    return replace(target, demanded=Demand(demand.quantity, replace(aim, bar=bar)))


def _otherwise(known: Known, newest: Period, rng: Random) -> Known:
    """What is known, a few reports of the time around that period with other cells and rows."""
    chosen = {
        key
        for key in known
        if -13 <= key[1] - newest <= 0 and rng.random() < 0.1 + 0.7 * (key[1] == newest)
    }
    return {
        key: (report, _retold(content, rng) if key in chosen else content)
        for key, (report, content) in known.items()
    }


def _retold(content: ReportContent, rng: Random) -> ReportContent:
    figures = tuple(
        replace(one, value=_other(one, rng)) if rng.random() < 0.3 else one
        for one in content.figures
    )
    areas = [
        replace(area, state=rng.choice(list(AreaState))) if rng.random() < 0.3 else area
        for area in content.areas
        if rng.random() < 0.8
    ]
    if content.figures and rng.random() < 0.3:
        commune = rng.choice(content.figures).commune_id
        areas.append(Area(commune, 2022, None, None, AreaState.ACHIEVED))
    tasks = tuple(
        replace(task, state=TaskState.DONE, completed_on=date(2023, 10, rng.randint(10, 20)))
        if rng.random() < 0.3
        else task
        for task in content.tasks
        if rng.random() < 0.9
    )
    return replace(content, figures=figures, areas=tuple(areas), tasks=tasks)


def _other(figure: Figure, rng: Random) -> int | None:
    if rng.random() < 0.3:
        return None
    if figure.measure == CLASS_MEASURE:
        return rng.randint(1, len(COMMUNE_CLASSES))
    return max(0, (figure.value or 0) + rng.randint(-3, 3))


def asked(past: History, seed: int, rng: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two questions, the earlier one first, mostly some weeks apart or at one and the same time."""
    first, second = sorted(random_questions(past, seed, 2), key=lambda q: instant(q["as_of"]))
    if rng.random() < 0.8:
        earlier = instant(second["as_of"]) - timedelta(days=rng.choice([0, 5, 20, 40, 60]))
        first["as_of"] = earlier.isoformat()
    return first, second


def less_of(past: History, rng: Random) -> History:
    """The history without some reports and decisions that will have been backdated into it."""
    reports = [
        {**report, "events": [event for event in report["events"] if rng.random() < 0.9]}
        for report in past["reports"]
        if rng.random() < 0.9
    ]
    return {**past, "reports": reports}


def _period(question: dict[str, Any]) -> Period:
    return Period.parse(question["period"] or "2024-12")


def register_of(past: History, *, merged: bool) -> Register:
    units = [
        Unit(u["unit_id"], u["unit_id"], Level(u["level"]), u["kind"], u["name"], u["parent_id"])
        for u in past["units"]
    ]
    if merged and len([u for u in units if u.level is Level.DISTRICT]) > 1:
        day = date(2024, 7, 1)
        ends = {"H1": {"valid_to": day - timedelta(days=1)}, "H2": {"valid_from": day}}
        units = [replace(u, **ends.get(u.unit_id, {})) for u in units]  # type: ignore[arg-type]
    return Register(tuple(units))


def known_at(past: History, as_of: str, basis: Basis) -> Known:
    now = instant(as_of)
    found: Known = {}
    for unit, period in sorted({(r["unit_id"], r["period"]) for r in past["reports"]}):
        report = in_force(past, unit, period, now, str(basis))
        if report is not None:
            identity = Identity(unit, Period.parse(period))
            found[unit, identity.period] = (report, _content(identity, report))
    return found


def facts_of(
    known: Known,
    past: History,
    as_of: str,
    basis: Basis,
    versions: Mapping[tuple[str, Period], int],
    waiting: Mapping[tuple[str, Period], str] | None = None,
) -> Facts:
    readings = tuple(
        TargetReading(r["target_id"], r["reading"], "thử", "thử", instant(r["at"]))
        for r in past["readings"]
        if instant(r["at"]) <= instant(as_of)
    )
    reports = {
        key: summed(one, load_form(), version=versions.get(key, 1), confirmed=True)
        for key, (_, one) in known.items()
    }
    return Facts(instant(as_of), basis, reports, readings, waiting or {})


def corrections_of(was: Known, now: Known) -> Iterator[Correction]:
    for (unit, period), (report, new) in now.items():
        if (unit, period) not in was:
            continue
        for change in changes(was[unit, period][1], new):
            yield Correction(
                unit_id=unit,
                period=period,
                part=change.part,
                subject=change.subject,
                item=change.item,
                old=change.old,
                new=change.new,
                version=2,
                by="thử",
                at=datetime.fromisoformat(report["received_at"]),
                cohort=change.cohort,
            )


def _content(identity: Identity, report: dict[str, Any]) -> ReportContent:
    return ReportContent(
        identity=identity,
        figures=tuple(
            Figure(commune, measure, _value(value), sheet="", cell="", text="")
            for commune, row in report["rows"].items()
            for measure, value in row.items()
        ),
        areas=tuple(
            Area(area["commune"], area["cohort"], None, None, AreaState(area["state"]))
            for area in report["areas"]
        ),
        tasks=tuple(
            TaskRecord(
                task["task"],
                TaskState(task["state"]),
                task["completed_on"] and date.fromisoformat(task["completed_on"]),
            )
            for task in report["tasks"]
        ),
    )


def _value(value: int | str | None) -> int | None:
    return COMMUNE_CLASSES.index(value) + 1 if isinstance(value, str) else value
