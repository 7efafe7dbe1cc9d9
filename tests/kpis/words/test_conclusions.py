"""What is said of a decision and of a request to explain, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from data_loaders.model import Answer, Decision, ExplanationRequest, Period, Step, TaskState
from kpis.model import Language
from kpis.words.conclusions import held, owed_explanations, progress, request_line

VI, EN = Language
AT = datetime(2025, 6, 20, 1, tzinfo=UTC)
TODAY = date(2025, 6, 25)


def request(due_on: date, answered: date | None = None, key: int = 1) -> ExplanationRequest:
    answers = () if answered is None else (Answer("Đã rà soát", "huyen", AT, answered),)
    return ExplanationRequest(
        key, "615", "t", Period.parse("2025-06"), "Vì sao?", due_on, "tk", AT, AT.date(), answers
    )


def june(day: int) -> date:
    return date(2025, 6, day)


@pytest.mark.parametrize(
    ("due", "answered", "vi", "en"),
    [
        (27, None, "27/06/2025: chưa trả lời, còn 2 ngày.", "not answered, 2 days left."),
        (25, None, "chưa trả lời, hạn hôm nay.", "not answered, due today."),
        (22, None, "chưa trả lời, quá hạn 3 ngày.", "not answered, 3 days overdue."),
        (22, june(22), "22/06/2025; trả lời: 22/06/2025.", "answered: 22 Jun 2025."),
        (22, june(24), "trả lời: 24/06/2025 (chậm 2 ngày).", ": 24 Jun 2025 (2 days late)."),
    ],
)
def test_a_request_says_when_it_is_due_and_how_it_stands(
    due: int, answered: date | None, vi: str, en: str
) -> None:
    said = request_line(request(june(due), answered), TODAY, VI)
    assert said.startswith("Đã yêu cầu giải trình ngày 20/06/2025, hạn trả lời ")
    assert said.endswith(vi)
    assert request_line(request(june(due), answered), TODAY, EN).endswith(en)


def test_what_is_owed_names_the_most_urgent_day_and_nothing_when_all_is_answered() -> None:
    found = [request(june(27)), request(june(22), key=2), request(june(10), june(9), key=3)]
    assert owed_explanations(found, TODAY, VI) == (
        "Ban Chỉ đạo yêu cầu địa phương giải trình 2 nội dung chưa trả lời; hạn gần nhất"
        " 22/06/2025 (quá hạn 3 ngày)."
    )
    assert "explain 2 figures" in owed_explanations(found, TODAY, EN)
    assert "explain 1 figure " in owed_explanations(found[:1], TODAY, EN)
    assert owed_explanations(found[2:], TODAY, VI) == ""


def decision(*steps: Step) -> Decision:
    due = june(22)
    return Decision(1, "Rà soát", due, "615", "", None, None, None, "", "tk", AT, steps)


def test_a_decision_says_its_state_the_newest_remark_and_how_late_it_was_done() -> None:
    doing = Step(TaskState.UNDER_WAY, None, "Đã lập đoàn", "tk", AT)
    done = Step(TaskState.DONE, june(24), "Báo cáo số 45", "tk", AT)
    assert progress(decision(), VI) == "chưa thực hiện"
    assert progress(decision(doing), VI) == "đang thực hiện: Đã lập đoàn"
    assert progress(decision(doing, done), VI) == "Báo cáo số 45"
    assert held(decision(doing), TODAY, VI) == "quá hạn 3 ngày"
    assert held(decision(doing, done), TODAY, VI) == "24/06/2025 (chậm 2 ngày)"
