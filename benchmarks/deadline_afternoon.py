"""A hundred localities send their report within a minute while thirty of the committee look.

``python benchmarks/deadline_afternoon.py`` makes a province of its own, starts the product on it
and sends as a browser does: the page, the file, the button. In the end the store is asked what it
holds.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks._visitors import DUE, NOW, PAST, province, send_report, tokens, visitor
from data_loaders.accounts.permissions import Role
from data_loaders.reports.history import versions
from data_loaders.store.database import Store
from tests.browser.server import running_server

LOCALITIES, LOOKING, WITHIN, PAUSE = 100, 30, 60.0, 3.0
PAGES = ("", "reporting", "tasks", "target", "locality")


async def sender(address: str, token: str, unit_id: str, data: bytes, after: float) -> float:
    """Come at one's own moment of the minute and send."""
    await asyncio.sleep(after)
    async with visitor(address, token) as one:
        return await send_report(one, unit_id, data)


async def looking(address: str, token: str, number: int, taken: list[float]) -> None:
    """Look at one page after another until everybody has sent."""
    chance = Random(number)  # noqa: S311 - a pace, not a secret
    async with visitor(address, token) as one:
        while True:
            period = chance.choice((*PAST, DUE))
            taken.append(await one.run(chance.choice(PAGES), f"period={period}&basis=submitted"))
            await asyncio.sleep(PAUSE * (0.5 + chance.random()))


async def afternoon(
    address: str, kept: dict[str, str], forms: dict[str, bytes]
) -> tuple[list[float | BaseException], list[float]]:
    """Everybody at once: seconds of each sending, or what became of it; seconds of each look."""
    looks: list[float] = []
    watching = [
        asyncio.create_task(looking(address, kept[f"ban.chi.dao.{n}"], n, looks))
        for n in range(LOOKING)
    ]
    pace = WITHIN / len(forms)
    sent = await asyncio.gather(
        *(
            sender(address, kept[f"huyen.{unit_id}"], unit_id, data, pace * n)
            for n, (unit_id, data) in enumerate(forms.items())
        ),
        return_exceptions=True,
    )
    for task in watching:
        if task.done():
            task.result()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return sent, looks


def told(name: str, taken: list[float]) -> str:
    """Median, 95th percentile and the longest, in seconds."""
    return (
        f"{len(taken)} {name}: median {median(taken):.2f} s, p95"
        f" {quantiles(taken, n=20)[-1]:.2f} s, longest {max(taken):.2f} s"
    )


def main() -> None:
    """Print how long everybody waited, and whether the store holds every report."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store, forms = province(folder, LOCALITIES)
        wanted = {f"huyen.{unit_id}": (Role.REPORTER, unit_id) for unit_id in forms}
        committee = {f"ban.chi.dao.{n}": (Role.VIEWER, None) for n in range(LOOKING)}
        kept = tokens(store, {**wanted, **committee})
        settings = {"MONITOR_NOW": NOW.isoformat()}
        with running_server(store, log=folder / "log", settings=settings) as address:
            sent, looks = asyncio.run(afternoon(address, kept, forms))
        with Store.open(store) as opened:
            held = {v.identity.unit_id for v in versions(opened, period=DUE)}
    failed = [one for one in sent if isinstance(one, BaseException)]
    print(told("reports sent", [one for one in sent if not isinstance(one, BaseException)]))
    print(told("pages looked at", looks))
    print(f"not answered: {len(failed)}; not in the store: {len(forms.keys() - held)}")
    if failed or forms.keys() - held:
        raise SystemExit("\n".join(repr(one) for one in failed[:5]))


if __name__ == "__main__":
    main()
