"""A filter change in the browser: from the choice to the figures, against an empty Streamlit page.

``python benchmarks/filter_change.py`` reads a copy of the store of the settings (``make demo``
fills it). In a warm browser somebody chooses another period; the change is complete when the page
shows that period and its script has ended. The empty page has one choice and repeats it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402 - after the project's folder is known

from benchmarks._empty import empty_page  # noqa: E402
from data_loaders.model.settings import read_settings  # noqa: E402
from tests.browser.server import open_page, running_browser, running_server  # noqa: E402

RUNS = 9
PAGES = {"province": "/", "locality": "/locality?unit=611", "target": "/target"}
ONE_CHOICE = """
import streamlit as st
st.header(st.selectbox("Period", ["tháng 06/2025", "tháng 05/2025", "tháng 04/2025"]))
"""
CHANGE = """
async ([label, name]) => {
  const ended = () => document.querySelector("[data-test-script-state=notRunning]") !== null;
  const said = () => document.querySelector(".on-paper, [data-testid=stHeading]").textContent;
  const option = [...document.querySelectorAll("[role=option]")]
    .find(one => one.textContent === name);
  const started = performance.now();
  option.click();
  while (!(said().includes(label) && ended())) {
    if (performance.now() - started > 20000) throw new Error(`not shown: ${label}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - started;
}
"""
"""Choose the option of that name in the open list; milliseconds until the page says the label."""


def changed(page: Page, period: str, choice: str) -> float:
    """Milliseconds from the choice of a period, ``tháng 05/2025``, to its figures.

    Of ours the choices are opened first: they stand behind one button.
    """
    button = page.locator(".st-key-choices").get_by_role("button").first
    if button.count() and not page.get_by_role("combobox", name=choice).count():
        button.click()
    page.get_by_role("combobox", name=choice).first.click()
    option = page.get_by_role("option").filter(has_text=period).first
    option.wait_for()
    name = option.text_content() or period
    return float(page.evaluate(CHANGE, [period, name]))


def main() -> None:
    """Print the medians and their ratios to the empty page."""
    folder = Path(mkdtemp())
    store = Path(shutil.copy(read_settings().file, folder / "monitor.duckdb"))
    os.chdir(ROOT)
    with (
        running_server(store, log=folder / "log") as ours,
        empty_page(folder, ONE_CHOICE) as empty,
        running_browser() as browser,
    ):
        bare = browser.new_page()
        bare.goto(empty)
        pages = {"empty": (bare, "Period")}
        for name, path in PAGES.items():
            pages[name] = (open_page(browser, ours + path), "Kỳ báo cáo")
        times: dict[str, list[float]] = {name: [] for name in pages}
        for number in range(RUNS + 2):  # the first two warm what is kept
            for name, (page, choice) in pages.items():
                page.bring_to_front()
                times[name].append(changed(page, f"tháng {5 - number % 2:02d}/2025", choice))
    ms = {name: median(taken[2:]) for name, taken in times.items()}
    for name in PAGES:
        print(f"{name} {ms[name]:.0f} ms: {ms[name] / ms['empty']:.1f} times ({ms['empty']:.0f})")


if __name__ == "__main__":
    main()
