"""Who is in, as what lies behind the gate is told: by headers that the gate alone writes."""

from __future__ import annotations

from starlette.types import Scope

from data_loaders.accounts.sessions import Session
from gate.request.cookies import without_ours

USER_HEADER, SESSION_HEADER = "x-monitor-user", "x-monitor-session"
"""Who is in, for ``server.trustedUserHeaders``: the account's name and the session's key."""

TRUSTED = {USER_HEADER: "monitor_user", SESSION_HEADER: "monitor_session"}
"""Header → its name in ``st.user``."""

PRESENTING = "gate.presentation"
"""Where the route of the presentation finds its session in the connection's scope."""


def introduced(scope: Scope, session: Session) -> Scope:
    """The connection as what lies behind sees it: our identity headers, no cookie of the gate's.

    A visitor's copy of our headers is taken off first. A presentation's session is told to the
    route that reads it and never to Streamlit.
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
