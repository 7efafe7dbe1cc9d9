"""Is somebody in? The last step: what passes here is introduced to what lies behind the gate."""

from __future__ import annotations

from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from data_loaders.accounts.sessions import Session
from gate.request.cookies import session_token
from gate.request.identity import introduced
from gate.request.local_path import local_path
from gate.responses import deny, sealed
from gate.socket_guard import Watch
from gate.step import Step

ADMITTED = "gate.admitted"
"""Where a step before this one puts the session it found by a rule of its own."""

_NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/", "/gate/")
_SHUT = ("/auth/", "/oauth2callback", "/_stcore/agent", "/_stcore/script-health-check")
"""Streamlit's own ways in, which are not used: they do not exist here."""


class LivingSession(Step):
    """Needs a living session of whoever was not admitted before; default deny."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session: Session | None = scope.get(ADMITTED) or await self.person(scope)
        if scope["type"] == "websocket":
            await self._socket(session, scope, receive, send)
            return
        request = Request(scope, receive)
        if session is None:
            await sealed(to_login(request))(scope, receive, send)
            return
        answer = None if ADMITTED in scope else await self._stopped(session, request)
        if answer is None:
            await self._app(introduced(scope, session), receive, send)
        else:
            await sealed(answer)(scope, receive, send)

    async def _stopped(self, session: Session, request: Request) -> Response | None:
        """What stands between a person's session and what it asks for; None: nothing."""
        if session.account.temporary:
            return to_password(request)
        if request.scope["path"].startswith(_SHUT):
            return PlainTextResponse("Not Found", 404)
        if is_page(request) or request.method not in ("GET", "HEAD"):
            await to_thread.run_sync(self._gate_state.sessions.touch, session)
        self._gate_state.lately.let_in(session_token(request.scope))
        return None

    async def _socket(
        self, session: Session | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A handshake needs what a page needs; every message is watched."""
        if session is None or session.account.temporary:
            await deny(scope, receive, send, 401)
            return
        with self._gate_state.sockets.listening(session.key) as bell:
            watch = Watch(self._gate_state, session, bell)
            await watch.run(self._app, introduced(scope, session), receive, send)


def to_login(request: Request) -> Response:
    """Where somebody who is not in goes first; a script is told 401."""
    if not is_page(request):
        return PlainTextResponse("Unauthorized", 401)
    path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    onward = local_path(f"{path}?{query}" if query else path)
    return RedirectResponse(f"/login?{urlencode({'next': onward})}", 303)


def to_password(request: Request) -> Response:
    """Where somebody whose password is another's goes first; a script is told 403."""
    if not is_page(request):
        return PlainTextResponse("Forbidden", 403)
    return RedirectResponse("/password", 303)


def is_page(request: Request) -> bool:
    """Whether a person opens a page, and not a script a file of it."""
    return (
        request.method in ("GET", "HEAD")
        and not request.scope["path"].startswith(_NOT_PAGES)
        and "text/html" in request.headers.get("accept", "")
    )
