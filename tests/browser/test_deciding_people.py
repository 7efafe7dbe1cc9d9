"""What is decided is what was seen: explanations, accounts, sessions and files that are sent.

Each pressed twice, from two tabs, after something moved, and with words left over in a box.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from data_loaders.accounts.audit_log import By
from data_loaders.accounts.demonstration import NAMES
from data_loaders.accounts.permissions import Role
from tests.browser.office import Office, decided_since, press, rightly, typed
from tests.browser.pressing import (
    AGAIN,
    choose,
    command,
    press_twice,
    submit,
    told_until_gone_on,
)
from tests.browser.server import settle
from tests.browser.wire import accounts_of, session_token
from tests.pages.reports import DAK_SAO, OWED, TU_MO_RONG, content, form_of

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium"), pytest.mark.long]
"""Minutes of pressing against the clock: they belong to the slow target."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# Explanations


def asking(page: Page, target: str, text: str | None) -> Locator:
    """The box of one figure's question, opened; words typed into it unless None."""
    page.locator(f"[class*=st-key-box_ask_{target}] button").first.click()
    if text is not None:
        page.get_by_label("Nội dung yêu cầu").fill(text)
    return press(page, f"send_ask_{target}")


def test_a_second_press_asks_no_second_time_and_words_stay_with_their_figure(
    office: Office,
) -> None:
    unit, targets = office.with_red(3)
    page = office.tab(Role.SECRETARY, f"/locality?unit={unit}&period={OWED}")
    figures = page.locator(f".st-key-asked_about_{unit}")
    choose(page, figures, office.names[targets[-1]])
    asking(page, targets[-1], "Không gửi câu này").page.keyboard.press("Escape")
    for target, pause in zip(targets, (AGAIN[0], AGAIN[-1]), strict=False):
        choose(page, figures, office.names[target])
        button = asking(page, target, None)
        expect(page.get_by_label("Nội dung yêu cầu")).to_have_value("")
        typed(page, "Nội dung yêu cầu", f"Vì sao {pause}?")
        press_twice(page, button, pause)
        told_until_gone_on(page, "Đã gửi yêu cầu giải trình đến")
        expect(page.get_by_text(f"Vì sao {pause}?")).to_have_count(1)
        office.done["request"] += 1
    page.close()


def test_a_question_is_not_asked_over_another_nor_about_a_report_that_moved(
    office: Office,
) -> None:
    unit, (target, another, *_) = office.with_red(2)
    path = f"/trace?unit={unit}&target={target}&period={OWED}"
    one, other = (office.tab(Role.SECRETARY, path) for _ in range(2))
    buttons = [asking(page, "this", f"Câu hỏi {page is one}") for page in (one, other)]
    buttons[0].click()
    expect(one.get_by_text("Đã gửi yêu cầu giải trình đến")).to_be_visible()
    office.done["request"] += 1
    buttons[1].click()
    expect(other.get_by_text(re.compile("vừa yêu cầu giải trình.*hãy xem lại"))).to_be_visible()
    one.goto(f"{office.address}/trace?unit={unit}&target={another}&period={OWED}")
    settle(one)
    button = asking(one, "this", "Số này có đúng không?")
    words = ("--reason", "rà soát lại", "--by", "thuong-truc")
    command(office.store, "data_loaders", "withdraw", unit, OWED, *words)
    button.click()
    expect(one.get_by_text(re.compile("được rút lại việc duyệt.*hãy xem lại"))).to_be_visible()
    one.close()
    other.close()


def answering(page: Page, key: str, text: str) -> Locator:
    box = page.locator(f".st-key-asked_{key}")
    box.get_by_label("Nội dung giải trình").fill(text)
    return box.locator("[class*=st-key-answer_send_] button")


def owed(page: Page) -> list[str]:
    """The numbers of the questions that wait for an answer."""
    boxes = page.locator("[class*=st-key-asked_]")
    found = boxes.evaluate_all("boxes => boxes.map(box => box.className)")
    return [key for one in found for key in re.findall(r"st-key-asked_(\d+)", one)]


