"""An empty store, a terminal beside it, and accounts on both databases they may live in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from data_loaders.accounts import passwords
from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings
from data_loaders.service.context import Context, create_store, open_context
from tests.data_loaders.postgres import new_database, running_postgres
from tests.data_loaders.sent_forms import REGISTER
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a module that says ``ON_BOTH_STORES`` run on a file and on a lake."""
    if getattr(metafunc.module, "ON_BOTH_STORES", False) and "context" in metafunc.fixturenames:
        both = ["file", pytest.param("lake", marks=pytest.mark.needs("postgres", "psql"))]
        metafunc.parametrize("context", both, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a table of cases the first is asked of a lake too, the others by the long run.

    What differs between the stores is how a statement is carried out, and every test has its
    statements run on both; the rows of its table differ in what they ask, which a file answers.
    """
    asked: set[str] = set()
    for item in items:
        values = getattr(getattr(item, "callspec", None), "params", {})
        if values.get("context") != "lake":
            continue
        name = item.nodeid.partition("[")[0]
        if name in asked:
            item.add_marker(pytest.mark.long)
        asked.add(name)


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[Context]:
    """A store without reports, opened: a file unless the module asks for both kinds.

    Its ``now`` is :data:`LATER`.
    """
    kind = "copied_lake" if getattr(request, "param", "file") == "lake" else "store"
    store = str(request.getfixturevalue(kind))
    environment = {"MONITOR_STORE": store, "MONITOR_NOW": LATER.isoformat()}
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


@pytest.fixture
def address(postgres: Path, tmp_path: Path) -> str:
    """An address at which there is no store yet."""
    name = f"lake_{next(_NUMBERS)}"
    new_database(postgres, name)
    return f"ducklake:postgres:dbname={name} host={postgres} user=monitor;data={tmp_path / 'lake'}"


@pytest.fixture
def here(address: str) -> Iterator[Context]:
    """A new lake as one process has it open; its ``now`` is :data:`LATER`."""
    environment = {"MONITOR_STORE": address, "MONITOR_NOW": LATER.isoformat()}
    context = create_store(read_settings(environment), REGISTER, actor="test")
    with context.store:
        yield context


@pytest.fixture
def there(here: Context) -> Iterator[Context]:
    """The same lake as another process has it open."""
    context = open_context(here.settings)
    with context.store:
        yield context


@pytest.fixture(scope="session")
def _lake_made_once(postgres: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The end of the address of a lake without reports, in the database ``lake_made_once``."""
    ending = f"host={postgres} user=monitor;data={tmp_path_factory.mktemp('lake')}"
    new_database(postgres, "lake_made_once")
    environment = {"MONITOR_STORE": f"ducklake:postgres:dbname=lake_made_once {ending}"}
    create_store(read_settings(environment), REGISTER, actor="test").store.close()
    return ending


@pytest.fixture
def copied_lake(postgres: Path, _lake_made_once: str) -> str:
    """The address of a closed lake in which nobody has reported; its folder is shared."""
    name = f"lake_{next(_NUMBERS)}"
    new_database(postgres, name, template="lake_made_once")
    return f"ducklake:postgres:dbname={name} {_lake_made_once}"
