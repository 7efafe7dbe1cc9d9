"""Coroutines of tests, each run in an event loop of its own.

A browser that stands for a whole test run leaves its own loop running in the main thread, where
``asyncio.run`` then refuses; whether a browser came first depends on which worker got which tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

_Result = TypeVar("_Result")


def finished(story: Coroutine[Any, Any, _Result]) -> _Result:
    """What a coroutine came to. Raises what it raised."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(copy_context().run, asyncio.run, story).result()
