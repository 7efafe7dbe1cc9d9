"""Every setting of the environment, in one table; an unknown ``MONITOR_…`` name is an error."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data_loaders.errors import SettingsError

SETTINGS: Mapping[str, tuple[str, str]] = {
    "MONITOR_STORE": ("data/monitor.duckdb", "kho số liệu: đường dẫn tệp DuckDB"),
    "MONITOR_PLAN": ("kh3220", "kế hoạch được theo dõi"),
    "MONITOR_ACCOUNTS": ("", "kho tài khoản; để trống: tệp SQLite cạnh kho số liệu"),
    "MONITOR_NOW": ("", "mốc giờ cố định để kiểm thử, ISO 8601 có múi giờ"),
}
"""Name → (default, what it is)."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years an instant or a period may be typed with; any other is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one start. ``now`` None means: the store's own clock, else the machine's."""

    store: Path
    plan: str
    accounts: str
    now: datetime | None


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment. Raises :class:`SettingsError` with one sentence."""
    environ = os.environ if environ is None else environ
    for name in environ:
        if name.startswith("MONITOR_") and name not in SETTINGS:
            raise SettingsError(f"biến môi trường lạ: {name}{_nearest(name)}")
    values = {name: environ.get(name) or default for name, (default, _) in SETTINGS.items()}
    return Settings(
        store=Path(values["MONITOR_STORE"]),
        plan=values["MONITOR_PLAN"],
        accounts=values["MONITOR_ACCOUNTS"],
        now=_instant(values["MONITOR_NOW"]),
    )


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
