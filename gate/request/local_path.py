"""Where a visitor may be sent after signing in: a path of this server and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

HOME = "/"
_LONGEST = 1000
_PLAIN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*\Z")
_DOORS = ("/login", "/logout", "/setup", "/password", "/oidc", "/gate", "/healthz", "/_stcore")


def local_path(wanted: str | None) -> str:
    """The path when it is one of this server's pages, else the first page.

    Browsers read ``//host`` and ``/\\host`` as another host and skip tabs and newlines while they
    look: none of these pass, nor does a way back to the doors themselves.
    """
    if not wanted or len(wanted) > _LONGEST or not _PLAIN.match(wanted):
        return HOME
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return HOME
    if any(parts.path == door or parts.path.startswith(f"{door}/") for door in _DOORS):
        return HOME
    return quote(wanted, safe="/?&=%+:;,@!$'()*~#-._")
