"""Is it the presentation? A session of its own reads one document and outlives the idle limit.

A signed-in browser that opens ``/presentation`` is given it beside its own session; from then on
the address works without that one, for at most :data:`data_loaders.accounts.sessions.ABSOLUTE`. Its
cookie goes to this address only, and here alone it counts for anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import may
from data_loaders.accounts.sessions import Session
from data_loaders.store.hash_chain import REFUSED
from gate.request.cookies import PRESENTATION, PRESENTATION_PATH, read_cookie, set_cookie
from gate.request.visitor import Visitor
from gate.responses import refused, sealed
from gate.session import ADMITTED, is_page, to_login, to_password
from gate.step import Step

RIGHT = "province.read"
"""What an account must be allowed to do to present, asked at every request."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The session that may read the document. ``token``: for a new cookie; empty where it has it.

    ``allowed``: whether the account may see what is presented.
    """

    session: Session
    token: str = ""
    allowed: bool = True


class Presentation(Step):
    """Finds a browser's presentation, or opens it for who is signed in."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PRESENTATION_PATH:
            await self._app(scope, receive, send)
            return
        found = await self._found(Request(scope, receive))
        if isinstance(found, Response):
            await sealed(found)(scope, receive, send)
            return
        giving = _giving(send, found.token, scope["gate.request.visitor"])
        await self._app({**scope, ADMITTED: found.session}, receive, giving)

    async def _found(self, request: Request) -> Shown | Response:
        """The presentation of a request, or the answer that stands before it."""
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Method Not Allowed", 405)
        person = await self.person(request.scope)
        if person is not None and person.account.temporary:
            return to_password(request)
        shown = await to_thread.run_sync(self._shown, request, person)
        if shown is None:
            return to_login(request)
        if not shown.allowed:
            return refused(self._gate_state, request, 403, "not_presented")
        if person is not None and is_page(request):
            await to_thread.run_sync(self._gate_state.sessions.touch, person)
        return shown

    def _shown(self, request: Request, person: Session | None) -> Shown | None:
        """``person``: the browser's own session while it is alive. None: one has to sign in."""
        visitor: Visitor = request.scope["gate.request.visitor"]
        cookies = request.headers.get("cookie", "")
        found = self._gate_state.presentation(
            read_cookie(cookies, PRESENTATION, secure=visitor.secure)
        )
        asking = person or found
        if asking is None:
            return None
        by = By(asking.account.name, visitor.address)
        if not may(self._gate_state.accounts.actor(asking.account), RIGHT):
            self._gate_state.accounts.note(by, RIGHT, "", outcome=REFUSED)
            return Shown(asking, allowed=False)
        if person is None or (found is not None and found.opener == person.key):
            return None if found is None else Shown(found)
        if found is not None:  # whoever was in before: the screen shows what this person may see
            self._gate_state.sessions.end(found.key, by=by)
        agent = request.headers.get("user-agent", "")
        token, _ = self._gate_state.sessions.present(person, by=by, agent=agent)
        opened = self._gate_state.presentation(token)
        return None if opened is None else Shown(opened, token)


def _giving(send: Send, token: str, visitor: Visitor) -> Send:
    """The same way to the browser, with a new presentation's cookie on the answer."""
    if not token:
        return send
    cookie = Response()
    set_cookie(cookie, PRESENTATION, token, secure=visitor.secure)

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.append("set-cookie", cookie.headers["set-cookie"])
        await send(message)

    return sent
