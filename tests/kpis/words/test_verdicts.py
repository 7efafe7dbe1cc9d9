"""What is said of a verdict: its word, its shape, the headline, the first sentences."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from data_loaders.model import Period, Report
from kpis.model import Language, Reason, Verdict
from kpis.scorecard import scorecard
from kpis.words.verdicts import (
    conclusion,
    figure,
    reason_word,
    verdict_symbol,
    verdict_word,
)
from tests.kpis.given import (
    LATER,
    PLAN,
    TEN,
    alone,
    facts_of,
    register_of,
    report,
)

VI, EN = Language.VI, Language.EN


def test_every_verdict_has_its_own_shape_and_the_word_of_the_glossary() -> None:
    assert {v: (verdict_symbol(v), verdict_word(v, VI), verdict_word(v, EN)) for v in Verdict} == {
        "met": ("✓", "Đạt", "Met"),
        "on_track": ("●", "Đúng tiến độ", "On track"),
        "at_risk": ("▲", "Nguy cơ không đạt", "At risk"),
        "behind": ("▼", "Chậm tiến độ", "Behind"),
        "missed": ("✕", "Không đạt", "Missed"),
        "no_data": ("?", "Chưa đủ số liệu", "Not enough data"),
        "not_applicable": ("–", "Không áp dụng", "Not applicable"),
        "not_judged": ("○", "Chưa đánh giá", "Not judged"),
    }


def test_every_reason_can_be_said_in_both_languages() -> None:
    words = [reason_word(reason, language) for reason, language in product(Reason, Language)]
    assert len(set(words)) == 2 * len(Reason)


def hotspots(period: str, eradicated: int, identified: int = 32) -> Report:
    return report("d0", period, hotspots_eradicated=eradicated, hotspots_identified=identified)


# Headlines


@pytest.mark.parametrize(
    ("whole", "headline"), [(2, "1/2 (50,0%)"), (10, "1/10 (10,0%)"), (0, "0/0")]
)
def test_the_counts_come_first_and_the_share_under_them(whole: int, headline: str) -> None:
    result = alone("hotspots-eradicated", "2024-10", hotspots("2024-10", min(1, whole), whole))
    assert figure(result, PLAN, VI) == headline


def test_no_figure_is_a_dash() -> None:
    assert figure(alone("service-access", "2024-03"), PLAN, VI) == "–"


# What the chair reads first


UNREAD = (
    "Chưa đánh giá, vì Ban Chỉ đạo chưa ghi nhận cách hiểu: Xã, phường, thị trấn không có tệ nạn ma"
    " túy."
)


def test_the_conclusion_counts_names_and_tells_the_time_left() -> None:
    reports = [
        report(
            unit,
            "2025-07",
            spots_reformed=0,
            public_incidents=1,
            reached=5,
            addicts=10,
            users=0,
            hotspots_eradicated=1,
            hotspots_identified=2,
            areas="aau",
            done=date(2023, 10, 1),
        )
        for unit in TEN[:9]
    ]
    period = Period.of(2025, 7)
    card = scorecard(facts_of(reports), PLAN, register_of(), period=period, now=LATER)
    assert conclusion(card, PLAN, VI) == (
        "Đến kỳ tháng 07/2025, trong 10 chỉ tiêu có 2 đạt, 1 đúng tiến độ, 2 chậm tiến độ, "
        "1 không đạt, 3 chưa đủ số liệu, 1 chưa đánh giá.",
        "Không đạt: Không mua bán, sử dụng ma túy công khai: 9, vượt 9 so với yêu cầu là 0.",
        "Chậm tiến độ: Triệt xóa “điểm nóng” về ma túy: 9/18 (50,0%), thiếu 6 so với mức đến hạn"
        " là 15; Người nghiện, người sử dụng được tiếp cận dịch vụ: 45/90 (50,0%), thiếu 28 so với"
        " mức phải giữ là 73.",
        UNREAD,
        "Còn 5 kỳ đến hết kế hoạch (tháng 12/2025);"
        " số liệu gồm báo cáo đã duyệt của 9/10 địa phương.",
    )
    assert conclusion(card, PLAN, EN)[4] == (
        "5 periods left to the end of the plan (Dec 2025); "
        "the figures hold the accepted reports of 9/10 localities."
    )
    assert conclusion(card, PLAN, VI, unit_id="d9")[-1] == (
        "Còn 5 kỳ đến hết kế hoạch (tháng 12/2025)."
    )


def test_nothing_reported_is_not_presented_as_nothing_wrong() -> None:
    period = Period.of(2025, 12)
    card = scorecard(facts_of([]), PLAN, register_of(), period=period, now=LATER)
    assert conclusion(card, PLAN, VI) == (
        "Đến kỳ tháng 12/2025, trong 10 chỉ tiêu có 9 chưa đủ số liệu, 1 chưa đánh giá.",
        UNREAD,
        "Đây là kỳ cuối của kế hoạch (tháng 12/2025);"
        " số liệu gồm báo cáo đã duyệt của 0/10 địa phương.",
    )


def test_all_well_is_not_said_while_data_are_missing() -> None:
    reports = [report(unit, "2025-07", done=date(2023, 10, 1)) for unit in TEN]
    period = Period.of(2025, 7)
    card = scorecard(facts_of(reports), PLAN, register_of(), period=period, now=LATER)
    assert conclusion(card, PLAN, VI)[2:] == (
        "Còn 5 kỳ đến hết kế hoạch (tháng 12/2025);"
        " số liệu gồm báo cáo đã duyệt của 10/10 địa phương.",
    )
