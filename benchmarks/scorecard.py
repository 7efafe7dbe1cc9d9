"""The scorecard of all localities and targets from a warm store, against bare sums in DuckDB.

``python benchmarks/scorecard.py`` reads the store of the settings (``make demo`` fills it). The
bare query sums every measure of every version: what no scorecard can do without.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from data_loaders.model import Basis
from data_loaders.reports.facts import facts
from data_loaders.service.context import open_context
from kpis.scorecard import default_period, history, scorecard
from kpis.stored.requested_view import plan_of

RUNS = 15
BARE = "SELECT version_key, measure_key, sum(value), count(value) FROM store.fact GROUP BY ALL"


def main() -> None:
    """Print the medians and their ratios to the bare query."""
    context = open_context()
    store, now = context.store, context.now()
    plan, register = plan_of(context), context.register()

    def bare() -> object:
        with store.cursor() as cursor:
            return cursor.execute(BARE).fetchall()

    def read() -> object:
        return facts(store, as_of=now, basis=Basis.ACCEPTED)

    known = facts(store, as_of=now, basis=Basis.ACCEPTED)
    period = default_period(known, plan, register)

    def one_period() -> object:
        return scorecard(known, plan, register, period=period, now=now)

    def all_periods() -> object:
        return history(known, plan, register, now=now)

    floor, *others = (_median(work) for work in (bare, read, one_period, all_periods))
    names = ("facts from the store", "scorecard of one period", "scorecards of every period")
    print(f"bare sums {floor:.1f} ms")
    for name, taken in zip(names, others, strict=True):
        print(f"{name} {taken:.1f} ms: {taken / floor:.1f} times")
    print(f"with bounds and forecast {_to_rules_alone(one_period):.2f} times the rules alone")
    whole = others[0] + others[1]
    print(f"from the store to the verdicts {whole:.1f} ms: {whole / floor:.1f} times")
    store.close()


def _to_rules_alone(work: Callable[[], object]) -> float:
    """Processor time of the work against the same without bounds and forecast, run by turns."""
    whole, rules = [], []
    for _ in range(RUNS):
        whole.append(_processor(work))
        with (
            patch("kpis.verdicts.bounds", lambda case: None),
            patch("kpis.aims.keep.forecast_of", lambda case, start, end: None),
            patch("kpis.aims.reach.forecast_of", lambda case, start, end: None),
        ):
            rules.append(_processor(work))
    return min(whole) / min(rules)


def _processor(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS + 1):
        started = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - started))
    return median(taken[1:])


if __name__ == "__main__":
    main()
