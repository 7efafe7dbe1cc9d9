"""``verify`` on the demonstration; what it finds altered is in ``test_integrity``."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.__main__ import main


def test_an_untouched_store_proves_itself_and_says_its_last_hashes(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert told.count("chuỗi nguyên vẹn") == 2
    assert "mọi tệp đúng" in told
    assert "nhật ký đăng nhập và tài khoản: 1 mục" in told  # that it was asked to
