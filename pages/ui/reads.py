"""Where the store and the verdicts meet, and the only cached reads.

A cache's first key is the store's revision, which moves with every write and with nothing else, so
that nothing needs clearing; the other keys are ids, dates, enums and periods, never a text somebody
typed. What is cached are frozen values, shared between sessions as they are.
"""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from data_loaders import facts as store_facts
from data_loaders.context import Context, open_context
from data_loaders.model import Basis, Facts, Period, Register
from kpis import scorecard as judgement
from kpis.model import Plan, Scorecard
from kpis.plan import load_plan


@st.cache_resource(show_spinner=False)
def context() -> Context:
    """The open store of this server. Raises a one-sentence error, and is asked again next time."""
    return open_context()


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
def facts(revision: int, as_of: datetime, basis: Basis) -> Facts:
    """All that was known at an instant on one basis."""
    return store_facts.facts(context().store, as_of=as_of, basis=basis, upto=revision)


@st.cache_resource(show_spinner=False, max_entries=64)
def default_period(revision: int, as_of: datetime, basis: Basis) -> Period:
    """The period shown when the address names none."""
    known = facts(revision, as_of, basis)
    return judgement.default_period(known, _plan(), register(revision, as_of))


@st.cache_resource(show_spinner=False, max_entries=256)
def scorecard(revision: int, as_of: datetime, basis: Basis, period: Period) -> Scorecard:
    """Every verdict of a period."""
    known = facts(revision, as_of, basis)
    now = first_seen(revision, context().now().date())
    return judgement.scorecard(known, _plan(), register(revision, as_of), period=period, now=now)


def _plan() -> Plan:
    return plan(context().settings.plan)
