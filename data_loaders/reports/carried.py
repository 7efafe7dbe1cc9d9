"""The reports in force carried to the units of every arrangement.

Asked of the store only where units changed, or other localities report, within the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from data_loaders.model import Carriage, Period, Register, Report
from data_loaders.plans.declared import DeclaredPlan
from data_loaders.register.carrying import Carrier
from data_loaders.store.database import Keys, Store

Carriages = Mapping[Period, Mapping[tuple[str, Period], Carriage]]


def carried(
    store: Store,
    known: Keys,
    register: Register,
    plan: DeclaredPlan,
    reports: Mapping[int, Report],
    above: tuple[tuple[str, int], ...],
) -> Carriages:
    """See :meth:`Carrier.carried`. ``reports``: key of the version in force → its sums."""
    if len(register.epochs(plan.regime)) < 2:
        return {}
    rows: dict[tuple[str, Period], dict[str, dict[str, int | None]]] = {}
    by_version: dict[int, dict[str, dict[str, int | None]]] = {}
    for key, report in reports.items():
        by_version[key] = rows[report.unit_id, report.period] = defaultdict(dict)
    for key, unit, measure, value in store.rows("commune_rows", versions=list(reports)):
        by_version[key][known.unit_id[unit]][known.measure[measure]] = value
    said = plan.measures.classifications
    summed = {(report.unit_id, report.period): report for report in reports.values()}
    return Carrier(register, plan.regime, summed, rows, said[-1] if said else None, above).carried()
