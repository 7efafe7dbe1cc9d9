"""An application with nothing on its page, which the benchmarks of pages are held against."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

from tests.browser.server import free_port

ROOT = Path(__file__).parents[1]
SCRIPT = "import streamlit as st\nst.text('empty')\n"
PATIENCE = 60


@contextmanager
def empty_page(folder: Path, source: str = SCRIPT) -> Iterator[str]:
    """The address of an empty Streamlit page on a server of its own, with this project's options.

    ``folder``: where its script is written; ``source``: the script, where it needs something.
    """
    script, port = folder / "empty.py", free_port()
    script.write_text(source, "utf-8")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    server = subprocess.Popen(
        [*command, f"--server.port={port}"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    address = f"{'http'}://localhost:{port}"
    try:
        _wait(f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str) -> None:
    until = monotonic() + PATIENCE
    while True:
        try:
            urlopen(address, timeout=2).close()  # noqa: S310 - ours
            return
        except OSError:
            if monotonic() > until:
                raise
            sleep(0.05)
