"""The gate itself: ASGI middleware before everything Streamlit serves, pages, sockets and files.

Default deny: what is not one of the gate's own doors needs a living session; for Streamlit's own
scripts, which hold nothing of anybody, one that was alive a moment ago will do. The identity behind
the gate comes from its own header alone; a visitor's copy of it is taken off first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_loaders.accounts.sessions import Session
from gate.doors import Doors
from gate.gate_state import House
from gate.oidc import SecondWay
from gate.presentation_session import Presenting, giving
from gate.request.cookies import PRESENTATION_PATH, SESSION, read_cookie, without_ours
from gate.request.local_path import local_path
from gate.request.security_headers import DOOR_POLICY, app_policy, protect
from gate.request.visitor import Visitor, visitor_of
from gate.responses import FILES, Page, deny, file_answer
from gate.socket_guard import Watch
from gate.streamlit.static_files import Bundle, Lately

USER_HEADER, SESSION_HEADER = "x-monitor-user", "x-monitor-session"
"""Who is in, for ``server.trustedUserHeaders``: the account's name and the session's key."""

PRESENTING = "gate.presentation"
"""Where the route of the presentation finds its session in the connection's scope."""

TRUSTED = {USER_HEADER: "monitor_user", SESSION_HEADER: "monitor_session"}
"""Header → its name in ``st.user``."""

_NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/", "/gate/")
_SHUT = ("/auth/", "/oauth2callback", "/_stcore/agent", "/_stcore/script-health-check")
"""Streamlit's own ways in, which are not used: they do not exist here."""

Door = Callable[[Request], Awaitable[Response]]


