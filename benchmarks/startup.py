"""From the command to the first answer and the first page, against an empty Streamlit application.

``python benchmarks/startup.py`` reads a copy of the store of the settings (``make demo`` fills it).
Both are started in turn, with bytecode already made, as a service restarts them.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks._empty import SCRIPT  # noqa: E402 - after the folder is known
from benchmarks._visitors import tokens, visitor  # noqa: E402
from data_loaders.accounts.permissions import Role  # noqa: E402
from data_loaders.model.settings import read_settings  # noqa: E402
from tests.browser.server import free_port  # noqa: E402

RUNS = 5


@contextmanager
def started(script: Path, health: str, store: Path) -> Iterator[tuple[str, float]]:
    """A server of that script: its address, and the seconds until it first answered well."""
    port = free_port()
    options = ["--server.headless=true", f"--server.port={port}"]
    begun = perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=ROOT,
        env={**os.environ, "MONITOR_STORE": str(store)},
        stdout=subprocess.DEVNULL,
    )
    address = f"{'http'}://localhost:{port}"
    try:
        while True:
            with suppress(OSError):
                urlopen(f"{address}{health}", timeout=60).close()  # noqa: S310 - ours
                break
            sleep(0.01)
        yield address, perf_counter() - begun
    finally:
        server.terminate()
        server.wait(timeout=30)


async def first_page(address: str, token: str) -> float:
    """Seconds until the first visitor's first page has run."""
    async with visitor(address, token) as one:
        return await one.run("")


def main() -> None:
    """Print the medians and their ratio."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = Path(shutil.copy(read_settings().file, folder / "monitor.duckdb"))
        empty = folder / "empty.py"
        empty.write_text(SCRIPT, "utf-8")
        token = tokens(store, {"ban.chi.dao": (Role.VIEWER, None)})["ban.chi.dao"]
        bare, ours, pages = [], [], []
        for _ in range(RUNS):
            with started(empty, "/_stcore/health", store) as (_, seconds):
                bare.append(seconds)
            with started(ROOT / "app.py", "/healthz", store) as (address, seconds):
                ours.append(seconds)
                pages.append(asyncio.run(first_page(address, token)))
    print(
        f"first answer, medians of {RUNS}: empty application {median(bare):.2f} s, ours"
        f" {median(ours):.2f} s: {median(ours) / median(bare):.2f} times; the first page then"
        f" {median(pages):.2f} s"
    )


if __name__ == "__main__":
    main()
