"""Many files at once: read by several processes, compared and handed on one after another.

The order of the files is kept, because each report is held against those before it. A file whose
bytes are a version already is not read again, so that what was interrupted can simply be repeated.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data_loaders.intake.sandbox import Parser, shared
from data_loaders.model import Identity, Register
from data_loaders.model.findings import finding
from data_loaders.reports.history import RETURNED, Version
from data_loaders.reports.preview import Preview, ReceivedFile, compare, receive
from data_loaders.service.access import Access
from data_loaders.workbook.safety import MAX_BYTES

_WORKBOOKS = {".xlsx", ".xls", ".xlsm"}


def listed(names: Iterable[str]) -> list[str]:
    """The files of that list, its folders replaced by the workbooks in them, by name.

    A folder without any stays what it is, to be refused by name.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        inside = [str(file) for file in sorted(path.rglob("*")) if _is_workbook(file)]
        found += inside or [name]
    return found


def _is_workbook(path: Path) -> bool:
    """Whether a file of a folder is meant: not what programs put beside the files they open."""
    return path.is_file() and path.suffix.lower() in _WORKBOOKS and path.name[:1] not in "~."


def opened(names: Iterable[str], received_at: datetime) -> Iterator[tuple[str, bytes] | Preview]:
    """The bytes of each file, or the preview that says why there are none."""
    for name in names:
        said = name.encode(errors="replace").decode()  # a name on disk need not be text
        try:
            yield said, _bytes_of(Path(name))
        except OSError as error:
            yield _unopened(said, error, received_at)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file, of one that is too large only enough to tell."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _unopened(name: str, error: OSError, received_at: datetime) -> Preview:
    """A file that is not there or cannot be opened is refused like one that cannot be read."""
    code = "file-absent" if isinstance(error, FileNotFoundError) else "file-unopened"
    return Preview(
        data=b"",
        file_name=name,
        sha256="",
        received_at=received_at,
        readable=False,
        identity=None,
        form=None,
        content=None,
        findings=(finding(code, found=name, file=name),),
    )


def sent_before(access: Access) -> Mapping[str, Version]:
    """SHA-256 → the newest version that has these bytes and was not returned."""
    return {v.sha256: v for v in access.versions() if v.last != RETURNED}


@dataclass(frozen=True)
class Batch:
    """Files on their way into one store, received at one instant."""

    access: Access
    received_at: datetime
    confirmed: Identity | None = None
    known: Mapping[str, Version] = field(default_factory=dict)

    def previews(self, files: Iterable[tuple[str, bytes] | Preview]) -> Iterator[Preview]:
        """What each file would change, in the order given; named bytes, taken as they are needed.

        A preview is made when it is asked for, so it sees what was stored of those before it; what
        is one already is handed through.
        """
        parser, register = shared(), self.access.context.register(self.received_at)
        waiting: deque[Future[ReceivedFile] | Preview] = deque()
        with ThreadPoolExecutor(parser.processes) as readers:
            for file in files:
                if isinstance(file, Preview):
                    waiting.append(file)
                elif (known := self._known(*file)) is not None:
                    waiting.append(known)
                else:
                    waiting.append(readers.submit(self._arrive, file, parser, register))
                if len(waiting) > 2 * parser.processes:
                    yield self._seen(waiting.popleft(), register)
            while waiting:
                yield self._seen(waiting.popleft(), register)

    def _arrive(self, file: tuple[str, bytes], parser: Parser, register: Register) -> ReceivedFile:
        name, data = file
        return receive(
            data,
            file_name=name,
            register=register,
            regime=self.access.context.regime,
            received_at=self.received_at,
            use=self.access.context.use,
            confirmed=self.confirmed,
            reader=parser.read,
        )

    def _seen(self, one: Future[ReceivedFile] | Preview, register: Register) -> Preview:
        if isinstance(one, Preview):
            return one
        received, context = one.result(), self.access.context
        self.access.demand(
            "report.check", received.read.identity.unit_id if received.read.identity else None
        )
        return compare(
            context.store, received, register=register, regime=context.regime, use=context.use
        )

    def _known(self, name: str, data: bytes) -> Preview | None:
        """A file that is a version already, told by its bytes."""
        digest = hashlib.sha256(data).hexdigest()
        version = self.known.get(digest)
        if version is None or self.confirmed not in {None, version.identity}:
            return None
        return Preview(
            data=data,
            file_name=name,
            sha256=digest,
            received_at=self.received_at,
            readable=True,
            identity=version.identity,
            form=version.form,
            content=None,
            findings=(),
            against=version.version,
            already=version.version,
        )
