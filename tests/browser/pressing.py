"""Hands that press: twice in the same place, in another tab, or after something moved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from re import Pattern

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotSeenError

from tests.browser.server import ROOT, settle

AGAIN = (0.1, 0.25, 0.5)
"""Seconds after the first press at which a hand that pressed twice presses again."""


def press_twice(page: Page, button: Locator, pause: float) -> None:
    """Two presses of the mouse in the same place."""
    settle(page)  # a run that is still drawing replaces the button
    expect(button).to_be_enabled()
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x, y)
    page.wait_for_timeout(1000 * pause)
    page.mouse.click(x, y)


def told_until_gone_on(page: Page, said: str | Pattern[str]) -> None:
    """The receipt stands, once, until one goes on; what was pressed before is answered by then.

    A page answers what was pressed on it in the order of the presses: the page that follows "go
    on" is what a second press left behind.
    """
    receipt = page.get_by_text(said)
    expect(receipt).to_be_visible()
    settle(page)
    expect(receipt).to_have_count(1)
    page.get_by_role("button", name="Làm việc khác").click()
    expect(receipt).to_have_count(0)
    settle(page)


TRIES, PATIENCE = 4, 5000
"""How often, and for how many milliseconds, an option is waited for."""


def choose(page: Page, box: Locator, name: str) -> None:
    """Choose what bears that name among the options of a box: typed, for a long list shows few.

    Typed again where the page was drawn anew meanwhile and forgot it.
    """
    named, option = box.get_by_role("combobox"), page.get_by_role("option", name=name)
    named.scroll_into_view_if_needed()
    for _ in range(TRIES):
        named.click()
        named.fill(name)
        try:
            option.wait_for(timeout=PATIENCE)
        except NotSeenError:
            continue
        break
    option.click()
    settle(page)


def command(store: Path, *words: str) -> str:
    """What a command prints that another person runs beside the application."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "MONITOR_STORE": str(store)},
    )
    return done.stdout


def submit(store: Path, file: Path, *, at: str) -> None:
    """A report arrives while the application runs, as another person's sending does."""
    command(
        store,
        *("data_loaders", "submit", str(file), "--by", "huyen-617"),
        *("--at", at, "--explain", "đã đối chiếu"),
    )
