"""The scripts, styles and fonts of the pages, handed out from memory, packed once.

They are Streamlit's own, in the edition of the page's language, and the same for everybody. Behind
the gate they would be read from the disk again for every visitor, in pieces, each piece by way of
another thread, and sent unpacked; a first page asks for ninety of them. Their names carry a hash of
what they hold, so a browser keeps them for good. Nor is the session looked up for each of the
ninety: whoever was let into a page a moment ago gets them; they hold nothing of anybody.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import streamlit
from anyio import to_thread
from cachetools import TTLCache
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from data_loaders.accounts.sessions import hash_of
from gate.streamlit.script_edition import asked_edition, edited

FOLDER = Path(streamlit.__file__).parent / "static"
"""Where the installed Streamlit keeps its document and, under ``static``, what that asks for."""

_FOR_GOOD = "public, max-age=31536000, immutable"
_LEVEL = 6
_WORTH_PACKING = frozenset({".js", ".css", ".svg", ".json"})
"""Fonts and pictures are packed already."""

A_MOMENT = 20.0
"""Seconds for which a session found alive opens the bundle, and nothing else, unasked."""
_AT_MOST = 1024


class Bundle:
    """The files of a folder, each read and packed when it is first asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = (path for path in folder.glob("static/**/*") if path.is_file())
        self._files = {f"/{path.relative_to(folder).as_posix()}": path for path in files}
        self._kept: dict[tuple[Path, str | None, bool], bytes] = {}

    def holds(self, request: Request) -> bool:
        """Whether this asks for one of the files."""
        _, path = asked_edition(request.scope["path"])
        return request.method in ("GET", "HEAD") and path in self._files

    async def answer(self, request: Request) -> Response:
        """That file, packed where the visitor's program can unpack it."""
        language, path = asked_edition(request.scope["path"])
        file = self._files[path]
        packed = file.suffix in _WORTH_PACKING and _takes_gzip(request.headers)
        content = self._kept.get((file, language, packed))
        if content is None:
            content = await to_thread.run_sync(_read, file, language, packed)
            self._kept[file, language, packed] = content
        return _response(file, content, packed=packed)


class Lately:
    """Whose session was found alive a moment ago. Asked and told on the server's loop alone."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._found: TTLCache[str, None] = TTLCache(_AT_MOST, A_MOMENT, clock)

    def let_in(self, token: str) -> None:
        """This session was found alive and may see pages."""
        self._found[hash_of(token)] = None

    def knows(self, token: str) -> bool:
        """Whether it was found so within the last moment."""
        return hash_of(token) in self._found


def _takes_gzip(headers: Headers) -> bool:
    """Whether the visitor's program unpacks gzip, without ifs and weights."""
    return "gzip" in headers.get("accept-encoding", "").replace(" ", "").split(",")


def _read(file: Path, language: str | None, packed: bool) -> bytes:
    content = file.read_bytes()
    if language is not None and file.suffix == ".js":
        content = edited(file.name, content, language)
    return gzip.compress(content, _LEVEL, mtime=0) if packed else content


def _response(file: Path, content: bytes, *, packed: bool) -> Response:
    headers = {"Cache-Control": _FOR_GOOD, "Vary": "Accept-Encoding"}
    if packed:
        headers["Content-Encoding"] = "gzip"
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers=headers)
