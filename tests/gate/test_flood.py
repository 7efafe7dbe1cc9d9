"""Thousands of wrong passwords: nearly none is hashed, and everybody else is answered meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter

import pytest
from httpx2 import ASGITransport, AsyncClient

from data_loaders.accounts import passwords
from gate.doors import HELD
from gate.gate_state import GateState
from gate.lockout import ADDRESS, PAIR
from gate.middleware import Gate
from tests.gate.conftest import BASE, HTML, PASSWORD, Behind, token_of
from tests.own_loop import finished

pytestmark = pytest.mark.usefixtures("people")

OFFICE, ATTACKER = "10.1.1.1", "203.0.113.9"


def browser(gate: Gate, address: str) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(gate, client=(address, 1)), base_url=BASE)


async def sign_in(client: AsyncClient, name: str, password: str) -> int:
    form = token_of(await client.get("/login"))
    fields = {"form": form, "name": name, "password": password}
    return (await client.post("/login", data=fields)).status_code


async def flood(gate: Gate, count: int, names: list[str]) -> Counter[int]:
    """Wrong passwords from one address, eight at a time; how many answers of each status."""
    async with browser(gate, ATTACKER) as client:
        form = token_of(await client.get("/login"))
        seen: Counter[int] = Counter()

        async def attack(numbers: range) -> None:
            for number in numbers:
                fields = {"form": form, "name": names[number % len(names)], "password": f"{number}"}
                seen[(await client.post("/login", data=fields)).status_code] += 1

        await asyncio.gather(*(attack(range(start, count, 8)) for start in range(8)))
    return seen


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each refused try would have been kept waiting; here none is."""
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("gate.doors.sleep", noted)
    return waits


@pytest.mark.parametrize(
    "count", [400, pytest.param(10_000, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
@pytest.mark.parametrize(
    ("names", "hashed"), [(["an"], PAIR.free), ([f"n{k}" for k in range(50)], ADDRESS.free)]
)
def test_wrong_passwords_are_locked_out_and_the_owner_is_not(
    gate_state: GateState,
    behind: Behind,
    held: list[float],
    count: int,
    names: list[str],
    hashed: int,
) -> None:
    async def story() -> None:
        gate = Gate(behind, gate_state)
        async with browser(gate, OFFICE) as owner:
            assert await sign_in(owner, "an", PASSWORD) == 303
            seen = await flood(gate, count, names)
            assert seen == {401: hashed, 429: count - hashed}
            assert held == [HELD] * (count - hashed)
            assert (await owner.get("/", headers=HTML)).text == "figures"
            owner.cookies.delete("monitor")
            assert await sign_in(owner, "an", PASSWORD) == 303

    finished(story())


def test_others_are_answered_while_a_password_is_hashed(
    gate_state: GateState, behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hash stands still until the others have their answers; on the loop none would come."""
    answered = threading.Event()

    def slow(encoded: str, password: str) -> bool:
        assert answered.wait(60)
        return passwords.verify_password(encoded, password)

    async def story() -> None:
        gate = Gate(behind, gate_state)
        async with browser(gate, OFFICE) as inside, browser(gate, ATTACKER) as other:
            assert await sign_in(inside, "an", PASSWORD) == 303
            monkeypatch.setattr("gate.sign_in.verify_password", slow)
            tries = [asyncio.create_task(sign_in(other, f"n{k}", "x")) for k in range(3)]
            for _ in range(20):
                assert (await inside.get("/", headers=HTML)).text == "figures"
                assert (await inside.get("/healthz")).status_code == 200
            answered.set()
            assert await asyncio.gather(*tries) == [401] * 3

    finished(story())


def test_a_crowd_at_the_door_is_told_to_come_back(
    gate_state: GateState, behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gate.sign_in._QUEUE", 3)
    opened = threading.Event()
    monkeypatch.setattr("gate.sign_in.verify_password", lambda *_: not opened.wait(60))

    async def story() -> None:
        gate = Gate(behind, gate_state)
        async with browser(gate, OFFICE) as crowd:
            await crowd.get("/login")
            tries = [asyncio.create_task(sign_in(crowd, f"n{k}", "x")) for k in range(12)]
            done: set[asyncio.Task[int]] = set()
            waiting = set(tries)
            while not any(task.result() == 503 for task in done):
                found, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                done |= found
            opened.set()
            statuses = Counter(await asyncio.gather(*tries))
            assert statuses[503] > 0
            assert statuses[401] > 0

    finished(story())
