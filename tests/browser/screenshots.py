"""Pictures of pages at 1366×768, light and dark, to be looked at.

``python -m tests.browser.screenshots STORE FOLDER "/" "/locality?unit=608"``
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.browser.server import open_page, running_browser, running_server


def picture_name(path: str, *, dark: bool) -> str:
    """``/locality?unit=608`` → ``locality-unit-608-dark.png``."""
    words = re.sub(r"\W+", "-", path).strip("-") or "overview"
    return f"{words}-{'dark' if dark else 'light'}.png"


def main(store: Path, folder: Path, paths: list[str]) -> None:
    """Take the pictures of every path into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        running_server(store, log=folder / "server.log") as address,
        running_browser() as browser,
    ):
        for path in paths:
            for dark in (False, True):
                page = open_page(browser, address + path, dark=dark)
                page.screenshot(path=folder / picture_name(path, dark=dark))
                page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
