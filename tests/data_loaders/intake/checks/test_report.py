from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data_loaders.forms.write import write_form
from data_loaders.intake.checks.lists import reachable as states_after
from data_loaders.intake.checks.report import moved
from data_loaders.model import (
    Area,
    History,
    Identity,
    Period,
    ReportContent,
    Severity,
    TaskRecord,
    TaskState,
)
from data_loaders.model.findings import sentence
from data_loaders.plans.declared import load_form
from tests.data_loaders.addresses import area as in_areas
from tests.data_loaders.addresses import figure as at
from tests.data_loaders.addresses import task as in_tasks
from tests.data_loaders.sent_forms import (
    AREAS,
    DAK_XU,
    NGOC_HOI,
    PERIOD,
    PLEI_KAN,
    PO_Y,
    REGIME,
    USUAL,
    checked,
    left_over,
    read,
    request,
    usual,
)
from tests.words_of_the_plan import AreaState

BEFORE = PERIOD.shifted(-1)
Values = Mapping[str, int | None]


def sent(changed: Values | None = None, **parts: Any) -> ReportContent:
    """A report as it is read from its form, with these figures of Pờ Y and these lists."""
    figures = {(PO_Y, code): value for code, value in (changed or {}).items()}
    answers = replace(usual(changed=figures), **parts)
    content = read(write_form(request(), answers=answers)).content
    assert content is not None
    return content


def said(content: ReportContent, history: History | None = None) -> list[tuple[str, str | None]]:
    return [(found.code, found.cell) for found in checked(content, history)]


def after(**changed: int | None) -> History:
    """What was accepted for the period before, with these figures of Pờ Y."""
    return History(usual(period=BEFORE, changed={(PO_Y, c): v for c, v in changed.items()}))


def test_a_report_without_fault_has_no_finding() -> None:
    assert said(sent()) == []
    assert said(sent(), after()) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"spots_closing": 3}, [("spots-balance", at("spots_closing"))]),
        ({"spots_reformed": 1, "spots_closing": 3}, []),
        ({"spots_new": None}, [("required-missing", at("spots_new"))]),
        ({"reached": 21, "users": 8}, [("reached-too-many", at("reached"))]),
        ({"reached": 20}, []),
        ({"reached_treatment": 16}, [("reached-too-many", at("reached_treatment"))]),
        (
            {"reached_counselling": 16, "reached_reintegration": 16},
            [
                ("reached-too-many", at("reached_counselling")),
                ("reached-too-many", at("reached_reintegration")),
            ],
        ),
        ({"hotspots_eradicated": 3}, [("hotspots-too-many", at("hotspots_eradicated"))]),
        (
            {"school_sessions": 3, "workplace_sessions": 2},
            [("part-too-many", at("school_sessions"))],
        ),
        (
            {"school_sessions": 5, "workplace_sessions": None},
            [("part-too-many", at("school_sessions"))],
        ),
        ({"school_sessions": 3, "sessions": None}, []),
        ({"tipoffs_resolved": 4}, [("tipoffs-too-many", at("tipoffs_resolved"))]),
        ({"tipoffs_resolved": 4, "tipoffs_received": None}, []),
        ({"commune_class": 5}, [("class-contradiction", at("commune_class"))]),
        ({"commune_class": None}, [("required-missing", at("commune_class"))]),
        ({"public_incidents": None}, [("required-missing", at("public_incidents"))]),
        ({"post_rehab": None, "cases": None}, []),
    ],
)
def test_figures_are_held_against_each_other(
    changed: Values, expected: list[tuple[str, str]]
) -> None:
    assert said(sent(changed)) == expected


def test_a_clean_commune_without_any_is_no_contradiction() -> None:
    clean = ("addicts", "users", "reached", "spots")
    values = {code: 0 for code in USUAL if code.split("_")[0] in clean} | {"commune_class": 5}
    assert said(sent(values)) == []


def test_tip_offs_left_from_the_years_periods_before_may_be_resolved_now() -> None:
    content = sent({"tipoffs_resolved": 5})
    assert said(content, left_over(2)) == []
    assert said(content, left_over(1)) == [("tipoffs-too-many", at("tipoffs_resolved"))]
    assert said(sent(), left_over(-4)) == []  # more were resolved than received


def test_an_inequality_says_both_sides() -> None:
    (found,) = checked(sent({"tipoffs_resolved": 6}), left_over(2))
    assert sentence(found) == (
        "Sheet “Số liệu”, ô AB19 (Xã Pờ Y · Đã giải quyết): Đã giải quyết là 6, lớn hơn Tiếp nhận"
        " trong kỳ (3) cộng số còn lại từ các kỳ trước trong năm (2). Hãy sửa hoặc giải thích."
    )
    assert sentence(found, "en").startswith(
        "Sheet “Số liệu”, cell AB19 (Xã Pờ Y · Đã giải quyết): "
    )


