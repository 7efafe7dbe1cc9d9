"""Pages on stores of their own: one in which nobody has reported, one with a recorded reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpis.__main__ import main
from tests.pages.conftest import Shell
from tests.pages.seen import table_under, tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


@pytest.mark.parametrize("page", ["overview", "target", "locality", "submit", "plan"])
def test_every_page_stands_on_a_store_in_which_nobody_has_reported(
    page: str, shell: Shell, empty_store: Path
) -> None:
    app = shell(page)
    assert not app.exception
    assert not app.error
    if page == "overview":
        assert "số liệu gồm báo cáo đã duyệt của 0/10 địa phương" in whole(app)
        figures = {cell for row in tables(app)[-1][1:] for cell in row[1:]}
        assert figures == {"? Chưa đủ số liệu –", "○ Chưa đánh giá –"}


def test_before_the_plan_nothing_was_due(shell: Shell, empty_store: Path) -> None:
    assert "Huyện Kon Rẫy (chưa có báo cáo)" in whole(shell(period="2022-12"))


def test_a_recorded_reading_stands_wherever_its_figure_is(
    shell: Shell, sent_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = [
        "reading",
        "clean-communes",
        "A",
        "--reason",
        "Phiên họp quý II",
        "--by",
        "Trưởng ban",
    ]
    assert main(reading) == 0
    capsys.readouterr()
    said = "cách hiểu A (Trưởng ban, 25/06/2025: Phiên họp quý II)"
    name = "Xã, phường, thị trấn không có tệ nạn ma túy"
    province = {row[0]: row[1:] for row in table_under(shell(), "Chỉ tiêu")}
    assert said in province[name][3]
    assert province[name][0] == "● Đúng tiến độ"
    app = shell("locality", unit="608")
    assert said in whole(app)
    assert "Chưa đánh giá" not in whole(app)
