"""A hundred people changing filters: our pages against the same pages without tuning and caches.

``python benchmarks/sessions.py`` reads a copy of the store of the settings (``make demo`` fills
it). Each session is a WebSocket client that opens the province's page and then asks for another
period every few seconds; what is measured is the time from the question to its script's end.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import mkdtemp
from time import perf_counter, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402 - after the folder is known
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from data_loaders.accounts.accounts import Accounts  # noqa: E402
from data_loaders.accounts.audit_log import By  # noqa: E402
from data_loaders.accounts.permissions import Role  # noqa: E402
from data_loaders.accounts.sessions import Sessions  # noqa: E402
from data_loaders.model.settings import read_settings  # noqa: E402
from tests.browser.server import free_port  # noqa: E402

PEOPLE, CHANGES, PAUSE = 100, 6, 3.0
PERIODS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 7)]
UNTUNED = "--without-caches"
PLAIN = ("--runner.postScriptGC=true", "--runner.fastReruns=true")


def serve_without_caches() -> None:
    """Run the application with Streamlit's defaults; every cached read is computed anew.

    What opens the store and the accounts stays: a file has one owner.
    """
    from streamlit.web import cli

    from pages.ui.reads import cache as kept

    owners, keeping = {"context", "sessions"}, kept.kept

    def without(entries: int, **options: Any) -> Any:
        def wrapped(function: Any) -> Any:
            keep = keeping(entries, **options)
            return keep(function) if function.__name__ in owners else function

        return wrapped

    kept.kept = without
    sys.argv = ["streamlit", "run", "app.py", *[one for one in sys.argv if one.startswith("--s")]]
    sys.argv += PLAIN
    cli.main()


@contextmanager
def server(store: Path, *, tuned: bool) -> Iterator[tuple[str, int]]:
    """The address of a running server, and its process."""
    port = free_port()
    options = ["--server.headless=true", f"--server.port={port}"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    if not tuned:
        command = [sys.executable, str(Path(__file__)), UNTUNED, *options]
    environment = {**os.environ, "MONITOR_STORE": str(store)}
    with (store.parent / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(600):
                try:
                    urlopen(f"{'http'}://localhost:{port}/healthz", timeout=5).close()  # noqa: S310
                    break
                except (URLError, OSError):
                    sleep(0.1)
            yield f"localhost:{port}", process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def tokens(store: Path, count: int) -> list[str]:
    """So many sessions of members of the committee."""
    accounts = Accounts.open(read_settings({"MONITOR_STORE": str(store)}))
    by = By("benchmark", "127.0.0.1")
    account = accounts.add("do.tai", Role.VIEWER, by=by, temporary=False)
    made = [Sessions(accounts).start(account, by=by, way="benchmark")[0] for _ in range(count)]
    accounts.close()
    return made


async def ask(socket: ClientConnection, query: str) -> float:
    """Run the page with that address; seconds until its script has ended."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = ""
    started = perf_counter()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await socket.recv(decode=False))
        if answer.WhichOneof("type") == "script_finished":
            return perf_counter() - started


async def person(host: str, token: str, number: int) -> list[float]:
    """Open the page, then change the period at one's own pace."""
    chance = Random(number)  # noqa: S311 - a pace, not a secret
    await asyncio.sleep(chance.random() * PAUSE)
    headers = {"Cookie": f"monitor={token}", "Origin": f"{'http'}://{host}"}
    address = f"ws://{host}/_stcore/stream"
    taken = []
    async with connect(
        address,
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=300,
        ping_interval=None,
    ) as socket:
        await ask(socket, "")
        for _ in range(CHANGES):
            await asyncio.sleep(PAUSE * (0.5 + chance.random()))
            taken.append(await ask(socket, f"period={chance.choice(PERIODS)}"))
    return taken


async def everybody(host: str, kept: list[str]) -> list[float]:
    """All sessions at once."""
    each = await asyncio.gather(*(person(host, token, n) for n, token in enumerate(kept)))
    return [seconds for one in each for seconds in one]


def resident(pid: int) -> float:
    """MiB of memory that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else float("nan")


def measured(source: Path, *, tuned: bool) -> tuple[float, float, float]:
    """Median and 95th percentile in milliseconds, and MiB a session."""
    store = Path(shutil.copy(source, Path(mkdtemp()) / "monitor.duckdb"))
    with server(store, tuned=tuned) as (host, pid):
        kept = tokens(store, PEOPLE + 1)
        asyncio.run(person(host, kept[-1], 0))  # a first visitor, so that both are warm
        before = resident(pid)
        taken = [1000 * one for one in asyncio.run(everybody(host, kept[:-1]))]
        memory = (resident(pid) - before) / PEOPLE
    cuts = quantiles(taken, n=20)
    return cuts[9], cuts[18], memory


def main() -> None:
    """Print both ways and the ratio of their 95th percentiles."""
    source = read_settings().file
    os.chdir(ROOT)
    p50, p95, memory = measured(source, tuned=True)
    first = f"{PEOPLE} sessions: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {memory:.1f} MiB each"
    print(first, flush=True)
    slow50, slow95, _ = measured(source, tuned=False)
    print(f"without caches and tuning: p50 {slow50:.0f} ms, p95 {slow95:.0f} ms")
    print(f"p95: 1/{slow95 / p95:.0f} of it")


if __name__ == "__main__":
    serve_without_caches() if UNTUNED in sys.argv else main()
