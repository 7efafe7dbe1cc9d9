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
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TooLateError

from data_loaders.accounts.permissions import Role, role_name
from gate.request.texts import texts

ROOT = Path(__file__).parents[2]
SCREEN = (1366, 768)
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120
"""Seconds a server may take to start, and a page to stand, on a busy machine.

Alone on two cores a first page stands after 3 s and the next after 1 s; beside eight others that
want the processor the first took 24 s. Whoever waits too long learns it from :func:`settle`.
"""

_LOGS: dict[str, Path] = {}
"""Where each running server writes, by its host and port: what settles too late quotes from it."""

expect.set_options(timeout=1000 * PATIENCE)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server(
    store: Path | str, *, log: Path, settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """``streamlit run app.py`` on that store, a file or a lake; yields its address and stops it at
    the end."""
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
            _LOGS[urlsplit(address).netloc] = log
            yield address
        finally:
            _LOGS.pop(f"localhost:{port}", None)
            server.terminate()
            server.wait(timeout=PATIENCE)


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


def new_context(browser: Browser) -> BrowserContext:
    """A visitor in Viet Nam who has never been here, at 1366×768."""
    width, height = SCREEN
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(1000 * PATIENCE)
    return context


def open_page(
    browser: Browser, address: str, *, dark: bool = False, role: Role = Role.APPROVER
) -> Page:
    """A page of its own session, signed in, its script run to the end; close its context."""
    return open_tab(new_context(browser), address, dark=dark, role=role)


def open_tab(
    context: BrowserContext, address: str, *, dark: bool = False, role: Role = Role.APPROVER
) -> Page:
    """A new tab of a visitor, its script run to the end.

    Who is not in yet comes in by the account of that role that a demonstration's sign-in page
    offers; an address without a page then leads to where that role's work is, and is opened again.
    """
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(address)
    if urlsplit(page.url).path == "/login":
        language = page.locator("html").get_attribute("lang") or ""
        named = f"{texts(language)['enter']}: {role_name(role, language)}"
        page.get_by_role("button", name=named, exact=True).click()
        page.wait_for_url(lambda url: urlsplit(url).path != "/login")
        if urlsplit(page.url).path != (urlsplit(address).path or "/"):
            page.goto(address)
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the script behind the page has run and its texts stand.

    Where that does not come, the failure says what stood there instead.
    """
    try:
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.locator("[data-testid=stMain] [data-testid=stVerticalBlock]").first.wait_for()
        page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
        page.evaluate("document.fonts.ready")
    except TooLateError as late:
        raise AssertionError(f"{late.message}\n{_what_stands(page)}") from late


def _what_stands(page: Page) -> str:
    """Address, state and text of a page, and the last lines of its server's log."""
    try:
        state = page.locator("[data-testid=stApp]").evaluate_all(
            "apps => apps.map(app => JSON.stringify(app.dataset)).join()"
        )
        text = page.locator("body").inner_text(timeout=5000)
    except Error as error:
        state, text = "", f"({error.message})"
    log = _LOGS.get(urlsplit(page.url).netloc)
    tail = log.read_text("utf-8").splitlines()[-40:] if log else ["(not a server of these tests)"]
    return "\n".join((f"at {page.url} {state}", text[:2000], "server's log:", *tail))
