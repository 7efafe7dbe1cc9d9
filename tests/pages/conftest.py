"""Pages under test: a store of their own and the shell, run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_loaders.context import create_store
from data_loaders.localities import SHIPPED, load_register
from data_loaders.permissions import Role
from data_loaders.settings import read_settings
from tests.identity import let_in

ROOT = Path(__file__).parents[2]
NOW = "2025-06-25T08:00:00+07:00"
PATIENCE = 30
APPROVER = (Role.APPROVER, None)

Shell = Callable[..., AppTest]


@pytest.fixture
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the store would be; every cached read of an earlier test is forgotten."""
    path = tmp_path / "monitor.duckdb"
    monkeypatch.setenv("MONITOR_STORE", str(path))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield path
    st.cache_resource.clear()


@pytest.fixture
def empty_store(no_store: Path) -> Path:
    """A demonstration store on 25/06/2025 in which nobody has reported."""
    extra = {"demonstration": "yes", "now": NOW}
    register = load_register(SHIPPED)
    context = create_store(read_settings(), register, actor="test", extra=extra)
    context.store.close()
    return no_store


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """``shell(unit="608")``: the shell run once on that address, by an approver who is in.

    ``shell(actor=(Role.REPORTER, "615"))`` runs it for somebody else, ``actor=None`` for nobody.
    """

    def run(*, actor: tuple[Role, str | None] | None = APPROVER, **address: str) -> AppTest:
        identity = let_in(*actor) if actor else ("", "")
        monkeypatch.setattr("pages.ui.actor.introduced", lambda: identity)
        app = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=PATIENCE)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return run
