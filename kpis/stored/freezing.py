"""What a meeting freezes: its figures with the document of all that was judged and said of them.

The document is written by the rules in force, once for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from data_loaders.accounts.permissions import Scope
from data_loaders.model import Basis, Correction, Moment, Past
from data_loaders.plan_folder.folder import PLAN
from data_loaders.service import corrections
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.corrections import End
from data_loaders.service.meetings import Figures, Meeting, frozen
from kpis.counts import Counts
from kpis.frozen.document import Since
from kpis.frozen.writer import Judged, write
from kpis.movement.decomposition import Movement, Side, movement
from kpis.scorecard import history
from kpis.series import Series, series
from kpis.stored.requested_view import RequestedView, read

_DAY_ENDS = time(23, 59, 59)


def figures_now(access: Access) -> Figures:
    """The accepted figures of now, of the period shown by default, as a meeting freezes them."""
    now = access.context.now()
    moment = Moment(access.context.store.revision(), now, now)
    return to_freeze(access, read(access, moment, Basis.ACCEPTED, None))


def to_freeze(access: Access, asked: RequestedView) -> Figures:
    """These figures as a meeting freezes them.

    Raises :class:`RefusedError` when the plan's file is another one than they were judged by.
    """
    moment = asked.moment
    folder = access.context.plan_folder(moment.as_of, upto=moment.revision)
    plan_file = folder.files[PLAN]
    return Figures(
        asked.moment, asked.basis, asked.card.period, plan_file, document_of(access, asked)
    )


def document_of(access: Access, asked: RequestedView) -> bytes:
    """The document of these figures, by the rules in force."""
    cards = history(asked.facts, asked.plan, asked.register, now=asked.moment.now)
    names = {unit.unit_id: unit.full_name for unit in asked.register.units}
    judged = Judged(
        card=asked.card,
        cards=cards,
        series=tuple(_series(asked)),
        movements=dict(_movements(access, asked)),
    )
    return write(judged, asked.plan, names)


def _series(asked: RequestedView) -> Iterator[Series]:
    """The points that charts of these figures draw."""
    counts = Counts(asked.facts, asked.plan, asked.register)
    for unit in asked.card.units:
        for target in asked.plan.by_id:
            yield series(counts, unit_id=unit, target_id=target, period=asked.card.period)


def _movements(
    access: Access, asked: RequestedView
) -> Iterator[tuple[tuple[Since, str, str], Movement]]:
    """Why each figure moved since the period before, and since what a page compares with first."""
    after, now = End(asked.moment, asked.basis, asked.card.period), _side(asked)
    for before in _ends(access, after, asked):
        then, cells, past = _then(access, before, after, asked)
        since = Since(before.moment.revision, before.moment.as_of, before.basis, before.period)
        for unit in asked.card.units:
            for target in asked.plan.by_id:
                found = movement(then, now, cells, past, unit_id=unit, target_id=target)
                yield (since, unit, target), found


def _side(asked: RequestedView) -> Side:
    revision = asked.moment.revision
    return Side(asked.facts, asked.plan, asked.register, asked.card.period, revision)


def _then(
    access: Access, before: End, after: End, asked: RequestedView
) -> tuple[Side, tuple[Correction, ...], Past]:
    """What was known at an end, what was corrected since and what became of each report.

    Of the same moment nothing was, and exports, which tell it, name nobody.
    """
    if before.moment == after.moment:
        return replace(_side(asked), period=before.period), (), {}
    then = _side(read(access, before.moment, before.basis, before.period))
    store, scope = access.context.store, Scope(None)
    cells = corrections.corrections(store, before, after, scope=scope)
    return then, cells, corrections.past(store, before, after, scope=scope)


def _ends(access: Access, after: End, asked: RequestedView) -> Iterator[End]:
    """The period before, of the same moment: what exports tell. Then the meeting before, or else
    the period before as it was last looked at, when the period after it ended."""
    regime = asked.plan.regime
    if after.period > regime.first:
        period = after.period.shifted(-1)
        yield End(after.moment, after.basis, period)
    earlier = _meeting_before(access.context, after.moment)
    if earlier is not None:
        yield End(earlier.moment, earlier.basis, earlier.period)
    elif after.period > regime.first:
        ended = datetime.combine(regime.ends_on(after.period), _DAY_ENDS, regime.timezone)
        at = min(ended, after.moment.as_of)
        moment = Moment(after.moment.revision, at, at, after.moment.rules)
        yield End(moment, after.basis, period)


def _meeting_before(context: Context, moment: Moment) -> Meeting | None:
    known = frozen(context.store, context.regime.timezone).values()
    return next(
        (
            one
            for one in known
            if one.moment.as_of < moment.as_of and one.moment.revision <= moment.revision
        ),
        None,
    )
