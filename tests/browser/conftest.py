"""One browser for all tests of a worker, and two servers on which they only look: on a store in
which nobody has reported, and on the demonstration. Who writes has a server of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.service.context import create_store
from tests.browser.office import Office, opened
from tests.browser.server import PATIENCE, new_context, open_tab, running_browser, running_server

NOW = "2025-06-25T08:00:00+07:00"

Visit = Callable[..., Page]
Look = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for a browser on a busy machine may wait several times."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.timeout(6 * PATIENCE))


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
    create_store(settings, load_register(), actor="test", extra=extra).store.close()
    return path


@pytest.fixture(scope="session")
def address(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server on the empty store."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with running_server(empty_store, log=log) as address:
        yield address


@pytest.fixture(scope="session")
def somebody(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor for all tests of a worker that only look: what their browser fetched it keeps.

    Who is new fetches a hundred files and compiles them, which takes four times as long.
    """
    context = new_context(browser)
    yield context
    context.close()


@pytest.fixture
def visit(somebody: BrowserContext, address: str) -> Iterator[Visit]:
    """``visit("/?unit=608", dark=True)``: a tab of that visitor, an approver, settled."""
    pages: list[Page] = []

    def go(path: str, *, dark: bool = False) -> Page:
        pages.append(open_tab(somebody, address + path, dark=dark))
        return pages[-1]

    yield go
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def demonstrated_store(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store that every test of a worker looks at and none writes to."""
    return Path(shutil.copy(_filled, tmp_path_factory.mktemp("demonstrated") / "monitor.duckdb"))


@pytest.fixture(scope="session")
def demonstrated(demonstrated_store: Path) -> Iterator[str]:
    """The address of a running server on it."""
    log = demonstrated_store.with_name("server.log")
    with running_server(demonstrated_store, log=log) as address:
        yield address


@pytest.fixture(scope="session")
def _visitors(browser: Browser) -> Iterator[dict[Role, BrowserContext]]:
    contexts: dict[Role, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def look(
    browser: Browser, _visitors: dict[Role, BrowserContext], demonstrated: str
) -> Iterator[Look]:
    """``look("/plan", role=Role.VIEWER, dark=True)``: that page of the demonstration in a tab of
    the one visitor who has that role, settled; an approver by default."""
    tabs: list[Page] = []

    def go(path: str, *, role: Role = Role.APPROVER, dark: bool = False) -> Page:
        if role not in _visitors:
            _visitors[role] = new_context(browser)
        tabs.append(open_tab(_visitors[role], demonstrated + path, dark=dark, role=role))
        return tabs[-1]

    yield go
    for tab in tabs:
        tab.close()


@pytest.fixture(scope="module")
def office(
    browser: Browser, _filled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """A demonstration for each file of tests that decide on pages other than the approver's: what
    one of them freezes, another must not find frozen."""
    with opened(browser, _filled, tmp_path_factory.mktemp("deciding")) as found:
        yield found
