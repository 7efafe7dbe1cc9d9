"""Files that cannot be sent as they are: one clear sentence each, with its cell, and no version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data_loaders.model import Period
from data_loaders.reports import history
from tests.data_loaders.sent_forms import cell_of, set_identity
from tests.pages.conftest import Shell
from tests.pages.reports import (
    DAK_RO_ONG,
    DAK_SAO,
    OWED,
    TU_MO_RONG,
    blank,
    content,
    form_of,
    owed,
    spoiled,
    typed,
    without_row,
)
from tests.pages.seen import whole
from tests.pages.sender import at_page, attempts, choose, found, press, sent, store

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def older_edition() -> bytes:
    return spoiled(lambda book: set_identity(book, form="kh3220-0", unit_id="617", period=OWED))


READABLE: dict[str, tuple[Callable[[], bytes], str, str | None, str]] = {
    "another locality's": (
        lambda: form_of(content("613", OWED)),
        "wrong-locality",
        None,
        "biểu là của Huyện Kon Plông, không phải của Huyện Tu Mơ Rông",
    ),
    "an older edition": (older_edition, "form-edition", None, "hãy tải biểu theo mẫu kh3220-1"),
    "a blank form": (blank, "form-blank", None, "biểu chưa được điền"),
    "a text in a number": (
        lambda: typed(DAK_RO_ONG, "addicts", "mười hai"),
        "number-unreadable",
        "K18",
        "“mười hai” không phải số nguyên",
    ),
    "a missing commune": (
        lambda: without_row(DAK_RO_ONG),
        "commune-missing",
        None,
        "thiếu dòng của Xã Đăk Rơ Ông",
    ),
    "a wrong balance": (
        lambda: typed(DAK_RO_ONG, "spots_closing", 9),
        "spots-balance",
        "H18",
        "Đầu kỳ + Phát hiện mới + Tái hình thành − Triệt xóa = 0, nhưng Cuối kỳ ghi 9",
    ),
}


@pytest.mark.parametrize(("make", "code", "cell", "says"), READABLE.values(), ids=READABLE)
def test_a_file_with_a_fault_is_answered_in_a_sentence_and_kept_once_as_an_attempt(
    make: Callable[[], bytes],
    code: str,
    cell: str | None,
    says: str,
    shell: Shell,
    sent_store: Path,
) -> None:
    app = at_page(shell, make())
    for _ in range(3):
        assert not app.exception
        assert "Có 1 lỗi phải sửa" in app.error[0].value
        ((_, where, _, sentence),) = found(app)
        assert (where, says in sentence) == (cell or "–", True), sentence
        assert not app.button
        assert sent() == []
        misdirected = code == "wrong-locality"  # nobody tried to report with it
        assert attempts() == ([] if misdirected else [[code]])
        app.run()


UNREADABLE = {
    "cut short": (lambda: owed()[:3000], "tải lên bị dừng giữa chừng"),
    "empty": (lambda: b"", "tệp rỗng"),
    "a text": (lambda: b"xa;nguoi nghien\nNgok Lay;12\n", "CSV"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), ".xlsx"),
}


@pytest.mark.parametrize(("make", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_and_not_kept(
    make: Callable[[], bytes], says: str, shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, make())
    revision = store().revision()
    app.run()
    assert not app.exception
    ((_, _, _, sentence),) = found(app)
    assert says in sentence
    assert not app.button
    assert (sent(), attempts(), store().revision()) == ([], [], revision)


def test_warnings_stand_beside_the_errors_so_that_one_look_is_enough(
    shell: Shell, sent_store: Path
) -> None:
    def edit(book: Any) -> None:
        cell_of(book, DAK_RO_ONG, "addicts").value = "mười hai"
        cell_of(book, DAK_SAO, "tipoffs_resolved").value = 5

    app = at_page(shell, spoiled(edit))
    page = whole(app)
    assert "“mười hai” không phải số nguyên" in page
    assert "Ngoài ra có 1 cảnh báo" in page
    assert "Đã giải quyết là 5, lớn hơn" in page
    assert not app.text_input


def test_after_mending_the_file_goes_through(shell: Shell, sent_store: Path) -> None:
    app = at_page(shell, typed(DAK_RO_ONG, "addicts", "mười hai"))
    press(choose(app, owed()))
    assert (sent(), len(attempts())) == ([(1, "sent")], 1)


def two_warnings() -> bytes:
    def edit(book: Any) -> None:
        cell_of(book, DAK_RO_ONG, "tipoffs_resolved").value = 7
        cell_of(book, DAK_SAO, "tipoffs_resolved").value = 5

    return spoiled(edit)


def test_a_warning_waits_for_a_reason_before_it_can_be_sent(shell: Shell, sent_store: Path) -> None:
    app = at_page(shell, two_warnings())
    assert [one.value for one in app.warning] == [
        "Không có lỗi. Có cảnh báo cần ghi lý do ở cuối trang trước khi gửi."
    ]
    (reason,) = app.text_input
    assert reason.label == "Lý do của 2 cảnh báo trên"
    assert len(found(app)) == 2
    for typed_reason in ("", "   "):  # the button answers: a click that is lost is worse
        press(app.text_input[0].set_value(typed_reason).run())
        assert app.error[-1].value == "Chưa gửi: còn cảnh báo chưa ghi lý do."
        assert (sent(), attempts()) == ([], [])
    press(app.text_input[0].set_value(" Tin của năm trước ").run())
    assert len(sent()) == 1


def test_a_reason_holds_for_the_file_it_was_typed_for(shell: Shell, sent_store: Path) -> None:
    app = at_page(shell, two_warnings())
    app.text_input[0].set_value("Tin của năm trước").run()
    choose(app, typed(DAK_SAO, "tipoffs_resolved", 6))
    assert app.text_input[0].value == ""
    press(app)
    assert app.error[-1].value == "Chưa gửi: còn cảnh báo chưa ghi lý do."
    assert sent() == []


def test_the_reason_is_stored_beside_every_warning_it_answers(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, two_warnings())
    press(app.text_input[0].set_value(" Tin của năm trước ").run())
    (version,) = history.versions(store(), unit_id=TU_MO_RONG, period=Period.parse(OWED))
    rows = store().rows("explanations", version_key=version.key)
    assert [explanation for _, explanation in rows] == 2 * ["Tin của năm trước"]
    assert all("tipoffs-too-many" in finding for finding, _ in rows)
    assert {cell for cell in ("AB18", "AB17") for finding, _ in rows if cell in finding}


def test_findings_are_told_in_english_too(shell: Shell, sent_store: Path) -> None:
    app = at_page(shell, typed(DAK_RO_ONG, "addicts", "mười hai"), lang="en")
    assert "“mười hai” is no whole number" in whole(app)
    assert app.error[0].value.startswith("1 error to mend")


@pytest.mark.parametrize("name", ["<b>x</b>.xlsx", "[a](javascript:x).xlsx"])
def test_the_name_of_a_file_is_text_and_nothing_else(
    name: str, shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, b"", name=name)
    page = "\n".join(str(element.value) for element in app.html)
    assert "<b>x</b>" not in page
    assert name in whole(app)
    assert all(name not in str(element.value) for element in (*app.markdown, *app.error))