class Gate:
    """The middleware. One :class:`House` serves it for as long as the server lives."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house
        doors = Doors(house)
        self._password = doors.password
        self._doors: dict[str, Door] = {
            "/login": doors.login,
            "/logout": doors.logout,
            "/setup": doors.setup,
        }
        if house.settings.provider is not None:
            second = SecondWay(house, house.settings.provider, doors.welcome)
            self._doors |= {"/oidc/start": second.start, "/oidc/callback": second.callback}
        self._healthz = doors.healthz
        self._presenting = Presenting(house)
        self._policy = app_policy()
        self._bundle = Bundle()
        self._lately = Lately()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        proxies = self._house.settings.proxies
        visitor = visitor_of(scope, proxies=proxies, tls=self._house.tls)
        scope["gate.request.visitor"] = visitor
        if scope["type"] == "http":
            await self._http(visitor, scope, receive, self._protected(send, visitor))
        elif scope["type"] == "websocket":
            await self._websocket(visitor, scope, receive, send)

    def _protected(self, send: Send, visitor: Visitor) -> Send:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                protect(headers, policy=self._policy, secure=visitor.secure)
            await send(message)

        return protected

    async def _http(self, visitor: Visitor, scope: Scope, receive: Receive, send: Send) -> None:
        request, path = Request(scope, receive), scope["path"]
        session, behind = None, send
        response = await self._before_session(visitor, request)
        bundled = response is None and self._bundle.holds(request)
        if bundled and self._lately.knows(_token(visitor, scope)):
            await (await self._bundle.answer(request))(scope, receive, send)
            return
        if response is None:
            session = await self._session(visitor, scope)
            if path == PRESENTATION_PATH:
                response, session, behind = await self._presented(session, request, send)
            else:
                response = await self._with_session(session, request)
        if response is not None:
            response.headers.setdefault("Content-Security-Policy", DOOR_POLICY)
            if path not in FILES:
                response.headers["Cache-Control"] = "no-store"
            await response(scope, receive, send)
        elif bundled:
            await (await self._bundle.answer(request))(scope, receive, send)
        elif session is not None:
            await self._app(_introduced(scope, session), receive, behind)

    async def _before_session(self, visitor: Visitor, request: Request) -> Response | None:
        """Answers that need no session; None: a session is needed."""
        path = request.scope["path"]
        if path == "/healthz":
            return await self._healthz(await self._session(visitor, request.scope))
        if not visitor.reaches(self._house.settings.hosts):
            return _refused(self._house, request, 421, "foreign_host", host=visitor.host)
        if visitor.foreign:
            return _refused(self._house, request, 403, "foreign_origin")
        if path in FILES:
            return file_answer(path)
        return await self._door(path, request)

    async def _door(self, path: str, request: Request) -> Response | None:
        door = self._doors.get(path)
        if door is None:
            return None
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Method Not Allowed", 405)
        return await door(request)

    async def _with_session(self, session: Session | None, request: Request) -> Response | None:
        """What stands between a session and the page it asks for; None: nothing."""
        path = request.scope["path"]
        if session is None:
            return _to_login(request)
        if path == "/password":
            return await self._password(request, session)
        if session.account.temporary:
            return _to_password(request)
        if path.startswith(_SHUT):
            return PlainTextResponse("Not Found", 404)
        if _is_page(request) or request.method not in ("GET", "HEAD"):
            await to_thread.run_sync(self._house.sessions.touch, session)
        self._lately.let_in(_token(request.scope["gate.request.visitor"], request.scope))
        return None

    async def _presented(
        self, person: Session | None, request: Request, send: Send
    ) -> tuple[Response | None, Session | None, Send]:
        """An answer, or the presentation's session and how what lies behind is to answer it."""
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Method Not Allowed", 405), None, send
        if person is not None and person.account.temporary:
            return _to_password(request), None, send
        shown = await self._presenting.shown(request, person)
        if shown is None:
            return _to_login(request), None, send
        if not shown.allowed:
            return _refused(self._house, request, 403, "not_presented"), None, send
        if person is not None and _is_page(request):
            await to_thread.run_sync(self._house.sessions.touch, person)
        return None, shown.session, giving(send, shown.token, request.scope["gate.request.visitor"])

    async def _session(self, visitor: Visitor, scope: Scope) -> Session | None:
        token = _token(visitor, scope)
        return await to_thread.run_sync(self._house.session, token) if token else None

    async def _websocket(
        self, visitor: Visitor, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A handshake needs what a page needs, and an origin: browsers always send one."""
        if not visitor.reaches(self._house.settings.hosts):
            await deny(scope, receive, send, 421)
            return
        if visitor.origin is None or visitor.foreign:
            await deny(scope, receive, send, 403)
            return
        session = await self._session(visitor, scope)
        if session is None or session.account.temporary:
            await deny(scope, receive, send, 401)
            return
        with self._house.sockets.listening(session.key) as bell:
            watch = Watch(self._house, session, bell)
            await watch.run(self._app, _introduced(scope, session), receive, send)


def _token(visitor: Visitor, scope: Scope) -> str:
    """What the cookie of a person's session holds; empty without one."""
    return read_cookie(Headers(scope=scope).get("cookie", ""), SESSION, secure=visitor.secure)


def _introduced(scope: Scope, session: Session) -> Scope:
    """The connection as what lies behind sees it: our identity headers, no cookie of the gate's.

    A presentation's session is told to the route that reads it and never to Streamlit.
    """
    ours = {USER_HEADER.encode(): session.account.name, SESSION_HEADER.encode(): session.key}
    headers = []
    for name, value in scope["headers"]:
        plain = name.lower().replace(b"_", b"-")
        if plain in ours:
            continue
        if plain == b"cookie":
            headers.append((name, without_ours(value.decode("latin-1")).encode("latin-1")))
        else:
            headers.append((name, value))
    if session.presents:
        return {**scope, "headers": headers, PRESENTING: session}
    headers += [(name, value.encode("ascii")) for name, value in ours.items()]
    return {**scope, "headers": headers}


def _to_login(request: Request) -> Response:
    if not _is_page(request):
        return PlainTextResponse("Unauthorized", 401)
    path, query = request.scope["path"], request.scope["query_string"].decode("latin-1")
    onward = local_path(f"{path}?{query}" if query else path)
    return RedirectResponse(f"/login?{urlencode({'next': onward})}", 303)


def _to_password(request: Request) -> Response:
    if not _is_page(request):
        return PlainTextResponse("Forbidden", 403)
    return RedirectResponse("/password", 303)


def _is_page(request: Request) -> bool:
    """Whether a person opens a page, and not a script a file of it."""
    return (
        request.method in ("GET", "HEAD")
        and not request.scope["path"].startswith(_NOT_PAGES)
        and "text/html" in request.headers.get("accept", "")
    )


def _refused(house: House, request: Request, status: int, why: str, **values: str) -> Response:
    page = Page(house, request, {})
    message = page.texts[why].format(**values)
    return page.show("refused.html", status=status, message=message, back=False)
