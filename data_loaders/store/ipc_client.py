"""The store as a command sees it while the application has it open: the same, over the line.

Files are read and written by the command, with its own rights; the application runs the statements
and keeps the one order of all writes. Which store a command gets is decided by :func:`open_store`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import Enum
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from data_loaders.model.errors import HeldError, StoreError
from data_loaders.model.store_address import Address, Lake
from data_loaders.store.database import Store, Writer
from data_loaders.store.ipc import Channel, ChannelError, place_file, read_place
from data_loaders.store.snapshot import Checksum, Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

STARTING = 4.0
"""Seconds that a command waits for a store that somebody else has open."""
_COMMAND: ContextVar[str | None] = ContextVar("command", default=None)


@contextmanager
def at_console(command: str) -> Iterator[None]:
    """Inside, a store that the application holds is asked through it, in that command's name."""
    token = _COMMAND.set(command)
    try:
        yield
    finally:
        _COMMAND.reset(token)


def open_store(address: Address) -> Store:
    """The store there: opened here, or asked through the application that has its file open.

    Raises :class:`StoreError` with one sentence when neither can be.
    """
    if isinstance(address, Lake):
        from data_loaders.store.lake_store import LakeStore  # loads PostgreSQL's client

        return LakeStore.at(address, create=False)
    try:
        return Store.open(address)
    except HeldError:
        command = _COMMAND.get()
        if command is None:
            raise
        return _held(address, command)


def _held(path: Path, command: str) -> Store:
    """The store that another program has open, asked through it where that is the application.

    An application that starts has its store open a moment before it takes commands.
    """
    until = monotonic() + STARTING
    while True:
        line = _called(path)
        if line is not None:
            return RemoteStore(line, path, command=command)
        try:
            return Store.open(path)
        except HeldError:
            if monotonic() > until:
                raise
        sleep(0.2)


def _called(path: Path) -> Channel | None:
    """A line to the application of a store; None when it is another program that has it open."""
    try:
        place = read_place(path)
    except PermissionError as error:
        raise HeldError(
            f"kho {path} đang do ứng dụng mở; chỉ chủ của tệp {place_file(path)} ra lệnh được:"
            " hãy chạy lệnh bằng tài khoản chạy ứng dụng"
        ) from error
    if place is None:
        return None
    with suppress(ChannelError):
        return Channel.call(place)
    return None


class RemoteStore(Store):
    """A store behind a line."""

    def __init__(self, line: Channel, path: Path, *, command: str) -> None:
        self._line = line
        self._keys = None
        self._settled = {}
        self.path = path
        self.name = str(path)
        try:
            self._ask("command", command)
        except BaseException:
            line.close()
            raise

    def close(self) -> None:
        """End the line; a write that is not finished is undone."""
        self._line.close()

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``."""
        return self._rows(query, parameters)

    def revision(self) -> int:
        """The newest revision, as the application knows it."""
        return int(self._ask("revision"))

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Everything in the store as it is now; nothing else is asked meanwhile."""
        self._ask("snapshot")
        yield _RemoteSnapshot(self._ask, self._line)
        self._ask("end")

    @contextmanager
    def write(self, action: str, *, actor: str, origin: str = "") -> Iterator[Writer]:
        """One write: the application holds its transaction open until the block ends."""
        del origin  # the application enters the console
        writer = Writer(self._rows_of_write, revision=int(self._ask("write", action, actor)))
        try:
            yield writer
            self._ask("commit", writer.subject, writer.detail)
        except BaseException:
            with suppress(StoreError):
                self._ask("undo")
            raise
        if writer.new_keys:
            self._keys = None

    def _rows(self, query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._ask("rows", query, _plain(parameters))  # type: ignore[no-any-return]

    def _rows_of_write(self, query: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._ask("run", query, _plain(parameters))  # type: ignore[no-any-return]

    def _ask(self, *message: object) -> Any:
        try:
            return _answered(self._line.ask(*message))
        except ChannelError as error:
            self._line.close()
            raise _gone() from error


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters without types of ours: of an enumeration its word."""
    return {name: _plain_value(value) for name, value in parameters.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain_value(one) for one in value]
    return value.value if isinstance(value, Enum) else value


def _gone() -> StoreError:
    return StoreError(
        "ứng dụng đang mở kho đã dừng giữa chừng; phần chưa xong không được ghi, hãy chạy lại"
    )


def _answered(answer: tuple[bool, Any]) -> Any:
    good, value = answer
    if not good:
        raise StoreError(value)
    return value


class _RemoteSnapshot:
    """A snapshot that the application holds open."""

    def __init__(self, ask: Any, line: Channel) -> None:
        self._ask = ask
        self._line = line

    def rows(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of ``sql/<query>.sql``."""
        return self._ask("rows", query, parameters)  # type: ignore[no-any-return]

    def tables(self) -> tuple[str, ...]:
        """The names of the store's tables."""
        return tuple(self._ask("tables"))

    def checksum(self, table: str) -> Checksum:
        """The checksum of one table."""
        return Checksum(*self._ask("checksum", table))

    def batches(self, table: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The columns of one table and all its rows, a piece at a time."""
        import pyarrow as pa

        pieces = self._line.pieces("batches", table)
        schema = pa.ipc.read_schema(pa.py_buffer(_answered(next(pieces))))

        def batches() -> Iterator[pa.RecordBatch]:
            try:
                for piece in pieces:
                    yield pa.ipc.read_record_batch(pa.py_buffer(_answered(piece)), schema)
            except ChannelError as error:
                raise _gone() from error

        return schema, batches()
