"""Taking an acceptance back on the demonstration, whose meetings have frozen some."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.__main__ import main


def test_an_acceptance_that_a_meeting_froze_is_not_taken_back(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["withdraw", "608", "2025-05", "--reason", "Duyệt nhầm"]) == 2
    said = capsys.readouterr().err
    assert "đã chốt số liệu lúc" in said
    assert len(said.splitlines()) == 1
