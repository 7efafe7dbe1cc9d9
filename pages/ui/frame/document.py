"""Streamlit's document speaks English; this gives it the visitor's language, our name and looks.

Screen readers choose their voice, browsers their hyphenation and translation, by ``<html lang>``.
The stylesheet stands at the end of the body, after what Streamlit's scripts put into the head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpis.model import Language
from pages.ui.frame.display import COOKIE, Scheme, read_display
from pages.ui.frame.preload import preloaded
from pages.ui.frame.style import page_style

_OPENING = b'<html lang="en">'
_TITLE = b"<title>Streamlit</title>"
# The document differs by the address's language, which Streamlit's own validators do not know.
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges")


def asked_language(query: bytes) -> Language:
    """The language an address asks for: Vietnamese unless it says otherwise."""
    named = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
    return Language(named) if named in set(Language) else Language.VI


class DocumentLanguage:
    """ASGI middleware that rewrites language, title and looks of the HTML document.

    ``title``: language → what the browser's tab says before a page does. ``edition``: language →
    what stands before ``/static/`` in the addresses of its scripts.
    """

    def __init__(
        self,
        app: ASGIApp,
        title: Callable[[str], str],
        edition: Callable[[str], str] = lambda language: "",
    ) -> None:
        self.app = app
        self._title, self._edition = title, edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        rewriter = _Rewriter(send, scope, self._title, self._edition)
        await self.app(_uncompressed(scope), receive, rewriter)


def _uncompressed(scope: Scope) -> Scope:
    """Ask for the plain document: Streamlit compresses it on some paths and not on others."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


class _Rewriter:
    """Holds an HTML answer back until it is whole; lets every other answer pass."""

    def __init__(
        self,
        send: Send,
        scope: Scope,
        title: Callable[[str], str],
        edition: Callable[[str], str],
    ) -> None:
        self._send = send
        self._title, self._edition = title, edition
        self._asked = scope
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_document(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body
        if _TITLE in body:  # Streamlit's; a document of ours says for itself what it needs
            language = asked_language(self._asked["query_string"])
            for found, put in _replaced(self._asked, self._title(language)):
                body = body.replace(found, put.encode(), 1)
            body = body.replace(b"/static/", f"{self._edition(language)}/static/".encode())
        headers = MutableHeaders(scope=start)
        for name in _OF_THE_FILE:
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _replaced(scope: Scope, title: str) -> Iterator[tuple[bytes, str]]:
    """What stands in Streamlit's document, and what is to stand there for this visitor."""
    display = Request(scope).cookies.get(COOKIE, "")
    language, scheme = asked_language(scope["query_string"]), read_display(display).scheme
    chosen = "" if scheme is Scheme.AUTO else f' data-scheme="{scheme}"'
    yield _OPENING, f'<html lang="{language}"{chosen}>'
    yield _TITLE, f"<title>{escape(title)}</title>"
    yield b"</head>", f"{preloaded()}</head>"
    yield b"</body>", f"{page_style(display)}</body>"


def _is_document(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
