"""Where the store and the verdicts meet: the cached reads of figures.

A cache's first key is a moment: the store's revision, which moves with every write and with nothing
else, so that nothing needs clearing, the as-of instant and the one that counts as now. Nothing read
for it looks past any of the three. The other keys and what is kept are as
:mod:`pages.ui.reads.cache` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.demonstration import mark_of
from data_loaders.accounts.permissions import Actor, Scope
from data_loaders.accounts.sessions import Sessions
from data_loaders.model import Basis, Facts, Moment, Period, Register, Rules
from data_loaders.model.errors import MonitorError, RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.model.submissions import StatusRow
from data_loaders.reports import facts as store_facts
from data_loaders.reports import history
from data_loaders.service.access import Note, limited
from data_loaders.service.context import Context, open_context
from data_loaders.service.meetings import frozen_plan, frozen_regime
from kpis import areas as area_lists
from kpis import cohorts as cohort_lists
from kpis import scorecard as judgement
from kpis.charts import spans, steps
from kpis.charts.frame import Chart
from kpis.commune_numbers import commune_numbers
from kpis.counts import Counts
from kpis.frozen.document import Document, DocumentError
from kpis.frozen.document import read as read_document
from kpis.model import Language, Plan, Result, Scorecard
from kpis.plan.read import PlanError, parse_frozen_plan
from kpis.stored.plans import plan_in
from kpis.watched import WatchedFigure
from kpis.watched import watched as judge_watched
from pages.ui.reads.cache import kept

Only = tuple[str, ...] | None
"""The localities somebody may see, as a cache's key; None: all of them."""


@kept(1)
def context() -> Context:
    """The open store of this server.

    Raises a one-sentence error, and is asked again next time.
    """
    return open_context()


@kept(1)
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


@kept(64)
def _frozen_plan(rules: Rules) -> Plan:
    """The plan a meeting was judged by, with its calendar, from the files the store keeps.

    Raises :class:`RefusedError` when this program can no longer read it.
    """
    opened = context()
    regime = frozen_regime(opened.store, rules, opened.regime)
    try:
        return parse_frozen_plan(frozen_plan(opened.store, rules), "plan.toml", regime)
    except PlanError as error:
        raise RefusedError(f"không đọc được kế hoạch lưu lúc chốt số liệu: {error}") from error


def plan_of(moment: Moment) -> Plan:
    """The plan that figures of this moment are judged by; its calendar goes with it."""
    if moment.rules is not None:
        return _frozen_plan(moment.rules)
    return plan_in(context().plan_folder(moment.as_of, upto=moment.revision))


@kept(16)
def _document(rules: Rules) -> Document:
    """The document of the meeting that kept these. Raises :class:`RefusedError` when it cannot be
    read."""
    opened = context()
    try:
        return read_document(opened.store.original(rules.document_sha256), _frozen_plan(rules))
    except DocumentError as error:
        raise RefusedError(str(error)) from error


def document(moment: Moment, basis: Basis) -> Document | None:
    """What the meeting kept that froze the figures of that moment; None of any other moment."""
    if moment.rules is None or not moment.rules.document_sha256:
        return None
    found = _document(moment.rules)
    return found if found.of(moment.as_of, basis) else None


@kept(64)
def register(moment: Moment) -> Register:
    """The register of localities at a moment."""
    return context().register(moment.as_of, upto=moment.revision)


@kept(64)
def first_seen(revision: int, today: date) -> datetime:
    """The instant that stands for "now" until the store or the day changes.

    Nothing else moves a verdict, a due date or a count of days, so figures as of now can be cached.
    """
    return context().now()


@kept(64)
def facts(moment: Moment, basis: Basis, only: Only = None) -> Facts:
    """All that was known at a moment on one basis; ``only``: of these localities."""
    if only is not None:
        return limited(facts(moment, basis), Scope(frozenset(only)))
    above = commune_numbers(plan_of(moment))
    return store_facts.facts(
        context().store, as_of=moment.as_of, basis=basis, upto=moment.revision, above=above
    )