def test_a_commune_that_is_not_among_the_figures_is_missing() -> None:
    whole = sent()
    content = replace(
        whole, figures=tuple(f for f in whole.figures if f.commune_id not in {PO_Y, DAK_XU})
    )
    assert [(f.code, f.cell, f.label) for f in checked(content)] == [
        ("commune-missing", None, "Xã Đăk Xú"),
        ("commune-missing", None, "Xã Pờ Y"),
    ]


# ---------------------------------------------------------------- against what was accepted before


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({"spots_closing": 3}, [("opening-continuity", at("spots_opening"))]),
        ({"spots_closing": None}, []),
        ({"hotspots_identified": 3}, [("cumulative-fell", at("hotspots_identified"))]),
        ({"hotspots_identified": 1}, []),
        ({"addicts": 1}, [("jump", at("addicts"))]),
        ({"addicts": 0}, [("jump", at("addicts"))]),
        ({"addicts": 2}, []),
        ({"users": 30}, [("jump", at("users"))]),
        ({"addicts": 24}, []),
        ({"participants": 5}, []),
    ],
)
def test_figures_are_held_against_the_last_accepted(
    before: dict[str, int | None], expected: list[tuple[str, str]]
) -> None:
    assert said(sent(), after(**before)) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (31, 20, True),
        (30, 20, False),
        (11, 0, True),
        (10, 0, False),
        (9, 20, True),
        (10, 20, False),
    ],
)
def test_a_jump_is_more_than_half_and_more_than_ten(now: int, before: int, expected: bool) -> None:
    assert moved(now, before) is expected


def test_warnings_say_what_was_accepted_and_when() -> None:
    (found,) = checked(sent(), after(addicts=1))
    assert found.severity is Severity.WARNING
    assert sentence(found) == (
        "Sheet “Số liệu”, ô K19 (Xã Pờ Y · Người nghiện): từ 1 (kỳ 2025-09 đã duyệt) thành 12, tăng"
        " hoặc giảm quá 50 % và quá 10 đơn vị. Hãy kiểm tra lại; nếu đúng thì giải thích."
    )


# ---------------------------------------------------------------- areas


UNDER_WAY, ACHIEVED = AreaState.UNDER_WAY, AreaState.ACHIEVED
NOT_ACHIEVED, RELAPSED = AreaState.NOT_ACHIEVED, AreaState.RELAPSED
DECIDED = {"decision_no": "12/QĐ-UBND", "decision_on": date(2025, 1, 5)}


def area(state: AreaState, **parts: object) -> Area:
    whole = {**DECIDED, "relapsed_on": date(2025, 9, 1), **parts}
    return Area(DAK_XU, 2024, date(2024, 2, 1), "I", state, **whole)  # type: ignore[arg-type]


@pytest.mark.parametrize("before", list(AreaState))
@pytest.mark.parametrize("now", list(AreaState))
def test_an_area_moves_only_along_the_arrows(before: AreaState, now: AreaState) -> None:
    reachable = {
        UNDER_WAY: {UNDER_WAY, NOT_ACHIEVED, ACHIEVED, RELAPSED},
        NOT_ACHIEVED: {UNDER_WAY, NOT_ACHIEVED, ACHIEVED, RELAPSED},
        ACHIEVED: {ACHIEVED, RELAPSED},
        RELAPSED: {RELAPSED},
    }
    history = History(replace(usual(period=BEFORE), areas=(area(before),)))
    expected = [] if now in reachable[before] else [("area-history", in_areas("state"))]
    assert said(sent(areas=(area(now),)), history) == expected
    assert states_after(load_form().area_states, before) == reachable[before]


def test_an_area_that_was_accepted_is_never_gone() -> None:
    history = History(usual(period=BEFORE))
    (found,) = checked(sent(areas=AREAS[:1]), history)
    assert (found.code, found.sheet, found.cell) == ("area-history", "Địa bàn chuyển hóa", None)
    assert sentence(found) == (
        "Sheet “Địa bàn chuyển hóa” (Xã Pờ Y (2025)): địa bàn đã có trong danh sách được duyệt của"
        " kỳ 2025-09 nhưng nay không còn. Hãy ghi lại dòng này; danh sách chỉ thêm, không bớt."
    )


def test_an_area_whose_row_cannot_be_read_is_not_called_gone() -> None:
    content = replace(sent(areas=()), unread=frozenset({("Địa bàn chuyển hóa", "")}))
    assert said(content, History(usual(period=BEFORE))) == []


@pytest.mark.parametrize(
    ("one", "code", "cell"),
    [
        (area(ACHIEVED, decision_no=None), "area-decision", in_areas("decision_no")),
        (area(ACHIEVED, decision_on=None), "area-decision", in_areas("decision_on")),
        (
            area(ACHIEVED, decision_no=None, decision_on=None),
            "area-decision",
            in_areas("decision_no"),
        ),
        (area(RELAPSED, relapsed_on=None), "area-relapse", in_areas("relapsed_on")),
        (area(ACHIEVED, decision_on=date(2025, 10, 17)), "date-in-future", in_areas("decision_on")),
        (area(RELAPSED, relapsed_on=date(2026, 1, 1)), "date-in-future", in_areas("relapsed_on")),
    ],
)
def test_a_state_of_an_area_needs_its_papers(one: Area, code: str, cell: str) -> None:
    assert said(sent(areas=(one,))) == [(code, cell)]


