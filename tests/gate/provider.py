"""A real OpenID Connect provider, started for the tests in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.browser.server import free_port

_PATIENCE = 60

PEOPLE = (
    {"sub": "1", "preferred_username": "an", "email": "an@example.org", "email_verified": True},
    {"sub": "2", "preferred_username": "stranger", "email": "la@example.org"},
    {"sub": "3", "preferred_username": "demo-thu-ky"},
    {"sub": "4", "name": "Nobody in particular"},
)


@contextmanager
def running_provider() -> Iterator[str]:
    """Its issuer; it is stopped at the end."""
    port = free_port()
    people = [f"--user-claims={json.dumps(person)}" for person in PEOPLE]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--host=localhost"]
    provider = subprocess.Popen(
        [*command, f"--port={port}", "--require-nonce=true", *people],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    issuer = f"{'http'}://localhost:{port}"
    try:
        _wait(issuer, provider)
        yield issuer
    finally:
        provider.terminate()
        provider.wait(timeout=20)


def _wait(issuer: str, provider: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and provider.poll() is None:
        try:
            requests.get(f"{issuer}/jwks", timeout=5).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the provider did not start")


def agree(address: str, sub: str) -> str:
    """Sign in at the provider as that person; where it sends the browser back to."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=10)
    return answer.headers["location"]
