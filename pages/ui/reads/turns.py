"""One page is drawn at a time; the others stand in line.

Drawing a page from kept parts is some twenty milliseconds of the one interpreter. Threads that all
draw at once take them from each other in small pieces, and all of them are late together; in turn,
the first is done after its own twenty. The line is left for good by whoever has to work figures
out, or waits for somebody who does: that may last, and a database works beside the interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore, local

PATIENCE = 1.0
"""Seconds after which somebody goes on without a turn: nothing slow may stop everybody."""


class Line:
    """A line before one seat."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._seat = Semaphore()
        self._patience = patience
        self._here = local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the seat, and hold it until the end or until :meth:`leave`."""
        self._here.seated = self._seat.acquire(timeout=self._patience)
        try:
            yield
        finally:
            self.leave()

    def leave(self) -> None:
        """Give the seat to the next, if this thread holds it."""
        if getattr(self._here, "seated", False):
            self._here.seated = False
            self._seat.release()


LINE = Line()
"""The line before this server's interpreter."""
