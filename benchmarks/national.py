"""The scorecard of one province and of the whole country, against a bare sum over the same rows.

``python benchmarks/national.py`` builds synthetic stores of 1, 10 and 34 provinces (34: 3,321
communes × 30 periods × 25 measures) in a folder of its own. The aim for the country is ten times
the bare aggregation, and a cost that grows with the rows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._country import PROVINCES, country
from data_loaders.model import Basis
from data_loaders.reports.facts import facts
from data_loaders.service.context import Context
from kpis.scorecard import default_period, scorecard
from kpis.stored.requested_view import plan_of

RUNS = 7
BARE = "SELECT version_key, measure_key, sum(value), count(value) FROM store.fact GROUP BY ALL"


def main() -> None:
    """Print both sides and their ratio at each size, and how the product's grew."""
    first: tuple[int, float] | None = None
    with TemporaryDirectory() as name:
        for provinces in (1, 10, PROVINCES):
            context = country(Path(name) / f"{provinces}.duckdb", provinces=provinces)
            with context.store:
                rows, whole = _measure(context, provinces)
            first = first or (rows, whole)
            print(f"  rows {rows / first[0]:.0f} times the first's, cost {whole / first[1]:.1f}")


def _measure(context: Context, provinces: int) -> tuple[int, float]:
    store, now = context.store, context.now()
    plan, register = plan_of(context), context.register()
    known = facts(store, as_of=now, basis=Basis.ACCEPTED)
    period = default_period(known, plan, register)

    def bare() -> object:
        with store.cursor() as cursor:
            return cursor.execute(BARE).fetchall()

    def read() -> object:
        return facts(store, as_of=now, basis=Basis.ACCEPTED)

    def judged() -> object:
        return scorecard(known, plan, register, period=period, now=now)

    floor, reading, judging = timed(bare, read, judged)
    with store.cursor() as cursor:
        (rows,) = cursor.execute("SELECT count(*) FROM store.fact").fetchall()[0]
    whole = reading + judging
    print(
        f"{provinces} provinces, {rows} figures: bare {floor:.1f} ms, facts {reading:.1f},"
        f" scorecard {judging:.1f}; together {whole / floor:.1f} times"
    )
    return rows, whole


def timed(*works: Callable[[], object]) -> list[float]:
    """The medians of several works in ms, taken in turn so that all meet the same machine."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS + 1):
        for work, times in zip(works, taken, strict=True):
            started = perf_counter()
            work()
            times.append(1000 * (perf_counter() - started))
    return [median(times[1:]) for times in taken]


if __name__ == "__main__":
    main()
