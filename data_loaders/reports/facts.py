"""Reading the store: what was known at an instant, on one basis, as the types of ``model``.

Everything here filters by the instant *and* by a revision: the first says what counts from when,
the second what the store had learned. With ``upto`` left out, all that is learned so far counts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from data_loaders.forms.declaration import Form
from data_loaders.model import (
    Area,
    Basis,
    Facts,
    Figure,
    Identity,
    ListCell,
    Period,
    Report,
    ReportContent,
    TargetReading,
    TaskRecord,
    TaskState,
)
from data_loaders.model.measures import DeclaredMeasures
from data_loaders.plans.declared import DeclaredPlan, declared
from data_loaders.reports.carried import Carriages, carried
from data_loaders.reports.places import register
from data_loaders.reports.recorded import recorded
from data_loaders.store.database import NEWEST, Keys, Store, instant_of, micros
from data_loaders.store.plan_versions import folder_of, plan_versions


def readings(store: Store, as_of: datetime, *, upto: int = NEWEST) -> tuple[TargetReading, ...]:
    """The recorded readings of ambiguous targets, oldest first."""
    rows = store.rows("readings", as_of=micros(as_of), upto=upto)
    return tuple(
        TargetReading(target, reading, reason, by, instant_of(at))
        for target, reading, reason, by, at in rows
    )


Above = Collection[tuple[str, int]]
"""Measures, each with a number above zero: the communes above it are to be counted."""


def facts(
    store: Store, *, as_of: datetime, basis: Basis, upto: int = NEWEST, above: Above = ()
) -> Facts:
    """All that was known at the instant: every report in force, and what was recorded beside."""
    upto = min(upto, store.revision())  # one state of the store for every query below
    where: dict[str, Any] = {"as_of": micros(as_of), "basis": str(basis), "upto": upto}
    known = store.keys()
    in_force = store.rows("in_force", **where)
    versions = [row[0] for row in in_force]
    sums = _rollup(store, known, versions)
    over = _communes_above(store, known, versions, above)
    classes = _classes(store, known, versions)
    areas = _grouped(store.rows("areas", versions=versions), lambda row: _area(row, known))
    tasks = _grouped(store.rows("tasks", versions=versions), _task)
    sent = {}
    for key, unit_key, period, version, event in in_force:
        sent[key] = Report(
            unit_id=known.unit_id[unit_key],
            period=Period(period),
            version=version,
            confirmed=event == "accepted",
            totals=sums.totals[key],
            blanks=sums.blanks[key],
            classes=classes[key],
            communes_with=sums.positive[key],
            areas=tuple(areas[key]),
            tasks=tuple(tasks[key]),
            communes=sums.communes[key],
            above=over[key],
        )
    reports = {(report.unit_id, report.period): report for report in sent.values()}
    waiting = _not_in_force(store, known, where, reports)
    beside = recorded(store, as_of, upto=upto)
    read = readings(store, as_of, upto=upto)
    plan = _declared(store)
    changed = bool(store.rows("unit_changes", as_of=where["as_of"], upto=upto))
    over_changes: Carriages = {}
    if changed or plan.regime.rearranged:
        units = register(store, as_of, upto=upto)
        over_changes = carried(store, known, units, plan, sent, tuple(above))
    return Facts(
        as_of, basis, reports, read, waiting, beside.published, beside.conclusions, over_changes
    )


def _not_in_force(
    store: Store,
    known: Keys,
    where: Mapping[str, Any],
    in_force: Collection[tuple[str, Period]],
) -> dict[tuple[str, Period], str]:
    """What was received and does not count: whether its newest version waits or was given back."""
    newest = store.rows("newest_events", as_of=where["as_of"], upto=where["upto"])
    events = {
        (known.unit_id[unit_key], Period(period)): "returned" if event == "returned" else "sent"
        for unit_key, period, event in newest
    }
    return {key: event for key, event in events.items() if key not in in_force}


def content(store: Store, version_key: int, identity: Identity) -> ReportContent:
    """One stored version, whole: every cell with its address and its text as typed."""
    cells = store.rows("version_list_cells", version_key=version_key)
    listed = tuple(ListCell(*row) for row in cells)
    return replace(figures_of(store, version_key, identity), list_cells=listed)


def figures_of(store: Store, version_key: int, identity: Identity) -> ReportContent:
    """One stored version without the cells of its lists, which only a trace and a proof read."""
    known = store.keys()
    figures = tuple(
        Figure(known.unit_id[unit], known.measure[measure], value, sheet, cell, text)
        for unit, measure, value, sheet, cell, text in store.rows(
            "version_figures", version_key=version_key
        )
    )
    areas = store.rows("version_areas", version_key=version_key)
    tasks = store.rows("version_tasks", version_key=version_key)
    return ReportContent(
        identity=identity,
        figures=figures,
        areas=tuple(_area(row, known) for row in areas),
        tasks=tuple(_task(row) for row in tasks),
    )


def explanations(store: Store, version_key: int) -> tuple[tuple[str, str], ...]:
    """The warnings of a version as Vietnamese sentences, each with the reason its sender gave."""
    rows = store.rows("explanations", version_key=version_key)
    return tuple((json.loads(finding)["message"], reason) for finding, reason in rows)


def _declared(store: Store) -> DeclaredPlan:
    """The plan in force, as those see it who report."""
    mine = [one for one in plan_versions(store) if one.plan_id == store.settings.get("plan")]
    return declared(folder_of(store, mine[-1]))


def declared_measures(store: Store) -> DeclaredMeasures:
    """What the plan in force declares of the figures that the store holds."""
    return _declared(store).measures


def summed(
    report: ReportContent, form: Form, *, version: int, confirmed: bool, above: Above = ()
) -> Report:
    """A report not stored yet, as the store would sum it: the preview's side of the same sums."""
    totals: dict[str, int] = defaultdict(int)
    blanks: dict[str, int] = defaultdict(int)
    positive: dict[str, int] = defaultdict(int)
    classes: dict[str, int] = defaultdict(int)
    said = form.classes
    for figure in report.figures:
        totals[figure.measure] += figure.value or 0
        blanks[figure.measure] += figure.value is None
        positive[figure.measure] += (figure.value or 0) > 0
        if said is not None and figure.measure == said.code and figure.value is not None:
            classes[said.word(figure.value)] += 1
    return Report(
        unit_id=report.identity.unit_id,
        period=report.identity.period,
        version=version,
        confirmed=confirmed,
        totals=dict(totals),
        blanks=dict(blanks),
        classes=dict(classes),
        communes_with=dict(positive),
        areas=report.areas,
        tasks=report.tasks,
        communes=len({figure.commune_id for figure in report.figures}),
        above={
            (code, number): sum(
                figure.measure == code and (figure.value or 0) > number for figure in report.figures
            )
            for code, number in above
            if code in totals
        },
    )


