"""A story of a test runs to its end also where another loop is running."""

from __future__ import annotations

import asyncio

import pytest

from tests.own_loop import finished


async def told(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def refused() -> None:
    raise LookupError("no such story")


def test_beside_a_running_loop() -> None:
    async def outer() -> int:
        return finished(told(7))

    assert finished(outer()) == 7


def test_what_it_raises_is_raised() -> None:
    with pytest.raises(LookupError, match="no such story"):
        finished(refused())
