"""The watch on one WebSocket: every message needs a living session, and only harmless kinds pass.

When the session ends, by time, by a sign-out elsewhere or by the administrator, the page behind is
run once more without anything the visitor typed, so that it takes its figures off the screen and
says why; whatever comes afterwards is thrown away, and in the end the socket is closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from data_loaders.accounts.sessions import Session
from gate.gate_state import GateState

LOOK_EVERY = 10.0
"""Seconds: how soon an end is felt that nobody rings the bell for (time, administrator)."""

LINGER = 600.0
"""Seconds a socket stays open after its session, so that the sentence can be read undisturbed."""

CLOSED = 4401
"""The WebSocket close code of a session that ended (4000 and above are an application's own)."""

_PASS = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""What a page needs; it need not clear every visitor's cache or stop the server."""


class Watch:
    """Between one visitor's socket and Streamlit."""

    def __init__(self, gate_state: GateState, session: Session, bell: asyncio.Event) -> None:
        self._gate_state = gate_state
        self._session = session
        self._bell = bell
        self._over_at: float | None = None
        self._seen_a_run = False
        self._view = BackMsg()
        self._next: asyncio.Task[Message] | None = None

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the socket until either side ends it."""

        async def watched() -> Message:
            return await self._watched(receive, send)

        try:
            await app(scope, watched, send)
        finally:
            if self._next is not None:
                self._next.cancel()

    async def _watched(self, receive: Receive, send: Send) -> Message:
        """The next message that may pass."""
        while True:
            message = await self._next_message(receive)
            if message is not None and message["type"] != "websocket.receive":
                return message
            was_over = self._over_at is not None
            if not was_over and not await self._alive():
                self._over_at = asyncio.get_running_loop().time()
                return self._empty_run()
            if was_over:
                if asyncio.get_running_loop().time() >= (self._over_at or 0) + LINGER:
                    await send({"type": "websocket.close", "code": CLOSED})
                    return {"type": "websocket.disconnect", "code": CLOSED}
            elif message is not None and await self._passes(message):
                return message

    async def _next_message(self, receive: Receive) -> Message | None:
        """The visitor's next message, or None when it is time to look at the session."""
        if self._next is None:
            self._next = asyncio.ensure_future(_as_coroutine(receive()))
        bell = asyncio.ensure_future(self._bell.wait())
        try:
            waited_for: set[asyncio.Future[Any]] = {self._next, bell}
            await asyncio.wait(waited_for, timeout=LOOK_EVERY, return_when=asyncio.FIRST_COMPLETED)
        finally:
            bell.cancel()
        self._bell.clear()
        if not self._next.done():
            return None
        message = self._next.result()
        self._next = None
        return message

    async def _alive(self) -> bool:
        found = await to_thread.run_sync(self._gate_state.sessions.of_key, self._session.key)
        if found is None or not found.alive or found.account.temporary:
            return False
        self._session = found
        return True

    async def _passes(self, message: Message) -> bool:
        """Whether Streamlit may see the message; what the person did themselves keeps them in."""
        data = message.get("bytes")
        wish = BackMsg()
        try:
            wish.ParseFromString(data or b"")
        except Exception:  # protobuf's own error types differ by its implementation
            return False
        kind = wish.WhichOneof("type")
        if kind == "backend_operation_request":
            allowed = wish.backend_operation_request.WhichOneof("payload") in _OPERATIONS
        else:
            allowed = kind in _PASS
        if allowed and self._by_hand(wish, kind):
            await to_thread.run_sync(self._gate_state.sessions.touch, self._session)
        return allowed

    def _by_hand(self, wish: BackMsg, kind: str | None) -> bool:
        """A timer's run, a heartbeat and the run of a new connection are nobody's doing."""
        if kind == "app_heartbeat":
            return False
        if kind != "rerun_script":
            return True
        state = wish.rerun_script
        self._view = BackMsg()
        self._view.rerun_script.query_string = state.query_string
        self._view.rerun_script.page_script_hash = state.page_script_hash
        self._view.rerun_script.page_name = state.page_name
        self._view.rerun_script.context_info.CopyFrom(state.context_info)
        first, self._seen_a_run = not self._seen_a_run, True
        return not first and not state.is_auto_rerun

    def _empty_run(self) -> Message:
        """A run of the page in view without a widget, an upload or a fragment."""
        self._view.rerun_script.SetInParent()
        return {"type": "websocket.receive", "bytes": self._view.SerializeToString()}


async def _as_coroutine(awaitable: Awaitable[Message]) -> Message:
    return await awaitable
