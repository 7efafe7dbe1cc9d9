"""Cached reads of why figures moved: keyed like all others by moments, never by a text."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.accounts.permissions import Scope
from data_loaders.model import Correction, Identity, Moment, Past
from data_loaders.reports import cells
from data_loaders.service import corrections as stored
from data_loaders.service.corrections import End
from kpis.charts import waterfall
from kpis.frozen.document import Since
from kpis.model import Language
from kpis.movement.decomposition import Measure, Movement, Side
from kpis.movement.decomposition import movement as work_out
from kpis.movement.parts import Names
from pages.ui.reads import figures
from pages.ui.reads.cache import kept
from pages.ui.reads.figures import Only, Told


@kept(64)
def corrections(before: End, after: End, only: Only) -> tuple[Correction, ...]:
    """The cells in which the reports in force at two ends differ; ``only``: of these localities."""
    return stored.corrections(figures.context().store, before, after, scope=_scope(only))


@kept(64)
def past(before: End, after: End, only: Only) -> Past:
    """What became of every report by the later of two ends; ``only``: of these localities."""
    return stored.past(figures.context().store, before, after, scope=_scope(only))


def _scope(only: Only) -> Scope:
    return Scope(None if only is None else frozenset(only))


def _side(end: End, only: Only) -> Side:
    return Side(
        facts=figures.facts(end.moment, end.basis, only),
        plan=figures.plan_of(end.moment),
        register=figures.register(end.moment),
        period=end.period,
        revision=end.moment.revision,
    )


@kept(1024)
def movement(before: End, after: End, unit_id: str, target_id: str, only: Only) -> Movement:
    """Why one figure moved; ids are the register's and the plan's, never typed.

    What a meeting was first compared with it has kept; any other end is worked out.
    """
    kept_there = figures.document(after.moment, after.basis)
    if kept_there is not None and after.period == kept_there.period:
        since = Since(before.moment.revision, before.moment.as_of, before.basis, before.period)
        found = kept_there.movements.get((since, unit_id, target_id))
        if found is not None:
            return found
    return work_out(
        _side(before, only),
        _side(after, only),
        corrections(before, after, only),
        past(before, after, only),
        unit_id=unit_id,
        target_id=target_id,
    )


@kept(512)
def communes_moved(
    before: End, after: End, unit_id: str, measure: str
) -> tuple[tuple[str, int, int], ...]:
    """The communes of a locality whose number of a measure differs between the reports in force at
    two ends: which, from what to what. Empty where an end has no report of it."""
    then, now = (_numbers(end, unit_id, measure) for end in (before, after))
    if not then or not now:
        return ()
    return tuple(
        (commune, then.get(commune, 0), number)
        for commune, number in now.items()
        if then.get(commune, 0) != number
    )


def _numbers(end: End, unit_id: str, measure: str) -> Mapping[str, int]:
    """Commune → what its locality's report of that end says of the measure."""
    report = figures.facts(end.moment, end.basis).report(unit_id, end.period)
    if report is None:
        return {}
    found = cells.cells(
        figures.context().store,
        Identity(unit_id, end.period),
        report.version,
        measure=measure,
        as_of=end.moment.as_of,
        upto=end.moment.revision,
    )
    return {one.commune: one.value or 0 for one in found if one.commune is not None}


@kept(64)
def names(moment: Moment, language: Language) -> Names:
    """What localities, tasks and the form's cells are called."""
    return Names.of(
        figures.register(moment),
        figures.plan_of(moment).regime,
        stored.headings(figures.context().editions),
        language,
    )


@kept(256)
def waterfall_chart(
    before: End,
    after: End,
    unit_id: str,
    target_id: str,
    only: Only,
    measure: Measure,
    language: Language,
) -> Told | None:
    """The steps of one number, drawn and told; None where nothing moved it."""
    found = waterfall.waterfall_of(
        movement(before, after, unit_id, target_id, only),
        measure,
        names(after.moment, language),
        language,
        figures.plan_of(after.moment).target(target_id).bars,
    )
    if found is None:
        return None
    return Told(waterfall.draw(found, language), waterfall.sentence(found, language))
