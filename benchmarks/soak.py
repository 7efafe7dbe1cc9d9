"""An office at work for a while: people come, look, send, accept and go; the server's memory.

``python benchmarks/soak.py 20`` runs for twenty minutes; without a number, for one. Everything
before the first minute's end is warming up: what is compared is the memory from then on.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._visitors import DUE, NOW, PAST, province, send_report, tokens, visitor
from data_loaders.accounts.permissions import Role
from tests.browser.server import running_server

LOCALITIES, LOOKING, PAUSE, STAY = 20, 12, 2.0, 60.0
PAGES = ("", "reporting", "tasks", "target", "locality", "plan")


@dataclass
class Seen:
    """What happened so far: pages, sendings, and the server's memory in MiB every ten seconds."""

    pages: int = 0
    sent: int = 0
    memory: list[float] = field(default_factory=list)


def server_on(port: str) -> Path:
    """What the system tells of the process that serves there; Linux alone tells it."""
    wanted = f"--server.port={port}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            if wanted in (place / "cmdline").read_bytes().split(b"\0"):
                return place / "status"
    raise SystemExit("the server's process cannot be found")


async def looking(address: str, token: str, number: int, seen: Seen) -> None:
    """Come, look at pages for a minute, go, and come again."""
    chance = Random(number)  # noqa: S311 - a pace, not a secret
    while True:
        async with visitor(address, token) as one:
            leaves = monotonic() + STAY * (0.5 + chance.random())
            while monotonic() < leaves:
                period = chance.choice((*PAST, DUE))
                await one.run(chance.choice(PAGES), f"period={period}&basis=submitted")
                seen.pages += 1
                await asyncio.sleep(PAUSE * (0.5 + chance.random()))


async def sending(address: str, kept: dict[str, str], forms: dict[str, bytes], seen: Seen) -> None:
    """One report after another, each of another locality; after all of them, the same once more."""
    for unit_id, data in cycle(forms.items()):
        async with visitor(address, kept[f"huyen.{unit_id}"]) as one:
            if seen.sent < len(forms):
                await send_report(one, unit_id, data)
            else:  # read, compared and told that it is there already
                await one.run("submit", f"unit={unit_id}&period={DUE}")
            seen.sent += 1
        await asyncio.sleep(PAUSE)


async def watching(server: Path, seen: Seen) -> None:
    """Note the server's memory, its readers' not."""
    while True:
        found = re.search(r"VmRSS:\s+(\d+)", server.read_text("ascii"))
        seen.memory.append(int(found[1]) / 1024 if found else float("nan"))
        await asyncio.sleep(10)


async def office(
    address: str, kept: dict[str, str], forms: dict[str, bytes], minutes: float
) -> Seen:
    """Everybody, for so long."""
    seen = Seen()
    people = [looking(address, kept[f"ban.chi.dao.{n}"], n, seen) for n in range(LOOKING)]
    server = server_on(re.sub(r".*:", "", address))
    work = [*people, sending(address, kept, forms, seen), watching(server, seen)]
    tasks = [asyncio.create_task(one) for one in work]
    done, going = await asyncio.wait(tasks, timeout=60 * minutes, return_when="FIRST_EXCEPTION")
    for task in going:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    for task in done:
        task.result()
    return seen


def main() -> None:
    """Print the series, a median for each minute, and how the last compare with the first."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with TemporaryDirectory() as name:
        folder = Path(name)
        store, forms = province(folder, LOCALITIES)
        wanted = {f"huyen.{unit_id}": (Role.REPORTER, unit_id) for unit_id in forms}
        committee = {f"ban.chi.dao.{n}": (Role.VIEWER, None) for n in range(LOOKING)}
        kept = tokens(store, {**wanted, **committee})
        settings = {"MONITOR_NOW": NOW.isoformat()}
        with running_server(store, log=folder / "log", settings=settings) as address:
            seen = asyncio.run(office(address, kept, forms, minutes))
    each = [median(seen.memory[at : at + 6]) for at in range(0, len(seen.memory), 6)]
    print(f"{minutes:g} minutes, {LOOKING} people looking: {seen.pages} pages, {seen.sent} reports")
    print("MiB by minute:", " ".join(f"{one:.0f}" for one in each))
    if len(each) > 2:
        half = len(each) // 2
        first, second = median(each[1 : half + 1]), median(each[half + 1 :] or each[-1:])
        print(f"second half against the first, warming up apart: {second / first:.3f} times")


if __name__ == "__main__":
    main()
