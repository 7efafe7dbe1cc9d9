"""The province's first screen on stores of their own: nobody has reported, nobody has met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Shell
from tests.pages.score_rows import line, rows, title
from tests.pages.seen import whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def test_where_nobody_has_reported_nothing_is_judged_and_nothing_is_zero(
    shell: Shell, empty_store: Path
) -> None:
    app = shell()
    assert title(app) == "Chưa đánh giá được: mới có 0/10 địa phương"
    seen = rows(app)
    assert {row.verdict for row in seen.values()} == {"?", "○"}
    assert {row.parts["number"] for row in seen.values()} == {"–", "– 0/10 nơi"}
    assert {row.parts["left"] for row in seen.values()} == {"–"}
    assert 'class="hatched"' in seen["addict-growth"].html
    assert "Chưa có kỳ nào" not in line(app)
    assert line(app).endswith("so với tháng 05/2025: chưa so được")
    assert "Chưa so được: không kết quả nào của tỉnh" in whole(app)
    assert seen["addict-growth"].parts["moved"] == "chưa so được"


def test_before_the_plan_and_in_its_first_period_there_is_nothing_to_compare_with(
    shell: Shell, empty_store: Path
) -> None:
    assert title(shell(period="2022-12")).startswith("Chưa đánh giá: trước thời gian")
    app = shell(period="2023-10")
    assert "so với" not in line(app)
    assert "Chưa có kỳ nào trước đó để so." in whole(app)


def test_without_a_meeting_the_figures_are_held_against_the_period_before(
    shell: Shell, unmet_store: Path
) -> None:
    app = shell()
    assert "so với tháng 05/2025: " in line(app)
    assert "Từ tháng 05/2025 đến nay" in whole(app)
    assert rows(app)["addict-growth"].parts["moved"] == "+1 xấu hơn"


def test_under_eight_of_ten_a_row_says_on_how_many_it_would_rest_and_is_not_compared(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(period="2025-06", as_of="2025-06-18T16:00:00+07:00")
    assert title(app) == "Chưa đánh giá được: mới có 4/10 địa phương"
    row = rows(app)["addict-growth"]
    assert (row.verdict, row.parts["number"]) == ("?", "– 4/10 nơi")
    assert row.parts["pace"] == "– chưa đánh giá"
    assert row.parts["moved"] == "chưa so được"
    assert rows(app)["no-reformed-spots"].parts["pace"] == "vượt 2 = 0"  # a breach is known


def test_what_does_not_apply_is_no_figure_no_drawing_and_in_no_group_of_trouble(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(period="2023-10")
    row = rows(app)["areas-sustained"]
    assert (row.verdict, row.parts["number"]) == ("–", "0/0")
    assert "<img" not in row.html
    assert '<span class="bullet"></span>' in row.html
    assert list(rows(app))[-1] == "areas-sustained"


def test_a_frozen_meeting_is_named_over_figures_that_nobody_can_choose_again(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(meeting="1")
    assert title(app) == "2 trong 10 chỉ tiêu cần xử lý"
    assert "Số liệu chốt tại phiên họp" in whole(app)
    assert "Trở về số liệu hiện nay" in whole(app)
    assert line(app).startswith("10/10 địa phương có trong số liệu")
