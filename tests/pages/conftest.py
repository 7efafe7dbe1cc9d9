"""Pages under test: a store of their own and the shell, run without a browser."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.service.context import create_store
from data_loaders.store.database import Store
from kpis.__main__ import main
from tests.identity import let_in

ROOT = Path(__file__).parents[2]
NOW = "2025-06-25T08:00:00+07:00"
PATIENCE = 30
COMMITTEES = (
    "document",
    "frozen",
    "conclusion",
    "meeting",
    "decision_step",
    "decision",
    "explanation_answer",
    "explanation_request",
)
"""The tables of what the committee did."""
APPROVER = (Role.APPROVER, None)

OTHERWISE_CALLED = "source"
"""A page whose address is another word than its file: it is found once a run has named the pages,
and before that the first page would be drawn in its place."""

Shell = Callable[..., AppTest]
Document = dict[str, Any]
Command = Callable[..., Document]


def forget() -> None:
    """Every cached read of an earlier test."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pages.ui."):
            for one in vars(module).values():
                getattr(one, "cache_clear", lambda: None)()


@pytest.fixture
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the store would be; every cached read of an earlier test is forgotten."""
    path = tmp_path / "monitor.duckdb"
    monkeypatch.setenv("MONITOR_STORE", str(path))
    forget()
    yield path
    forget()


@pytest.fixture(scope="module")
def shown_store(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demonstration store that a module's tests only look at, so what is cached stays right."""
    path = Path(shutil.copy(_filled, tmp_path_factory.mktemp("shown") / "monitor.duckdb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(path))
        forget()
        yield path
    forget()


@pytest.fixture(scope="module")
def aside(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same store once more, for a command or a query: a file has one process at a time."""
    return Path(shutil.copy(_filled, tmp_path_factory.mktemp("aside") / "aside.duckdb"))


@pytest.fixture(scope="module")
def command(aside: Path) -> Command:
    """``command("series", "addict-growth", "62")``: the document of a command at an address."""

    @cache
    def run(*words: str, **address: str) -> Document:
        options = [*words, "--json"]
        for name in ("period", "basis"):
            options += [f"--{name}", address[name]] if name in address else []
        if "as_of" in address:
            options += ["--as-of", f"{address['as_of']}T23:59:59+07:00"]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
            patch.setenv("MONITOR_STORE", str(aside))
            assert main(options) == 0
        return dict(json.loads(printed.getvalue()))

    return run


@pytest.fixture
def sent_store(demonstration: Path, no_store: Path) -> Path:
    """A demonstration store of the test's own, to send reports to."""
    return Path(demonstration.replace(no_store))


@pytest.fixture
def unmet_store(sent_store: Path) -> Path:
    """The same as if the committee had never met, concluded or asked anything."""
    with Store.open(sent_store) as store, store.cursor() as cursor:
        for table in COMMITTEES:
            cursor.execute(f"DELETE FROM store.{table}")  # noqa: S608 (names of our own)
    return sent_store


@pytest.fixture
def empty_store(no_store: Path) -> Path:
    """A demonstration store on 25/06/2025 in which nobody has reported."""
    extra = {"demonstration": "yes", "now": NOW}
    register = load_register()
    context = create_store(read_settings(), register, actor="test", extra=extra)
    context.store.close()
    return no_store


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """``shell("locality", unit="608")``: that page run once; the overview by default.

    An approver is in; ``actor=(Role.REPORTER, "615")`` runs it for somebody else, ``actor=None``
    for nobody. ``page=""`` is where an address without a page leads.
    """

    def run(
        page: str = "overview", *, actor: tuple[Role, str | None] | None = APPROVER, **address: str
    ) -> AppTest:
        identity = let_in(*actor) if actor else ("", "")
        monkeypatch.setattr("pages.ui.frame.actor.introduced", lambda: identity)
        app = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=PATIENCE)
        for name, value in address.items():
            app.query_params[name] = value
        if page == OTHERWISE_CALLED:
            app.run()
        if page:
            app.switch_page(f"{page}.py")
            for name, value in address.items():  # a switch drops them
                app.query_params[name] = value
        return app.run()

    return run
