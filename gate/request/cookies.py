"""The gate's three cookies: the session's, the one that ties a form to the browser it went to, and
a presentation's, which the browser sends to that one address only.

None can be read by a script. Under TLS the first two bear the ``__Host-`` prefix, so that no
neighbouring site can set them; that prefix allows no path, so the third bears ``__Secure-``.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

SESSION, FORM, PRESENTATION = "monitor", "monitor-form", "monitor-presentation"
PRESENTATION_PATH = "/presentation"
_PREFIXES = {SESSION: "__Host-", FORM: "__Host-", PRESENTATION: "__Secure-"}
_OURS = frozenset({*_PREFIXES, *(prefix + name for name, prefix in _PREFIXES.items())})
# Streamlit's own sign-in is not used; a cookie of it must not bring an identity along.
_STREAMLIT_IDENTITY = ("_streamlit_user", "_streamlit_session")


def cookie_name(name: str, *, secure: bool) -> str:
    """What the cookie is called on this connection."""
    return f"{_PREFIXES[name]}{name}" if secure else name


def read_cookie(header: str, name: str, *, secure: bool) -> str:
    """The value of a cookie of ours, empty where there is none or it was sent twice."""
    wanted = f"{cookie_name(name, secure=secure)}="
    values = [part.strip() for part in header.split(";") if part.strip().startswith(wanted)]
    return values[0][len(wanted) :] if len(values) == 1 else ""


def session_token(scope: Scope) -> str:
    """What the cookie of a person's session holds; empty without one."""
    secure: bool = scope["gate.request.visitor"].secure
    return read_cookie(Headers(scope=scope).get("cookie", ""), SESSION, secure=secure)


def set_cookie(response: Response, name: str, value: str, *, secure: bool) -> None:
    """Give the browser a cookie that ends with it; an empty value takes it back."""
    response.set_cookie(
        cookie_name(name, secure=secure),
        value,
        max_age=None if value else 0,
        path=PRESENTATION_PATH if name == PRESENTATION else "/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def without_ours(header: str) -> str:
    """A Cookie header for what lies behind the gate: nothing there needs to see these."""
    kept = []
    for part in header.split(";"):
        name = part.strip().partition("=")[0]
        if name and name not in _OURS and not name.startswith(_STREAMLIT_IDENTITY):
            kept.append(part.strip())
    return "; ".join(kept)