def test_a_second_press_answers_no_other_question_and_words_stay_in_their_box(
    office: Office,
) -> None:
    page = office.tab(Role.REPORTER, "/locality")
    keys = owed(page)
    answering(page, keys[-1], "Còn đang viết")
    for key, pause in zip(keys, AGAIN, strict=False):
        press_twice(page, answering(page, key, f"Vì lý do {pause}"), pause)
        told_until_gone_on(page, "Đã gửi giải trình đến Ban Chỉ đạo.")
        assert key not in owed(page)
        office.done["answer"] += 1
    assert owed(page) == keys[len(AGAIN) :]
    left = page.locator(f".st-key-asked_{keys[-1]}").get_by_label("Nội dung giải trình")
    expect(left).to_have_value("Còn đang viết")
    page.close()


def test_of_two_tabs_the_second_answers_nothing_that_was_answered(office: Office) -> None:
    one, other = (office.tab(Role.REPORTER, "/locality") for _ in range(2))
    key = owed(one)[0]
    buttons = [answering(page, key, f"Lý do {page is one}") for page in (one, other)]
    buttons[0].click()
    expect(one.get_by_text("Đã gửi giải trình đến Ban Chỉ đạo.")).to_be_visible()
    buttons[1].click()
    expect(other.get_by_text(re.compile("vừa trả lời lúc.*hãy xem lại"))).to_be_visible()
    office.done["answer"] += 1
    one.close()
    other.close()


# Accounts and sessions


def state_of(page: Page, name: str) -> Locator:
    """The row of an account."""
    return page.locator("table.plain").first.locator("tr").filter(has_text=name)


def locking(page: Page, box: Locator, name: str) -> Locator:
    """The button that locks that account: it names whom, so that one presses no other."""
    button = press(page, "administration_disable_")
    for _ in range(3):
        choose(page, box, name)
        if name in button.inner_text():
            break
    expect(button).to_contain_text(name)
    return button


def test_a_second_press_locks_no_other_account_and_nothing_that_was_changed(
    office: Office,
) -> None:
    accounts = accounts_of(office.store)
    by = By("t", "")
    names = [f"nguoi.{n}" for n in range(len(AGAIN) + 1)]
    for name in names:
        accounts.add(name, Role.VIEWER, by=by, temporary=False)
    page = office.tab(Role.ADMIN, "/admin")
    box = page.locator(".st-key-administration_chosen")
    for name, pause in zip(names, AGAIN, strict=False):
        press_twice(page, locking(page, box, name), pause)
        told_until_gone_on(page, f"Đã khóa {name}; mọi phiên của tài khoản này đã kết thúc.")
        expect(state_of(page, name)).to_contain_text("đã khóa")
    button = locking(page, box, names[-1])
    accounts.set_role(names[-1], Role.AUDITOR, by=by)
    button.click()
    expect(page.get_by_text(re.compile("nay: Kiểm tra.*hãy xem lại"))).to_be_visible()
    found = {one.name: one.disabled for one in accounts.everyone()}
    accounts.close()
    assert [found.pop(name) for name in names] == [True, True, True, False]
    assert not any(found.values())
    page.close()


def test_a_second_press_adds_no_second_account_and_leaves_no_name(office: Office) -> None:
    page = office.tab(Role.ADMIN, "/admin")
    for pause in AGAIN:
        expect(page.get_by_label("Tên đăng nhập")).to_have_value("")
        typed(page, "Tên đăng nhập", f"moi.{pause}")
        press_twice(page, press(page, "administration_add_"), pause)
        told_until_gone_on(page, re.compile(f"^Mật khẩu tạm của moi.{pause}"))
        expect(state_of(page, f"moi.{pause}")).to_have_count(1)
    page.close()


