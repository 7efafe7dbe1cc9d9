"""Who may ask the application at the console: whoever knows the secret, from this machine."""

from __future__ import annotations

import pickle
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from data_loaders.store.database import Store
from data_loaders.store.ipc import Channel, ChannelError, Place
from gate import command_listener
from gate.command_listener import listening
from tests.gate.conftest import FakeStore


class Kept(FakeStore):
    """A store that lies somewhere."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_listener, "LOOK_EVERY", 0.02)


@pytest.fixture
def noted() -> list[str]:
    return []


@pytest.fixture
def place(tmp_path: Path, noted: list[str]) -> Iterator[Place]:
    store = cast(Store, Kept(tmp_path / "monitor.duckdb"))
    with listening(lambda: store, note=noted.append) as place:
        yield place


def answer(place: Place, sent: bytes) -> bytes:
    """All that comes back, but for the challenge that everybody gets."""
    with socket.create_connection(("127.0.0.1", place.port), timeout=20) as connection:
        challenge = connection.recv(32)
        assert len(challenge) == 32
        try:
            connection.sendall(sent)
            return connection.recv(1024)
        except ConnectionError:
            return b""


def test_who_knows_the_secret_is_answered(place: Place, noted: list[str]) -> None:
    line = Channel.call(place)
    assert line.ask("command", "journal") == (True, None)
    assert line.ask("revision") == (True, 1)
    line.close()
    assert noted == ["journal"]


@pytest.mark.parametrize("secret", [bytes(32), b"", b"\xff" * 32])
def test_who_does_not_know_the_secret_is_not(place: Place, noted: list[str], secret: bytes) -> None:
    with pytest.raises(ChannelError):
        Channel.call(Place(place.port, secret))
    assert noted == []


def test_the_secret_itself_opens_nothing(place: Place) -> None:
    assert answer(place, place.secret * 2) == b""


@pytest.mark.parametrize("header", ["X-Forwarded-For: 10.0.0.7", "Origin: null", "A: b"])
def test_no_web_page_and_no_proxy_is_answered(place: Place, noted: list[str], header: str) -> None:
    request = f"POST / HTTP/1.1\r\nHost: localhost\r\n{header}\r\nX: {place.secret.hex()}\r\n\r\n"
    assert answer(place, request.encode()) == b""
    assert noted == []


def test_nobody_beyond_this_machine_reaches_it(place: Place) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address; nothing is sent
            ours = probe.getsockname()[0]
        except OSError:
            ours = "127.0.0.2"
    with pytest.raises(OSError, match=r"refused|timed out"):
        socket.create_connection((ours, place.port), timeout=5).close()


class Harm:
    """Unpickled carelessly, it would call a function."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("harm",)


def test_a_message_that_would_call_something_ends_the_line(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert b"print" in pickle.dumps(Harm())
    line = Channel.call(place)
    with pytest.raises(ChannelError):
        line.ask(Harm())
    line.close()
    assert "harm" not in capsys.readouterr().out


def test_one_who_says_nothing_holds_nobody_up(place: Place) -> None:
    silent = [socket.create_connection(("127.0.0.1", place.port)) for _ in range(40)]
    line = Channel.call(place)
    assert line.ask("revision") == (True, 1)
    line.close()
    for connection in silent:
        connection.close()
