"""Who is at the door, as far as the connection itself tells: address, host, scheme, origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from data_loaders.model.settings import Network

_DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Visitor:
    """``host`` is the Host header as sent; ``secure``: the visitor's connection is encrypted."""

    address: str
    host: str
    secure: bool
    origin: str | None

    @property
    def scheme(self) -> str:
        return "https" if self.secure else "http"

    @property
    def base(self) -> str:
        """What the visitor types to reach this server."""
        return f"{self.scheme}://{self.host}"

    @property
    def foreign(self) -> bool:
        """Whether a page of another origin sent this request."""
        return self.origin is not None and _parts(self.origin) != _parts(self.base)

    def reaches(self, hosts: Sequence[str]) -> bool:
        """Whether the server is known by the name the visitor used."""
        name = _name(self.host)
        return name is not None and any(
            name.endswith(host[1:]) if host.startswith("*.") else name == host for host in hosts
        )


def visitor_of(scope: Scope, *, proxies: Sequence[Network], tls: bool) -> Visitor:
    """Read a connection. What a proxy says of it counts only when the proxy is listed.

    ``tls``: this server itself holds the certificate.
    """
    headers = Headers(scope=scope)
    client = scope.get("client")
    peer = _address(client[0]) if client else None
    address, secure = peer, tls
    if peer is not None and _listed(peer, proxies):
        address = _before_the_proxies(headers.getlist("x-forwarded-for"), proxies) or peer
        protocols = ",".join(headers.getlist("x-forwarded-proto")).split(",")
        secure = tls or protocols[-1].strip().lower() == "https"
    hosts = headers.getlist("host")
    return Visitor(
        address=str(address) if address else "local",
        host=hosts[0] if len(hosts) == 1 else "",
        secure=secure,
        origin=headers.get("origin"),
    )


def _before_the_proxies(
    forwarded: Sequence[str], proxies: Sequence[Network]
) -> IPv4Address | IPv6Address | None:
    """The last address that no listed proxy wrote about another listed proxy.

    Read from the right: what stands further left was written by the visitor.
    """
    for part in reversed(",".join(forwarded).split(",")):
        address = _address(part.strip())
        if address is None:
            return None
        if not _listed(address, proxies):
            return address
    return None


def _listed(address: IPv4Address | IPv6Address, proxies: Sequence[Network]) -> bool:
    return any(address.version == net.version and address in net for net in proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _name(host: str) -> str | None:
    """The name in a Host header, without its port; None for anything that is not one."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    if parts.hostname is None or parts.username or parts.path or parts.query or parts.fragment:
        return None
    name = parts.hostname.rstrip(".")
    return f"[{name}]" if ":" in name else name


def _parts(origin: str) -> tuple[str, str | None, int | None] | None:
    try:
        parts = urlsplit(origin)
        port = parts.port or _DEFAULT_PORT.get(parts.scheme)
    except ValueError:
        return None
    return parts.scheme, parts.hostname, port
