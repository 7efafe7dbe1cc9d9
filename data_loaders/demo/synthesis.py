"""Synthetic reports: a district's totals of the story, spread over its communes, always the same.

Stocks are spread by a fixed sequence of communes: the first *n* places of it hold the *n* points,
people or hotspots there are. So a commune's figure moves only when the district's does, what is
cumulative never falls, and a part taken from the same sequence never exceeds its whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from data_loaders.demo.story import (
    COMMUNE_CLASSES,
    AreaState,
    AreaStory,
    DistrictStory,
    Slip,
    Story,
    load_story,
)
from data_loaders.model import (
    Area,
    Figure,
    Identity,
    Period,
    Regime,
    ReportContent,
    TaskRecord,
    TaskState,
    periods_between,
)
from data_loaders.plans.declared import load_register

_LONGEST = 400
_SEQUENCE_OF = {"hotspots_eradicated": "hotspots_identified"}


def report(
    identity: Identity, *, regime: Regime, received_on: date, slip: Slip | None = None
) -> ReportContent:
    """What the locality reports for that period; with ``slip``, wrongly in one cell."""
    story = load_story()
    district = story.districts[identity.unit_id]
    rows = _rows(district, identity.period, story)
    if slip is not None:
        commune = max(rows, key=lambda c: rows[c][slip.measure] or 0)
        rows[commune][slip.measure] = (rows[commune][slip.measure] or 0) + slip.change
    for row in rows.values():
        _parts_of_reached(row)
    return ReportContent(
        identity=identity,
        figures=tuple(
            Figure(commune, measure, value, sheet="", cell="", text="")
            for commune, row in rows.items()
            for measure, value in row.items()
        ),
        areas=_areas(district, identity.period, regime),
        tasks=_tasks(identity, regime, received_on, story),
    )


@cache
def _communes(unit_id: str) -> tuple[str, ...]:
    return tuple(u.unit_id for u in load_register().units if u.parent_id == unit_id)


@cache
def _sequence(unit_id: str, measure: str) -> tuple[str, ...]:
    """Communes in the order in which they fill up: key areas often, half of the others never."""
    story = load_story()
    district = story.districts[unit_id]
    key = {area.commune_id for area in district.areas}
    lot = Random(f"{story.seed}/{unit_id}/active")
    weights = []
    for commune in _communes(unit_id):
        active = lot.random() < 0.5 and commune not in district.cleared
        weights.append(6 if commune in key else (2 if active else 0))
    if not any(weights):
        weights[0] = 1
    lot = Random(f"{story.seed}/{unit_id}/{_SEQUENCE_OF.get(measure, measure)}")
    return tuple(lot.choices(_communes(unit_id), weights, k=_LONGEST))


def _spread(district: DistrictStory, measure: str, period: Period) -> Counter[str]:
    places = _sequence(district.unit_id, measure)
    return Counter(places[: district.total(measure, period)])


def _rows(
    district: DistrictStory, period: Period, story: Story
) -> dict[str, dict[str, int | None]]:
    opening = _spread(district, "spots", period.shifted(-1))
    closing = _spread(district, "spots", period)
    stocks = {
        measure: _spread(district, measure, period)
        for measure in ("hotspots_identified", "hotspots_eradicated", "addicts", "users")
    }
    stocks["post_rehab"] = _spread(district, "post_rehab", period)
    people = stocks["addicts"] + stocks["users"]
    reached = _share(people, district.total("reached", period))
    rows = {}
    for commune in _communes(district.unit_id):
        lot = Random(f"{story.seed}/{commune}/{period}")
        row = _spots(commune, opening[commune], closing[commune], period, district, lot)
        row |= {measure: counts[commune] for measure, counts in stocks.items()}
        row["reached"] = reached[commune]
        row["commune_class"] = _class(commune, district, period)
        rows[commune] = row | _activities(commune, period, district, story)
    return rows


def _spots(
    commune: str,
    opening: int,
    closing: int,
    period: Period,
    district: DistrictStory,
    lot: Random,
) -> dict[str, int | None]:
    """Flows that lead from opening to closing; sometimes one more is found and removed."""
    reformed = int((commune, period) in district.reformed)
    found = max(0, closing - opening - reformed) + int(opening > 0 and lot.random() < 0.12)
    return {
        "spots_opening": opening,
        "spots_new": found,
        "spots_reformed": reformed,
        "spots_eradicated": opening + found + reformed - closing,
        "spots_closing": closing,
    }


def _share(people: Counter[str], reached: int) -> dict[str, int]:
    """Spread those reached in proportion to people, by largest remainder, none above its own."""
    total = sum(people.values())
    shares = {commune: divmod(reached * count, total) for commune, count in people.items()}
    counts = {commune: whole for commune, (whole, _) in shares.items()}
    by_rest = sorted(shares, key=lambda commune: (-shares[commune][1], commune))
    for commune in by_rest[: reached - sum(counts.values())]:
        counts[commune] += 1
    return Counter(counts)


def _parts_of_reached(row: dict[str, int | None]) -> None:
    reached = row["reached"] or 0
    for part, percent in (
        ("reached_counselling", 72),
        ("reached_treatment", 34),
        ("reached_rehab", 16),
        ("reached_reintegration", 9),
    ):
        row[part] = reached * percent // 100


@cache
def _touched(unit_id: str) -> frozenset[str]:
    """Communes that ever hold a point, a hotspot or a person of the story."""
    district = load_story().districts[unit_id]
    return frozenset(
        commune
        for measure in ("spots", "hotspots_identified", "addicts", "users", "post_rehab")
        for commune in _sequence(unit_id, measure)[: max(district.totals[measure])]
    )


def _class(commune: str, district: DistrictStory, period: Period) -> int:
    for area in reversed(district.areas):
        if area.commune_id == commune and area.selected <= period:
            recognised = _state(area, period) is AreaState.ACHIEVED
            return COMMUNE_CLASSES.index("có" if recognised else area.area_class) + 1
    cleared = district.cleared.get(commune)
    evils = commune in _touched(district.unit_id) or (cleared is not None and period < cleared)
    return COMMUNE_CLASSES.index("có" if evils else "không") + 1


@cache
def _received_tipoffs(commune: str, period: Period, seed: str) -> int:
    return Random(f"{seed}/{commune}/{period}/tip-offs").choice((0, 0, 0, 1, 1, 2))


def _activities(
    commune: str, period: Period, district: DistrictStory, story: Story
) -> dict[str, int | None]:
    lot = Random(f"{story.seed}/{commune}/{period}/activities")
    sessions = lot.choice((0, 1, 1, 2, 2, 3))
    school = lot.randint(0, sessions)
    offenders = lot.choice((0, 0, 0, 0, 1, 2)) if commune in _touched(district.unit_id) else 0
    tipoffs = _received_tipoffs(commune, period, story.seed)
    before = period.shifted(-1)
    carried = before.year == period.year and before >= story.first
    left = _received_tipoffs(commune, before, story.seed) // 2 if carried else 0
    return {
        "sessions": sessions,
        "participants": sessions * lot.randint(30, 120),
        "school_sessions": school,
        "workplace_sessions": min(sessions - school, int(lot.random() < 0.2)),
        "cases": min(offenders, 1),
        "offenders": offenders,
        "rings": int(offenders == 2 and lot.random() < 0.3),
        "tipoffs_received": tipoffs,
        "tipoffs_resolved": tipoffs - tipoffs // 2 + left,
        "public_incidents": int((commune, period) in district.incidents),
    }


def _state(area: AreaStory, period: Period) -> AreaState:
    """The state of an area in the report of a period."""
    reached = AreaState.UNDER_WAY
    for since, state in (
        (area.not_achieved, AreaState.NOT_ACHIEVED),
        (area.achieved, AreaState.ACHIEVED),
        (area.relapsed, AreaState.RELAPSED),
    ):
        if since is not None and since <= period:
            reached = state
    return reached


def _areas(district: DistrictStory, period: Period, regime: Regime) -> tuple[Area, ...]:
    return tuple(
        _area(area, number, period, regime)
        for number, area in enumerate(district.areas, start=1)
        if area.selected <= period
    )


def _area(area: AreaStory, number: int, period: Period, regime: Regime) -> Area:
    state = _state(area, period)
    row = Area(
        commune_id=area.commune_id,
        cohort=area.cohort,
        selected_on=regime.ends_on(area.selected) - timedelta(days=4),
        area_class=area.area_class,
        state=state,
    )
    if area.achieved is not None and area.achieved <= period:
        decided = regime.ends_on(area.achieved) - timedelta(days=3)
        number_of_decision = f"{number * 37 + area.achieved.month}/QĐ-UBND"
        row = replace(row, decision_no=number_of_decision, decision_on=decided)
    if state is AreaState.RELAPSED and area.relapsed is not None:
        row = replace(row, relapsed_on=regime.ends_on(area.relapsed) - timedelta(days=6))
    return row


def _tasks(
    identity: Identity, regime: Regime, received_on: date, story: Story
) -> tuple[TaskRecord, ...]:
    return tuple(
        _task(task.task_id, task.due_on, identity, received_on, story)
        for task in regime.tasks_shown(identity.period)
    )


def _task(
    task_id: str, due_on: date | None, identity: Identity, received_on: date, story: Story
) -> TaskRecord:
    """Dated tasks are done some days before they are due, late or never where the story slips."""
    if identity.period < story.first:
        return TaskRecord(task_id, TaskState.NOT_STARTED)
    lot = Random(f"{story.seed}/{identity.unit_id}/{task_id}")
    if due_on is None:
        begun = story.first.shifted(lot.randint(0, 8)) <= identity.period
        return TaskRecord(task_id, TaskState.UNDER_WAY if begun else TaskState.NOT_STARTED)
    done_on = due_on - timedelta(days=_days_before(task_id, identity.unit_id, lot))
    if done_on <= received_on:
        return TaskRecord(task_id, TaskState.DONE, done_on)
    near = (due_on - received_on).days <= 60
    return TaskRecord(task_id, TaskState.UNDER_WAY if near else TaskState.NOT_STARTED)


def _days_before(task_id: str, unit_id: str, lot: Random) -> int:
    days: Mapping[tuple[str, str], int] = {
        ("areas-identified", "617"): 0,  # on the last day: the 15th still counts
        ("review-year-2023", "616"): -14,
        ("review-year-2024", "617"): -9,
        ("review-half-year-2025", "616"): -40,
    }
    return days.get((task_id, unit_id), lot.randint(1, 7))


def all_periods(story: Story) -> tuple[Period, ...]:
    """The periods of the story: the base, then every period from first to last."""
    return (story.base, *periods_between(story.first, story.last))
