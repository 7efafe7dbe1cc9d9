"""The open WebSockets of each session, so that a sign-out in one tab is felt in the others."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class OpenSockets:
    """Lives on the server's event loop."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, key: str) -> Iterator[asyncio.Event]:
        """An event that is set when something happened to the session of that key."""
        bell = asyncio.Event()
        self._waiting[key].add(bell)
        try:
            yield bell
        finally:
            self._waiting[key].discard(bell)
            if not self._waiting[key]:
                del self._waiting[key]

    def ring(self, key: str) -> None:
        """Let every socket of a session look at it again."""
        for bell in self._waiting.get(key, ()):
            bell.set()
