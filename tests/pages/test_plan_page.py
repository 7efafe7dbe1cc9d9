"""The plan's page: what is declared, and what a reading would do before it is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import ASSIGNABLE, Role
from data_loaders.plans.declared import load_regime
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import table_under, tables, whole
from tests.plan_files import load_plan

INNER = str.maketrans("“”", "‘’")
"""Quotation marks inside a quoted sentence are single ones."""

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY = (Role.SECRETARY, None)
CHOICE = "readings_choice_clean-communes_0"


def test_every_target_stands_as_declared(shell: Shell, shown_store: Path) -> None:
    app, plan = shell("plan"), load_plan("kh3220", load_regime("kh3220"))
    found = table_under(app, "Chỉ tiêu", "Nội dung trong Kế hoạch", "Công thức", "So sánh")
    assert [row[0] for row in found] == [target.name_vi for target in plan.targets]
    assert [row[1] for row in found] == [
        f"“{target.sentence.translate(INNER)}”" for target in plan.targets
    ]
    of = {row[0]: row[2:] for row in found}
    strict = of["Người nghiện, người sử dụng được tiếp cận dịch vụ"]
    assert strict[0].startswith("số người được tiếp cận dịch vụ / (số người nghiện +")
    assert strict[1] == ">: bằng đúng mức thì chưa đạt, phải hơn"
    assert of["Triệt xóa “điểm nóng” về ma túy"][2] == "tháng 12/2025 · còn 6 kỳ"


def test_notes_thresholds_and_watched_measures_are_all_there(
    shell: Shell, shown_store: Path
) -> None:
    app, plan = shell("plan"), load_plan("kh3220", load_regime("kh3220"))
    notes = table_under(app, "Chỉ tiêu", "Chữ trong kế hoạch")
    assert len(notes) == sum(len(target.notes) for target in plan.targets)
    assert [row[0] for row in table_under(app, "Ngưỡng")] == ["95%", "60%", "1,5", "6", "3", "80%"]
    watched = [row[0] for row in table_under(app, "Nội dung", "Lấy từ biểu")]
    assert watched == [one.name_vi for one in plan.watched]
    english = whole(shell("plan", lang="en"))
    assert "each begins on day 15 of the month before and is due on day 18" in english


def choose(app: AppTest, letter: str) -> AppTest:
    app.radio(key=CHOICE).set_value(letter)
    return app.run()


def effect(app: AppTest) -> list[list[str]]:
    (table,) = [t for t in tables(app) if t[0] == ["", "Đang có", "", "Sẽ là"]]
    return table[1:]


def test_what_a_reading_would_do_is_shown_before_it_is_recorded(
    shell: Shell, shown_store: Path
) -> None:
    app = choose(shell("plan", actor=SECRETARY), "A")
    assert not app.exception
    province, localities = effect(app)
    assert province == ["Toàn tỉnh", "○ Chưa đánh giá", "→", "● Đúng tiến độ"]
    assert localities[1] == "○ 10 Chưa đánh giá"
    assert localities[3] == "● 8 Đúng tiến độ ? 2 Chưa đủ số liệu"
    assert effect(choose(app, "B"))[0][3] == "– Không áp dụng"
    assert figures.context().store.rows("readings", as_of=2**62, upto=2**62) == []


@pytest.mark.parametrize("role", [role for role in ASSIGNABLE if role is not Role.SECRETARY])
def test_nobody_but_the_secretary_sees_the_form(
    role: Role, shell: Shell, shown_store: Path
) -> None:
    app = shell("plan", actor=(role, "615" if role is Role.REPORTER else None))
    assert not app.exception
    assert app.header[0].value == "Kế hoạch 3220/KH-UBND"
    assert not app.radio


def test_in_the_view_of_a_past_instant_nothing_can_be_recorded(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("plan", actor=SECRETARY, as_of="2025-03-31")
    assert not app.radio
    assert "về hiện tại để ghi cách hiểu" in app.info[0].value