@dataclass(frozen=True)
class _Rollup:
    """Of each version, what its communes come to: of each measure, and how many they are."""

    totals: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    blanks: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    positive: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    communes: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def _rollup(store: Store, known: Keys, versions: list[int]) -> _Rollup:
    """A commune's row has a cell for every measure, so that each measure has them all."""
    sums = _Rollup()
    for key, measure_key, total, rows, blank, positive in store.rows("rollup", versions=versions):
        code = known.measure[measure_key]
        sums.totals[key][code] = total
        sums.blanks[key][code] = blank
        sums.positive[key][code] = positive
        sums.communes[key] = max(sums.communes[key], rows)
    return sums


def _communes_above(
    store: Store, known: Keys, versions: list[int], above: Above
) -> Mapping[int, dict[tuple[str, int], int]]:
    """What was asked for. Its own statement, over those measures only: asked of nothing, it costs
    nothing, and together with the sums every measure would pay for it.
    """
    counts: dict[int, dict[tuple[str, int], int]] = defaultdict(dict)
    asked = [
        (known.measure_key[code], n) for code, n in sorted(set(above)) if code in known.measure_key
    ]
    if not asked:
        return counts
    measure_keys, numbers = (list(column) for column in zip(*asked, strict=True))
    where = {"versions": versions, "measure_keys": measure_keys, "numbers": numbers}
    for key, measure_key, number, communes in store.rows("communes_above", **where):
        counts[key][known.measure[measure_key], number] = communes
    return counts


def _classes(store: Store, known: Keys, versions: list[int]) -> Mapping[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    classes = declared_measures(store).classifications
    said = classes[-1] if classes else None
    if said is None or said.measure not in known.measure_key:
        return counts
    class_key = known.measure_key[said.measure]
    for key, value, number in store.rows("classes", versions=versions, class_key=class_key):
        counts[key][said.word(value)] = number
    return counts


def _grouped(rows: list[tuple[Any, ...]], make: Any) -> Mapping[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(make(row))
    return groups


def _area(row: tuple[Any, ...], known: Keys) -> Area:
    _, unit_key, cohort, selected, area_class, state, *rest = row
    number, decided, relapsed, note, sheet, at = rest
    return Area(
        commune_id=known.unit_id[unit_key],
        cohort=cohort,
        selected_on=selected,
        area_class=area_class,
        state=state,
        decision_no=number,
        decision_on=decided,
        relapsed_on=relapsed,
        note=note,
        sheet=sheet,
        row=at,
    )


def _task(row: tuple[Any, ...]) -> TaskRecord:
    _, task_id, state, completed, note, sheet, at = row
    return TaskRecord(task_id, TaskState(state), completed, note, sheet, at)