def test_a_second_press_ends_no_other_session(office: Office) -> None:
    """The row under the ended one would move under the hand."""
    for _ in range(len(AGAIN) + 2):
        session_token(office.store, Role.VIEWER)
    one, other = (office.tab(Role.ADMIN, "/admin") for _ in range(2))
    for page in (one, other):
        page.get_by_role("tab", name="Phiên đang mở").click()
    rows = one.locator("[class*=st-key-administration_end_] button")
    expect(rows.first).to_be_visible()
    viewers = one.get_by_role("button", name="Kết thúc phiên của viewer.all")
    for number, pause in enumerate(AGAIN, start=1):
        before = rows.count()
        press_twice(one, viewers.first, pause)
        expect(one.get_by_text("đã kết thúc", exact=True)).to_have_count(number)
        settle(one)
        expect(rows).to_have_count(before - 1)
    first = other.get_by_role("button", name="Kết thúc phiên của viewer.all").first
    first.click()
    expect(other.get_by_text(re.compile("đã kết thúc từ trước"))).to_be_visible()
    assert NAMES[Role.ADMIN] in one.locator("body").inner_text()  # who pressed is still in
    one.close()
    other.close()


# Files


def form(office: Office, number: int, **changed: int) -> Path:
    """Tu Mơ Rông's report of June in a version of its own."""
    path = office.folder / f"bc-{number}.xlsx"
    values = {(DAK_SAO, measure): value for measure, value in changed.items()}
    path.write_bytes(form_of(content(changed={**values, (DAK_SAO, "participants"): number})))
    return path


def bring(page: Page, file: Path) -> Locator:
    """The button that sends a file, after it was chosen."""
    page.locator("input[type=file]").set_input_files(
        {"name": file.name, "mimeType": XLSX, "buffer": file.read_bytes()}
    )
    button = press(page, "sending_send_")
    expect(button).to_be_visible()
    settle(page)
    return button


SENDING = f"/submit?unit={TU_MO_RONG}&period={OWED}"


def test_a_second_press_sends_no_file_again(office: Office) -> None:
    page = office.tab(Role.APPROVER, SENDING)
    for number, pause in enumerate(AGAIN, start=1):
        press_twice(page, bring(page, form(office, 40 + number)), pause)
        said = page.get_by_text(re.compile(r"Đã gửi .*, bản số (\d), lúc"))
        expect(said).to_contain_text(f"bản số {number}")
        office.done["report"] += 1
    page.close()


def test_of_two_tabs_and_of_a_newer_version_the_second_sends_nothing(office: Office) -> None:
    one, other = (office.tab(Role.APPROVER, SENDING) for _ in range(2))
    buttons = [bring(page, form(office, 50 + (page is one))) for page in (one, other)]
    buttons[0].click()
    expect(one.get_by_text(re.compile("Đã gửi .*, bản số"))).to_be_visible()
    office.done["report"] += 1
    moved = re.compile("Số liệu đã thay đổi từ khi xem trước|số liệu đã thay đổi từ khi xem trước")
    buttons[1].click()
    expect(other.get_by_text(moved)).to_be_visible()
    settle(other)
    submit(office.store, form(office, 60), at="2025-06-24T17:05+07:00")
    office.done["report"] += 1
    press(other, "sending_send_").click()
    expect(other.get_by_text(moved)).to_be_visible()
    one.close()
    other.close()


def test_a_reason_typed_for_one_file_stands_in_no_other_ones_box(office: Office) -> None:
    page = office.tab(Role.APPROVER, SENDING)
    reason = page.get_by_label(re.compile("Lý do của .* cảnh báo"))
    for number in (70, 71):
        bring(page, form(office, number, tipoffs_resolved=50)).click()
        expect(page.get_by_text("Chưa gửi: còn cảnh báo chưa ghi lý do.")).to_be_visible()
        expect(reason.first).to_have_value("")
        reason.first.fill("Đã đối chiếu sổ")
        reason.first.press("Tab")
        settle(page)
        page.get_by_test_id("stFileChip").get_by_role("button").click()
        expect(reason).to_have_count(0)
    page.close()


def test_nothing_that_was_not_pressed_for_was_decided_in_all_this(office: Office) -> None:
    assert decided_since(office, "people.duckdb") == rightly(office)
