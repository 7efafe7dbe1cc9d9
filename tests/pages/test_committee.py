"""From a red figure to its explanation, from a decision to its end, as several people see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.service.access import Access
from data_loaders.service.meetings import Meetings, Notice
from kpis.stored.freezing import figures_now
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import Row, table_under, tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY, VIEWER = (Role.SECRETARY, None), (Role.VIEWER, None)
UNIT, TARGET = "615", "service-access"
DISTRICT, NEIGHBOUR = (Role.REPORTER, UNIT), (Role.REPORTER, "611")
BAND = "Ban Chỉ đạo yêu cầu địa phương giải trình 1 nội dung chưa trả lời"
ASKED = "Vì sao chưa đủ 61 người?"
ANSWER = "1 người đi làm ăn xa.\n<b>Đã</b> liên hệ."


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    app.run()
    assert not app.exception
    return app


def buttons(app: AppTest, beginning: str) -> list[str]:
    return [one.key for one in app.button if one.key and one.key.startswith(beginning)]


def explained(app: AppTest) -> list[str]:
    """Every place of a page that says what was asked about a figure."""
    return [line for line in whole(app).splitlines() if "Đã yêu cầu giải trình" in line]


def frozen() -> str:
    """A meeting whose figures are frozen now; its id."""
    context = figures.context()
    now = context.now()
    access = Access(context, Actor("thu-ky", Role.SECRETARY), lambda *_: None)
    notice = Notice("Phiên họp quý II", now, "Trưởng ban")
    return Meetings(access).freeze(notice, figures_now(access)).meeting_id


def test_a_red_figure_is_asked_about_answered_and_explained_beside_itself(
    shell: Shell, unmet_store: Path
) -> None:
    app = shell("locality", actor=SECRETARY, unit=UNIT)
    (send,) = buttons(app, "send_ask_")  # one red figure, one question
    about = f"ask_{TARGET}_{TARGET}_{UNIT}_2025-06_0"
    assert send == f"send_{about}"
    app.text_area(key=f"text_{about}").set_value(ASKED)
    app = press(app, send)
    (told,) = [one.value for one in app.success]
    assert told == "Đã gửi yêu cầu giải trình đến Huyện Đăk Hà, hạn trả lời 02/07/2025."
    assert buttons(app, "send_ask_") == []  # it is still open
    assert "chưa trả lời, còn 7 ngày" in explained(app)[0]

    meeting = frozen()
    home = shell("", actor=DISTRICT)  # where signing in leads
    assert BAND in whole(home)
    assert BAND not in whole(shell("tasks", actor=NEIGHBOUR))
    own = shell("locality", actor=DISTRICT)
    own.text_area(key="answer_text_1_0").set_value(ANSWER)
    own = press(own, "answer_send_1_0_0")
    assert [one.value for one in own.success] == ["Đã gửi giải trình đến Ban Chỉ đạo."]
    assert BAND not in whole(own)

    address = {"unit": UNIT, "target": TARGET}
    for page in ("locality", "target"):
        (*_, beside) = explained(shell(page, actor=VIEWER, **address))
        assert ASKED in beside, page
        assert "giải trình (25/06/2025): 1 người đi làm ăn xa. <b>Đã</b> liên hệ." in beside, page
    (then,) = explained(shell("locality", actor=VIEWER, unit=UNIT, meeting=meeting))
    assert "chưa trả lời, còn 7 ngày" in then
    assert "Địa phương giải trình" not in then
    assert explained(shell("locality", actor=VIEWER, unit=UNIT, as_of="2025-06-24")) == []


def decisions(app: AppTest) -> list[list[Row]]:
    return [table[1:] for table in tables(app) if table[0][:2] == ["Số", "Kết luận"]]


def test_a_decision_is_recorded_carried_on_and_folded_away_when_it_is_done(
    shell: Shell, unmet_store: Path
) -> None:
    meeting = frozen()
    app = shell("meeting", actor=SECRETARY, meeting=meeting)
    app.text_area(key="decision_text_0").set_value("Rà soát lại danh sách")
    app.selectbox(key="decision_owner_0").set_value("Huyện Đăk Hà")
    app.selectbox(key="decision_target_0").set_value(TARGET)
    app.date_input(key="decision_due_0").set_value(date(2025, 6, 30))
    app = press(app, f"decision_send_{meeting}_0")
    assert [one.value for one in app.success] == ["Đã ghi kết luận số 1."]
    assert [one.value for one in app.subheader][:2] == [
        "Kết luận của phiên họp này: 1, hiện nay còn phải thực hiện 1",
        "Kết luận trước đó còn phải thực hiện khi chốt số liệu: 0",
    ]
    ((taken,),) = decisions(app)
    app = shell("meeting", actor=SECRETARY)
    ((row,),) = decisions(app)
    assert row == taken
    number, text, owner, due, state = row
    assert (number, owner, due) == ("1", "Huyện Đăk Hà", "30/06/2025")
    assert text.startswith("Rà soát lại danh sách Người nghiện")
    assert text.endswith(" · Phiên họp quý II (25/06/2025)")
    assert state == "○ đang thực hiện, trong hạn còn 5 ngày · chưa thực hiện"

    app.segmented_control(key="step_state_1_0").set_value("đang thực hiện")
    app.text_input(key="step_note_1_0").set_value("Đã lập tổ công tác")
    app = press(app, "step_send_1_0_0")
    ((row,),) = decisions(app)
    assert row[-1].endswith("còn 5 ngày · đang thực hiện: Đã lập tổ công tác")
    (own,) = decisions(shell("locality", actor=DISTRICT))
    assert [one[1] for one in own] == [text]
    (of_target,) = decisions(shell("target", actor=VIEWER, target=TARGET))
    assert [one[1] for one in of_target] == [text]
    assert decisions(shell("target", actor=VIEWER, target="no-reformed-spots")) == []
    assert decisions(shell("locality", actor=NEIGHBOUR)) == []
    assert buttons(shell("meeting", actor=VIEWER), "decision") == []

    app = shell("meeting", actor=SECRETARY)
    app.segmented_control(key="step_state_1_0").set_value("hoàn thành")
    app.run()
    app = press(app, "step_send_1_0_1")
    assert "Kết luận còn phải thực hiện: 0" in [one.value for one in app.subheader]
    ((row,),) = decisions(app)
    assert row[-1] == "✓ đã hoàn thành đúng hạn 25/06/2025"
    steps = [row[1] for row in table_under(app, "Lúc (giờ báo cáo)")]
    assert steps == ["đang thực hiện", "hoàn thành"]


def test_what_cannot_be_recorded_is_said_in_a_sentence(shell: Shell, unmet_store: Path) -> None:
    app = press(shell("meeting", actor=SECRETARY), "decision_send__0")
    assert [one.value for one in app.error] == ["chưa ghi nội dung kết luận"]
    assert figures.context().store.rows("decisions", as_of=2**62, upto=2**62) == []
