"""The cached reads of reports due and of tasks; keys as in :mod:`pages.ui.reads`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from data_loaders import journal
from data_loaders.cells import SourceCell
from data_loaders.cells import cells as source_cells
from data_loaders.model import Basis, Identity, Period
from kpis.charts.frame import Chart
from kpis.charts.timeline import Timeline, timeline_of
from kpis.charts.timeline import draw as draw_timeline
from kpis.model import Language
from kpis.reporting import Delivery, Return
from kpis.tasks import TaskRow
from kpis.tasks import task_rows as judge_tasks
from pages.ui.reads import context, facts, register, status


@st.cache_resource(show_spinner=False, max_entries=64)
def deliveries(revision: int, as_of: datetime) -> tuple[Delivery, ...]:
    """Every report expected by that instant, in register order, the oldest period first."""
    regime, units = context().regime, register(revision, as_of).by_id
    accepted = facts(revision, as_of, Basis.ACCEPTED).reports
    given_back = _given_back(as_of)
    order = {unit_id: number for number, unit_id in enumerate(units)}
    rows = sorted(
        status(revision, as_of).values(), key=lambda row: (order[row.unit_id], row.period)
    )
    return tuple(
        Delivery(
            unit_id=row.unit_id,
            period=row.period,
            due_on=regime.day_of(row.due_at),
            timeliness=row.timeliness,
            days_late=row.days_late,
            received_on=None if row.received_at is None else regime.day_of(row.received_at),
            accepted=(row.unit_id, row.period) in accepted,
            returned=given_back.get((row.unit_id, row.period)),
        )
        for row in rows
    )


def _given_back(as_of: datetime) -> Mapping[tuple[str, Period], Return]:
    """The reports whose newest version was returned, with the day and the reason."""
    opened = context()
    newest = {v.identity: v for v in journal.versions(opened.store, as_of=as_of)}
    return {
        (identity.unit_id, identity.period): Return(
            opened.regime.day_of(version.events[-1].at), version.events[-1].reason
        )
        for identity, version in newest.items()
        if version.last == journal.RETURNED
    }


@st.cache_resource(show_spinner=False, max_entries=64)
def task_rows(
    revision: int, as_of: datetime, basis: Basis, period: Period, units: tuple[str, ...]
) -> tuple[TaskRow, ...]:
    """The tasks of a period in these localities (ids of the register), the most urgent first."""
    regime = context().regime
    known = facts(revision, as_of, basis)
    today = regime.day_of(as_of)
    return judge_tasks(known, regime.tasks_shown(period), units, upto=period, today=today)


@st.cache_resource(show_spinner=False, max_entries=64)
def task_timeline(
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    units: tuple[str, ...],
    language: Language,
) -> tuple[Timeline, Chart] | None:
    """The tasks' timeline as data and as the finished figure."""
    rows = task_rows(revision, as_of, basis, period, units)
    found = timeline_of(rows, today=context().regime.day_of(as_of), language=language)
    return None if found is None else (found, draw_timeline(found, language))


@st.cache_resource(show_spinner=False, max_entries=1024)
def task_cells(
    revision: int, as_of: datetime, identity: Identity, version: int, task_id: str
) -> tuple[SourceCell, ...]:
    """The cells in which one version says how a task stands; ids are the store's, never typed."""
    return source_cells(
        context().store, identity, version, measure="", task_id=task_id, as_of=as_of
    )
