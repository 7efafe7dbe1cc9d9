"""Sending a report without fault: what is shown before, and what is stored, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.model import Identity, Period
from data_loaders.reports import acceptance, commits, history
from data_loaders.reports.preview import preview
from pages.ui.reads import figures
from tests.data_loaders.sent_forms import cell_of, edited
from tests.pages.conftest import Shell
from tests.pages.panel_rows import panels
from tests.pages.reports import (
    DAK_RO_ONG,
    DAK_SAO,
    OWED,
    TU_MO_RONG,
    content,
    form_of,
    owed,
    spoiled,
    typed,
    without_identity,
)
from tests.pages.seen import act, table_under
from tests.pages.sender import (
    SEND,
    at_page,
    attempts,
    can_send,
    choose,
    found,
    press,
    sent,
    store,
)
from tests.words_of_the_plan import AreaState

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

ACCESS = "Người nghiện, người sử dụng được tiếp cận dịch vụ"
CHANGES = ("Đơn vị, nhiệm vụ", "Nội dung", "Ô", "Đang có", "Sẽ là")


def test_a_report_without_fault_says_so_and_nothing_is_stored_yet(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, owed())
    revision = store().revision()
    app.run()
    assert not app.exception
    assert [one.value for one in app.success] == ["Không có lỗi, không có cảnh báo."]
    assert can_send(app)
    assert app.button(key=act(app, SEND)).label == "Gửi báo cáo tháng 06/2025 của Huyện Tu Mơ Rông"
    assert (sent(), attempts()) == ([], [])
    assert store().revision() == revision


def test_the_effect_on_every_verdict_is_shown_before_anything_is_sent(
    shell: Shell, sent_store: Path
) -> None:
    """9 of 12 reached is one short of what more than 80 % asks."""
    app = at_page(shell, owed())
    effects = {row[0]: row[1:] for row in table_under(app, "Chỉ tiêu", "Đang có")}
    before, after = ["–", "? Chưa đủ số liệu"], ["9/12 (75,0%)", "▲ Nguy cơ không đạt"]
    assert effects[ACCESS] == [*before, "→", *after]
    unchanged = next(c.value for c in app.caption if c.value.startswith("Không đổi: "))
    assert ACCESS not in unchanged
    assert len(effects) + unchanged.count(";") + 1 == 10


def test_a_new_report_lists_each_cell_with_its_place(shell: Shell, sent_store: Path) -> None:
    """11 communes × 26 measures; 7 and 5 cells of two areas; 11 tasks and states, 5 dates."""
    app = at_page(shell, owed())
    assert "Báo cáo mới: 325 ô có số liệu" in [box.label for box in app.expander]
    rows = table_under(app, *CHANGES)
    assert len(rows) == 325
    spot = "Người có hồ sơ quản lý · Người nghiện"
    assert ["Xã Đăk Rơ Ông", spot, "K18", "–", "2"] in rows


def test_the_button_sends_once_however_often_the_page_is_run_again(
    shell: Shell, sent_store: Path
) -> None:
    app = press(at_page(shell, owed()))
    notice = (
        "Đã gửi Huyện Tu Mơ Rông, kỳ tháng 06/2025, bản số 1, lúc 25/06/2025 08:00."
        " Báo cáo chờ duyệt."
    )
    for _ in range(3):
        assert [one.value for one in app.success] == [notice]
        assert app.file_uploader[0].value == []
        assert not app.button
        assert sent() == [(1, "sent")]
        app.run()


def test_the_journal_tells_who_sent_which_file(shell: Shell, sent_store: Path) -> None:
    press(at_page(shell, owed(), name="BC Tu Mơ Rông T6.xlsx"))
    (version,) = history.versions(store(), unit_id=TU_MO_RONG, period=Period.parse(OWED))
    assert (version.file_name, version.by) == ("BC Tu Mơ Rông T6.xlsx", "approver.all")
    assert version.received_at == datetime(2025, 6, 25, 1, tzinfo=UTC)
    assert [event.event for event in version.events] == ["sent"]
    assert store().rows("original", sha256=version.sha256)[0][0] == owed()


def test_what_was_sent_is_seen_as_unconfirmed_and_not_among_the_accepted(
    shell: Shell, sent_store: Path
) -> None:
    app = press(at_page(shell, owed()))
    link = next(link for link in app.page_link if link.label.startswith("Xem kết quả"))
    assert link.proto.query_string == "unit=617&period=2025-06&basis=submitted"
    seen = shell("locality", unit="617", period="2025-06", basis="submitted")
    panel = panels(seen)["service-access"]
    assert (panel.number, panel.beside) == ("9/12", "75,0%")
    assert panel.verdict == "▲ Nguy cơ không đạt"
    accepted = shell("locality", unit="617", period="2025-06")
    assert panels(accepted)["service-access"].number == "–"


def test_sending_is_about_now_whatever_as_of_the_address_names(
    shell: Shell, sent_store: Path
) -> None:
    app = press(at_page(shell, owed(), as_of="2025-06-20"))
    link = next(link for link in app.page_link if link.label.startswith("Xem kết quả"))
    assert "as_of" not in link.proto.query_string


def test_the_notice_gives_way_to_the_next_file(shell: Shell, sent_store: Path) -> None:
    app = choose(press(at_page(shell, owed())), typed(DAK_RO_ONG, "addicts", "mười hai"))
    assert not app.success
    assert len(found(app)) == 1


def test_the_same_file_again_is_told_as_sent_already(shell: Shell, sent_store: Path) -> None:
    app = choose(press(at_page(shell, owed())), owed())
    told = "Tệp này đã được gửi: là bản số 1 của kỳ này. Không cần gửi lại."
    assert [one.value for one in app.info] == [told]
    assert not app.button
    assert (sent(), attempts()) == ([(1, "sent")], [])


def test_a_returned_file_may_be_sent_again(shell: Shell, sent_store: Path) -> None:
    app = press(at_page(shell, owed()))
    now = figures.context().now()
    identity = Identity(TU_MO_RONG, Period.parse(OWED))
    acceptance.decide(
        store(), identity, "returned", actor="thuong-truc", at=now, now=now, reason="Rà soát lại"
    )
    press(choose(app, owed()))
    assert sent() == [(1, "returned"), (2, "sent")]


def with_area_recognised(book: Any) -> None:
    """The area of 2024 is recognised, one addict fewer, and a task is done."""
    cell_of(book, DAK_RO_ONG, "addicts").value = 1
    sheet = book["Địa bàn chuyển hóa"]
    row = next(c.row for line in sheet.iter_rows() for c in line if c.value == 2024)
    (state,) = [c for c in sheet[row] if c.value == "đang chuyển hóa"]
    state.value = "đạt"
    sheet.cell(row, state.column + 1).value = "99/QĐ-UBND"
    sheet.cell(row, state.column + 2).value = datetime(2025, 6, 12)  # noqa: DTZ001 - a cell's


def test_a_correction_lists_what_differs_from_the_version_in_force(
    shell: Shell, sent_store: Path
) -> None:
    app = choose(press(at_page(shell, owed())), spoiled(with_area_recognised))
    assert "4 ô khác với bản đang có" in [box.label for box in app.expander]
    assert table_under(app, *CHANGES) == [
        ["Xã Đăk Rơ Ông", "Người có hồ sơ quản lý · Người nghiện", "K18", "2", "1"],
        ["Xã Đăk Sao (2024)", "Trạng thái", "Địa bàn chuyển hóa", AreaState.UNDER_WAY, "đạt"],
        ["Xã Đăk Sao (2024)", "Số quyết định công nhận", "Địa bàn chuyển hóa", "–", "99/QĐ-UBND"],
        ["Xã Đăk Sao (2024)", "Ngày quyết định", "Địa bàn chuyển hóa", "–", "12/06/2025"],
    ]
    effects = {row[0]: row[1:] for row in table_under(app, "Chỉ tiêu", "Đang có")}
    assert effects[ACCESS][3:] == ["9/11 (81,8%)", "● Đúng tiến độ"]
    assert effects["Chuyển hóa địa bàn đạt"][::3] == ["1/2 (50,0%)", "2/2 (100,0%)"]


def test_a_form_that_does_not_say_whose_it_is_is_asked_about_and_then_works(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, without_identity())
    assert not app.exception
    ((_, _, _, question),) = found(app)
    assert "Gợi ý từ tiêu đề: Huyện Tu Mơ Rông (617), kỳ 2025-06" in question
    (box,) = app.checkbox
    assert box.label == "Tôi xác nhận đây là báo cáo của Huyện Tu Mơ Rông, kỳ tháng 06/2025."
    assert not app.button
    app.run()
    assert attempts() == []  # a question is no refusal
    app.checkbox[0].check().run()
    assert [one.value for one in app.success] == ["Không có lỗi, không có cảnh báo."]
    press(app)
    assert sent() == [(1, "sent")]
    assert not app.checkbox


def test_a_confirmation_holds_for_the_report_it_was_given_for(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, without_identity())
    app.checkbox[0].check().run()
    app.selectbox(key="control_report").set_value(Period.parse("2025-05")).run()
    (box,) = app.checkbox
    assert (box.value, box.label.endswith("kỳ tháng 05/2025.")) == (False, True)
    assert not app.button


def send_aside(data: bytes, unit_id: str, period: str) -> None:
    """Somebody else sends a report meanwhile."""
    context = figures.context()
    now = context.now()
    seen = preview(
        context.store,
        data,
        file_name="khac.xlsx",
        register=context.register(),
        regime=context.regime,
        received_at=now,
        use=context.use,
        confirmed=Identity(unit_id, Period.parse(period)),
    )
    outcome = commits.send(context.store, seen, actor="khac", now=now, explanations="đã đối chiếu")
    assert outcome.outcome == "sent"


MOVED = (
    "Số liệu đã thay đổi từ khi xem trước: có bản khác vừa được gửi, duyệt hoặc trả lại."
    " Chưa có gì được gửi; hãy xem lại rồi bấm gửi."
)


def other() -> bytes:
    return form_of(content(changed={(DAK_SAO, "participants"): 107}))


def test_a_version_that_came_in_between_is_told_and_nothing_is_sent_unseen(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, owed())
    send_aside(other(), TU_MO_RONG, OWED)
    press(app)
    assert [one.value for one in app.warning] == [MOVED]
    assert sent() == [(1, "sent")]
    assert "1 ô khác với bản đang có" in [box.label for box in app.expander]
    press(app)
    assert sent() == [(1, "superseded"), (2, "sent")]


def test_a_version_that_comes_in_at_the_last_moment_is_told_too(
    shell: Shell, sent_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at_page(shell, owed())
    send: Callable[..., Any] = commits.send

    def after_another(*arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr("data_loaders.reports.commits.send", send)
        send_aside(other(), TU_MO_RONG, OWED)
        return send(*arguments, **options)

    monkeypatch.setattr("data_loaders.reports.commits.send", after_another)
    press(app)
    assert [one.value for one in app.warning] == [MOVED]
    assert sent() == [(1, "sent")]


def test_another_localitys_report_in_between_does_not_matter(
    shell: Shell, sent_store: Path
) -> None:
    app = at_page(shell, owed())
    send_aside(form_of(content("614", "2025-06")), "614", "2025-06")
    press(app)
    assert sent() == [(1, "sent")]


def shown_period(app: AppTest) -> str:
    return str(app.selectbox(key="control_report").value)


@pytest.mark.parametrize(
    ("now", "period"),
    [
        ("2025-06-25T08:00:00+07:00", "2025-06"),
        ("2025-06-15T00:00:00+07:00", "2025-06"),  # ended yesterday, due in three days
        ("2025-06-14T23:59:00+07:00", "2025-05"),  # the last day of 2025-06
        ("2023-09-20T08:00:00+07:00", "2023-10"),  # the first one is under way
        ("2023-09-10T08:00:00+07:00", "2022-12"),  # before the plan only base figures can come
        ("2026-06-01T08:00:00+07:00", "2025-12"),
    ],
)
def test_the_page_opens_on_the_newest_period_that_has_ended(
    now: str, period: str, shell: Shell, empty_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_NOW", now)
    app = shell("submit")
    assert not app.exception
    assert shown_period(app) == period


def test_base_figures_from_before_the_plan_can_be_corrected(shell: Shell, sent_store: Path) -> None:
    data = form_of(content(TU_MO_RONG, "2022-12", changed={(DAK_RO_ONG, "participants"): 3}))
    app = at_page(shell, data, period="2022-12")
    assert not app.exception
    press(app)
    assert sent(period="2022-12") == [(1, "accepted"), (2, "sent")]


def test_the_page_speaks_english(shell: Shell, sent_store: Path) -> None:
    app = at_page(shell, owed(), lang="en")
    assert [one.value for one in app.success] == ["No error, no warning."]
    rows = table_under(app, "Target", "Now")
    assert ["Persons reached by services", "–", "? Not enough data", "→", "9/12 (75.0%)"] in [
        row[:5] for row in rows
    ]
    app = press(app)
    assert app.success[0].value.startswith("Sent")
    assert "25 Jun 2025 08:00" in app.success[0].value


def test_conversions_are_shown_as_notes(shell: Shell, sent_store: Path) -> None:
    data = edited(
        owed(), lambda book: setattr(cell_of(book, DAK_SAO, "participants"), "value", "1.234")
    )
    app = at_page(shell, data)
    assert "1 chỗ đã chuyển đổi khi đọc" in [box.label for box in app.expander]
    ((_, _, _, said),) = found(app)
    assert "“1.234” được hiểu là 1234" in said
    assert can_send(app)
