"""The page Streamlit serves speaks English; this gives it the visitor's language and our name.

Screen readers choose their voice, browsers their hyphenation and translation, by ``<html lang>``.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpis.model import Language
from pages.ui.ahead import fetched_ahead

TITLE = "Theo dõi Kế hoạch 3220/KH-UBND"
_OPENING = b'<html lang="en">'
_TITLE = b"<title>Streamlit</title>"
# The document differs by the address's language, which Streamlit's own validators do not know.
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges")


def asked_language(query: bytes) -> Language:
    """The language an address asks for: Vietnamese unless it says otherwise."""
    named = parse_qs(query.decode("latin-1")).get("lang", [""])[-1]
    return Language(named) if named in set(Language) else Language.VI


class DocumentLanguage:
    """ASGI middleware that rewrites the language and the title of the HTML document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        language = asked_language(scope["query_string"])
        rewriter = _Rewriter(send, language, fetched_ahead(scope["path"]))
        await self.app(_uncompressed(scope), receive, rewriter)


def _uncompressed(scope: Scope) -> Scope:
    """Ask for the plain document: Streamlit compresses it on some paths and not on others."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


class _Rewriter:
    """Holds an HTML answer back until it is whole; lets every other answer pass."""

    def __init__(self, send: Send, language: Language, ahead: str) -> None:
        self._send = send
        self._language = language
        self._ahead = ahead
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
        language = f'<html lang="{self._language.value}">'.encode()
        body = self._body.replace(_OPENING, language, 1)
        body = body.replace(_TITLE, f"<title>{TITLE}</title>".encode(), 1)
        body = body.replace(b"</head>", f"{self._ahead}</head>".encode(), 1)
        headers = MutableHeaders(scope=start)
        for name in _OF_THE_FILE:
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_document(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
