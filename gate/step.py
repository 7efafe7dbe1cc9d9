"""One middleware of the gate: it asks one question of a connection and hands it on."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data_loaders.accounts.sessions import Session
from gate.gate_state import GateState
from gate.request.cookies import session_token
from gate.request.visitor import Visitor
from gate.responses import deny, sealed


class Step:
    """Answers a request or refuses a handshake itself; what it lets pass goes to ``app``.

    The connection's :class:`Visitor` was read before the first step.
    """

    def __init__(self, app: ASGIApp, gate_state: GateState) -> None:
        self._app = app
        self._gate_state = gate_state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            answer = await self.answer(Request(scope, receive))
            if answer is not None:
                await sealed(answer)(scope, receive, send)
                return
        else:
            status = self.refusal(scope["gate.request.visitor"])
            if status is not None:
                await deny(scope, receive, send, status)
                return
        await self._app(scope, receive, send)

    async def answer(self, request: Request) -> Response | None:
        """The answer to a request that ends here; None: it may pass."""
        return None

    def refusal(self, visitor: Visitor) -> int | None:
        """The status with which a socket's handshake ends here; None: it may pass."""
        return None

    async def person(self, scope: Scope) -> Session | None:
        """The session of who is signed in on a connection, while it is alive."""
        token = session_token(scope)
        return await to_thread.run_sync(self._gate_state.session, token) if token else None
