"""How far a report has come: what keeps a locality from counting is said by it."""

from __future__ import annotations

from enum import StrEnum

from data_loaders.model import Facts, Period, Regime


class Stage(StrEnum):
    """How far a locality's report of a period has come."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    RETURNED = "returned"
    MISSING = "missing"
    PENDING = "pending"
    UNASKED = "unasked"


def stage_of(facts: Facts, regime: Regime, unit_id: str, period: Period) -> Stage:
    """How far a locality's report of a period has come, as the official status has it.

    ``ACCEPTED``: a version is in force on the basis of the facts. A report of before or after
    the plan falls due never: ``UNASKED``. What was received is neither missing nor pending.
    """
    if facts.report(unit_id, period) is not None:
        return Stage.ACCEPTED
    state = facts.not_in_force.get((unit_id, period))
    if state is not None:
        return Stage.RETURNED if state == "returned" else Stage.WAITING
    if not regime.first <= period <= regime.last:
        return Stage.UNASKED
    return Stage.MISSING if facts.as_of > regime.due_at(period) else Stage.PENDING
