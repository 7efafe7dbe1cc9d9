"""Is the server well? Asked by programs that watch over it, under whatever name they know it."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data_loaders.accounts.permissions import may
from data_loaders.model.version import VERSION
from gate.step import Step


class Health(Step):
    """``/healthz``: whether the store answers; to who may read the trail, which version."""

    async def answer(self, request: Request) -> Response | None:
        """200 or 503, to anybody."""
        if request.scope["path"] != "/healthz":
            return None
        session = await self.person(request.scope)
        well = await to_thread.run_sync(self._gate_state.healthy)
        told = {"status": "ok" if well else "failing"}
        if session is not None and may(
            self._gate_state.accounts.actor(session.account), "trail.read"
        ):
            told["version"] = VERSION
        return JSONResponse(told, 200 if well else 503)
