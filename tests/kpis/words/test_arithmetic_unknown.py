"""What the sentence says where there is a reading, too little, or nothing to judge."""

from __future__ import annotations

import pytest

from kpis.model import Language, Reason, Result
from kpis.words.verdicts import arithmetic
from tests.kpis.given import (
    PLAN,
    TEN,
    alone,
    judged,
    reading,
    report,
)

VI, EN = Language.VI, Language.EN


def said(result: Result) -> tuple[str, str]:
    return arithmetic(result, PLAN, VI), arithmetic(result, PLAN, EN)


# The sentence that can be read in several ways


@pytest.mark.parametrize(
    ("letter", "vi", "en"),
    [
        (
            None,
            "Ban Chỉ đạo chưa ghi nhận cách hiểu",
            "Reading not recorded",
        ),
        (
            "A",
            "Cuối năm trước 5, nay 4 (giảm 20,0%); cần ít nhất 5; thiếu 1; "
            "cách hiểu A (Trưởng ban, 01/03/2024: Theo kết luận phiên họp)",
            "5 at the end of last year, 4 now (down 20.0%); at least 5 needed; 1 short; "
            "reading A (Trưởng ban, 01 Mar 2024: Theo kết luận phiên họp)",
        ),
        (
            "B",
            "Không phải là chỉ tiêu; cách hiểu B (Trưởng ban, 01/03/2024: Theo kết luận phiên họp)",
            "Not a target; reading B (Trưởng ban, 01 Mar 2024: Theo kết luận phiên họp)",
        ),
        (
            "C",
            "Cuối năm trước 5, nay 6 (tăng 20,0%); cuối năm không được quá 5; "
            "đến kỳ này không quá 5; còn 6 kỳ, phải giảm thêm 1; "
            "mức cho phép chưa đủ 1: không được tăng; "
            "cách hiểu C (Trưởng ban, 01/03/2024: Theo kết luận phiên họp)",
            "5 at the end of last year, 6 now (up 20.0%); "
            "at most 5 allowed at the end of the year; at most 5 by this period; "
            "6 periods left to bring it down by 1 more; "
            "allowance below one: no increase; "
            "reading C (Trưởng ban, 01 Mar 2024: Theo kết luận phiên họp)",
        ),
    ],
)
def test_the_recorded_reading_is_printed_with_the_figure(
    letter: str | None, vi: str, en: str
) -> None:
    reports = [
        report("d0", "2023-12", classes={"không": 5, "có": 5}),
        report("d0", "2024-06", classes={"không": 4, "có": 6}),
    ]
    readings = [] if letter is None else [reading(letter)]
    result = judged(
        "clean-communes", "2024-06", reports, unit_id="d0", units=["d0"], readings=readings
    )
    assert said(result) == (vi, en)


# Too little, too early, too late


def test_not_enough_data_names_what_is_missing_in_counts() -> None:
    reports = [report(unit, "2024-03", reached=9, addicts=10, users=0) for unit in TEN[:7]]
    assert said(judged("service-access", "2024-03", reports)) == (
        "Mới có 7/10 địa phương, chưa tính 3 (chưa gửi); cần ít nhất 8",
        "Only 7 of 10 localities, 3 not counted (not sent); at least 8 needed",
    )
    assert said(alone("service-access", "2024-03")) == (
        "Chưa tính được: chưa gửi",
        "Not counted: not sent",
    )


def test_a_zero_that_nobody_can_claim_says_so() -> None:
    reports = [
        report(unit, f"2023-{month}", public_incidents=0)
        for unit in TEN[:9]
        for month in (10, 11, 12)
    ]
    found = judged("no-public-incidents", "2023-12", reports)
    assert found.reason is Reason.INCOMPLETE
    assert said(found) == (
        "Mới có 27/30 báo cáo, còn thiếu 3 (chưa gửi); "
        "tháng 10/2023 – tháng 12/2023: 0 vụ mua bán, sử dụng ma túy công khai",
        "Only 27 of 30 reports, 3 missing (not sent); "
        "Oct 2023 – Dec 2023: 0 cases of open dealing or use",
    )


def test_before_and_after_the_plan_the_sentence_says_when_it_ran() -> None:
    assert said(alone("service-access", "2023-09")) == (
        "Kế hoạch bắt đầu từ kỳ tháng 10/2023",
        "The plan begins with the period Oct 2023",
    )
    assert said(alone("service-access", "2026-01")) == (
        "Kế hoạch kết thúc ở kỳ tháng 12/2025; kết quả cuối cùng là của kỳ đó",
        "The plan ended with the period Dec 2025; the closing verdict is that of that period",
    )
