"""One server and one browser for all tests of a worker; a page of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data_loaders.context import create_store
from data_loaders.localities import SHIPPED, load_register
from data_loaders.settings import read_settings
from tests.browser.server import open_page, running_browser, running_server

NOW = "2025-06-25T08:00:00+07:00"

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration store on 25/06/2025 in which nobody has reported."""
    path = tmp_path_factory.mktemp("store") / "monitor.duckdb"
    settings = read_settings({"MONITOR_STORE": str(path)})
    extra = {"demonstration": "yes", "now": NOW}
    create_store(settings, load_register(SHIPPED), actor="test", extra=extra).store.close()
    return path


@pytest.fixture(scope="session")
def address(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server on the empty store."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with running_server(empty_store, log=log) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """``visit("/?unit=608", dark=True)``: a page of its own session, settled."""
    pages: list[Page] = []

    def go(path: str, *, dark: bool = False) -> Page:
        pages.append(open_page(browser, address + path, dark=dark))
        return pages[-1]

    yield go
    for page in pages:
        page.context.close()
