"""Pictures of the states a page can be in, from real stores at 1366×768, to be looked at.

``python -m tests.browser.states FOLDER``, or ``make states``: nobody has reported; under eight of
ten; provisional and may change; a frozen meeting; a first period with nothing before it; before the
plan; what does not apply; a locality whose report waits, and one that has not sent; no meeting yet.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser

from data_loaders.__main__ import main as loaders
from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.service.context import create_store
from data_loaders.store.database import Store
from tests.browser.conftest import NOW
from tests.browser.server import SCREEN, open_page, running_browser, running_server, settle
from tests.pages.conftest import COMMITTEES

THEN = "2025-06-18T16:00:00+07:00"
"""Four of ten had been accepted."""
SHOWN: Mapping[str, Mapping[str, str]] = {
    "demonstration": {
        "may-change": "/",
        "under-coverage": f"/?period=2025-06&as_of={THEN.replace('+', '%2B')}",
        "frozen-meeting": "/?meeting=1",
        "first-period": "/?period=2023-10",
        "before-the-plan": "/?period=2022-12",
        "not-due-yet": "/?period=2025-07",
        "locality-waiting": "/locality?unit=614",
        "locality-not-sent": "/locality?unit=617",
        "locality-not-applicable": "/locality?unit=618",
        "target-not-judged": "/target?target=drug-free-communes",
    },
    "no-meeting": {"no-meeting": "/", "no-meeting-meetings": "/meeting"},
    "nobody": {"nobody": "/", "nobody-reporting": "/reporting", "nobody-locality": "/locality"},
}
"""Store → name of the picture → its address."""


def main(folder: Path) -> None:
    """Take every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside, running_browser() as browser:
        for name, store in _stores(Path(aside)):
            with running_server(store, log=folder / f"{name}.log") as address:
                _pictures(browser, address, SHOWN[name], folder)


def _stores(aside: Path) -> Iterator[tuple[str, Path]]:
    """The demonstration, the same without what the committee did, and one that is empty."""
    paths = {name: aside / name / "monitor.duckdb" for name in SHOWN}
    for path in paths.values():
        path.parent.mkdir()
    with _told_where(paths["demonstration"]):
        if loaders(["demo"]) != 0:
            raise SystemExit("the demonstration could not be made")
    shutil.copy(paths["demonstration"], paths["no-meeting"])
    with Store.open(paths["no-meeting"]) as store, store.cursor() as cursor:
        for table in COMMITTEES:
            cursor.execute(f"DELETE FROM store.{table}")  # noqa: S608 (names of our own)
    extra = {"demonstration": "yes", "now": NOW}
    settings = read_settings({"MONITOR_STORE": str(paths["nobody"])})
    create_store(settings, load_register(), actor="test", extra=extra).store.close()
    yield from paths.items()


@contextmanager
def _told_where(path: Path) -> Iterator[None]:
    """Commands read from the environment which store they work on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(path))
        yield


def _pictures(browser: Browser, address: str, shown: Mapping[str, str], folder: Path) -> None:
    """One visitor for all of a store's pages."""
    page = open_page(browser, f"{address}/", role=Role.SECRETARY)
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})
    for name, path in shown.items():
        page.goto(address + path)
        settle(page)
        page.screenshot(path=folder / f"{name}.png")
    page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
