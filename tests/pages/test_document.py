"""The HTML document speaks the visitor's language; everything else passes untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from kpis.model import Language
from pages.ui.frame.document import DocumentLanguage, asked_language
from pages.ui.frame.preload import preloaded
from pages.ui.frame.style import page_style
from tests.own_loop import finished


def title(language: str) -> str:
    """What a tab says, of a plan whose number could be markup."""
    return f"Kế hoạch <1> ({language})"


DOCUMENT = b'<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


def answer(
    *chunks: bytes,
    kind: str,
    query: bytes = b"",
    method: str = "GET",
    cookie: bytes = b"",
    edition: Callable[[str], str] = lambda language: "",
) -> list[Message]:
    """What a visitor gets when the application behind answers with these chunks."""
    sent: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", kind.encode()), (b"etag", b'"1"'), (b"content-length", b"60")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for number, chunk in enumerate(chunks, start=1):
            more = number < len(chunks)
            await send({"type": "http.response.body", "body": chunk, "more_body": more})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": method,
        "path": "/",
        "query_string": query,
        "headers": [(b"cookie", cookie)] if cookie else [],
    }
    finished(DocumentLanguage(application, title, edition)(scope, receive, send))
    return sent


def body(messages: Sequence[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in messages[1:])


@pytest.mark.parametrize(
    ("query", "language"),
    [
        (b"", Language.VI),
        (b"lang=en", Language.EN),
        (b"unit=608&lang=en&period=2025-05", Language.EN),
        (b"lang=vi", Language.VI),
        (b"lang=%22%3E%3Cscript%3E", Language.VI),
        (b"lang=\xff", Language.VI),
    ],
)
def test_the_address_names_the_language(query: bytes, language: Language) -> None:
    assert asked_language(query) is language


@pytest.mark.parametrize("cut", [0, 5, 30])
def test_the_document_gets_language_and_title_however_it_is_cut(cut: int) -> None:
    messages = answer(DOCUMENT[:cut], DOCUMENT[cut:], kind="text/html; charset=utf-8")
    head = f"<head><title>Kế hoạch &lt;1&gt; (vi)</title>{preloaded()}</head>"
    expected = f'<html lang="vi">{head}<body>{page_style("")}</body></html>'.encode()
    assert body(messages) == expected
    headers = Headers(raw=messages[0]["headers"])
    assert headers["content-length"] == str(len(expected))
    assert "etag" not in headers  # another language would be answered "not modified"


def test_an_english_address_gets_an_english_document() -> None:
    messages = answer(DOCUMENT, kind="text/html", query=b"unit=608&lang=en")
    assert body(messages).startswith(b'<html lang="en">')


@pytest.mark.parametrize(("query", "prefix"), [(b"", "/vi-1"), (b"lang=en", "/en-1")])
def test_the_document_names_the_scripts_of_its_language(query: bytes, prefix: str) -> None:
    document = DOCUMENT.replace(b"<body>", b'<body><script src="./static/js/index.x.js"></script>')
    sent = body(answer(document, kind="text/html", query=query, edition=lambda lang: f"/{lang}-1"))
    assert f'src=".{prefix}/static/js/index.x.js"'.encode() in sent
    assert sent.count(b"/static/") == sent.count(f"{prefix}/static/".encode()) > 1


def test_the_document_is_drawn_as_this_browser_chose() -> None:
    messages = answer(DOCUMENT, kind="text/html", cookie=b"monitor-display=large.high")
    assert page_style("large.high").encode() in body(messages)
    assert page_style("large.high") != page_style("")


@pytest.mark.parametrize(("kind", "method"), [("text/javascript", "GET"), ("text/html", "HEAD")])
def test_every_other_answer_passes_untouched(kind: str, method: str) -> None:
    messages = answer(DOCUMENT, kind=kind, method=method)
    assert body(messages) == DOCUMENT
    assert Headers(raw=messages[0]["headers"])["etag"] == '"1"'


def test_a_document_of_our_own_is_left_as_it_is() -> None:
    ours = DOCUMENT.replace(b"Streamlit", "Trình chiếu".encode())
    assert body(answer(ours, kind="text/html; charset=utf-8")) == ours


@pytest.mark.parametrize(("accept", "kept"), [("text/html,*/*", False), ("*/*", True)])
def test_the_document_alone_is_asked_for_uncompressed(accept: str, kept: bool) -> None:
    """Streamlit compresses the document of some paths, and a compressed one cannot be rewritten."""
    asked: list[Scope] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope)

    async def nothing() -> Message:
        return {"type": "http.request"}

    async def nowhere(message: Message) -> None:
        del message

    headers = [(b"accept", accept.encode()), (b"accept-encoding", b"gzip")]
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": headers,
    }
    finished(DocumentLanguage(application, title)(scope, nothing, nowhere))
    assert ("accept-encoding" in Headers(scope=asked[0])) is kept
