"""One run of a page: who looks, at what, in which language, on which state of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

from data_loaders.accounts.permissions import Actor, Scope, may
from data_loaders.model import Basis, Facts, Moment, Period, Register, Unit
from data_loaders.model.errors import RefusedError
from data_loaders.model.submissions import StatusRow
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meeting, Planned
from kpis.frozen.document import Document
from kpis.model import Plan, Scorecard
from kpis.words.priorities import Shift, shifts
from kpis.words.verdicts import Translator, translator
from pages.ui.frame.state import Fault, Known, PageState, chosen_meeting, read_address
from pages.ui.reads import drawn as drawn_reads
from pages.ui.reads import figures
from pages.ui.reads import meetings as meeting_reads

_KEY = "view"
_Rest = ParamSpec("_Rest")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class View:
    """What every page starts from.

    ``moment`` is from where every figure shown is read: as of the address's instant, else ``now``;
    ``period`` is the address's, else the plan's default at that moment. With a ``meeting`` both
    are those it froze, and ``plan``, ``register`` and the calendar of ``context`` are as they were.
    ``live`` is from where a page about now reads, whatever the address says.
    """

    access: Access
    state: PageState
    faults: tuple[Fault, ...]
    text: Translator
    context: Context
    plan: Plan
    register: Register
    live: Moment
    moment: Moment
    period: Period
    meeting: Meeting | None = None
    right: str = "locality.read"
    """What is to be done here: the localities are those for which the actor may do it."""

    @cached_property
    def reporting(self) -> tuple[Unit, ...]:
        """The localities that report the period shown and that the actor may see, in order.

        Raises :class:`RefusedError` when there is none: an account of a locality that is gone.
        """
        units = self.register.reporters(self.context.regime, self.period)
        seen = tuple(unit for unit in units if self.scope.allows(unit.unit_id))
        if not seen:
            raise RefusedError(
                f"Tài khoản “{self.actor.name}” không thuộc địa phương nào đang báo cáo;"
                " hãy liên hệ người quản trị."
            )
        return seen

    @property
    def as_of(self) -> datetime:
        """The instant up to which the figures count."""
        return self.moment.as_of

    @property
    def now(self) -> datetime:
        """The instant that counts as now, whatever the figures shown are as of."""
        return self.live.now

    @property
    def revision(self) -> int:
        """The newest revision this run knows of."""
        return self.live.revision

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
    def only(self) -> figures.Only:
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
        return figures.facts(self.moment, self.state.basis, self.only)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Every verdict of the period that is shown."""
        return figures.scorecard(self.moment, self.state.basis, self.period, self.only)

    @property
    def document(self) -> Document | None:
        """What the meeting kept that froze the figures shown; None of any other figures."""
        return figures.document(self.moment, self.state.basis)

    @cached_property
    def status(self) -> Mapping[tuple[str, Period], StatusRow]:
        """Who reported which period when, at the as-of instant."""
        rows = figures.status(self.moment)
        return {key: row for key, row in rows.items() if self.scope.allows(key[0])}

    def read(
        self,
        what: Callable[Concatenate[Moment, Basis, Period, str, _Rest], _Found],
        unit_id: str,
        *rest: _Rest.args,
        **named: _Rest.kwargs,
    ) -> _Found:
        """What one of :mod:`pages.ui.reads` answers about a locality, at the moment that is shown.

        Raises :class:`RefusedError` where the actor may not read that locality's figures.
        """
        self.access.demand("locality.read", unit_id)
        return what(self.moment, self.state.basis, self.period, unit_id, *rest, **named)

    @cached_property
    def shifts(self) -> tuple[Shift, ...] | None:
        """The verdicts that moved since the period before; None in the plan's first period."""
        if self.period <= self.plan.regime.first:
            return None
        before = figures.scorecard(
            self.moment, self.state.basis, self.period.shifted(-1), self.only
        )
        return shifts(before, self.scorecard)

    def meetings(self) -> tuple[Meeting, ...]:
        """The frozen meetings, the one held last first."""
        self.access.demand("province.read")
        return tuple(meeting_reads.frozen(self.revision).values())

    def planned(self) -> tuple[Planned, ...]:
        """The meetings whose figures are not frozen yet, in the same order."""
        self.access.demand("province.read")
        return tuple(meeting_reads.planned(self.revision).values())

    def at(self, meeting: Meeting) -> View:
        """This page as at a frozen meeting, of its own period."""
        plan = figures.plan_of(meeting.moment)
        return replace(
            self,
            state=replace(
                self.state,
                meeting=meeting.meeting_id,
                period=None,
                as_of=None,
                basis=meeting.basis,
            ),
            context=replace(self.context, meeting_regime=plan.regime),
            plan=plan,
            register=figures.register(meeting.moment),
            moment=meeting.moment,
            period=meeting.period,
            meeting=meeting,
        )

    def now_query(self) -> dict[str, str]:
        """The address of this page with today's figures."""
        return self.state.query(meeting=None, period=None, as_of=None, basis=Basis.ACCEPTED)

    def drawn(self, part: drawn_reads.Drawn, draw: Callable[[], str], *, detail: str = "") -> str:
        """The finished HTML of a part about the province, drawn by ``draw`` the first time.

        ``detail``: an id of the plan's, or how it is drawn, that the part depends on besides the
        view; by default nothing.
        """
        self.access.demand("province.read")
        state = self.state
        carried = drawn_reads.Carried(
            period=state.period is not None,
            as_of=state.as_of is not None,
            meeting=state.meeting,
            against=state.against,
        )
        return drawn_reads.drawn(
            part,
            self.moment,
            self.state.basis,
            self.period,
            self.state.language,
            carried,
            detail,
            draw,
        )


