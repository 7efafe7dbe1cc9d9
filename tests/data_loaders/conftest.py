"""An empty store for each test that asks for one, and a terminal beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.context import Context
from tests.data_loaders.stores import empty
from tests.terminal import Terminal

NOW = "2025-10-17T08:00:00+07:00"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A store with the register of Kon Tum in which nobody has reported."""
    context = empty(tmp_path)
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


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The path of a closed store in which nobody has reported; commands may open it."""
    context = empty(tmp_path)
    context.store.close()
    return context.store.path
