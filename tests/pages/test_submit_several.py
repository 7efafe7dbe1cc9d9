"""Several files chosen at once: each with its verdict, sent together or one by one."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from data_loaders.intake.sandbox import shared
from pages.ui.reads import figures
from tests.data_loaders.hostile_files import SEEN_IN_READING
from tests.data_loaders.sent_forms import cell_of, edited
from tests.pages.conftest import Shell
from tests.pages.reports import (
    DAK_RO_ONG,
    DAK_SAO,
    OWED,
    TU_MO_RONG,
    content,
    form_of,
    owed,
    typed,
    without_identity,
)
from tests.pages.seen import Row, act, pressed, table_under, whole
from tests.pages.sender import XLSX, at_page, attempts, found, press, sent, store

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

READY, FAULTY, DOUBTFUL = "✔ Sẵn sàng gửi", "✖ Có 1 lỗi phải sửa", "▲ Cần ghi lý do của 1 cảnh báo"
REPORTER = (Role.REPORTER, TU_MO_RONG)


def drop(shell: Shell, files: dict[str, bytes], **who: tuple[Role, str | None]) -> AppTest:
    """The submit page of what Tu Mơ Rông owes, with these files dropped on it."""
    app = shell("submit", unit=TU_MO_RONG, period=OWED, **who)
    named = [(name, data, XLSX) for name, data in files.items()]
    return app.file_uploader[0].set_value(named).run()


def open_file(app: AppTest, number: int) -> AppTest:
    """The page with the file of that number in the list opened."""
    (chosen,) = (one for one in app.selectbox if one.key == "several_file")
    label = next(name for name in chosen.options if name.startswith(f"{number}. "))
    return chosen.select(label).run()


def listed(app: AppTest) -> list[Row]:
    """A row per file: number, name, whose report it is, verdict."""
    return table_under(app, "", "Tệp", "Báo cáo", "Kết quả kiểm tra")


def earlier() -> bytes:
    """The report of May."""
    return form_of(content(TU_MO_RONG, "2025-05", changed={(DAK_SAO, "participants"): 91}))


def of_period(period: str, measure: str, value: object) -> bytes:
    """A report of that period with one cell typed over."""

    def edit(book: Any) -> None:
        cell_of(book, DAK_RO_ONG, measure).value = value

    return edited(form_of(content(TU_MO_RONG, period)), edit)


def three() -> dict[str, bytes]:
    return {
        "t6.xlsx": owed(),
        "sai.xlsx": of_period("2025-04", "addicts", "mười hai"),
        "cảnh báo.xlsx": of_period("2025-03", "tipoffs_resolved", 50),
    }


def test_each_file_is_listed_with_what_the_check_found(shell: Shell, sent_store: Path) -> None:
    app = drop(shell, {**three(), "khác.pdf": b"%PDF-1.7"})
    whose = "Huyện Tu Mơ Rông, tháng"
    assert listed(app) == [
        ["1", "t6.xlsx", f"{whose} 06/2025", READY],
        ["2", "sai.xlsx", f"{whose} 04/2025", FAULTY],
        ["3", "cảnh báo.xlsx", f"{whose} 03/2025", DOUBTFUL],
        ["4", "khác.pdf", "–", FAULTY],
    ]
    assert (sent(), attempts(period="2025-04")) == ([], [["number-unreadable"]])


def test_the_first_file_that_needs_attention_is_shown_in_full(
    shell: Shell, sent_store: Path
) -> None:
    app = drop(shell, three())
    assert "“mười hai” không phải số nguyên" in whole(app)
    open_file(app, 3)
    assert "Đã giải quyết là 50, lớn hơn" in whole(app)
    assert "“mười hai”" not in whole(app)


def test_all_that_are_ready_are_sent_together_and_nothing_else(
    shell: Shell, sent_store: Path
) -> None:
    app = drop(shell, {**three(), "t5.xlsx": earlier()})
    assert app.button(key=act(app, "several_send_")).label == "Gửi 2 báo cáo sẵn sàng"
    pressed(app, "several_send_")
    assert app.success[0].value == "Đã gửi 2 báo cáo. Báo cáo chờ duyệt."
    assert sent() == [(1, "sent")]
    assert sent(period="2025-05")[-1][1] == "sent"
    assert [row[3] for row in listed(app)] == [
        "● Đã gửi, là bản số 1",
        FAULTY,
        DOUBTFUL,
        "● Đã gửi, là bản số 1",
    ]
    before = store().revision()
    app.run()
    assert store().revision() == before
    assert app.success[0].value == "Đã gửi 2 báo cáo. Báo cáo chờ duyệt."  # until files change


def test_one_of_several_is_sent_by_itself_with_its_reason(shell: Shell, sent_store: Path) -> None:
    app = drop(shell, three())
    open_file(app, 3)
    press(app.text_input[0].set_value("Tin của năm trước").run())
    assert sent(period="2025-03")[-1][1] == "sent"
    assert app.success[0].value == "Đã gửi 1 báo cáo. Báo cáo chờ duyệt."
    assert [row[3] for row in listed(app)][2].startswith("● Đã gửi, là bản số ")
    assert sent() == []


def test_a_corrected_file_added_beside_the_faulty_one_takes_its_place(
    shell: Shell, sent_store: Path
) -> None:
    """The file field keeps what was chosen before."""
    app = drop(shell, {"sai.xlsx": typed(DAK_RO_ONG, "addicts", "mười hai"), "sửa.xlsx": owed()})
    assert [row[3] for row in listed(app)] == ["○ Thay bằng tệp số 2 của cùng báo cáo", READY]
    assert "mười hai" not in whole(app)
    pressed(app, "several_send_")
    assert sent() == [(1, "sent")]
    assert next(row[3] for row in listed(app)) == "○ Thay bằng tệp số 2 của cùng báo cáo"


def test_a_file_is_of_the_period_it_says_when_there_are_several(
    shell: Shell, sent_store: Path
) -> None:
    app = drop(shell, {"t5.xlsx": earlier(), "t6.xlsx": owed()})
    assert [row[2] for row in listed(app)] == [
        "Huyện Tu Mơ Rông, tháng 05/2025",
        "Huyện Tu Mơ Rông, tháng 06/2025",
    ]


def test_another_localitys_file_is_refused_to_a_reporter_among_others_too(
    shell: Shell, sent_store: Path
) -> None:
    other = form_of(content("613", OWED))
    app = drop(shell, {"t6.xlsx": owed(), "613.xlsx": other}, actor=REPORTER)
    assert [row[3] for row in listed(app)] == [READY, FAULTY]
    assert "không phải của Huyện Tu Mơ Rông" in whole(app)
    assert attempts() == []


def test_a_form_without_identity_is_asked_about_where_it_is_opened(
    shell: Shell, sent_store: Path
) -> None:
    app = drop(shell, {"t5.xlsx": earlier(), "cũ.xlsx": without_identity()})
    assert listed(app)[1][3].startswith("? Chưa rõ")
    app.checkbox[0].check().run()
    assert [row[3] for row in listed(app)] == [READY, READY]


def test_names_of_files_are_text_and_nothing_else(shell: Shell, sent_store: Path) -> None:
    app = drop(shell, {"<b>x</b>.xlsx": b"", "[a](javascript:x).xlsx": b""})
    page = "\n".join(str(element.value) for element in app.html)
    assert "<b>x</b>" not in page
    assert [row[1] for row in listed(app)] == ["<b>x</b>.xlsx", "[a](javascript:x).xlsx"]


def test_who_brings_too_many_files_is_told_when_to_go_on(
    shell: Shell, sent_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_FILES_PER_HOUR", "2")
    app = drop(shell, three())
    assert [row[3] for row in listed(app)][:2] == [READY, FAULTY]
    told = listed(app)[2][3]
    assert "đã đưa lên 2 tệp trong một giờ" in told
    again = datetime.now(UTC) + timedelta(minutes=61)
    assert f"ngày {again.astimezone(figures.context().regime.timezone):%d/%m}" in told
    app.run()  # what was read stays, and costs nothing again
    assert [row[3] for row in listed(app)][:2] == [READY, FAULTY]
    app = at_page(shell, owed())
    assert "tệp này chưa được đọc" in app.error[0].value
    assert not app.button


@pytest.mark.skipif(sys.platform == "win32", reason="no process stands still there")
def test_pages_of_others_answer_while_a_hostile_file_is_read(
    shell: Shell, sent_store: Path
) -> None:
    """The process that has the file is stopped, so it is being read for as long as that takes."""
    code, build = SEEN_IN_READING["rows without end"]
    hostile, parser = build(), shared()
    at_page(shell, owed())  # starts a reading process
    pid = parser.pids()[-1]
    told: list[AppTest] = []
    os.kill(pid, signal.SIGSTOP)
    try:
        other = threading.Thread(target=lambda: told.append(at_page(shell, hostile)))
        other.start()
        while pid in parser.pids():
            time.sleep(0.01)
        assert not shell("overview").exception
        assert found(at_page(shell, typed(DAK_RO_ONG, "addicts", "x")))[0][1] == "K18"
        assert told == []
    finally:
        os.kill(pid, signal.SIGCONT)
    other.join()
    assert "có quá nhiều ô" in found(told[0])[0][3]
    assert code == "file-too-many-cells"
