"""Reading in a process of its own: what a file does there, it does to nobody else.

The processes start with the first file, stay warm, and are replaced when one ends. A crash, a limit
or a timeout is a finding about the file, like any other.
"""

from __future__ import annotations

import atexit
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

from data_loaders.intake import sandbox_messages
from data_loaders.intake.identity import Use
from data_loaders.intake.read import ReadForm
from data_loaders.model import Finding, Identity, Regime, Register
from data_loaders.model.errors import MarkingError
from data_loaders.workbook.safety import first_sight, refusal

ROOT = Path(__file__).parents[2]

_KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "LD_LIBRARY_PATH")
"""Names of the environment that a process may need to start; our settings are not among them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may use: bytes of memory, and for each file seconds of processor time and
    of waiting. ``patience``: seconds a file waits for its turn; ``start``: for a process to start.
    """

    memory: int = 200 * 1024 * 1024
    processor: float = 6.0
    wall: float = 15.0
    patience: float = 30.0
    start: float = 60.0


class Parser:
    """So many reading processes, shared by all threads."""

    def __init__(self, *, processes: int = 2, limits: Limits | None = None) -> None:
        self.processes = processes
        self._limits = limits or Limits()
        self._free: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(processes):
            self._free.put(None)  # not started; the last one used comes first

    def read(
        self,
        data: bytes,
        *,
        file_name: str,
        register: Register,
        regime: Regime,
        received_at: datetime,
        use: Use,
        confirmed: Identity | None = None,
    ) -> ReadForm:
        """As :func:`data_loaders.intake.read.read_form`, in another process."""
        code = first_sight(data)
        if code is not None:
            return _refused(code, file_name)
        around = sandbox_messages.packed(register, regime, use)
        answer = self._ask(sandbox_messages.Job(data, file_name, received_at, confirmed, around))
        if isinstance(answer, ReadForm):
            return answer
        return _refused(answer if isinstance(answer, str) else "parser-crashed", file_name)

    def mark(self, data: bytes, findings: Iterable[Finding], *, sheet: str, lang: str) -> bytes:
        """As :func:`data_loaders.intake.marking.marked`, in another process, whose end is an error
        too."""
        answer = self._ask(sandbox_messages.MarkJob(data, tuple(findings), sheet, lang))
        if isinstance(answer, sandbox_messages.Marked) and answer.data:
            return answer.data
        raise MarkingError(
            answer.why_not
            if isinstance(answer, sandbox_messages.Marked)
            else "không đánh dấu được tệp này lúc này; hãy sửa theo danh sách lỗi"
        )

    def _ask(self, job: sandbox_messages.AnyJob) -> sandbox_messages.Answer:
        try:
            process = self._free.get(timeout=self._limits.patience)
        except queue.Empty:
            return "parser-busy"
        try:
            process = self._living(process)
            return process.ask(job)
        except _EndedError as ended:
            return ended.code
        finally:
            if process is not None and not process.alive:
                process.end()
                process = None
            self._free.put(process)

    def _living(self, process: _Process | None) -> _Process:
        """The process, or another in place of one that never started or has died since."""
        if process is not None and process.alive:
            return process
        if process is not None:
            process.end()
        return _Process(self._limits)

    def pids(self) -> list[int]:
        """The system's numbers of the processes that wait for a file."""
        return [process.pid for process in [*self._free.queue] if process is not None]

    def close(self) -> None:
        """End the processes that are idle; a later file starts one again."""
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self._free.get_nowait())
        for process in idle:
            if process is not None:
                process.end()
            self._free.put(None)

    def __enter__(self) -> Parser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@cache
def shared() -> Parser:
    """The parser of this process: as many readers as it has processors, and never one alone."""
    parser = Parser(processes=max(2, min(8, os.cpu_count() or 2)))
    atexit.register(parser.close)
    return parser


def _refused(code: str, file_name: str) -> ReadForm:
    return ReadForm(False, None, None, None, (refusal(code, file_name),))


class _EndedError(Exception):
    """The reading process ended before it answered; ``code`` is that of the finding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Process:
    """One reading process and its two pipes; used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._late = self._over = False
        command = [sys.executable, "-X", "utf8", "-m", "data_loaders.intake.sandbox_process"]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*command, str(limits.memory), str(limits.processor)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
            )
        except OSError as error:
            raise _EndedError("parser-crashed") from error
        with self._within(limits.start):
            if sandbox_messages.receive_answer(self._from) != sandbox_messages.READY:
                raise ValueError

    @property
    def alive(self) -> bool:
        return self._process.poll() is None and not self._late and not self._over

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def _to(self) -> BinaryIO:
        assert self._process.stdin is not None  # noqa: S101 - made with pipes, above
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _from(self) -> BinaryIO:
        assert self._process.stdout is not None  # noqa: S101
        return self._process.stdout  # type: ignore[return-value]

    def ask(self, job: sandbox_messages.AnyJob) -> sandbox_messages.Answer:
        """The answer to one job. Raises :class:`_EndedError` when the process did not survive."""
        with self._within(self._limits.wall):
            sandbox_messages.send(self._to, job)
            answer = sandbox_messages.receive_answer(self._from)
        self._over = answer == sandbox_messages.MEMORY
        return answer

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Wait so long for what is inside, then end the process, which ends the waiting."""
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, EOFError, ValueError) as error:
            raise _EndedError(self._why()) from error
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def _why(self) -> str:
        """The code of the finding that says how the process ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        used_up = None if sys.platform == "win32" else -signal.SIGPROF
        timed_out = self._late or self._process.returncode == used_up
        self._process.kill()
        code = self._process.wait()
        if code == sandbox_messages.OUT_OF_MEMORY:
            return sandbox_messages.MEMORY
        return "parser-timeout" if timed_out else "parser-crashed"

    def end(self) -> None:
        """End the process; nobody waits for an answer."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()
