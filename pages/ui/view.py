"""One run of a page: who looks, at what, in which language, on which state of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

import streamlit as st

from data_loaders.access import Access
from data_loaders.context import Context
from data_loaders.errors import RefusedError
from data_loaders.journal import StatusRow
from data_loaders.model import Basis, Facts, Period, Register, Unit
from data_loaders.permissions import Actor, Scope, may
from kpis.areas import AreaWays
from kpis.charts.frame import Chart
from kpis.charts.track import Track
from kpis.cohorts import Cohorts
from kpis.model import Plan, Scorecard
from kpis.standing import Shift, shifts
from kpis.watched import WatchedFigure
from kpis.wording import Translator, translator
from pages.ui import reads
from pages.ui.state import Fault, Known, PageState, read_address

_KEY = "view"


@dataclass(frozen=True)
class View:
    """What every page starts from.

    ``as_of`` is the address's instant, else ``now``; ``period`` the address's, else the plan's
    default at that instant.
    """

    access: Access
    state: PageState
    faults: tuple[Fault, ...]
    text: Translator
    context: Context
    plan: Plan
    register: Register
    revision: int
    now: datetime
    as_of: datetime
    period: Period
    right: str = "locality.read"
    """What is to be done here: the localities are those for which the actor may do it."""

    @cached_property
    def reporting(self) -> tuple[Unit, ...]:
        """The localities that report the period shown and that the actor may see, in order.

        Raises :class:`RefusedError` when there is none: an account of a locality that is gone.
        """
        units = self.register.reporting(self.context.regime.ends_on(self.period))
        seen = tuple(unit for unit in units if self.scope.allows(unit.unit_id))
        if not seen:
            raise RefusedError(
                f"Tài khoản “{self.actor.name}” không thuộc địa phương nào đang báo cáo;"
                " hãy liên hệ người quản trị."
            )
        return seen

    @property
    def actor(self) -> Actor:
        """Who looks."""
        return self.access.actor

    @cached_property
    def readable(self) -> tuple[str, ...]:
        """Whose results the actor may read: the province's first, then each locality's."""
        province = self.register.province.unit_id
        own = tuple(unit.unit_id for unit in self.reporting)
        return (province, *own) if may(self.actor, "province.read") else own

    @cached_property
    def scope(self) -> Scope:
        """For which localities the actor may do what is to be done here; to read, by default."""
        return Scope.of(self.actor, self.right)

    @cached_property
    def only(self) -> reads.Only:
        """The localities of that scope; None: all of them."""
        return None if self.scope.units is None else tuple(sorted(self.scope.units))

    @property
    def unit(self) -> Unit:
        """The reporting locality of the address; the first where it names none."""
        return next(
            (unit for unit in self.reporting if unit.unit_id == self.state.unit), self.reporting[0]
        )

    @cached_property
    def facts(self) -> Facts:
        """All that was known at the as-of instant on the chosen basis."""
        return reads.facts(self.revision, self.as_of, self.state.basis, self.only)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Every verdict of the period that is shown."""
        return reads.scorecard(self.revision, self.as_of, self.state.basis, self.period, self.only)

    @cached_property
    def status(self) -> Mapping[tuple[str, Period], StatusRow]:
        """Who reported which period when, at the as-of instant."""
        rows = reads.status(self.revision, self.as_of)
        return {key: row for key, row in rows.items() if self.scope.allows(key[0])}

    def watched(self, unit_id: str) -> tuple[WatchedFigure, ...]:
        """The measures of a locality that are shown without a verdict."""
        self.access.demand("locality.read", unit_id)
        return reads.watched(self.revision, self.as_of, self.state.basis, self.period, unit_id)

    def track(self, unit_id: str, target_id: str) -> Track | None:
        """The way of one figure to its deadline."""
        self.access.demand("locality.read", unit_id)
        return reads.track(
            self.revision, self.as_of, self.state.basis, self.period, unit_id, target_id
        )

    def progress_chart(self, unit_id: str, target_id: str) -> Chart | None:
        """The finished figure of that way."""
        self.access.demand("locality.read", unit_id)
        return reads.progress_chart(
            self.revision,
            self.as_of,
            self.state.basis,
            self.period,
            unit_id,
            target_id,
            self.state.language,
        )

    @cached_property
    def shifts(self) -> tuple[Shift, ...] | None:
        """The verdicts that moved since the period before; None in the plan's first period."""
        if self.period <= self.plan.regime.first:
            return None
        before = reads.scorecard(
            self.revision, self.as_of, self.state.basis, self.period.shifted(-1), self.only
        )
        return shifts(before, self.scorecard, self.plan)

    def past(self) -> Mapping[Period, Scorecard]:
        """Every verdict of every period so far, with the as-of and basis of this view."""
        self.access.demand("province.read")
        return reads.history(self.revision, self.as_of, self.state.basis)

    def comparison_chart(self, target_id: str) -> reads.Told | None:
        """The localities of a target beside one another, drawn and told."""
        self.access.demand("province.read")
        return reads.comparison_chart(*self._seen, target_id, self.state.language)

    def cohorts(self, unit_id: str) -> Cohorts:
        """Areas by the year in which they were chosen."""
        self.access.demand("locality.read", unit_id)
        return reads.cohorts(*self._seen, unit_id)

    def cohort_chart(self, unit_id: str) -> reads.Told | None:
        """Those years as steps, drawn and told."""
        self.access.demand("locality.read", unit_id)
        return reads.cohort_chart(*self._seen, unit_id, self.state.language)

    def areas(self, unit_id: str) -> AreaWays:
        """The areas of a locality with their states in every period so far."""
        self.access.demand("locality.read", unit_id)
        return reads.areas(*self._seen, unit_id)

    def area_chart(self, unit_id: str) -> reads.Told | None:
        """Those states as bars, drawn and told."""
        self.access.demand("locality.read", unit_id)
        return reads.area_chart(*self._seen, unit_id, self.state.language)

    @property
    def _seen(self) -> tuple[int, datetime, Basis, Period]:
        """The first keys of every cached read: which figures are meant."""
        return self.revision, self.as_of, self.state.basis, self.period

    def drawn(self, part: reads.Drawn, draw: Callable[[], str], *, detail: str = "") -> str:
        """The finished HTML of a part about the province, drawn by ``draw`` the first time.

        ``detail``: an id of the plan's, or nothing, that the part depends on besides the view.
        """
        self.access.demand("province.read")
        named = (self.state.period is not None, self.state.as_of is not None)
        return reads.drawn(
            part,
            self.revision,
            self.as_of,
            self.state.basis,
            self.period,
            self.state.language,
            named,
            detail,
            draw,
        )


