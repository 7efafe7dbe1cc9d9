"""Put on a server's path by a test: writes down every host that Python code in it turns to.

Names that are looked up, addresses that are connected to; this machine's own do not count.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

_LOG = Path(os.environ["ASKED_HOSTS"])
_EVENTS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}


def _host(event: str, arguments: tuple[object, ...]) -> str | None:
    """Whom an event of the interpreter is about; None for none of these, or this machine."""
    if event not in _EVENTS:
        return None
    named = arguments[1] if event in {"socket.connect", "socket.sendto"} else arguments[0]
    host = named[0] if isinstance(named, tuple) else named
    if not isinstance(host, str) or host.startswith("/") or host in {"", "localhost"}:
        return None
    try:
        return None if ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return host


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    host = _host(event, arguments)
    if host is not None:
        with _LOG.open("a", encoding="utf-8") as log:
            log.write(f"{event} {host}\n")


sys.addaudithook(_watch)
_LOG.touch()
