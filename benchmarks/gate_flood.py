"""10,000 wrong passwords against a running server, and how long others wait meanwhile.

``python benchmarks/gate_flood.py`` starts the product on a store of its own and floods its sign-in
from another process, eight tries at a time, while somebody who is in asks for a page. Every second
try is for one account, the others for names nobody has. A number after the command is the count of
tries; each of them is kept waiting half a second, so that the whole flood takes ten minutes.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parents[1]))

from httpx2 import AsyncClient, Client

from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.service.context import create_store
from tests.browser.server import running_server
from tests.browser.wire import session_token, wired

TRIES, AT_ONCE, CALM = 10_000, 8, 150
KNOWN = "viewer.all"
PAUSE = 0.02


def flood(address: str, tries: int) -> tuple[dict[int, int], float]:
    """Send the wrong passwords: answers by status, and seconds taken."""

    async def story() -> Counter[int]:
        seen: Counter[int] = Counter()
        async with AsyncClient(base_url=address, timeout=120) as client:
            page = await client.get("/login")
            found = re.search(r'name="form" value="(\w+)"', page.text)
            form = found[1] if found else ""

            async def attack(numbers: range) -> None:
                for number in numbers:
                    name = KNOWN if number % 2 else f"n{number}"
                    fields = {"form": form, "name": name, "password": str(number)}
                    seen[(await client.post("/login", data=fields)).status_code] += 1

            await asyncio.gather(*(attack(range(k, tries, AT_ONCE)) for k in range(AT_ONCE)))
        return seen

    started = perf_counter()
    return dict(asyncio.run(story())), perf_counter() - started


def waits(ask: Callable[[], object], until: Callable[[int], bool]) -> list[float]:
    """Milliseconds of each asking, until there are enough."""
    found: list[float] = []
    while not until(len(found)):
        started = perf_counter()
        ask()
        found.append(1000 * (perf_counter() - started))
        sleep(PAUSE)
    return found


def main() -> None:
    """Print how long a page took, calm and during the flood, and the ratio of the medians."""
    with TemporaryDirectory() as name:
        store = Path(name) / "monitor.duckdb"
        settings = read_settings({"MONITOR_STORE": str(store)})
        create_store(settings, load_register(), actor="benchmark").store.close()
        session_token(store, Role.ADMIN)  # without one, the sign-in leads to the set-up
        with running_server(store, log=Path(name) / "server.log") as address:
            tries = int(sys.argv[1]) if len(sys.argv) > 1 else TRIES
            measure(address, session_token(store, Role.VIEWER), tries=tries)


def measure(address: str, token: str, *, tries: int) -> None:
    """Ask as somebody who is in, before and during the flood: the document, and a run of a page."""
    headers = {"cookie": f"monitor={token}", "accept": "text/html"}
    asking = {"document": "GET of the page", "run": "run of the page"}
    with (
        Client(base_url=address, headers=headers, timeout=120) as client,
        wired(address, token) as wire,
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
    ):
        ask = {"document": lambda: client.get("/"), "run": lambda: wire.run(query="unit=608")}
        for one in ask.values():
            waits(one, lambda count: count >= 20)  # warm
        calm = {key: waits(one, lambda count: count >= CALM) for key, one in ask.items()}
        attack: Future[tuple[dict[int, int], float]] = pool.submit(flood, address, tries)
        during: dict[str, list[float]] = {key: [] for key in ask}
        while not attack.done():
            for key, one in ask.items():
                during[key] += waits(one, lambda count: count >= 5)
        statuses, seconds = attack.result()
    print(f"{tries} wrong passwords in {seconds:.0f} s; answers by status: {statuses}")
    for key, title in asking.items():
        before, then = median(calm[key]), median(during[key])
        worst = quantiles(during[key], n=20)[-1]
        print(
            f"{title}: {before:.1f} ms calm, {then:.1f} ms meanwhile (p95 {worst:.1f} ms):"
            f" {then / before:.1f} times"
        )


if __name__ == "__main__":
    main()
