"""A file says itself of which period it is; what comes before its period is over is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Shell
from tests.pages.reports import OWED, TU_MO_RONG, content, form_of
from tests.pages.seen import whole
from tests.pages.sender import at_page, attempts, can_send, found, press, sent

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

MAY, JULY = "2025-05", "2025-07"


def test_a_file_of_another_period_is_taken_for_the_period_it_says(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, form_of(content(TU_MO_RONG, MAY)), period=OWED)
    assert [one.value for one in app.info] == [
        "Biểu trong tệp là của tháng 05/2025, không phải tháng 06/2025 đang chọn: mọi kiểm tra dưới"
        " đây và việc gửi là cho tháng 05/2025."
    ]
    assert "hãy dùng biểu" not in whole(app)
    (label,) = [one.label for one in app.button if str(one.key).startswith("sending_send_")]
    assert label == "Gửi báo cáo tháng 05/2025 của Huyện Tu Mơ Rông"
    app = press(app)
    assert (sent(period=MAY), sent()) == ([(1, "sent")], [])


def test_a_report_is_not_taken_before_its_period_is_over(shell: Shell, sent_store: Path) -> None:
    """On 25/06/2025 the period of July has begun and ends with 14/07/2025."""
    app = at_page(shell, form_of(content(TU_MO_RONG, JULY)), period=JULY)
    assert [row[-1] for row in found(app)] == [
        "2025-07: kỳ báo cáo chưa kết thúc (hết ngày 14/07/2025) khi nhận báo cáo ngày 25/06/2025,"
        " số liệu chưa thể là số cuối kỳ. Hãy gửi từ ngày 15/07/2025."
    ]
    assert not can_send(app)
    assert sent(period=JULY) == []
    assert attempts(period=JULY) == [["period-not-ended"]]
    assert "Kỳ báo cáo hết ngày 14/07/2025: chỉ gửi được từ ngày hôm sau." in whole(app)
