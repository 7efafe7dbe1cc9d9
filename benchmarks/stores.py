"""One report sent and accepted, and what a page asks for, on a file and on a lake, in turn.

``python benchmarks/stores.py`` makes both stores in a folder of its own, with a PostgreSQL of its
own (Debian's programs), and needs the extensions of ``requirements-cluster.txt``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from data_loaders.model import Basis
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.reports.history import ACCEPTED
from data_loaders.service.context import Context, create_store
from tests.data_loaders.postgres import new_database, running_postgres
from tests.data_loaders.sent_forms import REGISTER, usual
from tests.data_loaders.stores import LATER, at, decide, put

REPORTS = 25
_MEMORY = 0.05
"""Milliseconds under which a file was not asked at all."""


def main() -> None:
    """Print medians of both stores and their ratio."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        postgres = stack.enter_context(running_postgres())
        new_database(postgres, "monitor")
        lake = f"dbname=monitor host={postgres} user=monitor;data={folder / 'lake'}"
        places = {"file": str(folder / "store.duckdb"), "lake": f"ducklake:postgres:{lake}"}
        contexts = {name: _made(place) for name, place in places.items()}
        for context in contexts.values():
            stack.enter_context(context.store)
        _compare(contexts)


def _made(place: str) -> Context:
    settings = read_settings({"MONITOR_STORE": place, "MONITOR_NOW": LATER.isoformat()})
    return create_store(settings, REGISTER, actor="benchmark")


def _compare(contexts: dict[str, Context]) -> None:
    taken: dict[tuple[str, str], list[float]] = {}
    for number in range(REPORTS):
        for name, context in contexts.items():
            for work, took in _timed(context, number):
                taken.setdefault((work, name), []).append(took)
    for work in dict.fromkeys(work for work, _ in taken):
        file, lake = (median(taken[work, name][1:]) for name in contexts)
        ratio = f": {lake / file:.1f} times" if file > _MEMORY else ", the file from memory"
        print(f"{work}: file {file:.1f} ms, lake {lake:.1f} ms{ratio}")


def _timed(context: Context, number: int) -> list[tuple[str, float]]:
    works: dict[str, Callable[[], object]] = {
        "one report previewed and sent": lambda: put(
            context, usual(), at(16), data=f"report {number}".encode()
        ),
        "accepted": lambda: decide(context, ACCEPTED, at(17)),
        "whether anything is new": context.store.revision,
        "facts": lambda: facts(context.store, as_of=LATER, basis=Basis.ACCEPTED),
    }
    found = []
    for work, call in works.items():
        started = perf_counter()
        call()
        found.append((work, 1000 * (perf_counter() - started)))
    return found


if __name__ == "__main__":
    main()
