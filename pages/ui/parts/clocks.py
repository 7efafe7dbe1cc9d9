"""Which clock tells a time. One rule: what counts is dated by the reporting clock, which is when a
report, a decision or a freeze counts from; what people did here by the machine's own.

Both are the same but on a demonstration, whose reporting clock tells the day of its story.
"""

from __future__ import annotations

from kpis.words.verdicts import instant
from pages.ui.frame.view import View


def machine_clock(view: View) -> str:
    """That the times beside it are the machine's, and what the reporting clock says now."""
    now = instant(view.now, view.state.language, zone=view.context.regime.timezone)
    return view.text(
        "Thời gian dưới đây theo đồng hồ máy chủ: lúc việc được làm trên hệ thống. Hạn gửi, lúc"
        " nhận, duyệt, chốt số liệu và ghi kết luận theo giờ báo cáo, hiện là {now}."
    ).format(now=now)
