"""Putting the gate together when the server starts, or stopping it with one clear line."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn.config
from anyio import to_thread
from starlette.types import ASGIApp
from streamlit import config

from data_loaders.accounts import Accounts
from data_loaders.errors import MonitorError, SettingsError
from data_loaders.settings import Settings, read_settings
from data_loaders.store import Store
from gate.headers import app_policy
from gate.house import House
from gate.middleware import TRUSTED

_BAD_SETTINGS = 2


def open_house(store: Callable[[], Store]) -> House:
    """Read every setting, open the accounts, prepare Streamlit. Ends the program when it cannot."""
    try:
        settings = read_settings()
        tls = _tls()
        _secrets_file()
        app_policy()
        prepare_streamlit(settings)
        return House(settings, Accounts.open(settings), store, tls=tls)
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

    It would overwrite the connection's own address before the gate sees it, and Streamlit starts it
    without a way to say so; ``MONITOR_PROXIES`` names whom to believe.
    """
    if not hasattr(uvicorn.config, "ProxyHeadersMiddleware"):
        raise SettingsError("bản uvicorn này không giữ được địa chỉ thật; hãy dùng bản đã ghim")

    def unchanged(app: ASGIApp, trusted_hosts: object = None) -> ASGIApp:
        return app

    uvicorn.config.ProxyHeadersMiddleware = unchanged


def _tls() -> bool:
    """Whether this server holds a certificate; half a configuration is a mistake."""
    names = ("server.sslCertFile", "server.sslKeyFile")
    given = {name: config.get_option(name) for name in names}
    missing = [name for name, path in given.items() if not path]
    if len(missing) == len(names):
        return False
    if missing:
        raise SettingsError(f"cấu hình TLS thiếu {missing[0]}; phải có cả chứng thư và khóa")
    for name, path in given.items():
        if not os.access(path, os.R_OK):
            raise SettingsError(f"{name}: không đọc được tệp {path}")
    return True


def _secrets_file() -> None:
    """Streamlit only logs a secrets file it cannot read and goes on; here it stops the start."""
    path = Path(".streamlit") / "secrets.toml"
    if not path.exists():
        return
    try:
        tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"không đọc được {path}: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"{path} không đúng dạng TOML: {error}") from error


def announcing(house: House) -> Callable[[Any], Any]:
    """What happens once the server runs: the set-up code is printed when nobody can come in yet."""

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        if await to_thread.run_sync(house.wants_setup):
            code = house.new_setup_code()
            print(
                f"\nChưa có người quản trị. Mở /setup và nhập mã cài đặt (dùng một lần): {code}\n",
                flush=True,
            )
        yield
        house.accounts.close()

    return lifespan
