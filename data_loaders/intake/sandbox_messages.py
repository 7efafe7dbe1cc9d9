"""Messages between this process and the one that reads files: a length, then a pickle.

What comes back is unpickled as types of the product's model and nothing else: whoever took over the
reading process could still not make this one call a function.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from data_loaders.intake.identity import Use
from data_loaders.intake.read import ReadForm
from data_loaders.model import Finding, Identity, Regime, Register

MAX_ANSWER = 64 * 1024 * 1024
"""Bytes of the largest answer that is taken; that of a form has twenty thousand."""

READY = "ready"
"""What a reading process says once it can take a file."""

MEMORY = "parser-memory"
"""The answer after which a process ends: what is left of its memory is in pieces."""

OUT_OF_MEMORY = 3
"""Exit code of a process whose memory did not even suffice to say so."""

_LENGTH = struct.Struct("<Q")
_PLAIN = {("builtins", "frozenset"), ("datetime", "date"), ("datetime", "datetime")}


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read. ``surroundings``: packed, what it is held against."""

    data: bytes
    file_name: str
    received_at: datetime
    confirmed: Identity | None
    surroundings: bytes


@dataclass(frozen=True, slots=True)
class MarkJob:
    """One workbook to mark with what was found in it, in words of ``lang``.

    ``sheet``: the name of the list of findings.
    """

    data: bytes
    findings: tuple[Finding, ...]
    sheet: str
    lang: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked workbook, or the sentence that says why there is none."""

    data: bytes = b""
    why_not: str = ""


AnyJob = Job | MarkJob
Answer = ReadForm | Marked | str
"""What comes of a job; a code where nothing does."""

_ANSWERS = {(one.__module__, one.__name__) for one in (ReadForm, Marked)}


def packed(register: Register, regime: Regime, use: Use) -> bytes:
    """Register, regime and editions as a job carries them."""
    return pickle.dumps((register, regime, use), protocol=5)


def send(stream: BinaryIO, message: AnyJob | Answer) -> None:
    """Send one message."""
    body = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive_job(stream: BinaryIO) -> AnyJob:
    """The next job, from the process that started this one. Raises ``EOFError`` after the last."""
    job = pickle.loads(_receive(stream, limit=None))  # noqa: S301 - our own parent wrote it
    if not isinstance(job, AnyJob):
        raise TypeError(type(job))
    return job


def receive_answer(stream: BinaryIO) -> Answer:
    """What was read or marked, or the code of why nothing was.

    Raises ``EOFError`` when the process has ended and ``ValueError`` for anything else than that.
    """
    try:
        answer = _Typed(io.BytesIO(_receive(stream, limit=MAX_ANSWER))).load()
    except (pickle.UnpicklingError, AttributeError, TypeError, LookupError) as error:
        raise ValueError("not an answer") from error
    if not isinstance(answer, Answer):
        raise ValueError("not an answer")
    return answer


class _Typed(pickle.Unpickler):
    """Makes the types of an answer and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if self._known(module, name) else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found

    @staticmethod
    def _known(module: str, name: str) -> bool:
        if "." in name:
            return False
        return module.startswith("data_loaders.model.") or (module, name) in {*_ANSWERS, *_PLAIN}


def _receive(stream: BinaryIO, *, limit: int | None) -> bytes:
    (size,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if limit is not None and size > limit:
        raise ValueError(f"an answer of {size} bytes")
    return _exactly(stream, size)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
