"""The application's ear for commands: a port of 127.0.0.1 of its own, beside the web server's.

Whoever may read the file beside the store may ask; nobody else, and no web page, can. Every command
that asks is entered in the trail of those who came in.
"""

from __future__ import annotations

import secrets
import socket
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import cast

from data_loaders.model.errors import MonitorError
from data_loaders.store.database import Store
from data_loaders.store.ipc import LOOPBACK, Channel, ChannelError, Place, place_file, write_place
from data_loaders.store.ipc_server import Serving

MOST_AT_ONCE = 16
"""Lines that are open at the same time; a further one waits to be taken."""

LOOK_EVERY = 0.5
"""Seconds between two looks whether there is a store by now."""


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, open_store: Callable[[], Store], note: Callable[[str], None]) -> None:
        super().__init__((LOOPBACK, 0), _Call)
        self.open_store = open_store
        self.note = note
        self.place = Place(self.server_address[1], secrets.token_bytes(32))
        self.free = BoundedSemaphore(MOST_AT_ONCE)
        self.told: Path | None = None

    def service_actions(self) -> None:
        """Say where this is once this process has the store open: until then it may be another."""
        if self.told is not None:
            return
        with suppress(MonitorError, OSError):
            path = self.open_store().path
            write_place(path, self.place)
            self.told = path

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that breaks off is its own affair."""


class _Call(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server = cast(_Listener, self.server)
        with suppress(ChannelError):
            line = Channel.answer(cast(socket.socket, self.request), server.place.secret)
            with server.free:
                self._serve(line, server)

    def _serve(self, line: Channel, server: _Listener) -> None:
        try:
            store = server.open_store()
        except MonitorError as error:
            line.receive()
            line.send((False, str(error)))
        else:
            Serving(line, store, note=server.note).serve()


@contextmanager
def listening(open_store: Callable[[], Store], *, note: Callable[[str], None]) -> Iterator[Place]:
    """Listen for commands until the block ends. ``note`` enters a command that asks."""
    with _Listener(open_store, note) as listener:
        thread = Thread(target=listener.serve_forever, args=(LOOK_EVERY,), daemon=True)
        thread.start()
        try:
            yield listener.place
        finally:
            listener.shutdown()
            if listener.told is not None:
                with suppress(OSError):
                    place_file(listener.told).unlink(missing_ok=True)
