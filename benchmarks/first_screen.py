"""Pages in a cold browser against an empty Streamlit page and a static page with the same charts.

A locality's cards are pictures from the server; the static page has plotly.js draw the same ones,
and none of the areas' bars that the locality's page has besides.
``python benchmarks/first_screen.py`` reads a copy of the store of the settings (``make demo`` fills
it), starts its own servers and the Chromium of the operating system.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from threading import Thread
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import plotly  # noqa: E402 - after the project's folder is known
from playwright.sync_api import Browser, Page  # noqa: E402

from benchmarks._empty import empty_page  # noqa: E402
from data_loaders.model import Basis  # noqa: E402
from data_loaders.model.settings import read_settings  # noqa: E402
from data_loaders.reports.facts import facts  # noqa: E402
from data_loaders.service.context import open_context  # noqa: E402
from kpis.charts.progress import draw  # noqa: E402
from kpis.charts.track import track_of  # noqa: E402
from kpis.counts import Counts  # noqa: E402
from kpis.model import Language  # noqa: E402
from kpis.scorecard import default_period  # noqa: E402
from kpis.series import series_to  # noqa: E402
from kpis.stored.requested_view import plan_of  # noqa: E402
from kpis.verdicts import judge  # noqa: E402
from tests.browser.server import (  # noqa: E402
    open_page,
    running_browser,
    running_server,
)

RUNS = 5
UNIT = "611"
CHARTS = f"/locality?unit={UNIT}"
DRAWN = """
ways => [...document.querySelectorAll(".way img")].filter(one => one.complete).length === ways
  && document.querySelector(".spans") !== null
"""
"""Every card's picture stands, and the bars of the areas, the last that the page draws."""


def cold(browser: Browser, address: str, ready: Callable[[Page], None], state: str | None) -> float:
    """Milliseconds from the address to what ``ready`` waits for, nothing kept from before."""
    context = browser.new_context(
        storage_state=state, viewport={"width": 1366, "height": 768}, locale="vi-VN"
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    started = perf_counter()
    page.goto(address, wait_until="commit")
    ready(page)
    taken = 1000 * (perf_counter() - started)
    context.close()
    return taken


def seen(selector: str, page: Page) -> None:
    """Wait until the first such element is on the screen."""
    page.locator(selector).first.wait_for()


def all_pictures(ways: int, page: Page) -> None:
    """Wait until so many cards and the bars of the areas are drawn."""
    page.wait_for_function(DRAWN, arg=ways)


def all_charts(count: int, page: Page) -> None:
    """Wait until so many charts are drawn by plotly.js."""
    page.locator(".main-svg .cartesianlayer").nth(count - 1).wait_for(state="attached")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def static_page(folder: Path, figures: list[str]) -> Iterator[str]:
    """The same figures on a plain page: plotly.js, their numbers and a line that draws each."""
    source = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copy(source, folder / "plotly.min.js")
    boxes = "".join(f'<div id="c{n}" style="height:230px"></div>' for n in range(len(figures)))
    calls = "".join(
        f"(f => Plotly.newPlot('c{n}', f.data, f.layout))({one});" for n, one in enumerate(figures)
    )
    html = f'<body>{boxes}<script src="plotly.min.js"></script><script>{calls}</script></body>'
    (folder / "index.html").write_text(html, "utf-8")
    server = ThreadingHTTPServer(("localhost", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{'http'}://localhost:{server.server_port}"
    finally:
        server.shutdown()


def ways_of(store: Path) -> list[str]:
    """The figures of the locality's cards as plotly.js would draw them, as JSON."""
    context = open_context(read_settings({"MONITOR_STORE": str(store)}))
    with context.store:
        now, register = context.now(), context.register()
        plan = plan_of(context)
        known = facts(context.store, as_of=now, basis=Basis.ACCEPTED)
        last = min(default_period(known, plan, register), plan.regime.last)
    counts = Counts(known, plan, register)
    results = [judge(counts, target, unit_id=UNIT, period=last) for target in plan.targets]
    tracks = (
        track_of(series_to(counts, one), one, target, plan)
        for one, target in zip(results, plan.targets, strict=True)
    )
    return [str(draw(track, Language.VI).to_json()) for track in tracks if track is not None]


def main() -> None:
    """Print the medians and their ratios."""
    folder = Path(mkdtemp())
    os.chdir(ROOT)
    store = Path(shutil.copy(read_settings().file, folder / "monitor.duckdb"))
    with running_server(store, log=folder / "log") as address, running_browser() as browser:
        first = open_page(browser, address + CHARTS)
        first.wait_for_timeout(8000)  # every chart stands, every cache is warm
        figures = ways_of(Path(shutil.copy(read_settings().file, folder / "beside.duckdb")))
        state = str(folder / "state.json")
        first.context.storage_state(path=state)
        first.context.close()
        with empty_page(folder) as empty, static_page(folder, figures) as static:
            pages = {
                "empty": (empty, partial(seen, "[data-testid=stText]"), None),
                "headline": (address, partial(seen, ".tally"), state),
                "matrix": (address, partial(seen, ".matrix"), state),
                "static": (static, partial(all_charts, len(figures)), None),
                "charts": (address + CHARTS, partial(all_pictures, len(figures)), state),
            }
            times: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(RUNS):  # one of each in turn: whatever else runs slows them alike
                for name, (where, ready, kept) in pages.items():
                    times[name].append(cold(browser, where, ready, kept))
    ms = {name: median(taken) for name, taken in times.items()}
    print(
        f"cold browser, medians of {RUNS}: empty page {ms['empty']:.0f} ms · province's headline"
        f" {ms['headline']:.0f} ({ms['headline'] / ms['empty']:.2f} times), with the matrix"
        f" {ms['matrix']:.0f} ({ms['matrix'] / ms['empty']:.2f} times)"
    )
    print(
        f"{len(figures)} charts: static page {ms['static']:.0f} ms · a locality's page"
        f" {ms['charts']:.0f} ({ms['charts'] / ms['static']:.2f} times)"
    )


if __name__ == "__main__":
    main()
