"""The gate's own pages as HTTP answers, in the visitor's language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from data_loaders.model.words import LANGUAGES
from gate.gate_state import GateState
from gate.request.cookies import FORM, PRESENTATION, SESSION, read_cookie, set_cookie
from gate.request.forms import fresh_cookie
from gate.request.security_headers import DOOR_POLICY
from gate.request.texts import language_of, texts
from gate.request.visitor import Visitor

_HERE = Path(__file__).parent
_FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"
_LABELS = {"vi": "Tiếng Việt", "en": "English"}

_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_FILES = {
    "/gate/style.css": (_HERE / "static" / "style.css", "text/css; charset=utf-8"),
    "/gate/icon.svg": (_HERE / "static" / "icon.svg", "image/svg+xml"),
    "/gate/print.js": (_HERE / "static" / "print.js", "text/javascript; charset=utf-8"),
}
FONT = "/gate/font.woff2"
FILES = frozenset({*_FILES, FONT})
"""What the gate's pages need, and a page that prints itself; anybody may have it."""


@cache
def static_file(path: str) -> tuple[bytes, str]:
    """The content and the kind of one of :data:`FILES`."""
    if path == FONT:  # Streamlit names it with a hash of its own; the pages behind use the same one
        found = next(iter(sorted(_FONTS.glob("SourceSansVF-Upright*.woff2"))), None)
        return (found.read_bytes() if found else b"", "font/woff2")
    file, kind = _FILES[path]
    return file.read_bytes(), kind


@cache
def _version() -> str:
    return hashlib.sha256(static_file("/gate/style.css")[0]).hexdigest()[:12]


class Page:
    """One request to a door: its visitor, language and browser, and how to answer it."""

    def __init__(self, gate_state: GateState, request: Request, fields: Mapping[str, str]) -> None:
        self.gate_state = gate_state
        self.request = request
        self.fields = fields
        self.visitor: Visitor = request.scope["gate.request.visitor"]
        self.next = fields.get("next") or request.query_params.get("next", "")
        asked = fields.get("lang", "")
        self.language = asked if asked in LANGUAGES else self._asked_language()
        named = {
            "product": gate_state.product(self.language),
            "province": gate_state.province(),
        }
        self.texts = {**texts(self.language), **named}
        self._cookies = request.headers.get("cookie", "")
        self._form = self.cookie(FORM)
        self._fresh = "" if self._form else fresh_cookie()

    def _asked_language(self) -> str:
        # Never request.url: it is put together with the Host header, which anybody may forge.
        query = self.request.scope["query_string"].decode("latin-1")
        return language_of(query, self.next)

    def cookie(self, name: str) -> str:
        """The value of a cookie of ours."""
        return read_cookie(self._cookies, name, secure=self.visitor.secure)

    @property
    def genuine(self) -> bool:
        """Whether the posted form is ours and was sent to this browser."""
        return self.gate_state.forms.genuine(self._form, dict(self.fields))

    def show(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page of the gate; a browser without a form cookie is given one."""
        other = next(language for language in LANGUAGES if language != self.language)
        keep = {"next": self.next} if self.next else {}
        content = _TEMPLATES.get_template(template).render(
            t=self.texts,
            language=self.language,
            version=_version(),
            form=self.gate_state.forms.token(self._form or self._fresh),
            other={
                "href": f"{self.request.scope['path']}?{urlencode({**keep, 'lang': other})}",
                "language": other,
                "label": _LABELS[other],
            },
            **{"next": self.next, "wide": False, "message": "", "kind": "error", **values},
        )
        response = HTMLResponse(content, status)
        if self._fresh:
            set_cookie(response, FORM, self._fresh, secure=self.visitor.secure)
        return response

    def let_in(self, token: str, to: str) -> Response:
        """Give the browser its session and send it on; a presentation is whoever's was in before.

        One that is running is opened anew from this session when its screen next asks.
        """
        response = RedirectResponse(to, 303)
        set_cookie(response, SESSION, token, secure=self.visitor.secure)
        set_cookie(response, PRESENTATION, "", secure=self.visitor.secure)
        return response

    def let_out(self, to: str) -> Response:
        """Take every cookie back and send the browser on."""
        response = RedirectResponse(to, 303)
        for name in (SESSION, FORM, PRESENTATION):
            set_cookie(response, name, "", secure=self.visitor.secure)
        return response


def refused(
    gate_state: GateState, request: Request, status: int, why: str, **values: str
) -> Response:
    """A page that says why somebody gets nothing here."""
    page = Page(gate_state, request, {})
    message = page.texts[why].format(**values)
    return page.show("refused.html", status=status, message=message, back=False)


def sealed(answer: Response) -> Response:
    """An answer of the gate's own: it runs no script and, unless it says so, is not kept."""
    answer.headers.setdefault("Content-Security-Policy", DOOR_POLICY)
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def file_answer(path: str) -> Response:
    """One of :data:`FILES`, kept by the browser for a day."""
    content, kind = static_file(path)
    kept = {"Cache-Control": "public, max-age=86400"}
    return Response(content, media_type=kind, headers=kept)


async def deny(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Refuse a handshake with a status where the server can, else by closing."""
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
        start = {"type": "websocket.http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close", "code": 1008})
