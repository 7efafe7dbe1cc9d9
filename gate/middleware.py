"""The gate itself: ASGI middleware before everything Streamlit serves, pages, sockets and files.

It reads who connects, protects every answer, and sends the connection through a row of steps of
which each asks one question. Default deny: what no step answers needs a living session.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gate.doors import Doors
from gate.files import Files
from gate.gate_state import GateState
from gate.health import Health
from gate.host import Host
from gate.origin import Origin
from gate.presentation import Presentation
from gate.request.identity import PRESENTING, SESSION_HEADER, USER_HEADER
from gate.request.security_headers import app_policy, protect
from gate.request.visitor import Visitor, visitor_of
from gate.session import LivingSession

__all__ = ["PRESENTING", "ROW", "SESSION_HEADER", "USER_HEADER", "Gate"]

ROW = (Health, Host, Origin, Files, Doors, Presentation, LivingSession)
"""The steps, in the order in which a connection meets them."""


class Gate:
    """The middleware. One :class:`GateState` serves it for as long as the server lives."""

    def __init__(self, app: ASGIApp, gate_state: GateState) -> None:
        self._app = app
        self._gate_state = gate_state
        self._policy = app_policy()
        self._row = app
        for step in reversed(ROW):
            self._row = step(self._row, gate_state)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        proxies = self._gate_state.settings.proxies
        visitor = visitor_of(scope, proxies=proxies, tls=self._gate_state.tls)
        scope["gate.request.visitor"] = visitor
        if scope["type"] == "http":
            await self._row(scope, receive, self._protected(send, visitor))
        elif scope["type"] == "websocket":
            await self._row(scope, receive, send)

    def _protected(self, send: Send, visitor: Visitor) -> Send:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                protect(headers, policy=self._policy, secure=visitor.secure)
            await send(message)

        return protected
