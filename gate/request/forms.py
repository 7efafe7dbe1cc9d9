"""Forms: small, of this site, and tied to the browser they were sent to.

The token is an HMAC of a cookie that stays the same for every form of a browser, so that two open
sign-in tabs both work; a page of another site can neither read the cookie nor compute the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import parse_qsl

from starlette.requests import Request

FIELD = "form"
_LARGEST = 16 * 1024
_FIELDS = 20


class Forms:
    """The forms of one server process."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def token(self, cookie: str) -> str:
        """What a form must send back with that cookie."""
        return hmac.new(self._key, cookie.encode(), hashlib.sha256).hexdigest()

    def genuine(self, cookie: str, fields: dict[str, str]) -> bool:
        """Whether the form was sent by this server to this browser."""
        if not cookie:
            return False
        return hmac.compare_digest(self.token(cookie), fields.get(FIELD, ""))


def fresh_cookie() -> str:
    """A value for a browser that has none yet."""
    return secrets.token_urlsafe(32)


async def read_form(request: Request) -> dict[str, str] | None:
    """The fields of a posted form; None when it is too large or no form at all."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        return None
    return dict(pairs)
