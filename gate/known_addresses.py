"""An address that is no page is answered with 404 and a page of our own.

Streamlit answers whatever it does not know with its document and 200, opens the first page there,
and a program that asks for ``/api`` believes that it found one.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gate.gate_state import GateState
from gate.responses import Page

_STREAMLITS = ("/_stcore/", "/media/", "/component/")
"""Beginnings of what Streamlit answers for itself, with a 404 of its own where there is nothing."""
_FILES = frozenset({"/favicon.png", "/manifest.json"})


class KnownAddresses:
    """ASGI middleware, behind the gate. ``pages``: the addresses there are, without their slash."""

    def __init__(self, app: ASGIApp, gate_state: GateState, pages: Collection[str]) -> None:
        self.app, self._gate_state = app, gate_state
        self._known = {"/", *_FILES, *(f"/{page.strip('/')}" for page in pages)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._knows(scope["path"]):
            await self.app(scope, receive, send)
            return
        page = Page(self._gate_state, Request(scope, receive), {})
        answer = page.show("unknown.html", status=404, path=scope["path"][:200])
        await answer(scope, receive, send)

    def _knows(self, path: str) -> bool:
        """Below a page's address Streamlit first looks for a server of its own there."""
        return path in self._known or path.startswith(_STREAMLITS) or "/_stcore/" in path
