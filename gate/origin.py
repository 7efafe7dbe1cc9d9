"""Does a page of another site ask? Nothing is done for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gate.request.visitor import Visitor
from gate.responses import refused
from gate.step import Step


class Origin(Step):
    """Refuses requests of foreign pages, and sockets without an origin: browsers send one."""

    async def answer(self, request: Request) -> Response | None:
        """A page that says so."""
        visitor: Visitor = request.scope["gate.request.visitor"]
        return (
            refused(self._gate_state, request, 403, "foreign_origin") if visitor.foreign else None
        )

    def refusal(self, visitor: Visitor) -> int | None:
        """403 unless the origin is our own."""
        return 403 if visitor.origin is None or visitor.foreign else None
