"""``verify`` finds what was altered behind the product's back."""

from __future__ import annotations

from pathlib import Path

import duckdb
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


@pytest.mark.parametrize(
    ("behind_its_back", "says"),
    [
        ("UPDATE trail SET who = 'ai đó' WHERE number = 7", "chuỗi bị sửa từ mục số 7"),
        ("DELETE FROM trail WHERE number = 3", "chuỗi bị sửa từ mục số 3"),
    ],
)
def test_what_was_altered_is_named(
    demonstration: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    behind_its_back: str,
    says: str,
) -> None:
    with duckdb.connect(str(demonstration)) as connection:
        connection.execute(behind_its_back)
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["verify"]) == 1
    assert says in capsys.readouterr().out
