"""Everything an export says, as one frozen value: deck, data book and report are made from it.

What a page shows and what a file says come from the same scorecards, sentences and deliveries; an
export works nothing out that a page does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from data_loaders.model import Decision, Facts, Period, Register, Unit
from data_loaders.model.submissions import SentFile, SourceCell
from kpis.charts.track import Track, track_of
from kpis.completeness import Delivery
from kpis.counts import Counts
from kpis.exports.content.report_id import ReportId, digest
from kpis.frozen.document import Document, Since
from kpis.model import Language, Plan, Result, Scorecard
from kpis.movement.decomposition import Movement, Side, movement
from kpis.movement.parts import Names
from kpis.scorecard import history, scorecard
from kpis.series import Series, series_to
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Traced
from kpis.watched import WatchedFigure, watched
from kpis.words.priorities import TROUBLE, Shift, exceptions, need, shifts


class Held(Protocol):
    """The meeting an export is for, its figures frozen, see ``data_loaders.service.meetings``."""

    @property
    def meeting_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def held_at(self) -> datetime: ...
    @property
    def chair(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What whoever holds the store hands over beside facts, plan and register.

    ``revision``: what the store had learned. ``unit_id``: the province's, or the one locality the
    export is about. ``deliveries``, ``files``: of whoever it is about. ``measures``: code → name in
    the form. ``cells``: of each term, for the data book alone. ``decisions``: still to be done.
    """

    revision: int
    unit_id: str
    deliveries: tuple[Delivery, ...] = ()
    files: tuple[SentFile, ...] = ()
    measures: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[Traced, Sequence[SourceCell]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    meeting: Held | None = None
    demonstration: bool = False


@dataclass(frozen=True)
class Dossier:
    """All that an export says. ``cards``: of every period of the plan up to the one shown.

    ``document``: what the meeting kept that froze the figures.
    """

    plan: Plan
    register: Register
    facts: Facts
    card: Scorecard
    cards: Mapping[Period, Scorecard]
    watched: tuple[WatchedFigure, ...]
    given: Given
    language: Language
    document: Document | None = None

    @property
    def unit_id(self) -> str:
        """Whom the export is about."""
        return self.given.unit_id

    @property
    def whole(self) -> bool:
        """Whether it is about the province and not about one locality."""
        return self.unit_id == self.card.province_id

    @property
    def about(self) -> Unit:
        return self.register.by_id[self.unit_id]

    @property
    def results(self) -> tuple[Result, ...]:
        """The results of whom it is about, in the order of the plan."""
        return self.card.of_unit(self.unit_id)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Unit → full name."""
        return {unit.unit_id: unit.full_name for unit in self.register.units}

    @property
    def localities(self) -> tuple[str, ...]:
        """The localities whose results it holds, in register order."""
        return tuple(unit for unit in self.card.units if unit != self.card.province_id)

    @cached_property
    def shifts(self) -> tuple[Shift, ...] | None:
        """The verdicts that moved since the period before; None where there is none before."""
        before = self.cards.get(self.card.period.shifted(-1))
        return None if before is None else shifts(before, self.card)

    @cached_property
    def movements(self) -> Sequence[Movement]:
        """Why each figure of whom it is about is another one than the period before.

        Of targets whose figure did not move, none; nor of any in the plan's first period.
        """
        before = self.card.period.shifted(-1)
        if before not in self.cards:
            return ()
        found = (self._movement(before, result.target_id) for result in self.results)
        return tuple(one for one in found if one.measures)

    def _movement(self, before: Period, target_id: str) -> Movement:
        """Since the period before, as the meeting kept it; else worked out."""
        since = Since(self.given.revision, self.card.as_of, self.card.basis, before)
        if self.document is not None and self.card.period == self.document.period:
            kept = self.document.movements.get((since, self.unit_id, target_id))
            if kept is not None:
                return kept
        then, now = (
            Side(self.facts, self.plan, self.register, period)
            for period in (before, self.card.period)
        )
        return movement(then, now, unit_id=self.unit_id, target_id=target_id)

    @property
    def called(self) -> Names:
        """What is called how in a movement's lines; a period's movement has no corrected cells."""
        return Names(self.names, {}, self.plan.regime.timezone)

    def exceptions(self, limit: int) -> tuple[Result, ...]:
        """The gravest results of single localities."""
        return exceptions(self.card, limit=limit)

    @cached_property
    def troubled(self) -> tuple[Result, ...]:
        """The results of whom it is about that are red or amber, the gravest first."""
        grave = [result for result in self.results if result.verdict in TROUBLE]
        return tuple(sorted(grave, key=need))

    def track(self, result: Result) -> Track | None:
        """The way of a figure to its deadline, as the progress chart draws it; None: nothing to
        draw, as of a figure without a base that nobody's way leads to."""
        way = track_of(self.series(result), result, self.plan.target(result.target_id), self.plan)
        if way is None or all(n is None for n in (*way.actual, *way.line, way.goal, way.apart)):
            return None
        return way

    def series(self, result: Result) -> Series:
        """The way of a figure up to that result, as the meeting kept it; else worked out."""
        kept = None if self.document is None else self.document.series_of(result)
        return series_to(self._counts, result) if kept is None else kept

    @cached_property
    def _counts(self) -> Counts:
        return Counts(self.facts, self.plan, self.register)

    @cached_property
    def terms(self) -> Mapping[Result, tuple[Traced, ...]]:
        """Of every result, the terms that add up to its numbers or that its verdict rests on."""
        return {
            result: trace_whole(result, self.facts, self.plan, self.register)
            for result in self.card.results
        }

    @property
    def every_term(self) -> tuple[Traced, ...]:
        """The terms of all results, each once."""
        return tuple(dict.fromkeys(term for found in self.terms.values() for term in found))

    def with_cells(self, cells: Mapping[Traced, Sequence[SourceCell]]) -> Dossier:
        """The same with the cells of its terms."""
        return replace(self, given=replace(self.given, cells=cells))

    @cached_property
    def report_id(self) -> ReportId:
        """From which the same figures can be made again."""
        return ReportId(
            plan=self.plan.name,
            period=self.card.period,
            basis=self.card.basis,
            as_of=self.card.as_of,
            revision=self.given.revision,
            unit_id=self.unit_id,
            meeting_id=None if self.given.meeting is None else self.given.meeting.meeting_id,
            digest=digest(
                {**self.cards, self.card.period: self.card}, self.watched, self.given.deliveries
            ),
        )


def dossier(
    facts: Facts,
    plan: Plan,
    register: Register,
    given: Given,
    *,
    period: Period,
    language: Language,
    document: Document | None = None,
) -> Dossier:
    """Put together what an export of that period says.

    Of one locality only its own rows are in it, and the facts must hold nobody else's.
    ``document``: of the meeting that froze these figures, which is read instead of judging.
    """
    units = None if given.unit_id == register.province.unit_id else (given.unit_id,)
    card = None if document is None else document.limited(period, units)
    past: Mapping[Period, Scorecard]
    if document is None or card is None:
        # The clock moves no figure: what is printed is the as-of instant, in either place.
        card = scorecard(facts, plan, register, period=period, now=facts.as_of, units=units)
        past = history(facts, plan, register, now=facts.as_of)
    else:
        past = document.cards
    return Dossier(
        plan=plan,
        register=register,
        facts=facts,
        card=card,
        cards={at: _of(one, units) for at, one in past.items() if at <= period},
        watched=watched(facts, plan, register, period=period, unit_id=given.unit_id),
        given=given,
        language=language,
        document=document,
    )


def _of(card: Scorecard, units: tuple[str, ...] | None) -> Scorecard:
    """The scorecard with these rows alone."""
    if units is None:
        return card
    kept = tuple(result for result in card.results if result.unit_id in units)
    return replace(card, results=kept)
