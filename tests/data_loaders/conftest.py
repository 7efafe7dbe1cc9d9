"""An empty store for each test that asks for one, and a terminal beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.context import Context, open_context
from data_loaders.settings import read_settings
from tests.data_loaders.stores import LATER, empty
from tests.terminal import Terminal

NOW = "2025-10-17T08:00:00+07:00"


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    context = empty(tmp_path_factory.mktemp("empty"))
    context.store.close()
    return context.store.path


@pytest.fixture
def store(_made_once: Path, tmp_path: Path) -> Path:
    """The path of a closed store in which nobody has reported; commands may open it."""
    return Path(shutil.copy(_made_once, tmp_path / "store.duckdb"))


@pytest.fixture
def context(store: Path) -> Iterator[Context]:
    """That store, opened. Its ``now`` is :data:`LATER`."""
    environment = {"MONITOR_STORE": str(store), "MONITOR_NOW": LATER.isoformat()}
    context = open_context(read_settings(environment))
    with context.store:
        yield context


@pytest.fixture
def terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """Commands for the store ``store.duckdb`` of the test's folder, on 17/10/2025."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "store.duckdb"))
    monkeypatch.setenv("MONITOR_NOW", NOW)
    return Terminal(capsys)
