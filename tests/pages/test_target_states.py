"""The page of one target on stores of their own: nobody has reported, nobody has met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Shell
from tests.pages.score_rows import title
from tests.pages.seen import whole
from tests.pages.target_parts import account, charts, places, tiles

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def test_without_a_meeting_it_is_the_period_before(shell: Shell, unmet_store: Path) -> None:
    app = shell("target", target="addict-growth")
    assert tiles(app)[2].label == "So với tháng 05/2025, cùng 8 địa phương"
    assert account(app)[0] == ("then", "Tháng 05/2025, 9 địa phương", "435")


def test_where_nobody_has_reported_nothing_is_zero(shell: Shell, empty_store: Path) -> None:
    app = shell("target", target="addict-growth")
    assert title(app).endswith("chưa đánh giá được, mới có 0/10 địa phương")
    now, ahead, _moved = tiles(app)
    assert (now.figure, ahead.figure) == ("–", "–")
    assert now.said == "mới có 0/10 địa phương, cần ít nhất 8"
    assert charts(app) == []
    assert "Chưa có số liệu nào để vẽ." in whole(app)
    assert {one.counts for group in places(app) for one in group} == {""}
