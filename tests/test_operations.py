"""docs/operations.md is done: every command runs, every example is what it says it is."""

from __future__ import annotations

import asyncio
import gzip
import re
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.datastructures import Headers
from websockets.http11 import Request as Asked
from websockets.http11 import Response

from data_loaders.model.settings import read_settings
from tests.operations import DOCUMENT, EXAMPLES, PACKAGES, ROOT, Machine, lines
from tests.own_loop import finished

SYSTEM = ("systemd-analyze", "systemd-sysusers", "nginx", "openssl", "curl", "git")


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    made.close()


def settings_of(path: Path) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in path.read_text("utf-8").splitlines() if "=" in line)
    return {name: text for name, text in pairs if name.isupper()}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"docs/examples/[\w@.-]+\w", DOCUMENT))))
def test_every_example_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def test_every_example_is_named() -> None:
    told = DOCUMENT + (EXAMPLES / "monitor-backup.service").read_text("utf-8")
    assert [one.name for one in EXAMPLES.iterdir() if one.name not in told] == []


def test_the_settings_of_the_example_are_settings() -> None:
    given = settings_of(EXAMPLES / "monitor.env")
    assert read_settings(given).hosts == ("bang.tinh.example",)
    assert given["MONITOR_BACKUPS"] in DOCUMENT


def test_the_command_for_windows_is_the_services() -> None:
    (arguments,) = re.findall(r"^```text\n(.*)\n```", DOCUMENT, re.M)
    unit = (EXAMPLES / "monitor@.service").read_text("utf-8").replace("%i", "8501")
    assert f"ExecStart=/opt/monitor/current/.venv/bin/python {arguments}\n" in unit


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize("unit", ["monitor@.service", "monitor-backup.service"])
def test_systemd_understands_every_line_of_a_unit(unit: str, tmp_path: Path) -> None:
    named = unit.replace("@", "@8501")
    (tmp_path / named).write_text((EXAMPLES / unit).read_text("utf-8"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / named)],
        capture_output=True,
        text=True,
        check=False,
    )
    mine = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert mine == []


@pytest.mark.needs("systemd-analyze")
def test_the_service_may_do_little() -> None:
    subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20",
         str(EXAMPLES / "monitor@.service")],
        capture_output=True,
        check=True,
    )  # fmt: skip


class Backend:
    """A process behind the proxy that says which it is, on pages and over sockets."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, Headers()
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))

    async def _serve(self) -> None:
        self._end = asyncio.Event()
        async with serve(self._socket, "127.0.0.1", self.port, process_request=self._page):
            self._started.set()
            await self._end.wait()

    async def _socket(self, socket: object) -> None:
        await socket.send(str(self.port))  # type: ignore[attr-defined]

    def _page(self, _connection: object, asked: Asked) -> Response | None:
        self.asked = asked.headers
        if "upgrade" in asked.headers:
            return None
        body = f"{self.port}{' ' * 2000}".encode()
        found = {"Content-Type": "text/css", "Content-Length": str(len(body))}
        return Response(200, "OK", Headers(found), body)

    def __enter__(self) -> Backend:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()
        self._loop.close()


@contextmanager
def proxied(machine: Machine) -> Iterator[str]:
    """The document's own commands for the proxy, and its address."""
    machine.adapt(_unpacked(machine))
    said = [line for line in lines() if re.search(r"nginx|/etc/ssl", line)]
    assert len(said) == 5
    machine.run(["cd /opt/monitor/1", *said])
    yield f"localhost:{machine.ports['443']}"


def _unpacked(machine: Machine) -> Path:
    version = machine.here / "opt" / "monitor" / "1"
    (version / "docs").mkdir(parents=True)
    subprocess.run(["cp", "-r", str(EXAMPLES), str(version / "docs")], check=True)
    return version


def _unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _got(host: str, cookie: str) -> tuple[str, str]:
    asked = Request(f"https://{host}/a.css", headers={"Accept-Encoding": "gzip", "Cookie": cookie})
    with urlopen(asked, context=_unchecked()) as answer:  # noqa: S310
        coded = answer.headers.get("Content-Encoding", "")
        body = answer.read()
        return (gzip.decompress(body) if coded else body).decode().strip(), coded


async def _over_socket(host: str, cookie: str) -> str:
    headers = {"Cookie": cookie, "Origin": f"https://{host}"}
    async with connect(
        f"wss://{host}/_stcore/stream", ssl=_unchecked(), additional_headers=headers, proxy=None
    ) as socket:
        return str(await socket.recv())


@pytest.mark.needs("nginx", "openssl")
def test_the_proxy_keeps_a_visitor_with_one_process_and_lets_sockets_through(
    machine: Machine,
) -> None:
    with Backend(machine.ports["8501"]) as first, Backend(machine.ports["8502"]) as second:
        with proxied(machine) as host:
            visitors = [f"a=1; __Host-monitor=token{number}" for number in range(12)]
            pages = {cookie: _got(host, cookie) for cookie in visitors}
            again = {cookie: _got(host, cookie) for cookie in visitors}
            sockets = {cookie: finished(_over_socket(host, cookie)) for cookie in visitors[:4]}
            newcomers = {_got(host, f"a={number}")[0] for number in range(6)}
        assert pages == again
        assert {port for port, _ in pages.values()} == {str(first.port), str(second.port)}
        assert {coded for _, coded in pages.values()} == {"gzip"}
        assert sockets == {cookie: pages[cookie][0] for cookie in sockets}
        assert len(newcomers) == 1
        told = first.asked
        assert (told["X-Forwarded-Proto"], told["X-Forwarded-For"]) == ("https", "127.0.0.1")
        assert told["Host"] == "localhost"


@pytest.mark.long
@pytest.mark.needs(*SYSTEM)
def test_every_command_of_the_document_runs_in_its_order(machine: Machine) -> None:
    """All but those that bring Python packages, which are ours here; they run below."""
    one, two = (machine.here / "opt" / "monitor" / name for name in ("1", "2"))
    every = [line for line in lines() if not PACKAGES.search(line)]
    unpacked = next(n for n, line in enumerate(every) if line.startswith("tar -xzf monitor-1"))
    upgrade = next(n for n, line in enumerate(every) if "before-2.zip" in line) - 1
    machine.run(every[: unpacked + 1])
    machine.adapt(one)
    prepare = "cd /opt/monitor/current && set -a && . /etc/monitor.env && set +a"
    said = machine.run(every[unpacked + 1 : upgrade])
    assert said.count('{"status":"ok"}') == 1
    assert "đã khôi phục" in said
    assert said.count("mọi tệp đúng với SHA-256 của nó") == 3
    subprocess.run(["cp", "-a", str(one), str(two)], check=True)
    said = machine.run([prepare, *every[upgrade:]])
    assert '{"status":"ok"}' in said
    assert (machine.here / "opt" / "monitor" / "current").resolve() == one
    assert len(list((machine.here / "srv" / "monitor" / "backups").glob("*.zip"))) == 2


@pytest.mark.long
@pytest.mark.needs("git")
def test_the_packages_come_over_without_the_internet(machine: Machine) -> None:
    """Downloaded once, installed from the files alone, and the product starts from them."""
    last = next(n for n, line in enumerate(lines()) if line.startswith("ln -s "))
    machine.run([*lines()[: last + 1], "/opt/monitor/current/.venv/bin/python -m pip check"])
    here = machine.here / "opt" / "monitor" / "current"
    said = machine.run([f"cd {here} && .venv/bin/python -m data_loaders --help"])
    assert "backup" in said
