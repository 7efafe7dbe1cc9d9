"""What is decided is what was seen: meetings, readings and conclusions.

Each pressed twice, from two tabs, after something moved, and with words left over in a box.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from data_loaders.accounts.permissions import Role
from tests.browser.office import WAITS, Office, decided_since, press, rightly, typed
from tests.browser.pressing import AGAIN, choose, command, press_twice, told_until_gone_on
from tests.browser.server import settle
from tests.pages.reports import OWED

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium"), pytest.mark.long]
"""Minutes of pressing against the clock: they belong to the slow target."""

LOOK_AGAIN = re.compile("hãy xem lại")


# Meetings


def announce(page: Page, name: str) -> Locator:
    for label, text in (("Tên phiên họp", name), ("Chủ trì", "Trưởng ban")):
        page.get_by_role("textbox", name=label, exact=True).fill(text)
    return press(page, "meetings_announce_it_")


def test_a_second_press_announces_no_second_meeting(office: Office) -> None:
    page = office.tab(Role.SECRETARY, "/meeting")
    for pause in AGAIN:
        press_twice(page, announce(page, f"Phiên thử {pause}"), pause)
        told_until_gone_on(page, f"Đã ghi phiên họp Phiên thử {pause}.")
        office.done["meeting planned"] += 1
    page.close()


def to_be_frozen(page: Page, name: str | None = None) -> Locator:
    """The button that freezes, of that meeting, after the box was ticked."""
    if name is not None:
        choose(page, page.locator(".st-key-meetings_chosen"), name)
    page.get_by_text("Tôi đã xem lại kỳ, thời điểm và nguồn số liệu nêu trên").click()
    return press(page, "meetings_freeze_it_")


def test_of_two_tabs_one_freezes_a_meeting_and_the_other_is_told(office: Office) -> None:
    one, other = (office.tab(Role.SECRETARY, "/meeting") for _ in range(2))
    announce(one, "Phiên hai thẻ").click()
    told_until_gone_on(one, "Đã ghi phiên họp Phiên hai thẻ.")
    office.done["meeting planned"] += 1
    other.reload()
    settle(other)
    buttons = [to_be_frozen(page, "Phiên hai thẻ") for page in (one, other)]
    buttons[0].click()
    expect(one.get_by_text(re.compile("Đã chốt số liệu .* cho Phiên hai thẻ"))).to_be_visible()
    buttons[1].click()
    expect(other.get_by_role("alert").get_by_text("đã chốt số liệu; không chốt")).to_be_visible()
    office.done["meeting frozen"] += 1
    one.close()
    other.close()


def of_another_period(page: Page, name: str) -> None:
    """Choose the period behind the one button of the choices."""
    button = page.locator(".st-key-choices").get_by_role("button").first
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    choose(page, page.locator(".st-key-control_period"), name)
    page.keyboard.press("Escape")


def test_a_tick_for_figures_that_were_seen_does_not_stand_under_others(office: Office) -> None:
    """Neither under another period, nor under what moved while the page was open."""
    page = office.tab(Role.SECRETARY, "/meeting")
    tick = page.get_by_role("checkbox", name="Tôi đã xem lại kỳ")
    to_be_frozen(page)
    expect(tick).to_be_checked()
    of_another_period(page, "tháng 05/2025")
    expect(page.get_by_role("button", name="Chốt số liệu tháng 05/2025")).to_be_visible()
    expect(tick).not_to_be_checked()
    of_another_period(page, "tháng 06/2025")
    expect(page.get_by_role("button", name="Chốt số liệu tháng 06/2025")).to_be_visible()
    expect(tick).not_to_be_checked()
    button = to_be_frozen(page)
    command(office.store, "data_loaders", "accept", WAITS, OWED, "--by", "thuong-truc")
    button.click()
    expect(page.get_by_text(LOOK_AGAIN)).to_be_visible()
    settle(page)
    expect(tick).not_to_be_checked()
    press(page, "meetings_freeze_it_").click()
    expect(page.get_by_text("Hãy đánh dấu xác nhận đã xem lại")).to_be_visible()
    page.close()


def test_a_second_press_freezes_no_second_meeting(office: Office) -> None:
    page = office.tab(Role.SECRETARY, "/meeting")
    for pause in AGAIN:
        press_twice(page, to_be_frozen(page, f"Phiên thử {pause}"), pause)
        told_until_gone_on(page, re.compile(f"Đã chốt số liệu .* cho Phiên thử {pause}"))
        office.done["meeting frozen"] += 1
    page.close()


# Readings


def read_as(page: Page, letter: str, reason: str) -> Locator:
    options = page.locator("[class*=st-key-readings_choice_] label")
    options.filter(has_text=re.compile(rf"^{letter}\. ")).click()
    settle(page)
    typed(page, "Lý do (bắt buộc)", reason)
    return press(page, "readings_record_")


def test_a_reading_is_recorded_once_and_a_reason_stays_with_its_letter(office: Office) -> None:
    page = office.tab(Role.SECRETARY, "/plan")
    rows = page.locator("table.readings tbody tr")
    read_as(page, "C", "Kết luận về cách C")
    for letter, pause in zip("ABA", AGAIN, strict=True):
        button = read_as(page, letter, "")
        before = rows.count()
        button.click()
        expect(page.get_by_text("phải có lý do")).to_be_visible()  # none was left in the box
        press_twice(page, read_as(page, letter, f"Kết luận {pause}"), pause)
        told_until_gone_on(page, f"Đã ghi cách hiểu {letter} cho chỉ tiêu")
        assert rows.count() == before + 1
        office.done["reading"] += 1
    page.close()


def test_of_two_tabs_the_second_records_no_reading_over_one_it_did_not_show(
    office: Office,
) -> None:
    one, other = (office.tab(Role.SECRETARY, "/plan") for _ in range(2))
    buttons = [read_as(one, "B", "Thông báo 1"), read_as(other, "C", "Thông báo 2")]
    buttons[0].click()
    expect(one.get_by_text("Đã ghi cách hiểu B")).to_be_visible()
    buttons[1].click()
    expect(other.get_by_text(re.compile("nay: cách B.*hãy xem lại"))).to_be_visible()
    office.done["reading"] += 1
    one.close()
    other.close()


# Conclusions


def still_open(page: Page) -> int:
    said = page.get_by_text(re.compile(r"^Kết luận còn phải thực hiện: \d+$")).first.inner_text()
    return int(said.rpartition(" ")[2])


def conclude(page: Page, text: str) -> Locator:
    typed(page, "Nội dung kết luận", text)
    choose(page, page.locator("[class*=st-key-decision_owner_]"), "Huyện Đắk Tô")
    return press(page, "decision_send_")


def test_a_second_press_records_no_second_conclusion_and_leaves_no_words(office: Office) -> None:
    page = office.tab(Role.SECRETARY, "/meeting")
    page.get_by_text("Ghi kết luận mới").click()
    for pause in AGAIN:
        before = still_open(page)
        expect(page.get_by_label("Nội dung kết luận")).to_have_value("")
        press_twice(page, conclude(page, f"Rà soát {pause}"), pause)
        told_until_gone_on(page, "Đã ghi kết luận số")
        assert still_open(page) == before + 1
        office.done["decision"] += 1
    page.close()


def step(page: Page, number: str, state: str) -> Locator:
    """The state of that conclusion, chosen."""
    choose(page, page.locator("[class*=st-key-step_of_]"), f"{number}. ")
    page.locator("[class*=st-key-step_state_]").get_by_role("radio", name=state).click()
    settle(page)
    return press(page, "step_send_")


def numbers(page: Page) -> list[str]:
    """The numbers of conclusions that are still to be done, the most urgent first."""
    table = page.locator("table.decided").first
    return table.locator("tbody tr td:first-child").all_inner_texts()


def test_a_second_press_closes_no_second_conclusion_and_a_note_stays_with_its_own(
    office: Office,
) -> None:
    page = office.tab(Role.SECRETARY, "/meeting")
    page.get_by_text("Ghi tình trạng thực hiện").click()
    first, *others = numbers(page)[:4]
    step(page, first, "hoàn thành")
    typed(page, "Ghi chú", "Đã xong việc này")
    for number, pause in zip(others, AGAIN, strict=True):
        before = still_open(page)
        button = step(page, number, "hoàn thành")
        expect(page.get_by_label("Ghi chú")).to_have_value("")
        press_twice(page, button, pause)
        told_until_gone_on(page, f"Đã ghi tình trạng của kết luận số {number}.")
        assert still_open(page) == before - 1
        office.done["step"] += 1
    page.close()


def test_of_two_tabs_the_second_says_nothing_of_a_conclusion_that_moved(office: Office) -> None:
    one, other = (office.tab(Role.SECRETARY, "/meeting") for _ in range(2))
    number = numbers(one)[0]
    buttons = []
    for page, state in ((one, "hoàn thành"), (other, "không thực hiện")):
        page.get_by_text("Ghi tình trạng thực hiện").click()
        states = page.locator("[class*=st-key-step_state_]").get_by_role("radio")
        named = states.all_inner_texts()
        buttons.append(step(page, number, state if state in named else named[-1]))
        typed(page, "Ghi chú", f"Ghi chú {page is one}")
    buttons[0].click()
    expect(one.get_by_text(f"Đã ghi tình trạng của kết luận số {number}.")).to_be_visible()
    buttons[1].click()
    expect(other.get_by_text(re.compile(f"kết luận số {number} vừa được ghi"))).to_be_visible()
    expect(other.get_by_label("Ghi chú")).to_have_value("Ghi chú False")  # nothing typed is lost
    office.done["step"] += 1
    one.close()
    other.close()


def test_nothing_that_was_not_pressed_for_was_decided_in_all_this(office: Office) -> None:
    assert decided_since(office, "meetings.duckdb") == rightly(office)
