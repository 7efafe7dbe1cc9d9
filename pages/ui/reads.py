"""Where the store and the verdicts meet, and the only cached reads.

A cache's first key is the store's revision, which moves with every write and with nothing else, so
that nothing needs clearing; the other keys are ids, dates, enums and periods, never a text somebody
typed. What is cached are frozen values, shared between sessions as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

import streamlit as st

from data_loaders import facts as store_facts
from data_loaders import journal
from data_loaders.access import Note, limited
from data_loaders.accounts import Accounts
from data_loaders.accounts_trail import By
from data_loaders.cells import SourceCell
from data_loaders.cells import cells as source_cells
from data_loaders.context import Context, open_context
from data_loaders.demo_accounts import mark_of
from data_loaders.errors import MonitorError
from data_loaders.journal import StatusRow
from data_loaders.model import Basis, Facts, Identity, Period, Register
from data_loaders.permissions import Actor, Scope
from data_loaders.sessions import Sessions
from data_loaders.settings import read_settings
from kpis import scorecard as judgement
from kpis.charts.progress import Chart, draw
from kpis.charts.timeline import Timeline, timeline_of
from kpis.charts.timeline import draw as draw_timeline
from kpis.charts.track import Track, track_of
from kpis.model import Language, Plan, Scorecard
from kpis.plan import load_plan
from kpis.reporting import Delivery, Return
from kpis.tasks import TaskRow
from kpis.tasks import task_rows as judge_tasks
from kpis.watched import WatchedFigure
from kpis.watched import watched as judge_watched

Only = tuple[str, ...] | None
"""The localities somebody may see, as a cache's key; None: all of them."""


@st.cache_resource(show_spinner=False)
def context() -> Context:
    """The open store of this server. Raises a one-sentence error, and is asked again next time."""
    return open_context()


@st.cache_resource(show_spinner=False)
def sessions() -> Sessions:
    """Who is in. Only the database's connections are kept: a session is read anew at every run."""
    return Sessions(Accounts.open(read_settings()), _mark)


def noter(actor: Actor, origin: str) -> Note:
    """What notes this person's doings in the trail of those who came in."""

    def note(action: str, subject: str, outcome: str) -> None:
        sessions().accounts.note(By(actor.name, origin), action, subject, outcome=outcome)

    return note


def _mark() -> str | None:
    """What names a demonstration store: its accounts are let in there and nowhere else."""
    try:
        return mark_of(context().store)
    except MonitorError:
        return None


@st.cache_resource(show_spinner=False)
def plan(name: str) -> Plan:
    """The plan of that name for the regime of this server's store."""
    return load_plan(name, context().regime)


@st.cache_resource(show_spinner=False, max_entries=64)
def register(revision: int, as_of: datetime) -> Register:
    """The register of localities at an instant."""
    return context().register(as_of)


@st.cache_resource(show_spinner=False, max_entries=64)
def first_seen(revision: int, today: date) -> datetime:
    """The instant that stands for "now" until the store or the day changes.

    Nothing else moves a verdict, a due date or a count of days, so figures as of now can be cached.
    """
    return context().now()


@st.cache_resource(show_spinner=False, max_entries=64)
def facts(revision: int, as_of: datetime, basis: Basis, only: Only = None) -> Facts:
    """All that was known at an instant on one basis; ``only``: of these localities."""
    if only is not None:
        return limited(facts(revision, as_of, basis), Scope(frozenset(only)))
    return store_facts.facts(context().store, as_of=as_of, basis=basis, upto=revision)


@st.cache_resource(show_spinner=False, max_entries=64)
def default_period(revision: int, as_of: datetime, basis: Basis) -> Period:
    """The period shown when the address names none."""
    known = facts(revision, as_of, basis)
    return judgement.default_period(known, _plan(), register(revision, as_of))


@st.cache_resource(show_spinner=False, max_entries=256)
def scorecard(
    revision: int, as_of: datetime, basis: Basis, period: Period, only: Only = None
) -> Scorecard:
    """Every verdict of a period; ``only``: of these localities."""
    known = facts(revision, as_of, basis, only)
    now = first_seen(revision, context().now().date())
    units = register(revision, as_of)
    return judgement.scorecard(known, _plan(), units, period=period, now=now, units=only)


@st.cache_resource(show_spinner=False, max_entries=8)
def history(revision: int, as_of: datetime, basis: Basis) -> Mapping[Period, Scorecard]:
    """Every verdict of every period so far, all seen with the same as-of and basis."""
    known = facts(revision, as_of, basis)
    now = first_seen(revision, context().now().date())
    return judgement.history(known, _plan(), register(revision, as_of), now=now)


@st.cache_resource(show_spinner=False, max_entries=64)
def status(revision: int, as_of: datetime) -> Mapping[tuple[str, Period], StatusRow]:
    """Timeliness of every locality and period begun."""
    opened = context()
    rows = journal.status(
        opened.store, register=register(revision, as_of), regime=opened.regime, as_of=as_of
    )
    return {(row.unit_id, row.period): row for row in rows}


@st.cache_resource(show_spinner=False, max_entries=256)
def watched(
    revision: int, as_of: datetime, basis: Basis, period: Period, unit_id: str
) -> tuple[WatchedFigure, ...]:
    """The measures shown without a verdict."""
    known, units = facts(revision, as_of, basis), register(revision, as_of)
    return judge_watched(known, _plan(), units, period=period, unit_id=unit_id)


@st.cache_resource(show_spinner=False, max_entries=2048)
def track(
    revision: int, as_of: datetime, basis: Basis, period: Period, unit_id: str, target_id: str
) -> Track | None:
    """The way of one figure to its deadline; ids are the register's and the plan's, never typed."""
    cards = history(revision, as_of, basis)
    results = [
        card.of(unit_id, target_id)
        for at, card in cards.items()
        if at <= period and unit_id in card.units
    ]
    return track_of(results, _plan().target(target_id), _plan())


@st.cache_resource(show_spinner=False, max_entries=2048)
def progress_chart(
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    unit_id: str,
    target_id: str,
    language: Language,
) -> Chart | None:
    """The finished figure of a track, drawn once for everybody."""
    found = track(revision, as_of, basis, period, unit_id, target_id)
    return None if found is None else draw(found, language)


class Drawn(StrEnum):
    """Parts of pages that are drawn once and kept."""

    PROVINCE = "province"
    MATRIX = "matrix"
    TILES = "tiles"
    EXCEPTIONS = "exceptions"


@st.cache_resource(show_spinner=False, max_entries=256)
def drawn(
    part: Drawn,
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    language: Language,
    named: tuple[bool, bool],
    detail: str,
    _draw: Callable[[], str],
) -> str:
    """The finished HTML of a part. ``named``: whether the address itself says period and as-of,
    which its links carry on. ``detail``: a target's id or the name of an order, never typed."""
    return _draw()


def _plan() -> Plan:
    return plan(context().settings.plan)


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
