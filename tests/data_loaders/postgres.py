"""A PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 60


def _owner() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def running_postgres() -> Iterator[Path]:
    """The folder of the socket of a running server, which is stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner)
    programs = Path(shutil.which("postgres") or "postgres").resolve().parent
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    init = [programs / "initdb", "-D", data, "-U", "monitor", "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run(init, check=True, user=owner, cwd=folder, **quiet)  # type: ignore[call-overload]
    options = ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    server = subprocess.Popen(  # type: ignore[call-overload]
        [programs / "postgres", *options], user=owner, cwd=folder, **quiet
    )
    try:
        _wait(folder, server)
        yield folder
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(timeout=30)
        if (data / "postmaster.pid").exists():  # stopped and started again meanwhile
            _control(folder, "stop", "-m", "immediate")
        shutil.rmtree(folder)


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """The server of that folder stopped until the block ends, and then started again."""
    _control(folder, "stop", "-m", "fast")
    yield
    _control(folder, "start", "-o", f"-k {folder} -c listen_addresses= -c fsync=off")


def _control(folder: Path, *command: str) -> None:
    programs = Path(shutil.which("postgres") or "postgres").resolve().parent
    subprocess.run(
        [programs / "pg_ctl", "-D", folder / "data", "-w", *command],
        check=True,
        user=_owner(),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    ready = ["pg_isready", "-q", "-h", str(folder), "-U", "monitor", "-d", "postgres"]
    while time.monotonic() < until and server.poll() is None:
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start")


def new_database(folder: Path, name: str, *, template: str = "template1") -> str:
    """Make a database like the template; its address as MONITOR_ACCOUNTS takes it."""
    command = ["psql", "-q", "-h", str(folder), "-U", "monitor", "-d", "postgres"]
    subprocess.run([*command, "-c", f"CREATE DATABASE {name} TEMPLATE {template}"], check=True)
    return f"postgresql://monitor@/{name}?host={folder}"
