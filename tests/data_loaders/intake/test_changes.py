"""What the preview shows is what sending stores: the same changes, sums and effects."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.intake.changes import Change, changes
from data_loaders.model import Area, Basis, ReportContent, TaskRecord, TaskState
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import content, facts, summed
from data_loaders.reports.history import versions
from data_loaders.reports.preview import Preview
from data_loaders.service.context import Context, open_context
from kpis.effects import effects
from kpis.scorecard import scorecard
from tests.data_loaders.sent_forms import (
    AREAS,
    DAK_XU,
    FORM,
    NGOC_HOI,
    OURS,
    PERIOD,
    PO_Y,
    REGIME,
    usual,
)
from tests.data_loaders.stores import LATER, at, decide, look, put
from tests.plan_files import load_plan
from tests.words_of_the_plan import AreaState

ON_BOTH_STORES = True

Place = tuple[str, str, str, int | None]


# Two reports, cell by cell


def told(old: ReportContent | None, new: ReportContent) -> list[tuple[Any, ...]]:
    return [(c.part, c.subject, c.item, c.old, c.new) for c in changes(old, new)]


def test_a_report_that_differs_in_nothing_changes_nothing() -> None:
    assert changes(usual(), usual()) == ()


def test_where_a_cell_stands_is_no_change() -> None:
    moved = replace(usual(), areas=tuple(replace(a, sheet="S", row=9) for a in usual().areas))
    assert changes(usual(), moved) == ()


def test_figures_change_from_a_value_to_a_value_or_a_blank() -> None:
    new = usual(changed={(PO_Y, "addicts"): 13, (PO_Y, "post_rehab"): None})
    assert told(usual(), new) == [
        ("figure", PO_Y, "addicts", 12, 13),
        ("figure", PO_Y, "post_rehab", 3, None),
    ]
    assert told(new, usual()) == [
        ("figure", PO_Y, "addicts", 13, 12),
        ("figure", PO_Y, "post_rehab", None, 3),
    ]


def test_zero_is_no_blank() -> None:
    zero, blank = (usual(changed={(PO_Y, "cases"): value}) for value in (0, None))
    assert told(blank, zero) == [("figure", PO_Y, "cases", None, 0)]


def test_a_new_report_changes_every_cell_that_says_something() -> None:
    new = usual(changed={(PO_Y, "cases"): None})
    figures = [change for change in changes(None, new) if change.part == "figure"]
    assert len(figures) == len(new.figures) - 1
    assert all(change.old is None for change in changes(None, new))


def test_an_area_changes_column_by_column_and_a_cohort_is_a_row_of_its_own() -> None:
    first, second = AREAS
    relapsed = replace(first, state=AreaState.RELAPSED, relapsed_on=date(2025, 10, 1))
    again = Area(first.commune_id, 2025, date(2025, 10, 2), "I", AreaState.UNDER_WAY)
    new = replace(usual(), areas=(relapsed, second, again))
    found = changes(usual(), new)
    assert [(c.cohort, c.item, c.old, c.new) for c in found] == [
        (2024, "state", AreaState.ACHIEVED, AreaState.RELAPSED),
        (2024, "relapsed_on", None, date(2025, 10, 1)),
        (2025, "commune_id", None, first.commune_id),
        (2025, "cohort", None, 2025),
        (2025, "selected_on", None, date(2025, 10, 2)),
        (2025, "area_class", None, "I"),
        (2025, "state", None, AreaState.UNDER_WAY),
    ]


def test_a_task_that_is_done_changes_its_state_and_its_date() -> None:
    *rest, last = usual().tasks
    done = replace(last, state=TaskState.DONE, completed_on=date(2025, 10, 9))
    assert told(usual(), replace(usual(), tasks=(*rest, done))) == [
        ("task", last.task_id, "state", TaskState.UNDER_WAY, TaskState.DONE),
        ("task", last.task_id, "completed_on", None, date(2025, 10, 9)),
    ]


# Preview and store, for any reports

COMMUNES = sorted({figure.commune_id for figure in usual().figures})
FREE: Mapping[str, st.SearchStrategy[int | None]] = {
    "addicts": st.integers(8, 40),
    "users": st.integers(8, 40),
    "reached": st.integers(9, 15),
    "hotspots_identified": st.integers(1, 9),
    "commune_class": st.integers(1, 4),
    "public_incidents": st.integers(0, 1),
    "post_rehab": st.none() | st.integers(0, 9),
    "cases": st.none() | st.integers(0, 9),
    "participants": st.none() | st.integers(0, 10**6),
}
"""Measures whose values may be anything here without breaking a rule of the form."""

edited_figures = st.lists(st.tuples(st.sampled_from(COMMUNES), st.sampled_from(list(FREE))))
states_of_po_y = st.sampled_from([AreaState.UNDER_WAY, AreaState.NOT_ACHIEVED])
notes = st.none() | st.sampled_from(["Giáp biên giới", "đã rà soát"])


@st.composite
def reports(draw: st.DrawFn) -> ReportContent:
    """The usual report, with some cells, areas and tasks as they might also have been."""
    changed = {place: draw(FREE[place[1]]) for place in draw(edited_figures)}
    first, second = AREAS
    areas = [first, replace(second, state=draw(states_of_po_y), note=draw(notes))]
    if draw(st.booleans()):
        cohort = draw(st.sampled_from([2024, 2025]))
        areas.append(Area(DAK_XU, cohort, date(2025, 2, 1), "III", AreaState.UNDER_WAY))
    tasks = list(usual().tasks)
    for number in draw(st.sets(st.integers(1, len(tasks) - 1), max_size=3)):
        done_on = date(2025, 10, draw(st.integers(1, 9)))
        tasks[number] = replace(tasks[number], state=TaskState.DONE, completed_on=done_on)
    return replace(usual(changed=changed), areas=tuple(areas), tasks=tuple(tasks))


def cells(report: ReportContent | None) -> dict[Place, Any]:
    """Everything a report says, place by place, read without the code under test."""
    if report is None:
        return {}
    said: dict[Place, Any] = {
        ("figure", f.commune_id, f.measure, None): f.value for f in report.figures
    }
    rows: list[tuple[str, str, int | None, Area | TaskRecord]] = [
        *(("area", area.commune_id, area.cohort, area) for area in report.areas),
        *(("task", task.task_id, None, task) for task in report.tasks),
    ]
    for part, subject, cohort, row in rows:
        for name in {field.name for field in fields(row)} - {"sheet", "row"}:
            said[part, subject, name, cohort] = getattr(row, name)
    return {place: value for place, value in said.items() if value is not None}


def difference(old: ReportContent | None, new: ReportContent) -> dict[Place, tuple[Any, Any]]:
    before, after = cells(old), cells(new)
    return {
        place: (before.get(place), after.get(place))
        for place in before.keys() | after.keys()
        if before.get(place) != after.get(place)
    }


def as_places(found: tuple[Change, ...]) -> dict[Place, tuple[Any, Any]]:
    places = {(c.part, c.subject, c.item, c.cohort): (c.old, c.new) for c in found}
    assert len(places) == len(found)  # no place is told twice
    return places


def kept_before_and_after(context: Context, seen: Preview) -> list[ReportContent | None]:
    """The version a preview was compared with, and the newest one, as the store holds them."""
    group = {version.version: version.key for version in versions(context.store)}
    numbers = (seen.against, max(group))
    return [
        None if number is None else content(context.store, group[number], OURS)
        for number in numbers
    ]


def keeps_its_word(context: Context, report: ReportContent) -> None:
    """Send a report; what was foreseen of it is what the store and the scorecard then say."""
    seen = look(context, report, at(16))
    if seen.already is not None or seen.content is None:
        return
    assert seen.sendable, [finding.code for finding in seen.findings]
    plan, register = load_plan("kh3220", REGIME), context.register()
    known = facts(context.store, as_of=LATER, basis=Basis.SUBMITTED)
    expected = summed(seen.content, FORM, version=len(versions(context.store)) + 1, confirmed=False)
    foreseen = effects(known, expected, plan, register, now=LATER)

    put(context, report, at(16))
    old, new = kept_before_and_after(context, seen)
    assert new is not None
    assert as_places(seen.changes) == difference(old, new)
    known = facts(context.store, as_of=LATER, basis=Basis.SUBMITTED)
    assert known.report(NGOC_HOI, PERIOD) == expected
    card = scorecard(known, plan, register, period=PERIOD, now=LATER, units=[NGOC_HOI])
    assert tuple(effect.after for effect in foreseen) == card.results


decisions = st.sampled_from(["accepted", "returned", None])
pasts = st.lists(st.tuples(reports(), decisions), min_size=1, max_size=3)


@settings(max_examples=12)
@given(pasts)
def on_top_of_any_past(store: Path, past: list[tuple[ReportContent, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        path = shutil.copy(store, folder)
        context = open_context(read_settings({"MONITOR_STORE": path}))
        with context.store:
            for report, decision in past:
                keeps_its_word(context, report)
                newest = versions(context.store)[-1]
                if decision is not None and newest.state == "sent":
                    decide(context, decision, at(17))


def test_what_was_previewed_is_what_is_stored_summed_and_judged(store: Path) -> None:
    on_top_of_any_past(store)
