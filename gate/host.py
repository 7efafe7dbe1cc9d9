"""Is the server known by the name the visitor used? A foreign name may be a page's trick."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gate.request.visitor import Visitor
from gate.responses import refused
from gate.step import Step


class Host(Step):
    """Refuses every name that ``MONITOR_HOSTS`` does not list."""

    async def answer(self, request: Request) -> Response | None:
        """A page that says which setting is meant."""
        visitor: Visitor = request.scope["gate.request.visitor"]
        if self.refusal(visitor) is None:
            return None
        return refused(self._gate_state, request, 421, "foreign_host", host=visitor.host)

    def refusal(self, visitor: Visitor) -> int | None:
        """421, Misdirected Request."""
        return None if visitor.reaches(self._gate_state.settings.hosts) else 421
