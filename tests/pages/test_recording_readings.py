"""Recording how the committee reads a sentence: who may, why, and what it does to the verdicts."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from kpis.__main__ import main
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import pressed, table_under, tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY = (Role.SECRETARY, None)
NAME = "Xã, phường, thị trấn không có tệ nạn ma túy"


def record(app: AppTest, letter: str, reason: str, round_: int = 0) -> AppTest:
    """Choose, give a reason, press; each recording is followed by a form anew (``round_``)."""
    app.radio(key=f"readings_choice_clean-communes_{round_}").set_value(letter)
    app.run()
    app.text_area(key=f"readings_reason_clean-communes_{letter}_{round_}").set_value(reason)
    return pressed(app, f"readings_record_clean-communes_{letter}_")


def effect(app: AppTest) -> list[list[str]]:
    (table,) = [t for t in tables(app) if t[0] == ["", "Đang có", "", "Sẽ là"]]
    return table[1:]


def verdicts(store: Path) -> dict[str, str]:
    """Unit → verdict of the ambiguous target, as the command says it."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
        patch.setenv("MONITOR_STORE", str(store))
        assert main(["scorecard", "--json"]) == 0
    results = json.loads(printed.getvalue())["results"]
    return {r["unit_id"]: r["verdict"] for r in results if r["target_id"] == "clean-communes"}


def test_a_recorded_reading_changes_the_scorecard_and_stands_with_who_when_and_why(
    shell: Shell, sent_store: Path
) -> None:
    app = record(shell("plan", actor=SECRETARY), "A", "Kết luận phiên họp 20/6")
    assert not app.exception
    assert [one.value for one in app.success] == [f"Đã ghi cách hiểu A cho chỉ tiêu “{NAME}”."]
    assert effect(app)[0] == ["Toàn tỉnh", "○ Chưa đánh giá", "→", "● Đúng tiến độ"]
    (row,) = table_under(app, "Từ lúc")
    assert row == ["25/06/2025 08:00", "A", "secretary.all", "Kết luận phiên họp 20/6"]
    in_force = {row[0]: row[2] for row in table_under(app, "Cách")}
    assert in_force == {"A": "đang có hiệu lực", "B": "", "C": ""}
    province = {row[0]: row[1] for row in table_under(shell(), "Chỉ tiêu")}
    assert province[NAME] == "● Đúng tiến độ"
    assert "secretary.all ghi ngày 25/06/2025" in whole(shell("target", target="clean-communes"))
    figures.context().store.close()
    said = verdicts(sent_store)
    assert said["62"] == "on_track"
    assert sorted(said.values()) == ["no_data"] * 2 + ["on_track"] * 9


def test_a_newer_reading_goes_before_an_older_one_and_both_stay_on_record(
    shell: Shell, sent_store: Path
) -> None:
    app = record(shell("plan", actor=SECRETARY), "A", "Phiên họp thứ nhất")
    app = pressed(app, "go_on_readings_clean-communes")
    app = record(app, "B", "Phiên họp thứ hai", 1)
    assert [row[1] for row in table_under(app, "Từ lúc")] == ["B", "A"]
    assert {row[0]: row[2] for row in table_under(app, "Cách")}["B"] == "đang có hiệu lực"
    assert [one.value for one in app.success] == [f"Đã ghi cách hiểu B cho chỉ tiêu “{NAME}”."]
    assert app.run().success  # it stands until somebody goes on
    assert not pressed(app, "go_on_readings_clean-communes").success


def test_without_a_reason_nothing_is_recorded(shell: Shell, sent_store: Path) -> None:
    app = record(shell("plan", actor=SECRETARY), "A", "   ")
    assert [one.value for one in app.error] == ["ghi cách hiểu một chỉ tiêu phải có lý do"]
    assert figures.context().store.rows("readings", as_of=2**62, upto=2**62) == []


def test_a_reading_is_not_in_force_before_it_was_recorded(shell: Shell, sent_store: Path) -> None:
    record(shell("plan", actor=SECRETARY), "A", "Phiên họp")
    app = shell("plan", as_of="2025-03-31")
    assert "Chưa ghi nhận cách hiểu nào: chưa đánh giá." in whole(app)
