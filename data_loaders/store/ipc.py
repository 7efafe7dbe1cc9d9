"""The line between a command and the application that holds the store: loopback, with a secret.

A second process cannot open a file store, so a command asks the one that has it. That one listens
on a port of 127.0.0.1 of its own, not on the web server's, and speaks no HTTP: no proxy can lead
there. Port and secret lie beside the store in a file that its owner alone may read, new at every
start. Both sides prove that they know the secret without sending it; what follows are messages of
plain values, a length and a pickle that may hold nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import pickle
import secrets
import socket
import struct
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

LOOPBACK = "127.0.0.1"
PATIENCE = 5.0
"""Seconds within which either side proves itself."""

_SIZE = 32  # bytes of a nonce, and of SHA-256
_LENGTH = struct.Struct("<Q")
_MOST = 1 << 30
_PLAIN = {("datetime", "date"), ("datetime", "datetime")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an application listens, and what proves that it is asked by its owner."""

    port: int
    secret: bytes = field(repr=False)


def place_file(store: Path) -> Path:
    """The file beside a store that says where its application listens."""
    return store.with_name(f"{store.name}.console")


def write_place(store: Path, place: Place) -> None:
    """Say where this process listens, to the owner of the store alone. Raises ``OSError``."""
    text = json.dumps({"port": place.port, "secret": place.secret.hex()})
    handle, name = tempfile.mkstemp(prefix=".console.", dir=store.parent)  # 0600 from the first
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
        Path(name).replace(place_file(store))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_place(store: Path) -> Place | None:
    """Where the application of a store listens; None when nothing is said.

    Raises ``PermissionError`` for everybody but the owner.
    """
    try:
        told = json.loads(place_file(store).read_text("ascii"))
        return Place(int(told["port"]), bytes.fromhex(told["secret"]))
    except PermissionError:
        raise
    except (OSError, ValueError, KeyError, TypeError):
        return None


class ChannelError(Exception):
    """The other side is gone, or is not who it should be."""


class Channel:
    """One connection whose two ends have proven themselves. One message at a time, both ways."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._asking = Lock()
        self._whole = True

    @classmethod
    def call(cls, place: Place) -> Channel:
        """Connect to an application. Raises :class:`ChannelError` when none answers, or another."""
        try:
            connection = socket.create_connection((LOOPBACK, place.port), timeout=PATIENCE)
            try:
                theirs, ours = _exactly(connection, _SIZE), secrets.token_bytes(_SIZE)
                connection.sendall(ours + _proof(place.secret, b"command", theirs, ours))
                told = _exactly(connection, _SIZE)
                if not hmac.compare_digest(told, _proof(place.secret, b"store", theirs, ours)):
                    raise ChannelError
                connection.settimeout(None)
            except BaseException:
                connection.close()
                raise
        except OSError as error:
            raise ChannelError from error
        return cls(connection)

    @classmethod
    def answer(cls, connection: socket.socket, secret: bytes) -> Channel:
        """Take a call. Raises :class:`ChannelError` for whoever does not know the secret."""
        connection.settimeout(PATIENCE)
        ours = secrets.token_bytes(_SIZE)
        try:
            connection.sendall(ours)
            told = _exactly(connection, 2 * _SIZE)
            theirs, proof = told[:_SIZE], told[_SIZE:]
            if not hmac.compare_digest(proof, _proof(secret, b"command", ours, theirs)):
                raise ChannelError
            connection.sendall(_proof(secret, b"store", ours, theirs))
        except OSError as error:
            raise ChannelError from error
        connection.settimeout(None)
        return cls(connection)

    def patience(self, seconds: float | None) -> None:
        """How long to wait for the other side's next message; None: as long as it takes."""
        self._connection.settimeout(seconds)

    def send(self, message: object) -> None:
        """Send one message of plain values."""
        body = pickle.dumps(message, protocol=5)
        try:
            self._connection.sendall(_LENGTH.pack(len(body)) + body)
        except OSError as error:
            raise ChannelError from error

    def receive(self) -> Any:
        """The other side's next message. Raises :class:`ChannelError` when none comes."""
        try:
            (size,) = _LENGTH.unpack(_exactly(self._connection, _LENGTH.size))
            if size > _MOST:
                raise ChannelError
            return _PlainUnpickler(io.BytesIO(_exactly(self._connection, size))).load()
        except (OSError, pickle.UnpicklingError, EOFError) as error:
            raise ChannelError from error

    def ask(self, *message: object) -> Any:
        """Send a message and wait for its answer."""
        with self._asking:
            return next(self._asked(message, pieces=False))

    def pieces(self, *message: object) -> Iterator[Any]:
        """Send a message that is answered by several; the last one is None."""
        with self._asking:
            yield from self._asked(message, pieces=True)

    def _asked(self, message: object, *, pieces: bool) -> Iterator[Any]:
        if not self._whole:
            raise ChannelError
        self._whole = False  # whoever is interrupted half-way would read another's answer
        self.send(message)
        answer = self.receive()
        while pieces and answer[0] and answer[1] is not None:
            yield answer
            answer = self.receive()
        self._whole = True
        if not pieces or not answer[0]:
            yield answer

    def close(self) -> None:
        """End the connection; the other side notices."""
        with suppress(OSError):
            self._connection.close()


def _proof(secret: bytes, side: bytes, first: bytes, second: bytes) -> bytes:
    return hmac.digest(secret, side + first + second, hashlib.sha256)


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 1 << 20))
        if not piece:
            raise ChannelError
        data += piece
    return bytes(data)


class _PlainUnpickler(pickle.Unpickler):
    """Numbers, texts, bytes, lists and dates; nothing that could be called."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
