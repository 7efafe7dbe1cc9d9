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
