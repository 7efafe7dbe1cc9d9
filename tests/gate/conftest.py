"""A gate in one process: a clock that is set by hand, cheap hashes, and something to protect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Receive, Scope, Send

from data_loaders.accounts import passwords
from data_loaders.accounts.accounts import Account, Accounts
from data_loaders.accounts.audit_log import By, read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from data_loaders.store.database import Store
from gate.gate_state import GateState
from gate.middleware import Gate

HOST = "localhost"
BASE = f"{'http'}://{HOST}"
SOCKET = "/_stcore/stream"
PASSWORD = "bốn con trâu qua cầu khỉ"
BY = By("test", "test")
HTML = {"accept": "text/html"}


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class FakeStore:
    """What the gate asks of a store."""

    demonstration: bool = False
    made_at: int = 1

    def revision(self) -> int:
        return 1

    def rows(self, query: str, **where: object) -> list[tuple[object, ...]]:
        province = (1, "1", "1", "province", "tỉnh", "Bình Yên", *(None,) * 5)
        rows: dict[str, list[tuple[object, ...]]] = {
            "first_learned": [(self.made_at,)],
            "newest_revision": [(1,)],
            "unit_changes": [],
            "units": [province],
        }
        return rows[query]

    def settled_rows(self, query: str) -> list[tuple[object, ...]]:
        """No plan was put in force: the gate says the number of the one that ships."""
        return []


class Behind:
    """Stands where Streamlit stands: notes every connection, echoes every message."""

    def __init__(self) -> None:
        self.seen: list[Scope] = []
        self.messages: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen.append(scope)
        if scope["type"] == "http":
            headers = [(b"content-type", b"text/html"), (b"access-control-allow-origin", b"*")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"figures"})
            return
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.messages.append(message["bytes"])
            await send({"type": "websocket.send", "bytes": message["bytes"]})

    def header(self, name: str) -> list[str]:
        """Every value of a header as the last connection brought it."""
        wanted = name.encode()
        return [value.decode() for key, value in self.seen[-1]["headers"] if key.lower() == wanted]


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, 1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environment() -> dict[str, str]:
    """Settings of the gate; a test that needs others changes them before it asks for the house."""
    return {}


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def gate_state(
    tmp_path: Path, clock: Clock, store: FakeStore, environment: dict[str, str]
) -> Iterator[GateState]:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "monitor.duckdb"), **environment})
    accounts = Accounts.open(settings, clock)
    yield GateState(settings, accounts, lambda: cast(Store, store))
    accounts.close()


@pytest.fixture
def behind() -> Behind:
    return Behind()


Add = Callable[..., Account]


@pytest.fixture
def add(gate_state: GateState) -> Add:
    """``add("an", Role.VIEWER)``: an account that knows :data:`PASSWORD`."""

    def make(name: str, role: Role = Role.VIEWER, **others: Any) -> Account:
        values = {"password": PASSWORD, "temporary": False, **others}
        return gate_state.accounts.add(name, role, by=BY, **values)

    return make


@pytest.fixture
def people(add: Add) -> None:
    """An administrator, so that the gate is set up, and a viewer called ``an``."""
    add("quan.tri", Role.ADMIN)
    add("an")


class Visitor(TestClient):
    """A browser of its own: cookies, forms, no automatic following."""

    def __init__(self, gate: Gate, **values: Any) -> None:
        values = {"base_url": BASE, "follow_redirects": False, **values}
        super().__init__(gate, **values)

    def form(self, path: str) -> str:
        """The token of the form on a page of the gate."""
        return token_of(self.get(path, headers=HTML))

    def sign_in(self, name: str = "an", password: str = PASSWORD, **fields: str) -> Response:
        """Fill in the sign-in page."""
        form = self.form("/login")
        return self.post("/login", data=dict(form=form, name=name, password=password, **fields))

    def socket(self, *, token: str | None = None, **headers: str) -> WebSocketTestSession:
        """A socket as this browser opens it; ``token``: with another session's cookie."""
        cookie = {"cookie": f"monitor={self.token if token is None else token}"}
        address = f"{BASE.replace('http', 'ws')}{SOCKET}"
        return self.websocket_connect(address, headers={"origin": BASE, **cookie, **headers})

    @property
    def token(self) -> str:
        """The session's token in this browser."""
        ours = (cookie.value or "" for cookie in self.cookies.jar if cookie.name == "monitor")
        return next(ours, "")


def token_of(page: Response) -> str:
    found = re.search(r'name="form" value="(\w+)"', page.text)
    assert found is not None, page.text
    return found[1]


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(gate_state: GateState, behind: Behind) -> Visit:
    """A new browser before the gate; ``visit(client=("10.0.0.7", 1))`` from that address."""
    gate = Gate(behind, gate_state)
    return lambda **values: Visitor(gate, **values)


def acts(gate_state: GateState) -> list[tuple[str, str, str]]:
    """The trail as (action, subject, outcome)."""
    entries = (link.entry for link in read_trail(gate_state.accounts.engine))
    return [(entry.action, entry.subject, entry.outcome) for entry in entries]