def current_view() -> View:
    """The view the shell opened for this run: what a page starts from."""
    return cast(View, st.session_state[_KEY])


def open_view(actor: Actor, origin: str = "") -> View:
    """Read the address and open the store, once per run, for the page to find.

    Raises a one-sentence error of ``data_loaders``.
    """
    view = read_view(actor, origin, st.query_params)
    st.session_state[_KEY] = view
    return view


def read_view(actor: Actor, origin: str, query: Mapping[str, str]) -> View:
    """The view an address asks for, of whoever acts. Raises as :func:`open_view` does."""
    context = reads.context()
    plan = reads.plan(context.settings.plan)
    revision = context.store.revision()
    now = reads.first_seen(revision, context.now().date())
    everything = reads.register(revision, now)
    known = Known(units=everything.by_id, targets=plan.by_id, regime=context.regime, now=now)
    state, faults = read_address(query, known)
    as_of = state.as_of or now
    return View(
        access=Access(context, actor, note=reads.noter(actor, origin), origin=origin),
        state=state,
        faults=faults,
        text=translator(state.language),
        context=context,
        plan=plan,
        register=reads.register(revision, as_of),
        revision=revision,
        now=now,
        as_of=as_of,
        period=state.period or reads.default_period(revision, as_of, state.basis),
    )
