"""One run of a page: who looks, at what, in which language, on which state of the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

import streamlit as st

from data_loaders.context import Context
from data_loaders.model import Facts, Period, Register
from kpis.model import Plan, Scorecard
from kpis.wording import Translator, translator
from pages.ui import reads
from pages.ui.actor import Actor, current_actor
from pages.ui.state import Fault, Known, PageState, read_address

_KEY = "view"


@dataclass(frozen=True)
class View:
    """What every page starts from.

    ``as_of`` is the address's instant, else ``now``; ``period`` the address's, else the plan's
    default at that instant.
    """

    actor: Actor
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

    @cached_property
    def facts(self) -> Facts:
        """All that was known at the as-of instant on the chosen basis."""
        return reads.facts(self.revision, self.as_of, self.state.basis)

    @cached_property
    def scorecard(self) -> Scorecard:
        """Every verdict of the period that is shown."""
        return reads.scorecard(self.revision, self.as_of, self.state.basis, self.period)


def current_view() -> View:
    """The view the shell opened for this run: what a page starts from."""
    return cast(View, st.session_state[_KEY])


def open_view() -> View:
    """Read the address and open the store, once per run, for the page to find.

    Raises a one-sentence error of ``data_loaders``.
    """
    view = _read_view()
    st.session_state[_KEY] = view
    return view


def _read_view() -> View:
    context = reads.context()
    plan = reads.plan(context.settings.plan)
    revision = context.store.revision()
    now = reads.first_seen(revision, context.now().date())
    everything = reads.register(revision, now)
    known = Known(units=everything.by_id, targets=plan.by_id, regime=context.regime, now=now)
    state, faults = read_address(st.query_params, known)
    as_of = state.as_of or now
    return View(
        actor=current_actor(),
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
