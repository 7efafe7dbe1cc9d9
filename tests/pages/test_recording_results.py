"""Recording a published figure and a meeting's conclusion on the plan's page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import ASSIGNABLE, Role
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import acts, pressed, table_under, whole
from tests.recorded_plan import JUDGED, PUBLISHED, with_two_more

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY = (Role.SECRETARY, None)


@pytest.fixture(autouse=True)
def _two_more(sent_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_two_more(tmp_path, monkeypatch)


def publish(app: AppTest, value: str, document: str = "Quyết định 9/QĐ-BNV") -> AppTest:
    key = f"{PUBLISHED}_0"
    app.text_input(key=f"published_value_{key}").set_value(value)
    app.text_input(key=f"published_document_{key}").set_value(document)
    app.date_input(key=f"published_on_{key}").set_value(date(2025, 6, 18))
    return pressed(app, "published_record_")


def conclude(app: AppTest, verdict: str | None = "on_track") -> AppTest:
    key = f"{JUDGED}_0"
    if verdict is not None:
        app.selectbox(key=f"concluded_verdict_{key}").set_value(verdict)
    app.text_area(key=f"concluded_reason_{key}").set_value("Đã giảm rõ")
    app.text_input(key=f"concluded_document_{key}").set_value("Thông báo 3/TB-BCĐ")
    return pressed(app, "concluded_record_")


def recorded() -> list[tuple[object, ...]]:
    return figures.context().store.rows("recorded")


def test_a_published_figure_is_recorded_and_judged_with_document_and_day(shell: Shell) -> None:
    app = shell("plan", actor=SECRETARY)
    assert "Chưa ghi số nào: chờ công bố." in whole(app)
    app = publish(app, "84,99")
    assert not app.exception
    assert [one.value for one in app.success] == [
        "Đã ghi 84,99 từ tháng 06/2025 cho chỉ tiêu “Chỉ số cải cách hành chính”."
    ]
    (row,) = table_under(app, "Từ kỳ", "Giá trị")
    assert row == [
        "tháng 06/2025",
        "84,99",
        "Quyết định 9/QĐ-BNV",
        "18/06/2025",
        "secretary.all",
        "25/06/2025 08:00",
    ]
    assert acts(app, "published_record_") == []  # until somebody goes on
    told = whole(shell("target", target=PUBLISHED))
    assert "84,99, theo Quyết định 9/QĐ-BNV ngày 18/06/2025" in told


def test_a_conclusion_is_recorded_of_a_frozen_meeting_and_is_the_verdict(shell: Shell) -> None:
    app = shell("plan", actor=SECRETARY)
    assert "Chưa có kết luận: chưa đánh giá." in whole(app)
    app = conclude(app)
    assert not app.exception
    assert [one.value for one in app.success] == [
        "Đã ghi “Đúng tiến độ” cho chỉ tiêu “Ổn định trật tự, an toàn xã hội”."
    ]
    (row,) = table_under(app, "Từ kỳ", "Kết quả")
    assert row[1] == "● Đúng tiến độ"
    assert row[3:6] == ["Đã giảm rõ", "Thông báo 3/TB-BCĐ", "secretary.all"]
    told = whole(shell("target", target=JUDGED))
    assert "Đúng tiến độ" in told
    assert "Đã giảm rõ" in told


def test_what_is_missing_or_wrong_is_said_and_nothing_is_recorded(shell: Shell) -> None:
    app = shell("plan", actor=SECRETARY)
    assert [one.value for one in publish(app, "cao").error] == [
        "giá trị “cao” không phải một số; ghi chữ số, có thể có một dấu phẩy thập phân, không kèm"
        " đơn vị"
    ]
    assert [one.value for one in publish(app, "85", " ").error] == ["chưa ghi văn bản công bố"]
    assert [one.value for one in conclude(app, None).error] == [
        "Hãy chọn kết quả theo kết luận của phiên họp."
    ]
    assert recorded() == []


def test_a_record_over_another_one_is_looked_at_again(shell: Shell) -> None:
    one, other = (shell("plan", actor=SECRETARY) for _ in range(2))
    publish(one, "84")
    (said,) = (error.value for error in publish(other, "86").error)
    assert "par-index: đã có ghi khác (nay: số công bố của kỳ 2025-06, secretary.all ghi" in said
    assert len(recorded()) == 1


def test_only_who_may_record_sees_a_form_and_only_of_the_present(shell: Shell) -> None:
    for role in ASSIGNABLE:
        unit = "615" if role is Role.REPORTER else None
        app = shell("plan", actor=(role, unit))
        shown = [acts(app, "published_record_"), acts(app, "concluded_record_")]
        assert [len(one) for one in shown] == [int(role is Role.SECRETARY)] * 2, role
        seen = "Số do cơ quan khác công bố" in "\n".join(one.value for one in app.subheader)
        assert seen is (role is not Role.REPORTER)
    then = shell("plan", actor=SECRETARY, as_of="2025-03-31")
    assert acts(then, "published_record_") == []
    assert "về hiện tại để ghi kết quả" in whole(then)


def test_the_forms_are_there_in_english(shell: Shell) -> None:
    app = shell("plan", actor=SECRETARY, lang="en")
    heads = [one.value for one in app.subheader]
    assert "Published by another body: Administrative reform index" in heads
    assert "As a meeting concludes: Public order stays stable" in heads
    app = publish(app, "84.99")
    assert [one.value for one in app.success] == [
        "84.99 is recorded from Jun 2025 on for the target “Administrative reform index”."
    ]
