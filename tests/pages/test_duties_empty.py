"""Tasks and reporting where nobody has sent anything yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Shell
from tests.pages.seen import tables, whole
from tests.pages.test_reporting import FOOT, matrix

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_any_report_everything_due_is_missing(
    language: str, shell: Shell, empty_store: Path
) -> None:
    app = shell("reporting", lang=language)
    assert not app.exception
    assert len(app.code) == 11
    rows = matrix(app)[2:-FOOT]
    assert all(row[-7:] == ["22", "0", "0", "0", "0", "21", "0"] for row in rows)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_any_report_nothing_is_known_and_nothing_breaks(
    language: str, shell: Shell, empty_store: Path
) -> None:
    app = shell("tasks", lang=language)
    assert not app.exception
    (found,) = [table for table in tables(app) if "TP Kon Tum" in table[0]]
    assert {row_cell[0] for row in found[1:] for row_cell in row[1:]} == {"?"}
    assert "10 not reported" in whole(app) or "10 chưa báo cáo" in whole(app)
