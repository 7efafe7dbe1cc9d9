"""A rerun of the province's page against a rerun of an empty page, in one process.

``python benchmarks/page_rerun.py`` reads the store of the settings (``make demo`` fills it).
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from streamlit.testing.v1 import AppTest  # noqa: E402 - after the project's folder is known

from data_loaders.permissions import Role  # noqa: E402
from pages.ui import actor  # noqa: E402
from tests.identity import let_in  # noqa: E402

RUNS = 30
EMPTY = "import streamlit as st\nst.text('empty')"


def milliseconds(app: AppTest) -> tuple[float, float]:
    """The first run and the median of the reruns."""
    seconds = []
    for _ in range(RUNS + 1):
        started = perf_counter()
        app.run()
        seconds.append(1000 * (perf_counter() - started))
    if app.exception or app.error:
        shown = [*app.exception, *app.error]
        raise SystemExit(f"the page shows an error: {shown[0].value}")
    return seconds[0], median(seconds[1:])


def main() -> None:
    """Print both medians and their ratio."""
    logging.disable(logging.WARNING)
    os.chdir(ROOT)
    _, empty = milliseconds(AppTest.from_string(EMPTY, default_timeout=60))
    os.environ["MONITOR_ACCOUNTS"] = str(Path(mkdtemp()) / "accounts.sqlite")
    identity = let_in(Role.VIEWER)
    actor.introduced = lambda: identity
    shell = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60)
    first, page = milliseconds(shell)
    print(f"empty page {empty:.1f} ms · province {page:.1f} ms · {page / empty:.1f} times")
    print(f"the province's first run, nothing cached: {first:.0f} ms")


if __name__ == "__main__":
    main()
