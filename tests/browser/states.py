"""Pictures of the states a page can be in, from real stores at 1366×768, to be looked at.

``python -m tests.browser.states FOLDER``, or ``make states``: nobody has reported; under eight of
ten; provisional and may change; all well; a frozen meeting; a first period with nothing before it;
before the plan and after its end; what does not apply; a locality whose report waits, and one that
has not sent; no meeting yet; what is published elsewhere, concluded by a meeting, or whole only
when everybody has reported. A few are taken dark too.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from data_loaders.accounts.permissions import Role
from tests.browser.server import SCREEN, open_page, running_browser, running_server, settle
from tests.browser.state_stores import STORES

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
        "target-not-judged": "/target?target=clean-communes",
    },
    "no-meeting": {"no-meeting": "/", "no-meeting-meetings": "/meeting"},
    "nobody": {"nobody": "/", "nobody-reporting": "/reporting", "nobody-locality": "/locality"},
    "all-well": {"all-well": "/", "all-well-target": "/target?target=addict-growth"},
    "ended": {
        "ended": "/",
        "ended-target": "/target?target=hotspots-eradicated",
        "ended-locality": "/locality?unit=616",
    },
    "communes": {
        "judged": "/",
        "judged-target": "/target?target=no-complication",
        "incomplete-target": "/target?target=no-growing",
        "stages-target": "/target?target=clean-communes",
    },
    "traffic": {
        "external": "/",
        "external-target": "/target?target=rank",
        "incomplete-bounds": "/target?target=black-spots",
        "external-locality": "/locality?unit=t1",
    },
}
"""Store → name of the picture → its address."""
DARK = ("may-change", "under-coverage", "all-well", "ended", "judged", "external")
"""Taken dark too."""


def main(folder: Path) -> None:
    """Take every picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside, running_browser() as browser:
        for name, shown in SHOWN.items():
            store = Path(aside) / name / "monitor.duckdb"
            store.parent.mkdir()
            STORES[name](store)
            with running_server(store, log=folder / f"{name}.log") as address:
                _pictures(browser, address, shown, folder)


def _pictures(browser: Browser, address: str, shown: Mapping[str, str], folder: Path) -> None:
    """One visitor for all of a store's pages; an address that shows another thing is a mistake."""
    page = open_page(browser, f"{address}/", role=Role.SECRETARY)
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})
    for name, path in shown.items():
        for scheme in ("light", "dark") if name in DARK else ("light",):
            page.emulate_media(color_scheme=scheme)
            page.goto(address + path)
            settle(page)
            if page.locator("[data-testid=stAlertContentWarning]").count():
                raise SystemExit(f"{name}: {path} is not what the page shows")
            page.screenshot(path=folder / f"{name}{'-dark' if scheme == 'dark' else ''}.png")
    page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
