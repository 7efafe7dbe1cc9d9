"""What a connection tells of its visitor, and whom to believe about it."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from gate.request.visitor import Visitor, visitor_of

PROXIES = (ip_network("10.0.0.1"), ip_network("192.168.7.0/24"))
HTTPS, HTTP = "https", "http"


def visitor(peer: str | None, *, tls: bool = False, **headers: str | None) -> Visitor:
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items() if v is not None]
    scope = {"type": "http", "headers": raw, "client": (peer, 5) if peer else None}
    return visitor_of(scope, proxies=PROXIES, tls=tls)


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("172.16.0.5", "1.2.3.4", "172.16.0.5"),  # nobody listed this proxy
        ("127.0.0.1", "1.2.3.4", "127.0.0.1"),  # nor this machine
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),  # the left is the visitor's own claim
        ("10.0.0.1", "9.9.9.9, 1.2.3.4, 192.168.7.3", "1.2.3.4"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "2001:db8::7", "2001:db8::7"),
        (None, "1.2.3.4", "local"),
    ],
)
def test_only_a_listed_proxy_says_who_stands_behind_it(
    peer: str | None, forwarded: str, address: str
) -> None:
    assert visitor(peer, x_forwarded_for=forwarded).address == address


@pytest.mark.parametrize(
    ("peer", "said", "tls", "secure"),
    [
        ("1.2.3.4", HTTPS, False, False),
        ("10.0.0.1", HTTPS, False, True),
        ("10.0.0.1", f"{HTTPS}, {HTTP}", False, False),
        ("1.2.3.4", HTTP, True, True),
    ],
)
def test_only_a_listed_proxy_says_that_the_line_is_encrypted(
    peer: str, said: str, *, tls: bool, secure: bool
) -> None:
    assert visitor(peer, x_forwarded_proto=said, tls=tls).secure is secure


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("monitor.example", True),
        ("MONITOR.example.:8501", True),
        ("a.office.example", True),
        ("office.example", False),
        ("evil.example", False),
        ("monitor.example@evil.example", False),
        ("evil.example/monitor.example", False),
        ("monitor.example:port", False),
        ("[::1]:8501", True),
        ("", False),
    ],
)
def test_the_server_answers_to_its_own_names_only(host: str, *, reached: bool) -> None:
    names = ("monitor.example", "*.office.example", "[::1]")
    assert visitor("1.2.3.4", host=host).reaches(names) is reached


@pytest.mark.parametrize(
    ("origin", "foreign"),
    [
        (None, False),
        (f"{HTTP}://monitor.example", False),
        (f"{HTTP}://MONITOR.example:80", False),
        (f"{HTTPS}://monitor.example", True),
        (f"{HTTP}://monitor.example:8501", True),
        (f"{HTTP}://monitor.example.evil.example", True),
        ("null", True),
        ("", True),
        (f"{HTTP}://[", True),
    ],
)
def test_an_origin_is_ours_to_the_letter(origin: str | None, *, foreign: bool) -> None:
    assert visitor("1.2.3.4", host="monitor.example", origin=origin).foreign is foreign


def test_two_host_headers_are_none() -> None:
    scope = {"type": "http", "headers": [(b"host", b"localhost"), (b"host", b"evil.example")]}
    assert visitor_of(scope, proxies=(), tls=False).host == ""
