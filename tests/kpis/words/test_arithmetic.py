"""The printed arithmetic of the plan's own targets, word for word in both languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data_loaders.model import Report
from kpis.model import Language, Result
from kpis.words.gap import gap_text
from kpis.words.verdicts import arithmetic
from tests.kpis.given import (
    PLAN,
    REGIME,
    TEN,
    alone,
    judged,
    report,
)

VI, EN = Language.VI, Language.EN


def said(result: Result) -> tuple[str, str]:
    return arithmetic(result, PLAN, VI), arithmetic(result, PLAN, EN)


# Shares by a deadline


def hotspots(period: str, eradicated: int, identified: int = 32) -> Report:
    return report("d0", period, hotspots_eradicated=eradicated, hotspots_identified=identified)


@pytest.mark.parametrize(
    ("counts", "vi", "en"),
    [
        (
            {"2023-10": 4, "2025-01": 15, "2025-07": 22},
            "Đã được 22/32; cần 26; còn 5 kỳ, phải thêm 0,8 mỗi kỳ; 6 kỳ qua thêm 1,2 mỗi kỳ",
            "22/32 achieved; 26 needed; 5 periods left, 0.8 more needed in each; "
            "1.2 a period added in the last 6 periods",
        ),
        (
            {"2023-10": 4, "2025-01": 15, "2025-07": 15},
            "Đã được 15/32; cần 26; theo tiến độ đến kỳ này phải được 21; "
            "còn 5 kỳ, phải thêm 2,2 mỗi kỳ; 6 kỳ qua không thêm",
            "15/32 achieved; 26 needed; 21 due by this period; "
            "5 periods left, 2.2 more needed in each; none added in the last 6 periods",
        ),
        (
            {"2025-05": 26, "2025-11": 25},
            "Đã được 25/32; cần 26; khi bắt đầu đã có 26; "
            "còn 1 kỳ, phải thêm 1,0 mỗi kỳ; 6 kỳ qua giảm 0,2 mỗi kỳ",
            "25/32 achieved; 26 needed; 26 at the start; "
            "1 period left, 1.0 more needed in it; 0.2 a period lost in the last 6 periods",
        ),
        (
            {"2025-07": 26},
            "Đã được 26/32; cần 26",
            "26/32 achieved; 26 needed",
        ),
        (
            {"2025-12": 22},
            "Đã được 22/32; cần 26; thiếu 4; đã hết thời hạn",
            "22/32 achieved; 26 needed; 4 short; the time has run out",
        ),
    ],
)
def test_a_share_says_what_is_left_and_at_which_pace(
    counts: dict[str, int], vi: str, en: str
) -> None:
    reports = [hotspots(period, count) for period, count in counts.items()]
    assert said(alone("hotspots-eradicated", max(counts), *reports)) == (vi, en)


def test_nothing_to_count_is_said_with_the_name_of_the_thing() -> None:
    assert said(alone("hotspots-eradicated", "2025-07", hotspots("2025-07", 0, 0))) == (
        "Không có đối tượng để tính (0 điểm nóng)",
        "Nothing to count (0 hotspots)",
    )


def test_areas_transformed_tell_how_many_relapsed_since() -> None:
    listed = report("d0", "2025-07", areas="aaaar" + "uuu")
    assert said(alone("areas-transformed", "2025-07", listed)) == (
        "Đã được 5/8; cần 5; trong số đã công nhận có 1 tái phức tạp",
        "5/8 achieved; 5 needed; of those recognised, 1 relapsed",
    )


# Floors


@pytest.mark.parametrize(
    ("areas", "vi", "en"),
    [
        (
            "a" * 13 + "r",
            "Hiện có 13/14; cần ít nhất 12; đã tái phức tạp 1; còn được phép thêm 1",
            "13/14 now; at least 12 needed; 1 relapsed; 1 more may",
        ),
        (
            "aaaarr",
            "Hiện có 4/6; cần ít nhất 6; đã tái phức tạp 2; được phép nhiều nhất 0",
            "4/6 now; at least 6 needed; 2 relapsed; at most 0 may",
        ),
    ],
)
def test_areas_sustained_tell_how_many_more_may_relapse(areas: str, vi: str, en: str) -> None:
    listed = report("d0", "2025-07", areas=areas)
    assert said(alone("areas-sustained", "2025-07", listed)) == (vi, en)


def reached(period: str, count: int, of: int) -> Report:
    return report("d0", period, reached=count, addicts=of, users=0)


def test_a_floor_missed_by_nothing_says_how_many_are_short() -> None:
    assert said(alone("service-access", "2024-03", reached("2024-03", 400, 500))) == (
        "Hiện có 400/500; cần ít nhất 401; thiếu 1",
        "400/500 now; at least 401 needed; 1 short",
    )


def test_a_falling_floor_says_where_it_is_heading() -> None:
    falling = [reached(f"2024-{month:02d}", 89 - month, 100) for month in range(1, 7)]
    assert said(alone("service-access", "2024-06", *falling)) == (
        "Hiện có 83/100; cần ít nhất 81; xu hướng 6 kỳ qua giảm, 3 kỳ nữa còn 80,0%",
        "83/100 now; at least 81 needed; falling over the last 6 periods, 80.0% in 3 periods' time",
    )


# Against the year before


@pytest.mark.parametrize(
    ("period", "base", "now", "vi", "en"),
    [
        (
            "2024-10",
            10,
            10,
            "Cuối năm trước 10, nay 10 (không đổi); cuối năm không được quá 9; "
            "đến kỳ này không quá 10; còn 2 kỳ, phải giảm thêm 1",
            "10 at the end of last year, 10 now (unchanged); "
            "at most 9 allowed at the end of the year; at most 10 by this period; "
            "2 periods left to bring it down by 1 more",
        ),
        (
            "2024-12",
            1240,
            1178,
            "Cuối năm trước 1.240, nay 1.178 (giảm 5,0%); cuối năm không được quá 1.178",
            "1,240 at the end of last year, 1,178 now (down 5.0%); "
            "at most 1,178 allowed at the end of the year",
        ),
        (
            "2024-12",
            40,
            42,
            "Cuối năm trước 40, nay 42 (tăng 5,0%); cuối năm không được quá 38; vượt 4",
            "40 at the end of last year, 42 now (up 5.0%); "
            "at most 38 allowed at the end of the year; 4 too many",
        ),
        (
            "2024-05",
            0,
            0,
            "Cuối năm trước 0, nay 0; cuối năm không được quá 0",
            "0 at the end of last year, 0 now; at most 0 allowed at the end of the year",
        ),
    ],
)
def test_a_reduction_says_what_must_still_go(
    period: str, base: int, now: int, vi: str, en: str
) -> None:
    reports = [
        report("d0", "2023-12", spots_closing=base),
        report("d0", period, spots_closing=now),
    ]
    assert said(alone("spots-reduction", period, *reports)) == (vi, en)


def test_growth_says_how_many_there_may_be() -> None:
    reports = [report("d0", "2023-12", addicts=1000), report("d0", "2024-06", addicts=1006)]
    assert said(alone("addict-growth", "2024-06", *reports)) == (
        "Cuối năm trước 1.000, nay 1.006 (tăng 0,6%); cuối năm không được quá 1.009; "
        "đến kỳ này không quá 1.005",
        "1,000 at the end of last year, 1,006 now (up 0.6%); "
        "at most 1,009 allowed at the end of the year; at most 1,005 by this period",
    )


# Zero, a dated task


def test_a_breach_says_since_when_and_stands_however_few_have_spoken() -> None:
    result = judged("no-public-incidents", "2024-03", [report("d0", "2024-02", public_incidents=2)])
    assert said(result) == (
        "Tháng 01/2024 – tháng 03/2024: 2 vụ mua bán, sử dụng ma túy công khai; "
        "yêu cầu không để xảy ra",
        "Jan 2024 – Mar 2024: 2 cases of open dealing or use; none may occur",
    )


@pytest.mark.parametrize(
    ("period", "done", "today", "vi", "en"),
    [
        (
            "2023-10",
            date(2023, 10, 12),
            date(2023, 10, 20),
            "Hạn 15/10/2023; hoàn thành ngày 12/10/2023",
            "Due 15 Oct 2023; done on 12 Oct 2023",
        ),
        (
            "2023-10",
            False,
            date(2023, 10, 14),
            "Hạn 15/10/2023; chưa hoàn thành, còn 1 ngày",
            "Due 15 Oct 2023; not done, 1 day left",
        ),
        (  # the list is of a period that ended the day before the task was due
            "2023-10",
            False,
            date(2023, 10, 20),
            "Hạn 15/10/2023; chưa báo cáo kết quả kể từ hạn",
            "Due 15 Oct 2023; nothing reported since the due date",
        ),
        (
            "2023-11",
            False,
            date(2023, 11, 20),
            "Hạn 15/10/2023; chưa hoàn thành, quá hạn 36 ngày",
            "Due 15 Oct 2023; not done, 36 days overdue",
        ),
    ],
)
def test_a_dated_task_says_when_it_was_due_and_done(
    period: str, done: date | bool, today: date, vi: str, en: str
) -> None:
    as_of = datetime(today.year, today.month, today.day, tzinfo=REGIME.timezone)
    reports = [report("d0", period, done=done)]
    result = judged("areas-identified", period, reports, units=["d0"], as_of=as_of)
    one = judged("areas-identified", period, reports, unit_id="d0", as_of=as_of)
    assert said(one) == (vi, en)
    assert result.verdict == one.verdict


def test_the_province_s_task_counts_the_localities_by_how_they_stand() -> None:
    in_time: list[date | bool] = [date(2023, 10, 1)] * 6
    days = [*in_time, date(2023, 11, 1), False, False]
    reports = [report(unit, "2023-11", done=day) for unit, day in zip(TEN, days, strict=False)]
    assert said(judged("areas-identified", "2023-11", reports)) == (
        "Hạn 15/10/2023; đúng hạn 6/9; hoàn thành chậm 1; quá hạn chưa hoàn thành 2",
        "Due 15 Oct 2023; 6/9 in time; 1 done late; 2 overdue",
    )
    silent = [report(unit, "2023-10", done=day) for unit, day in zip(TEN, days, strict=False)]
    assert said(judged("areas-identified", "2023-10", silent)) == (
        "Hạn 15/10/2023; đúng hạn 6/9; hoàn thành chậm 1; chưa báo cáo kết quả kể từ hạn 2",
        "Due 15 Oct 2023; 6/9 in time; 1 done late; 2 silent since the due date",
    )


def test_a_task_nobody_listed_asks_for_the_list() -> None:
    assert said(judged("areas-identified", "2023-11", [report("d0", "2023-11", addicts=1)])) == (
        "Mới có 0/10 địa phương, chưa tính 10 "
        "(chưa có danh sách nhiệm vụ được tính); cần ít nhất 8",
        "Only 0 of 10 localities, 10 not counted (no task list counted yet); at least 8 needed",
    )
    assert said(alone("areas-identified", "2023-11")) == (
        "Chưa có danh sách nhiệm vụ được tính",
        "No task list counted yet",
    )


def test_a_task_not_done_yet_is_not_called_late_before_its_day() -> None:
    reports = [report(unit, "2023-10", done=False) for unit in TEN]
    before = datetime(2023, 10, 10, tzinfo=REGIME.timezone)
    open_yet = judged("areas-identified", "2023-10", reports, as_of=before)
    assert gap_text(open_yet, PLAN, VI) == "10 địa phương chưa hoàn thành, hạn 15/10/2023"
    one = judged("areas-identified", "2023-10", reports, unit_id="d0", as_of=before)
    assert gap_text(one, PLAN, VI) == "chưa hoàn thành, hạn 15/10/2023"
    assert gap_text(one, PLAN, EN) == "not done yet, due 15 Oct 2023"
    late = judged("areas-identified", "2023-11", [report("d0", "2023-11", done=False)])
    assert gap_text(late, PLAN, VI) == "thiếu 1 địa phương đúng hạn 15/10/2023"
