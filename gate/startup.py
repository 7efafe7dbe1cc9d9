"""Putting the gate together when the server starts, or stopping it with one clear line."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn.config
from anyio import to_thread
from starlette.types import ASGIApp
from streamlit import config
from streamlit.web.server import server_util

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.model.errors import MonitorError, SettingsError
from data_loaders.model.settings import Settings, read_settings
from data_loaders.store.database import Store
from gate.command_listener import listening
from gate.gate_state import GateState
from gate.request.identity import TRUSTED
from gate.request.security_headers import app_policy

_BAD_SETTINGS = 2


def open_gate(store: Callable[[], Store]) -> GateState:
    """Read every setting, open the accounts, prepare Streamlit. Ends the program when it cannot."""
    try:
        settings = read_settings()
        _secrets_files()
        app_policy()
        prepare_streamlit(settings)
        return GateState(settings, Accounts.open(settings), store, tls=_tls())
    except MonitorError as error:
        print(f"Không khởi động được: {error}", file=sys.stderr)
        sys.exit(_BAD_SETTINGS)


def prepare_streamlit(settings: Settings) -> None:
    """What Streamlit must believe: our identity headers, and no word of anybody else.

    In code and not in a file: a file could be left out.
    """
    config.set_option("server.trustedUserHeaders", dict(TRUSTED))
    config.set_option("server.allowedHosts", list(settings.hosts))
    config.set_option("server.enableAgentApi", False)
    config.set_option("server.enableXsrfProtection", True)
    config.set_option("server.enableCORS", True)
    _believe_no_forwarded_address()


def _believe_no_forwarded_address() -> None:
    """Keep uvicorn from believing ``X-Forwarded-For`` of every process on this machine.

    It would overwrite the connection's own address before the gate sees it; ``MONITOR_PROXIES``
    names whom to believe. uvicorn's own setting, ``FORWARDED_ALLOW_IPS``, is read before this
    program is imported: set here it comes too late, and in the environment it could be left out.
    """
    if not hasattr(uvicorn.config, "ProxyHeadersMiddleware"):
        raise SettingsError("bản uvicorn này không giữ được địa chỉ thật; hãy dùng bản đã ghim")

    def unchanged(app: ASGIApp, trusted_hosts: object = None) -> ASGIApp:
        return app

    uvicorn.config.ProxyHeadersMiddleware = unchanged


def _tls() -> bool:
    """Whether this server holds a certificate. Half a configuration never comes as far as here:
    Streamlit stops at it with a line of its own, and uvicorn at a file it cannot read."""
    return bool(config.get_option("server.sslCertFile"))


def _secrets_files() -> None:
    """Streamlit only logs a secrets file it cannot read and goes on; here it stops the start."""
    for path in map(Path, config.get_option("secrets.files")):
        if not path.exists():
            continue
        try:
            tomllib.loads(path.read_text("utf-8"))
        except OSError as error:
            raise SettingsError(f"không đọc được {path}: {error.strerror}") from error
        except ValueError as error:
            raise SettingsError(f"{path} không đúng dạng TOML: {error}") from error


def _in_the_open(gate_state: GateState) -> bool:
    """Whether passwords would cross a network unencrypted, as far as this server can know."""
    address = config.get_option("server.address")
    local = address in {"localhost", "127.0.0.1", "::1"}
    return not (local or gate_state.tls or gate_state.settings.proxies)


def _note_command(gate_state: GateState, command: str) -> None:
    gate_state.accounts.note(By("console", "console"), "console", command)


def _ear(gate_state: GateState) -> AbstractContextManager[object]:
    """Commands ask this process where only one can have the store open."""
    if not isinstance(gate_state.settings.store, Path):
        return nullcontext()
    return listening(gate_state.store, note=partial(_note_command, gate_state))


def announcing(gate_state: GateState) -> Callable[[Any], Any]:
    """What happens once the server runs: the set-up code is printed when nobody can come in yet."""

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        address = server_util.get_url(config.get_option("browser.serverAddress"))
        print(f"Đang chạy tại {address}", flush=True)
        if _in_the_open(gate_state):
            print(
                "Cảnh báo: máy chủ mở ra mạng mà không mã hóa; hãy dùng chứng thư TLS hoặc máy"
                " chuyển tiếp có chứng thư (MONITOR_PROXIES)",
                flush=True,
            )
        if await to_thread.run_sync(gate_state.wants_setup):
            code = gate_state.new_setup_code()
            print(
                f"Chưa có người quản trị. Mở /setup và nhập mã cài đặt (dùng một lần): {code}",
                flush=True,
            )
        with _ear(gate_state):
            yield
        gate_state.accounts.close()

    return lifespan
