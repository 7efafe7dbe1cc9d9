"""What no report answers: targets whose figure others publish, and those that a meeting judges."""

from __future__ import annotations

from kpis.law.target import Plan, Target
from kpis.quantities.recorded import External, Judged


def published_elsewhere(plan: Plan) -> tuple[Target, ...]:
    """The targets whose figure another body publishes and the secretary records."""
    return _asking_for(plan, External.name)


def judged_by_meeting(plan: Plan) -> tuple[Target, ...]:
    """The targets without a figure, of which a meeting concludes what they come to."""
    return _asking_for(plan, Judged.name)


def _asking_for(plan: Plan, quantity: str) -> tuple[Target, ...]:
    """Under any reading and any version: a record of before an amendment still counts there."""
    return tuple(
        target
        for target in plan.targets
        if any(
            demand.quantity.name == quantity
            for demand in (*target.demands, *(one.demanded for one in target.versions))
        )
    )
