"""``python -m data_loaders.intake.sandbox_process``: reads and marks files for who started it.

Started by :mod:`data_loaders.intake.sandbox` alone. It has no store and no settings; it may use so
much memory and, for each file, so much processor time, and the system ends it when it wants more.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

from data_loaders.intake import sandbox_messages
from data_loaders.intake.identity import Use
from data_loaders.intake.read import ReadForm, read_form
from data_loaders.model import Regime, Register
from data_loaders.model.errors import MonitorError


def main(memory: int, processor_seconds: float) -> int:
    """Answer one job after another until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed goes to the log and never between two answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started us
    gc.freeze()
    gc.disable()  # a form makes no cycles worth looking for while somebody waits
    confine(memory)
    sandbox_messages.send(answers, sandbox_messages.READY)
    while True:
        try:
            job = sandbox_messages.receive_job(sys.stdin.buffer)
        except EOFError:
            return 0
        with processor_limit(processor_seconds):
            answer = _answer(job)
            sandbox_messages.send(answers, answer)
        if answer == sandbox_messages.MEMORY:
            return 0
        gc.collect()


def _answer(job: sandbox_messages.AnyJob) -> sandbox_messages.Answer:
    try:
        return _marked(job) if isinstance(job, sandbox_messages.MarkJob) else _read(job)
    except MemoryError:
        return sandbox_messages.MEMORY
    except Exception:  # the cause is for the log, the sender gets a sentence
        traceback.print_exc()
        return "parser-crashed"


def _marked(job: sandbox_messages.MarkJob) -> sandbox_messages.Marked:
    from data_loaders.intake.marking import marked  # imports openpyxl, which no reader needs

    try:
        done = marked(job.data, job.findings, sheet=job.sheet, lang=job.lang)
        return sandbox_messages.Marked(done)
    except MonitorError as error:
        return sandbox_messages.Marked(why_not=str(error))


def _read(job: sandbox_messages.Job) -> ReadForm:
    register, regime, use = _surroundings(job.surroundings)
    return read_form(
        job.data,
        file_name=job.file_name,
        register=register,
        regime=regime,
        received_at=job.received_at,
        use=use,
        confirmed=job.confirmed,
    )


@lru_cache(maxsize=4)
def _surroundings(data: bytes) -> tuple[Register, Regime, Use]:
    """Register, regime and editions; the same for file after file."""
    register, regime, use = pickle.loads(data)  # noqa: S301 - our own parent wrote it
    return register, regime, use


def confine(memory: int) -> None:
    """Give up the right to more memory than that, to files on disk and to other processes.

    Where the system knows no such limits (Windows) the one who waits still ends us by the clock.
    """
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # macOS has the names of some and not the limits
            resource.setrlimit(kind, (most, most))


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """End this process when what is inside takes more processor time than that."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)  # the signal's own effect is the end
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))
    except MemoryError:
        os._exit(sandbox_messages.OUT_OF_MEMORY)
