"""The server is killed while a command sends through it: the next one starts without a hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data_loaders.store.ipc import place_file
from tests.browser.server import PATIENCE, ROOT, free_port
from tests.data_loaders.sent_forms import PERIOD, REGIME, REGISTER, filled

KILLS = 6


@contextmanager
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The product, started as a service starts it, until it listens to commands."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    store = Path(environment["MONITOR_STORE"])
    before = place_file(store).read_bytes() if place_file(store).exists() else b""
    with subprocess.Popen(
        [*command, f"--server.port={free_port()}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        until = time.monotonic() + PATIENCE
        while not place_file(store).exists() or place_file(store).read_bytes() == before:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        try:
            yield process
        finally:
            process.kill()


def started(environment: dict[str, str], *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "data_loaders", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def done(environment: dict[str, str], *arguments: object) -> tuple[int | None, bytes, bytes]:
    with started(environment, *arguments) as command:
        out, err = command.communicate()
    return command.returncode, out, err


def outcomes(environment: dict[str, str]) -> dict[str, Any]:
    """File → state, as the journal has it."""
    code, out, _ = done(environment, "journal", "--json")
    assert code == 0
    found = json.loads(out)["versions"]
    assert all(one["state"] == "accepted" for one in found)
    return {Path(one["file"]).name: one["sha256"] for one in found}


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_killed_server_loses_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "MONITOR_STORE": str(tmp_path / "monitor.duckdb"),
        "MONITOR_NOW": "2025-10-17T08:00:00+07:00",
    }
    assert done(environment, "init")[0] == 0
    forms = tmp_path / "forms"
    forms.mkdir()
    for unit in REGISTER.reporting(REGIME.ends_on(PERIOD)):
        (forms / f"{unit.unit_id}.xlsx").write_bytes(filled(unit.unit_id))
    sending = ("submit", forms, "--explain", "đã đối chiếu", "--accept")
    before: dict[str, Any] = {}
    chance = Random(9)  # noqa: S311
    for _ in range(KILLS):
        with server(environment) as process, started(environment, *sending) as command:
            time.sleep(chance.uniform(1, 4))
            process.kill()
            _, err = command.communicate()
        assert len(err.splitlines()) <= 1
        known = outcomes(environment)
        assert before.items() <= known.items()
        before = known
    with server(environment):
        assert done(environment, *sending)[0] == 0
        assert set(outcomes(environment)) == {path.name for path in forms.iterdir()}
        assert done(environment, "verify")[0] == 0
