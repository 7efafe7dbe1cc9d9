"""Is it a door? Sign in, sign out, first set-up, change of password: who is not in may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from anyio import sleep, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from data_loaders.accounts.accounts import Account
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.passwords import WeakPasswordError, normal
from data_loaders.accounts.permissions import Role, role_name
from data_loaders.accounts.sessions import Session
from data_loaders.model.errors import RefusedError
from gate.gate_state import GateState
from gate.landing import landing
from gate.oidc import SecondWay
from gate.request.cookies import SESSION
from gate.request.forms import read_form
from gate.request.local_path import HOME, local_path
from gate.request.texts import span
from gate.request.visitor import Visitor
from gate.responses import Page
from gate.sign_in import Busy, Right, Wait, Wrong
from gate.step import Step

Door = Callable[[Request], Awaitable[Response]]

_NOTES = ("signed_out", "idle")
_SETUP = "(mã cài đặt)"
HELD = 0.5
"""Seconds for which a try that must wait is kept waiting: a flood of guesses is then as slow as its
connections are few, and the server has time for everybody else."""


class Doors(Step):
    """What may be asked for without a session, and the two doors for who has one."""

    def __init__(self, app: ASGIApp, gate_state: GateState) -> None:
        super().__init__(app, gate_state)
        self._doors: dict[str, Door] = {
            "/login": self.login,
            "/logout": self.logout,
            "/setup": self.setup,
        }
        if gate_state.settings.provider is not None:
            second = SecondWay(gate_state, gate_state.settings.provider, self.welcome)
            self._doors |= {"/oidc/start": second.start, "/oidc/callback": second.callback}

    async def answer(self, request: Request) -> Response | None:
        """What a door answers; who is not in has no password to change."""
        if request.scope["path"] == "/password":
            session = await self.person(request.scope)
            return None if session is None else await self.password(request, session)
        door = self._doors.get(request.scope["path"])
        if door is None:
            return None
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Method Not Allowed", 405)
        return await door(request)

    async def _page(self, request: Request) -> Page:
        fields = await read_form(request) if request.method == "POST" else {}
        return Page(self._gate_state, request, fields or {})

    async def login(self, request: Request) -> Response:
        """``/login``: the form, and what comes back from it."""
        page = await self._page(request)
        if request.method != "POST":
            return await self._show_login(page)
        if not page.genuine:
            return await self._show_login(page, 403, page.texts["stale"])
        name, password = page.fields.get("name", ""), page.fields.get("password", "")
        outcome = await self._gate_state.signin.attempt(name, password, origin=page.visitor.address)
        if isinstance(outcome, Right):
            return await self.welcome(page, outcome.account, "password")
        if isinstance(outcome, Wait):
            await sleep(HELD)
        status, said = _refusal(page, outcome)
        response = await self._show_login(page, status, said, name)
        if isinstance(outcome, Wait):
            response.headers["Retry-After"] = str(outcome.seconds)
        return response

    async def welcome(self, page: Page, account: Account, way: str) -> Response:
        """Let an account in with a new session; what the browser had before is ended."""
        await self._end(page.cookie(SESSION), page.visitor)
        by = By(account.name, page.visitor.address)
        agent = page.request.headers.get("user-agent", "")
        token, _ = await to_thread.run_sync(
            lambda: self._gate_state.sessions.start(account, by=by, way=way, agent=agent)
        )
        return page.let_in(token, landing(account.role, page.next))

    async def _show_login(
        self, page: Page, status: int = 200, message: str = "", name: str = ""
    ) -> Response:
        if status == 200:
            if await to_thread.run_sync(self._gate_state.session, page.cookie(SESSION)):
                return RedirectResponse(local_path(page.next), 303)
            if await to_thread.run_sync(self._gate_state.wants_setup):
                return RedirectResponse("/setup", 303)
        # Who is made to wait is answered with as little work as can be: they may be many.
        shown = () if status in (429, 503) else await to_thread.run_sync(self._gate_state.shown)
        note = page.request.query_params.get("why", "")
        kind = "error" if message else "note"
        if not message and note in _NOTES:
            message = page.texts[note]
        onward = urlencode({"next": local_path(page.next), "lang": page.language})
        return page.show(
            "login.html",
            status=status,
            message=message,
            kind=kind,
            name=name,
            provider=f"/oidc/start?{onward}" if self._gate_state.settings.provider else "",
            wide=bool(shown),
            shown=[
                {
                    "name": one.account.name,
                    "password": one.password,
                    "role": role_name(one.account.role, page.language),
                    "what": page.texts[f"role_{one.account.role}"],
                }
                for one in shown
            ],
        )

    async def logout(self, request: Request) -> Response:
        """``/logout``: at once when asked from a page of ours, else after a question."""
        page = await self._page(request)
        if (request.method == "POST" and page.genuine) or _from_our_page(page):
            await self._end(page.cookie(SESSION), page.visitor)
            return page.let_out(f"/login?{urlencode({'why': 'signed_out', 'lang': page.language})}")
        return page.show("logout.html")

    async def _end(self, token: str, visitor: Visitor) -> None:
        """End the session a browser had, and tell its open pages."""
        session = await to_thread.run_sync(self._gate_state.session, token)
        if session is None:
            return
        by = By(session.account.name, visitor.address)
        await to_thread.run_sync(lambda: self._gate_state.sessions.end(session.key, by=by))
        self._gate_state.sockets.ring(session.key)

    async def password(self, request: Request, session: Session) -> Response:
        """``/password``: change one's own; other sessions of the account end."""
        page = await self._page(request)
        account = session.account
        values: dict[str, Any] = {
            "must": account.temporary,
            "name": account.name,
            "next": local_path(page.next),
        }
        if request.method != "POST":
            return page.show("password.html", **values)
        if not page.genuine:
            return page.show("password.html", status=403, message=page.texts["stale"], **values)
        origin = page.visitor.address
        outcome = await self._gate_state.signin.attempt(
            account.name, page.fields.get("current", ""), origin=origin
        )
        if not isinstance(outcome, Right):
            status, said = _refusal(page, outcome)
            return page.show("password.html", status=status, message=said, **values)
        said = await to_thread.run_sync(self._change_password, page, account)
        if said:
            return page.show("password.html", status=403, message=said, **values)
        return await self.welcome(page, account, session.way)

    def _change_password(self, page: Page, account: Account) -> str:
        """Set the new password and end every session; what is wrong with it, or nothing."""
        new = page.fields.get("new", "")
        if new != page.fields.get("repeat", ""):
            return page.texts["different"]
        if normal(new) == normal(page.fields.get("current", "")):
            return page.texts["same"]
        by = By(account.name, page.visitor.address)
        try:
            self._gate_state.accounts.set_password(account.name, new, by=by, temporary=False)
        except WeakPasswordError as error:
            return page.texts[error.reason]
        except RefusedError as error:
            return str(error)
        self._gate_state.sessions.end_all(account, by=by)
        return ""

    async def setup(self, request: Request) -> Response:
        """``/setup``: the first administrator, by the code on the server's console."""
        page = await self._page(request)
        if not await to_thread.run_sync(self._gate_state.wants_setup):
            return RedirectResponse("/login", 303)
        name = page.fields.get("name", "")
        if request.method != "POST":
            return page.show("setup.html", name=name)
        said = await self._set_up(page, name)
        if said:
            return page.show("setup.html", status=403, message=said, name=name)
        return RedirectResponse("/login", 303)

    async def _set_up(self, page: Page, name: str) -> str:
        """Make the first administrator; what went wrong, or nothing."""
        if not page.genuine:
            return page.texts["stale"]
        if not self._gate_state.opens_setup(page.fields.get("code", "")):
            return page.texts["wrong_code"]
        new = page.fields.get("new", "")
        if new != page.fields.get("repeat", ""):
            return page.texts["different"]
        by = By(_SETUP, page.visitor.address)
        try:
            await to_thread.run_sync(
                lambda: self._gate_state.accounts.add(
                    name, Role.ADMIN, by=by, password=new, temporary=False, first=True
                )
            )
        except WeakPasswordError as error:
            return page.texts[error.reason]
        except RefusedError as error:
            return str(error)
        self._gate_state.setup_code = None
        return ""


def _refusal(page: Page, outcome: Wrong | Wait | Busy) -> tuple[int, str]:
    """Status and sentence of a try that did not succeed."""
    if isinstance(outcome, Wait):
        return 429, page.texts["wait"].format(time=span(outcome.seconds, page.texts))
    return (503, page.texts["busy"]) if isinstance(outcome, Busy) else (401, page.texts["wrong"])


def _from_our_page(page: Page) -> bool:
    """Whether the visitor followed a link of ours: another site could link to a sign-out too."""
    headers = page.request.headers
    fetched = headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched == "same-origin"
    return headers.get("referer", "").startswith(f"{page.visitor.base}{HOME}")
