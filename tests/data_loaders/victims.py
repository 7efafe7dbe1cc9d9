"""Processes to be killed: a nursery that has everything imported forks one for each killing.

``python -m tests.data_loaders.victims`` reads a work and its arguments as a line of JSON, forks,
and writes what the victim tells: ``pid N``, then a line for everything that was acknowledged to it,
and ``dead`` with its exit code when it is over. The forked process opens its store itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from typing import Any

import duckdb

from data_loaders.backup.archive import write_backup
from data_loaders.backup.restore import restore
from data_loaders.model.settings import Settings, read_settings
from data_loaders.reports.history import ACCEPTED
from data_loaders.service.context import create_store, open_context
from data_loaders.store import database, schema, transaction
from data_loaders.store.clock import machine_now
from data_loaders.store.trail import Ask
from tests.data_loaders.sent_forms import REGISTER, usual
from tests.data_loaders.stores import LATER, at, decide, put


def _settings(address: str) -> Settings:
    return read_settings({"MONITOR_STORE": address, "MONITOR_NOW": LATER.isoformat()})


def _tell(*what: object) -> None:
    os.write(1, (" ".join(str(one) for one in what) + "\n").encode())


def _send(address: str, salt: str) -> None:
    """Send and accept versions of one report until killed."""
    context = open_context(_settings(address))
    for number in range(10_000):
        sent = put(context, usual(), at(16), data=f"{salt}-{number}".encode())
        _tell("sent", sent.version)
        _tell("accepted", decide(context, ACCEPTED, at(17)))


def _die_at(address: str, salt: str, statement: int) -> None:
    """Send, and be killed after the write's statement of that number; before COMMIT at the last."""
    context, asking, left = open_context(_settings(address)), transaction.asking, [statement]

    def counting(cursor: duckdb.DuckDBPyConnection) -> Ask:
        ask = asking(cursor)

        def counted(query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
            rows = ask(query, parameters)
            left[0] -= query.startswith("insert_")
            if left[0] == 0:
                os.kill(os.getpid(), SIGKILL)
            return rows

        return counted

    setattr(database, "asking", counting)  # noqa: B010 - a name that module only imports
    sent = put(context, usual(), at(16), data=salt.encode(), accept=True)
    _tell("accepted", sent.version)


def _commit(address: str, salt: str) -> None:
    """Send one version and accept it in the same write."""
    sent = put(open_context(_settings(address)), usual(), at(16), data=salt.encode(), accept=True)
    _tell("accepted", sent.version)


def _migrate(address: str, folder: str) -> None:
    """Open a store with a program that has other migrations."""
    schema._SQL = Path(folder)
    open_context(_settings(address)).store.close()
    _tell("migrated")


def _init(address: str) -> None:
    create_store(_settings(address), REGISTER, actor="test").store.close()
    _tell("made")


def _backup(address: str, target: str) -> None:
    with open_context(_settings(address)).store as store, store.snapshot() as snapshot:
        write_backup(snapshot, Path(target), at=machine_now())
    _tell("kept")


def _restore(address: str, kept: str) -> None:
    restore(Path(kept), _settings(address), by=("test", "test"))
    _tell("restored")


WORKS: dict[str, Callable[..., None]] = {
    "send": _send,
    "die at": _die_at,
    "commit": _commit,
    "migrate": _migrate,
    "init": _init,
    "backup": _backup,
    "restore": _restore,
}


def main() -> None:
    """Fork a victim for every line."""
    for line in sys.stdin:
        work, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(WORKS[work], arguments)
        _tell("pid", child)
        _, status = os.waitpid(child, 0)
        _tell("dead", os.waitstatus_to_exitcode(status))


def _live(work: Callable[..., None], arguments: list[Any]) -> None:
    try:
        work(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


class Nursery:
    """The tests' end: lets a victim live for a while, kills it, and knows what it was told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._early: list[str] = []
        self.kills = 0

    def live(self, work: str, *arguments: object) -> int:
        """Start a victim; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([work, *map(_plain, arguments)]) + "\n")
        self._process.stdin.flush()
        self._early = []  # a victim may be quicker than the line that names it
        while not (line := self._line()).startswith("pid "):
            self._early.append(line)
        return int(line.removeprefix("pid "))

    def told(self) -> list[str]:
        """Wait for the victim's end; what it said."""
        lines = self._early
        while not (line := self._line()).startswith("dead "):
            lines.append(line)
        self.kills += line == f"dead {-SIGKILL}"
        return lines

    def first(self) -> None:
        """Wait until the victim has said something."""
        if not self._early:
            self._early.append(self._line())

    def kill(self, pid: int) -> list[str]:
        """Kill a victim, if it still lives; what it had said."""
        with suppress(ProcessLookupError):
            os.kill(pid, SIGKILL)
        return self.told()

    def linger(self, seconds: float) -> None:
        """Let the victim live for a while."""
        time.sleep(seconds)

    def survives(self, work: str, *arguments: object) -> bool:
        """Whether a victim that may kill itself comes to its end."""
        self.live(work, *arguments)
        return self.told() != []

    def whole(self, work: str, *arguments: object) -> float:
        """Seconds that a victim takes whom nobody kills."""
        started = time.monotonic()
        assert self.survives(work, *arguments), f"{work} came to nothing"
        return time.monotonic() - started

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery is gone"
        return line.rstrip("\n")


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """A nursery until the block ends."""
    command = [sys.executable, "-m", "tests.data_loaders.victims"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        yield Nursery(process)
        process.stdin.close()


if __name__ == "__main__":
    main()
