"""Every setting of the environment, in one table; an unknown ``MONITOR_…`` name is an error."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from data_loaders.model.errors import SettingsError
from data_loaders.model.store_address import Address, read_address

_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?\Z|\[[0-9a-f:]+\]\Z")

SETTINGS: Mapping[str, tuple[str, str]] = {
    "MONITOR_STORE": ("data/monitor.duckdb", "kho số liệu: tệp DuckDB, hoặc địa chỉ ducklake:"),
    "MONITOR_PLAN": ("", "kế hoạch hiện trước; để trống: kế hoạch có hiệu lực gần nhất"),
    "MONITOR_ACCOUNTS": ("", "kho tài khoản; để trống: tệp SQLite cạnh kho số liệu"),
    "MONITOR_NOW": ("", "mốc giờ cố định để kiểm thử, ISO 8601 có múi giờ"),
    "MONITOR_BACKUPS": ("data/backups", "thư mục bản sao lưu tạo từ trang Quản trị"),
    "MONITOR_FILES_PER_HOUR": ("200", "số tệp mỗi người được đưa lên kiểm tra trong một giờ"),
    "MONITOR_HOSTS": ("localhost,127.0.0.1", "tên máy chủ mà người dùng gõ, cách nhau dấu phẩy"),
    "MONITOR_PROXIES": ("", "địa chỉ các máy chuyển tiếp được tin, cách nhau dấu phẩy"),
    "MONITOR_OIDC_ISSUER": ("", "địa chỉ nhà cung cấp OpenID Connect; để trống: không dùng"),
    "MONITOR_OIDC_CLIENT": ("", "mã ứng dụng đã đăng ký với nhà cung cấp"),
    "MONITOR_OIDC_SECRET_FILE": ("", "tệp chứa khóa bí mật của ứng dụng"),
    "MONITOR_OIDC_CLAIM": ("preferred_username", "thông tin của nhà cung cấp khớp tên tài khoản"),
}
"""Name → (default, what it is)."""

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Provider:
    """The OpenID Connect provider of the second way in. The secret is read at the start."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    claim: str


FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years an instant or a period may be typed with; any other is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one start. ``now`` None means: the store's own clock, else the machine's."""

    store: Address
    plan: str
    accounts: str
    now: datetime | None
    hosts: tuple[str, ...] = ()
    proxies: tuple[Network, ...] = ()
    provider: Provider | None = None
    files_per_hour: int = 200
    backups: Path = Path("data/backups")

    @property
    def file(self) -> Path:
        """The store where it must be a file. Raises :class:`SettingsError` for a lake."""
        if isinstance(self.store, Path):
            return self.store
        raise SettingsError(
            "lệnh này chỉ dùng cho kho là một tệp; chuyển kho tệp sang ducklake bằng lệnh copy --to"
        )


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises :class:`SettingsError` with one sentence."""
    environ = os.environ if environ is None else environ
    for name in environ:
        if name.startswith("MONITOR_") and name not in SETTINGS:
            raise SettingsError(f"biến môi trường lạ: {name}{_nearest(name)}")
    values = {name: environ.get(name) or default for name, (default, _) in SETTINGS.items()}
    return Settings(
        store=read_address(values["MONITOR_STORE"]),
        plan=values["MONITOR_PLAN"],
        accounts=values["MONITOR_ACCOUNTS"],
        now=_instant(values["MONITOR_NOW"]),
        hosts=_hosts(values["MONITOR_HOSTS"]),
        proxies=_networks(values["MONITOR_PROXIES"]),
        provider=_provider(values),
        files_per_hour=_count("MONITOR_FILES_PER_HOUR", values),
        backups=Path(values["MONITOR_BACKUPS"]),
    )


def _count(name: str, values: Mapping[str, str]) -> int:
    text = values[name].strip()
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingsError(f"{name}: phải là số nguyên lớn hơn 0, gặp “{text}”")
    return int(text)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.lower().rstrip(".") for host in _listed(text))
    for host in hosts:
        if not _HOST.match(host):
            raise SettingsError(
                f"MONITOR_HOSTS: “{host}” không phải tên máy; viết như bang.tinh.gov.vn,"
                " không kèm giao thức và cổng"
            )
    return hosts


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part) for part in _listed(text))
    except ValueError as error:
        raise SettingsError(
            f"MONITOR_PROXIES: “{text}” phải là địa chỉ IP hoặc dải như 10.0.0.0/24"
        ) from error


def _provider(values: Mapping[str, str]) -> Provider | None:
    """All of the provider's settings or none: half of them is a mistake."""
    needed = ("MONITOR_OIDC_ISSUER", "MONITOR_OIDC_CLIENT", "MONITOR_OIDC_SECRET_FILE")
    given = [name for name in needed if values[name]]
    if not given:
        return None
    missing = [name for name in needed if not values[name]]
    if missing:
        raise SettingsError(f"đã đặt {given[0]} thì phải đặt cả {', '.join(missing)}")
    issuer = values["MONITOR_OIDC_ISSUER"].rstrip("/")
    address = urlsplit(issuer)
    local = address.hostname in {"localhost", "127.0.0.1"}
    if address.scheme != "https" and not (local and address.scheme == "http"):
        raise SettingsError("MONITOR_OIDC_ISSUER phải là địa chỉ https")
    return Provider(
        issuer=issuer,
        client=values["MONITOR_OIDC_CLIENT"],
        secret=_secret(Path(values["MONITOR_OIDC_SECRET_FILE"])),
        claim=values["MONITOR_OIDC_CLAIM"],
    )


def _secret(path: Path) -> str:
    try:
        secret = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "không phải văn bản"
        raise SettingsError(f"MONITOR_OIDC_SECRET_FILE: không đọc được {path}: {reason}") from error
    if not secret:
        raise SettingsError(f"MONITOR_OIDC_SECRET_FILE: tệp {path} trống")
    return secret


def _nearest(name: str) -> str:
    close = difflib.get_close_matches(name, SETTINGS, n=1)
    return f"; có phải {close[0]}?" if close else f"; chỉ dùng: {', '.join(SETTINGS)}"


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return parse_instant(text)
    except ValueError as error:
        raise SettingsError(f"MONITOR_NOW: {error}") from error


def parse_instant(text: str) -> datetime:
    """Read ISO 8601 with an offset, of the years 2000 to 2100.

    Raises ``ValueError`` with a sentence for anything else.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"phải viết như 2025-06-25T08:00:00+07:00, gặp “{text}”") from error
    if instant.tzinfo is None:
        raise ValueError(f"thời điểm “{text}” thiếu múi giờ; viết thêm +07:00")
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"năm của “{text}” ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; xem lại")
    return instant
