"""Where the store and the verdicts meet: the cached reads; those of duties are in ``duty_reads``.

A cache's first key is the store's revision, which moves with every write and with nothing else, so
that nothing needs clearing; the other keys are ids, dates, enums and periods, never a text somebody
typed. What is cached are frozen values, shared between sessions as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import streamlit as st

from data_loaders import facts as store_facts
from data_loaders import journal
from data_loaders.access import Note, limited
from data_loaders.accounts import Accounts
from data_loaders.accounts_trail import By
from data_loaders.context import Context, open_context
from data_loaders.demo_accounts import mark_of
from data_loaders.errors import MonitorError
from data_loaders.journal import StatusRow
from data_loaders.model import Basis, Facts, Period, Register
from data_loaders.permissions import Actor, Scope
from data_loaders.sessions import Sessions
from data_loaders.settings import read_settings
from kpis import areas as area_lists
from kpis import cohorts as cohort_lists
from kpis import scorecard as judgement
from kpis.charts import dots, spans, steps
from kpis.charts.frame import Chart
from kpis.charts.progress import draw
from kpis.charts.track import Track, track_of
from kpis.comparison import compare
from kpis.model import Language, Plan, Scorecard
from kpis.plan import load_plan
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
    PRESENTATION = "presentation"


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


@dataclass(frozen=True, slots=True)
class Told:
    """A finished figure and the sentence that says the same."""

    chart: Chart
    sentence: str


@st.cache_resource(show_spinner=False, max_entries=256)
def comparison_chart(
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    target_id: str,
    language: Language,
) -> Told | None:
    """The localities of a target as dots; None where nobody can be compared."""
    card = scorecard(revision, as_of, basis, period)
    province, *localities = card.of_target(target_id)
    names = {unit.unit_id: unit.full_name for unit in register(revision, as_of).units}
    compared = compare(localities, _plan())
    found = dots.dots_of(compared, province, names, _plan(), language)
    if found is None:
        return None
    return Told(dots.draw(found, language), dots.sentence(found, language))


@st.cache_resource(show_spinner=False, max_entries=256)
def cohorts(
    revision: int, as_of: datetime, basis: Basis, period: Period, unit_id: str
) -> cohort_lists.Cohorts:
    """Areas by the year in which they were chosen, of the province or a locality."""
    known, units = facts(revision, as_of, basis), register(revision, as_of)
    return cohort_lists.cohorts(known, _plan(), units, period=period, unit_id=unit_id)


@st.cache_resource(show_spinner=False, max_entries=256)
def cohort_chart(
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    unit_id: str,
    language: Language,
) -> Told | None:
    """The cohorts as steps; None where no area has been chosen."""
    found = cohorts(revision, as_of, basis, period, unit_id)
    if not found.cohorts or not found.periods:
        return None
    return Told(steps.draw(found, language), steps.sentence(found, language))


@st.cache_resource(show_spinner=False, max_entries=256)
def areas(
    revision: int, as_of: datetime, basis: Basis, period: Period, unit_id: str
) -> area_lists.AreaWays:
    """The areas of a locality with their states in every period so far."""
    known = facts(revision, as_of, basis)
    return area_lists.area_ways(known, context().regime, unit_id=unit_id, upto=period)


@st.cache_resource(show_spinner=False, max_entries=256)
def area_chart(
    revision: int,
    as_of: datetime,
    basis: Basis,
    period: Period,
    unit_id: str,
    language: Language,
) -> Told | None:
    """Those states as bars; None where the locality has no area."""
    found = areas(revision, as_of, basis, period, unit_id)
    if not found.ways:
        return None
    names = {unit.unit_id: unit.full_name for unit in register(revision, as_of).units}
    return Told(spans.draw(found, names, language), spans.sentence(found, names, language))
