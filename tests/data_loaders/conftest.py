"""An empty store, a terminal beside it, and accounts on both databases they may live in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from data_loaders import passwords
from data_loaders.accounts import Accounts
from data_loaders.context import Context, open_context
from data_loaders.sessions import Sessions
from data_loaders.settings import read_settings
from tests.data_loaders.postgres import new_database, running_postgres
from tests.data_loaders.stores import LATER, empty
from tests.terminal import Terminal

NOW = "2025-10-17T08:00:00+07:00"

_NUMBERS = count(1)


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


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that takes a millisecond instead of a quarter of a second."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    with running_postgres() as folder:
        yield folder


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgres", "psql"))]
)
def accounts(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, cheap_hashes: None
) -> Iterator[Accounts]:
    """Empty accounts, with a clock that is set by hand."""
    environment = {"MONITOR_STORE": str(tmp_path / "monitor.duckdb")}
    if request.param == "postgresql":
        folder = request.getfixturevalue("postgres")
        environment["MONITOR_ACCOUNTS"] = new_database(folder, f"accounts_{next(_NUMBERS)}")
    opened = Accounts.open(read_settings(environment), clock)
    yield opened
    opened.close()


@pytest.fixture
def sessions(accounts: Accounts) -> Sessions:
    return Sessions(accounts)
