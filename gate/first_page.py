"""Everybody's first page by its name: Streamlit knows it as ``/`` only.

The province's page for most, its own page for a locality: a link that a colleague sends, or that a
page holds, leads there too, and not to a page that "does not seem to exist".
"""

from __future__ import annotations

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.permissions import may
from gate.request.identity import USER_HEADER

PROVINCE, OWN = "/overview", "/locality"


class FirstPage:
    """ASGI middleware, behind the gate, that sends the name of a first page to ``/``."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self.app, self._accounts = app, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and await self._is_first(scope):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _is_first(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if path not in (PROVINCE, OWN):
            return False
        name = Headers(scope=scope).get(USER_HEADER, "")
        return path == await to_thread.run_sync(self._first_of, name)

    def _first_of(self, name: str) -> str | None:
        """The first page of an account: the province's where it may see that, else its own."""
        account = self._accounts.find(name)
        if account is None:
            return None
        return PROVINCE if may(self._accounts.actor(account), "province.read") else OWN
