"""What the submit page says once a report is sent, and of bad files among good ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.data_loaders.hostile_files import SEEN_AT_ONCE
from tests.data_loaders.sent_forms import cell_of, edited
from tests.pages.conftest import Shell
from tests.pages.reports import DAK_RO_ONG, OWED, TU_MO_RONG, content, form_of, owed
from tests.pages.seen import pieces, pressed, table_under, text_of, whole
from tests.pages.sender import XLSX, at_page, press, sent

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def half_a_letter() -> bytes:
    """The report of April with half a pair of Unicode for a figure."""

    def edit(book: Any) -> None:
        cell_of(book, DAK_RO_ONG, "addicts").value = "_xD83D_"

    return edited(form_of(content(TU_MO_RONG, "2025-04")), edit)


def steps(html: list[str]) -> list[str]:
    (listed,) = html
    return [text_of(one) for one in listed.split("</li>") if text_of(one)]


def test_after_sending_the_page_says_who_looks_what_comes_back_and_what_is_due(
    shell: Shell, sent_store: Path
) -> None:
    app = press(at_page(shell, owed()))
    looked, seen, due = steps(pieces(app, '<ol class="next">', "</ol>"))
    assert looked.startswith("Người duyệt của tỉnh xem báo cáo; báo cáo gửi trước được xem trước.")
    assert "phiên họp ngày" in looked or "không có hạn cố định" in looked
    assert "“đã duyệt”, hoặc “đã trả lại” kèm lý do" in seen
    assert due == "Báo cáo tiếp theo: tháng 07/2025, hạn gửi 18/07/2025 23:59."


def test_before_anything_was_sent_nothing_comes_next(shell: Shell, sent_store: Path) -> None:
    assert pieces(at_page(shell, owed()), '<ol class="next">', "</ol>") == []


def test_bad_files_of_every_kind_are_told_beside_a_good_one(shell: Shell, sent_store: Path) -> None:
    """Each in its own row and in its own words: none ends the page, none is an unforeseen error."""
    bad = {
        f"{kind}.xlsx": make() for kind, (_, make) in SEEN_AT_ONCE.items() if kind != "too large"
    }
    bad["nửa chữ.xlsx"] = half_a_letter()
    app = shell("submit", unit=TU_MO_RONG, period=OWED)
    files = [(name, data, XLSX) for name, data in (*bad.items(), ("t6.xlsx", owed()))]
    app.file_uploader[0].set_value(files).run()
    assert not app.exception
    rows = {row[1]: row[3] for row in table_under(app, "", "Tệp", "Báo cáo", "Kết quả kiểm tra")}
    assert rows.pop("t6.xlsx") == "✔ Sẵn sàng gửi"
    assert {name for name, told in rows.items() if not told.startswith("✖ Có")} == set()
    assert len(rows) == len(bad) > 30
    assert "ngoài dự kiến" not in whole(app)
    pressed(app, "several_send_")
    assert sent() == [(1, "sent")]
