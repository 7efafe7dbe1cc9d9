"""A locality's page on a store in which nobody has reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Shell
from tests.pages.panel_rows import panels
from tests.pages.score_rows import line, title
from tests.pages.seen import whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def test_a_locality_that_never_reported_has_a_page_of_dashes(
    shell: Shell, empty_store: Path
) -> None:
    app = shell("locality", unit="616")
    assert not app.exception
    assert title(app) == "Huyện Sa Thầy: 9 trong 10 chỉ tiêu chưa đủ số liệu"
    assert "so với tháng 05/2025: chưa so được" in line(app)  # not: none changed
    assert {one.number for one in panels(app).values()} == {"–"}
    assert "Địa phương không có địa bàn nào trong danh sách." in whole(app)
    assert {one.verdict[0] for one in panels(app).values()} == {"?", "○"}
