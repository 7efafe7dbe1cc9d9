"""A plan's folder as verdicts read it: its targets, with its calendar."""

from __future__ import annotations

from functools import lru_cache

from data_loaders.plan_folder.folder import PLAN, PlanFolder
from data_loaders.plans.declared import declared
from kpis.model import Plan
from kpis.plan.read import parse_plan


@lru_cache(maxsize=16)
def plan_in(folder: PlanFolder) -> Plan:
    """The plan that a folder declares; read once for the same bytes.

    Raises ``PlanError`` or a one-sentence :class:`MonitorError` with file and key of the first
    fault.
    """
    return parse_plan(folder.text(PLAN), PLAN, declared(folder).regime)