def current_view() -> View:
    """The view the shell opened for this run: what a page starts from."""
    return cast(View, st.session_state[_KEY])


def open_view(actor: Actor, origin: str = "", *, now_only: bool = False) -> View:
    """Read the address and open the store, once per run, for the page to find.

    ``now_only``: the page is about now, so a meeting of the address is not followed. Raises a
    one-sentence error of ``data_loaders``.
    """
    view = read_view(actor, origin, st.query_params, now_only=now_only)
    st.session_state[_KEY] = view
    return view


def read_view(
    actor: Actor, origin: str, asked: Mapping[str, str], *, now_only: bool = False
) -> View:
    """The view an address asks for, of whoever acts. Raises as :func:`open_view` does."""
    context = figures.context()
    revision = context.store.revision()
    now = figures.first_seen(revision, context.now().date())
    live = Moment(revision, now, now)
    query = {key: text for key, text in asked.items() if key != "meeting" or not now_only}
    frozen = meeting_reads.frozen(revision)
    meeting, misled = chosen_meeting(query, frozen)
    seen = live if meeting is None else meeting.moment
    plan = figures.plan_of(seen)
    everything = figures.register(seen)
    known = Known(
        units=everything.by_id,
        targets=plan.by_id,
        regime=plan.regime,
        now=now,
        meetings=frozenset(frozen),
    )
    state, faults = read_address(query, known, meeting)
    moment = replace(seen, as_of=state.as_of or seen.as_of)
    return View(
        access=Access(context, actor, note=figures.noter(actor, origin), origin=origin),
        state=state,
        faults=(*misled, *faults),
        text=translator(state.language),
        context=context if meeting is None else replace(context, meeting_regime=plan.regime),
        plan=plan,
        register=figures.register(moment),
        live=live,
        moment=moment,
        period=state.period or _period(moment, state.basis, meeting),
        meeting=meeting,
    )


def _period(moment: Moment, basis: Basis, meeting: Meeting | None) -> Period:
    """The period shown when the address names none."""
    return figures.default_period(moment, basis) if meeting is None else meeting.period
