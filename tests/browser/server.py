"""A server of the product on a free port, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from data_loaders.permissions import ROLE_NAMES, Role

ROOT = Path(__file__).parents[2]
SCREEN = (1366, 768)
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60
"""Seconds a server may take to start, and a page to stand, on a busy machine."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    store: Path, *, log: Path, settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """``streamlit run app.py`` on that store; yields its address and stops it at the end."""
    port = free_port()
    environment = {**os.environ, "MONITOR_STORE": str(store), **(settings or {})}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [*command, f"--server.port={port}"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"{'http'}://localhost:{port}"
            _wait(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - ours
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')}")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """The Chromium of the operating system, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), headless=True, args=FLAGS
        )
        yield browser
        browser.close()


def open_page(
    browser: Browser, address: str, *, dark: bool = False, role: Role = Role.APPROVER
) -> Page:
    """A page of its own session at 1366×768, signed in, its script run to the end.

    In by the account of that role that a demonstration's sign-in page offers.
    """
    width, height = SCREEN
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name=f"Vào: {ROLE_NAMES[role]['vi']}").click()
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the script behind the page has run and its texts stand."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stMain] [data-testid=stVerticalBlock]").first.wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    page.evaluate("document.fonts.ready")