@kept(64)
def default_period(moment: Moment, basis: Basis) -> Period:
    """The period shown when the address names none."""
    known = facts(moment, basis)
    return judgement.default_period(known, plan_of(moment), register(moment))


@kept(256)
def scorecard(moment: Moment, basis: Basis, period: Period, only: Only = None) -> Scorecard:
    """Every verdict of a period; ``only``: of these localities.

    Of a meeting as its document has them: nothing is judged again.
    """
    kept_there = document(moment, basis)
    found = None if kept_there is None else kept_there.limited(period, only)
    if found is not None:
        return found
    known = facts(moment, basis, only)
    plan, units = plan_of(moment), register(moment)
    return judgement.scorecard(known, plan, units, period=period, now=moment.now, units=only)


@kept(8)
def counts(moment: Moment, basis: Basis) -> Counts:
    """The sums behind the verdicts, for the ways of many figures.

    Not frozen: it remembers each sum, and whoever asks at the same time remembers the same.
    """
    return Counts(facts(moment, basis), plan_of(moment), register(moment))


def course(
    moment: Moment, basis: Basis, period: Period, unit_id: str, target_id: str
) -> tuple[Result, ...]:
    """A figure's verdicts up to a period, all seen with the same as-of and basis."""
    kept_there = document(moment, basis)
    if kept_there is not None and period in kept_there.cards:
        return kept_there.course(unit_id, target_id, period)
    known = counts(moment, basis)
    return judgement.course(known, unit_id=unit_id, target_id=target_id, upto=period)


@kept(64)
def status(moment: Moment) -> Mapping[tuple[str, Period], StatusRow]:
    """Timeliness of every locality and period begun."""
    rows = history.status(
        context().store,
        register=register(moment),
        regime=plan_of(moment).regime,
        as_of=moment.as_of,
        upto=moment.revision,
    )
    return {(row.unit_id, row.period): row for row in rows}


@kept(256)
def watched(
    moment: Moment, basis: Basis, period: Period, unit_id: str
) -> tuple[WatchedFigure, ...]:
    """The measures shown without a verdict."""
    known, units = facts(moment, basis), register(moment)
    return judge_watched(known, plan_of(moment), units, period=period, unit_id=unit_id)


@dataclass(frozen=True, slots=True)
class Told:
    """A finished figure and the sentence that says the same."""

    chart: Chart
    sentence: str


@kept(256)
def cohorts(moment: Moment, basis: Basis, period: Period, unit_id: str) -> cohort_lists.Cohorts:
    """Areas by the year in which they were chosen, of the province or a locality."""
    known, units = facts(moment, basis), register(moment)
    return cohort_lists.cohorts(known, plan_of(moment), units, period=period, unit_id=unit_id)


@kept(256)
def cohort_chart(
    moment: Moment,
    basis: Basis,
    period: Period,
    unit_id: str,
    language: Language,
) -> Told | None:
    """The cohorts as steps; None where no area has been chosen."""
    found = cohorts(moment, basis, period, unit_id)
    if not found.cohorts or not found.periods:
        return None
    return Told(steps.draw(found, language), steps.sentence(found, language))


@kept(256)
def areas(moment: Moment, basis: Basis, period: Period, unit_id: str) -> area_lists.AreaWays:
    """The areas of a locality with their states in every period so far."""
    known = facts(moment, basis)
    return area_lists.area_ways(known, plan_of(moment).regime, unit_id=unit_id, upto=period)


@kept(256)
def area_drawing(
    moment: Moment,
    basis: Basis,
    period: Period,
    unit_id: str,
    language: Language,
) -> str:
    """Those states as bars; empty where the locality has no area."""
    found = areas(moment, basis, period, unit_id)
    if not found.ways:
        return ""
    names = {unit.unit_id: unit.full_name for unit in register(moment).units}
    return spans.draw(found, names, language)
