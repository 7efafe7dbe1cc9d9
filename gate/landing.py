"""Where somebody who has just come in goes on: to the page asked for, else to where the work is."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from data_loaders.accounts.permissions import Role
from gate.request.local_path import HOME, local_path

WORK: Mapping[Role, str] = {
    Role.APPROVER: "/review",
    Role.REPORTER: "/submit",
    Role.SECRETARY: "/meeting",
    Role.ADMIN: "/admin",
    Role.AUDITOR: "/admin",
}
"""What waits for each: reports to decide on, the next step of one's own report, what is due by the
next meeting, accounts and trails. Whoever leads has the province's page, the first of all."""


def landing(role: Role, wanted: str | None) -> str:
    """The address after signing in. A language alone asks for no page, and is carried on."""
    to = local_path(wanted)
    parts = urlsplit(to)
    if parts.path != HOME or set(parse_qs(parts.query, keep_blank_values=True)) - {"lang"}:
        return to
    work = WORK.get(role, HOME)
    return f"{work}?{parts.query}" if parts.query else work
