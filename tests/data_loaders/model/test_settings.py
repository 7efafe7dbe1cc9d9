"""Settings: one table, and an unknown name is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.model.errors import SettingsError
from data_loaders.model.settings import parse_instant, read_settings


def test_without_an_environment_the_defaults_hold() -> None:
    settings = read_settings({})
    assert settings.store == Path("data/monitor.duckdb")
    assert settings.plan == ""
    assert settings.now is None


def test_an_unknown_name_is_refused_with_the_nearest_known() -> None:
    with pytest.raises(SettingsError, match="MONITOR_STORE"):
        read_settings({"MONITOR_STOR": "x"})
    with pytest.raises(SettingsError, match="chỉ dùng"):
        read_settings({"MONITOR_QQQQQQQQQQ": "x"})


@pytest.mark.parametrize(
    ("text", "says"), [("hôm nay", "phải viết như"), ("2025-06-25T08:00:00", "thiếu múi giờ")]
)
def test_a_fixed_instant_needs_a_date_and_an_offset(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=f"MONITOR_NOW.*{says}"):
        read_settings({"MONITOR_NOW": text})
    with pytest.raises(ValueError, match=says):
        parse_instant(text)
