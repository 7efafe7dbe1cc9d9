"""Above which numbers a plan counts communes: what the facts are asked for beside their sums."""

from __future__ import annotations

from kpis.model import Plan


def commune_numbers(plan: Plan) -> frozenset[tuple[str, int]]:
    """Measure and number of every term ``communes_with … above``, under any reading and version.

    Above zero every report is counted anyhow.
    """
    demands = [
        demand
        for target in plan.targets
        for demand in (*target.demands, *(version.demanded for version in target.versions))
    ]
    return frozenset(
        (term.communes_with, term.above)
        for demand in demands
        for term in demand.quantity.terms
        if term.communes_with is not None and term.above > 0
    )
