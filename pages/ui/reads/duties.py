"""The cached reads of reports due and of tasks; keys as in :mod:`pages.ui.reads.figures`."""

from __future__ import annotations

from data_loaders.model import Basis, Identity, Moment, Period
from data_loaders.model.submissions import SourceCell
from data_loaders.reports import history
from data_loaders.reports.cells import cells as source_cells
from kpis.charts.frame import Chart
from kpis.charts.timeline import Timeline, timeline_of
from kpis.charts.timeline import draw as draw_timeline
from kpis.completeness import Delivery, deliveries_of
from kpis.model import Language
from kpis.tasks import TaskRow
from kpis.tasks import task_rows as judge_tasks
from pages.ui.reads.cache import kept
from pages.ui.reads.figures import context, facts, plan_of, register, status


@kept(64)
def deliveries(moment: Moment) -> tuple[Delivery, ...]:
    """Every report expected by that moment, in register order, the oldest period first."""
    known = history.versions(context().store, as_of=moment.as_of, upto=moment.revision)
    return deliveries_of(
        status(moment).values(),
        register(moment).by_id,
        facts(moment, Basis.ACCEPTED).reports,
        history.given_back(known),
        plan_of(moment).regime,
    )


@kept(64)
def task_rows(
    moment: Moment, basis: Basis, period: Period, units: tuple[str, ...]
) -> tuple[TaskRow, ...]:
    """The tasks of a period in these localities (ids of the register), the most urgent first."""
    regime = plan_of(moment).regime
    known = facts(moment, basis)
    today = regime.day_of(moment.as_of)
    return judge_tasks(known, regime.tasks_shown(period), units, upto=period, today=today)


@kept(64)
def task_timeline(
    moment: Moment,
    basis: Basis,
    period: Period,
    units: tuple[str, ...],
    language: Language,
) -> tuple[Timeline, Chart] | None:
    """The tasks' timeline as data and as the finished figure."""
    rows = task_rows(moment, basis, period, units)
    found = timeline_of(rows, today=plan_of(moment).regime.day_of(moment.as_of), language=language)
    return None if found is None else (found, draw_timeline(found, language))


@kept(1024)
def task_cells(
    moment: Moment, identity: Identity, version: int, task_id: str
) -> tuple[SourceCell, ...]:
    """The cells in which one version says how a task stands; ids are the store's, never typed."""
    return source_cells(
        context().store,
        identity,
        version,
        measure="",
        task_id=task_id,
        as_of=moment.as_of,
        upto=moment.revision,
    )
