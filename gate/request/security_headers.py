"""What every answer tells the browser: run only our scripts, ask no other host."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders

from data_loaders.model.errors import SettingsError

_DOCUMENT = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE = re.compile(r"<script>(.*?)</script>", re.S)

DOOR_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
"""For the gate's own pages: no script at all."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_A_YEAR = "max-age=31536000"
_NOT_OURS = ("access-control-allow-origin", "access-control-allow-methods", "server")


def script_hashes(document: str) -> tuple[str, ...]:
    """The hashes of the scripts that stand inside an HTML document, as the policy names them."""
    digests = (hashlib.sha256(body.encode()).digest() for body in _INLINE.findall(document))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def app_policy(document: Path = _DOCUMENT) -> str:
    """The Content-Security-Policy of the pages, for the Streamlit that is installed.

    Raises :class:`SettingsError` when its document cannot be read.
    """
    try:
        hashes = script_hashes(document.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"không đọc được trang gốc của Streamlit: {document}") from error
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(hashes)} 'wasm-unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def protect(headers: MutableHeaders, *, policy: str, secure: bool) -> None:
    """Write the protecting headers into an answer; permission for other origins is taken out."""
    for name in _NOT_OURS:
        if name in headers:
            del headers[name]
    for name, value in _ALWAYS.items():
        headers[name] = value
    headers.setdefault("Content-Security-Policy", policy)
    if secure:
        headers["Strict-Transport-Security"] = _A_YEAR
    kind = headers.get("content-type", "")
    if kind.startswith("text/html") or "cache-control" not in headers:
        headers["Cache-Control"] = "no-store"
