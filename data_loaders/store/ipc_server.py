"""The application's end of the line: what a command asks of the store, one message at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb

from data_loaders.model.errors import MonitorError, StoreError
from data_loaders.store import schema
from data_loaders.store.database import Store, Writer
from data_loaders.store.ipc import Channel
from data_loaders.store.snapshot import Snapshot

CONSOLE = "console"
"""Where a write comes from that a command made, in the store's trail."""

WRITE_WITHIN = 20.0
"""Seconds between two messages of one write; others wait for it, so a stopped command loses it."""

_WRITES = "insert_"


class _UndoneError(Exception):
    """The command gave its write up."""


class Serving:
    """One command's line to an open store, until it hangs up.

    Raises :class:`ChannelError` in the end, as every line does.
    """

    def __init__(self, line: Channel, store: Store, *, note: Callable[[str], None]) -> None:
        self._line = line
        self._store = store
        self._note = note

    def serve(self) -> None:
        """Answer until the command hangs up; what it was writing then is undone."""
        while True:
            self._one(self._line.receive())

    def _one(self, message: tuple[Any, ...]) -> None:
        verb, *rest = message
        if verb == "write":
            self._write(*rest)
        elif verb == "snapshot":
            self._snapshot()
        else:
            self._answer(partial(self._told, verb, *rest))

    def _told(self, verb: str, *rest: Any) -> Any:
        if verb == "command":
            return self._note(str(rest[0])[:80])
        if verb == "revision":
            return self._store.revision()
        if verb == "rows":
            return self._store.rows(_reading(rest[0]), **rest[1])
        if verb == "undo":  # of a write that was never begun
            return None
        raise StoreError(f"ứng dụng không biết lệnh {verb}")

    def _answer(self, work: Callable[[], Any]) -> None:
        """Send what comes of it, or the sentence of what does not."""
        try:
            value = work()
        except MonitorError as error:
            self._line.send((False, str(error)))
        except (duckdb.Error, TypeError, ValueError, KeyError) as error:
            why = str(error).splitlines()[0] if str(error) else type(error).__name__
            self._line.send((False, f"kho số liệu báo lỗi: {why}"))
        else:
            self._line.send((True, value))

    def _write(self, action: str, actor: str) -> None:
        """One write from its first message to its last. The line's end undoes it."""
        finished: list[tuple[bool, Any]] = []
        self._line.patience(WRITE_WITHIN)
        try:
            with self._store.write(action, actor=actor, origin=CONSOLE) as writer:
                self._line.send((True, writer.revision))
                self._until_commit(writer)
            finished.append((True, None))
        except _UndoneError:
            finished.append((True, None))
        except (duckdb.Error, MonitorError) as error:
            finished.append((False, f"kho số liệu báo lỗi: {str(error).splitlines()[0]}"))
        finally:
            self._line.patience(None)
        self._line.send(finished[0])

    def _until_commit(self, writer: Writer) -> None:
        while True:
            verb, *rest = self._line.receive()
            if verb == "commit":
                writer.about(*rest)
                return
            if verb == "undo":
                raise _UndoneError
            if verb == "run":
                self._answer(partial(_run, writer, *rest))
            else:
                self._answer(partial(self._told, verb, *rest))

    def _snapshot(self) -> None:
        with self._store.snapshot() as snapshot:
            self._line.send((True, None))
            while True:
                verb, *rest = self._line.receive()
                if verb == "end":
                    break
                if verb == "batches":
                    self._batches(snapshot, *rest)
                else:
                    self._answer(partial(_of, snapshot, verb, *rest))
        self._line.send((True, None))

    def _batches(self, snapshot: Snapshot, table: str) -> None:
        columns, batches = snapshot.batches(table)
        self._line.send((True, columns.serialize().to_pybytes()))
        for batch in batches:
            self._line.send((True, batch.serialize().to_pybytes()))
        self._line.send((True, None))


def _of(snapshot: Snapshot, verb: str, *rest: Any) -> Any:
    if verb == "rows":
        return snapshot.rows(_reading(rest[0]), **rest[1])
    if verb == "tables":
        return snapshot.tables()
    if verb == "checksum":
        found = snapshot.checksum(rest[0])
        return found.rows, found.digest
    raise StoreError(f"ứng dụng không biết lệnh {verb}")


def _run(writer: Writer, query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    return writer.told(_known(query), parameters)


def _known(query: str) -> str:
    if query not in schema.statements():
        raise StoreError(f"không có câu lệnh {query}")
    return query


def _reading(query: str) -> str:
    """A statement that adds nothing: what adds belongs into a write, with its entry."""
    if query.startswith(_WRITES):
        raise StoreError(f"{query} chỉ chạy trong một lần ghi")
    return _known(query)