def test_the_day_of_receipt_itself_is_not_in_the_future() -> None:
    assert said(sent(areas=(area(ACHIEVED, decision_on=date(2025, 10, 16)),))) == []


def test_a_commune_stands_once_in_a_cohort_and_may_be_chosen_again_later() -> None:
    twice = (area(RELAPSED), area(ACHIEVED))
    (found,) = checked(sent(areas=twice))
    assert (found.code, found.cell) == ("area-commune", in_areas("commune", PO_Y))
    assert "đã có ở dòng 11 với cùng năm lựa chọn 2024" in sentence(found)
    again = replace(twice[1], cohort=2025, state=UNDER_WAY)
    assert said(sent(areas=(twice[0], again))) == []


def test_an_area_of_another_locality_is_none_of_ours() -> None:
    content = replace(sent(), areas=(replace(area(UNDER_WAY), commune_id="23344"),))
    (found,) = checked(content)
    assert found.code == "area-commune"
    assert "không phải xã, phường, thị trấn của Huyện Ngọc Hồi" in sentence(found)


# ---------------------------------------------------------------- tasks


def tasks(**changed: TaskRecord) -> tuple[TaskRecord, ...]:
    return tuple(changed.get(task.task_id.replace("-", "_"), task) for task in usual().tasks)


def test_a_finished_task_has_its_day() -> None:
    undated = TaskRecord("peak-campaign", TaskState.DONE)
    finished = in_tasks("peak-campaign", "completed_on")
    assert said(sent(tasks=tasks(peak_campaign=undated))) == [("task-date", finished)]
    late = TaskRecord("peak-campaign", TaskState.DONE, date(2025, 10, 17))
    assert said(sent(tasks=tasks(peak_campaign=late))) == [("date-in-future", finished)]


def test_the_tasks_are_those_the_form_shows_each_once() -> None:
    whole = sent()
    doubled = replace(whole, tasks=(*whole.tasks, replace(whole.tasks[0], row=22)))
    assert said(doubled) == [("task-twice", in_tasks(None))]
    short = replace(whole, tasks=whole.tasks[1:])
    assert said(short) == [("task-missing", None)]
    strange = replace(whole, tasks=(*whole.tasks, TaskRecord("dọn dẹp", UNKNOWN, row=22)))
    assert said(strange) == [("task-unknown", in_tasks(None))]


UNKNOWN = TaskState.UNDER_WAY


def test_all_faults_are_said_at_once() -> None:
    content = sent({"spots_closing": 9, "addicts": None}, areas=(area(ACHIEVED, decision_no=None),))
    assert said(content) == [
        ("spots-balance", at("spots_closing")),
        ("required-missing", at("addicts")),
        ("area-decision", in_areas("decision_no")),
    ]


def test_a_stored_report_is_checked_without_knowing_its_columns() -> None:
    content = replace(usual(), areas=(area(ACHIEVED, decision_no=None),))
    assert [found.code for found in checked(content)] == ["area-decision"]
    assert PLEI_KAN in {figure.commune_id for figure in content.figures}


ENDS = datetime(2025, 10, 14, tzinfo=REGIME.timezone)
"""The last day of the period 2025-10."""


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        (ENDS - timedelta(days=40), ["period-not-ended"]),
        (ENDS, ["period-not-ended"]),
        (ENDS.replace(hour=23, minute=59, second=59), ["period-not-ended"]),
        (ENDS + timedelta(days=1), []),
    ],
)
def test_a_report_comes_when_the_last_day_of_its_period_is_over(
    received_at: datetime, expected: list[str]
) -> None:
    content = replace(sent(), areas=(), tasks=usual().tasks)
    found = [one for one in checked(content, received_at=received_at) if one.sheet is None]
    assert [one.code for one in found] == expected
    assert all(one.severity is Severity.ERROR for one in found)
    if found:
        assert sentence(found[0]) == (
            "2025-10: kỳ báo cáo chưa kết thúc (hết ngày 14/10/2025) khi nhận báo cáo ngày"
            f" {received_at:%d/%m/%Y}, số liệu chưa thể là số cuối kỳ. Hãy gửi từ ngày 15/10/2025."
        )


def test_figures_of_the_base_before_the_plan_have_long_ended() -> None:
    base = replace(sent(), identity=Identity(NGOC_HOI, Period.parse("2022-12")))
    codes = {one.code for one in checked(base, received_at=ENDS.replace(year=2023, month=9))}
    assert "period-not-ended" not in codes
