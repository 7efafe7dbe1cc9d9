"""Is it a file that holds nothing of anybody? It is handed out before the session is asked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from gate.gate_state import GateState
from gate.request.cookies import session_token
from gate.request.security_headers import app_policy
from gate.responses import FILES, file_answer
from gate.step import Step
from gate.streamlit.static_files import Bundle


class Files(Step):
    """The gate's own files go to anybody; Streamlit's scripts to who was in a moment ago.

    Who has not been seen lately is looked up; who is not in is left to the steps behind.
    """

    def __init__(self, app: ASGIApp, gate_state: GateState) -> None:
        super().__init__(app, gate_state)
        self._bundle = Bundle()
        self._policy = app_policy()

    async def answer(self, request: Request) -> Response | None:
        """The file, to be kept by the browser."""
        if request.scope["path"] in FILES:
            return file_answer(request.scope["path"])
        if not self._bundle.holds(request) or not await self._is_in(request):
            return None
        answer = await self._bundle.answer(request)
        answer.headers["Content-Security-Policy"] = self._policy
        return answer

    async def _is_in(self, request: Request) -> bool:
        token = session_token(request.scope)
        if self._gate_state.lately.knows(token):
            return True
        session = await self.person(request.scope)
        if session is None or session.account.temporary:
            return False
        self._gate_state.lately.let_in(token)
        return True
