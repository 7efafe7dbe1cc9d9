"""A filter change on the server: the province's page against an empty Streamlit page.

``python benchmarks/page_rerun.py`` reads a copy of the store of the settings (``make demo`` fills
it). Both are served with this project's options, each to one visitor over the socket a browser
would use; a question asks for another period, an answer is complete when its script has ended.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks._empty import empty_page  # noqa: E402 - after the folder is known
from benchmarks._visitors import tokens, visitor  # noqa: E402
from data_loaders.accounts.permissions import Role  # noqa: E402
from data_loaders.model.settings import read_settings  # noqa: E402
from tests.browser.server import running_server  # noqa: E402

RUNS = 60
PERIODS = [f"period=2025-{month:02d}" for month in range(1, 7)]


async def alternating(ours: str, token: str, empty: str) -> tuple[list[float], list[float]]:
    """Seconds of each rerun of ours and of the empty page, one of each in turn."""
    mine, bare = [], []
    async with visitor(ours, token) as committee, visitor(empty, "") as nobody:
        for query in PERIODS:
            await committee.run("", query)
            await nobody.run("", query)
        for number in range(RUNS):
            query = PERIODS[number % len(PERIODS)]
            mine.append(await committee.run("", query))
            bare.append(await nobody.run("", query))
    return mine, bare


def main() -> None:
    """Print both medians and their ratio."""
    folder = Path(mkdtemp())
    store = Path(shutil.copy(read_settings().file, folder / "monitor.duckdb"))
    os.chdir(ROOT)
    with running_server(store, log=folder / "log") as ours, empty_page(folder) as empty:
        token = tokens(store, {"do.tai": (Role.VIEWER, None)})["do.tai"]
        mine, bare = asyncio.run(alternating(ours, token, empty))
    page, nothing = 1000 * median(mine), 1000 * median(bare)
    print(f"empty page {nothing:.1f} ms · province {page:.1f} ms · {page / nothing:.1f} times")


if __name__ == "__main__":
    main()
