"""What is decided is what was seen: presses that come twice, late, or from another tab."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from data_loaders.accounts.demonstration import NAMES
from data_loaders.accounts.permissions import Role
from data_loaders.model import Identity, Period
from data_loaders.model.settings import read_settings
from data_loaders.reports import acceptance
from data_loaders.reports.history import SENT, versions
from data_loaders.service.context import open_context
from tests.browser.server import ROOT, new_context, open_page, open_tab, running_server, settle
from tests.pages.reports import DAK_SAO, OWED, content, form_of

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

AGAIN = (0.1, 0.25, 0.5)
"""Seconds after the first press at which a hand that pressed twice presses again."""
MORE = ("608", "610", "611", "612", "613")
"""Localities whose accepted report of June waits again."""


@dataclass
class Waiting:
    """A server whose queue is full: the approver's, with one report that has a newer version."""

    address: str
    store: Path
    newer: Path


@pytest.fixture(scope="module")
def waiting(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Waiting]:
    folder = tmp_path_factory.mktemp("acts")
    store = Path(shutil.copy(_filled, folder / "monitor.duckdb"))
    context = open_context(read_settings({"MONITOR_STORE": str(store)}))
    now: datetime = context.now()
    with context.store:
        for unit in MORE:
            acceptance.withdraw(
                context.store,
                Identity(unit, Period.parse(OWED)),
                reason="rà soát lại",
                actor="thuong-truc",
                at=now,
                now=now,
            )
    first, newer = folder / "bc-1.xlsx", folder / "bc-2.xlsx"
    first.write_bytes(form_of(content()))
    newer.write_bytes(form_of(content(changed={(DAK_SAO, "participants"): 77})))
    with running_server(store, log=folder / "server.log") as address:
        submit(store, first, at="2025-06-24T16:00+07:00")
        yield Waiting(address, store, newer)


def submit(store: Path, file: Path, *, at: str) -> None:
    """A report arrives while the application runs, as another person's sending does."""
    command = [sys.executable, "-m", "data_loaders", "submit", str(file), "--by", "huyen-617"]
    subprocess.run(
        [*command, "--at", at, "--explain", "đã đối chiếu"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**os.environ, "MONITOR_STORE": str(store)},
    )


def opened(page: Page) -> str:
    """The report that stands open, as sentences name it."""
    return title_of(page).inner_text().replace(" · ", ", ")


def title_of(page: Page) -> Locator:
    return page.locator(".st-key-conclusion h2")


def in_queue(page: Page) -> int:
    said = page.get_by_role("heading", name=re.compile(r"^\d+ báo cáo chờ duyệt$")).inner_text()
    return int(said.partition(" ")[0])


def accept(page: Page) -> Locator:
    return page.locator("[class*=st-key-reviewing_accept_] button")


def choose(page: Page, name: str) -> None:
    page.locator(".queue").get_by_role("link", name=name.removeprefix("Huyện ")).click()
    expect(title_of(page)).to_contain_text(name)
    settle(page)


def press_twice(page: Page, button: Locator, pause: float) -> None:
    """Two presses of the mouse in the same place."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(x, y)
    page.wait_for_timeout(1000 * pause)
    page.mouse.click(x, y)


def test_a_second_press_accepts_nothing_and_the_page_stays_with_its_receipt(
    browser: Browser, waiting: Waiting
) -> None:
    page = open_page(browser, f"{waiting.address}/review")
    for pause in AGAIN:
        before, title = in_queue(page), opened(page)
        assert accept(page).inner_text() == f"✓ Duyệt báo cáo {title}"
        press_twice(page, accept(page), pause)
        expect(page.get_by_text(f"Đã duyệt {title}.")).to_be_visible()
        page.wait_for_timeout(1500)  # what the second press would do is done by now
        settle(page)
        assert opened(page) == title  # the name stands over its own figures still
        assert in_queue(page) == before - 1
        expect(page.get_by_text(f"Đã duyệt {title}.")).to_be_visible()
        expect(accept(page)).to_have_count(0)
        following = page.locator(".next-report a")
        named = following.inner_text().partition(": ")[2].removesuffix(" →")
        following.click()
        expect(title_of(page)).to_have_text(named.replace(", ", " · "))
        expect(accept(page)).to_have_text(f"✓ Duyệt báo cáo {named}")
        expect(page.get_by_text(f"Đã duyệt {title}.")).to_have_count(0)
        settle(page)
    page.context.close()


def test_of_two_tabs_the_second_decides_on_nothing_it_did_not_show(
    browser: Browser, waiting: Waiting
) -> None:
    visitor = new_context(browser)
    one = open_tab(visitor, f"{waiting.address}/review", role=Role.APPROVER)
    other = open_tab(visitor, f"{waiting.address}/review")
    title, before = opened(one), in_queue(one)
    assert opened(other) == title
    accept(one).click()
    expect(one.get_by_text(f"Đã duyệt {title}.")).to_be_visible()
    accept(other).click()
    expect(other.get_by_text(re.compile(r"bản 1 đã được duyệt lúc .*hãy xem lại"))).to_be_visible()
    settle(other)
    assert opened(other) == title
    assert in_queue(other) == before - 1
    visitor.close()


def test_a_reason_typed_for_one_report_stands_in_no_other_ones_box(
    browser: Browser, waiting: Waiting
) -> None:
    page = open_page(browser, f"{waiting.address}/review")
    first = opened(page).split(",")[0]
    page.get_by_role("button", name="Trả lại, ghi lý do").click()
    page.get_by_label("Lý do trả lại").fill("Thiếu một xã")
    page.get_by_label("Lý do trả lại").press("Tab")
    title_of(page).click()  # closes the box
    choose(page, "Huyện Tu Mơ Rông")
    page.get_by_role("button", name="Trả lại, ghi lý do").click()
    box = page.get_by_label("Lý do trả lại")
    expect(box).to_have_value("")
    page.get_by_role("button", name="Trả lại báo cáo Huyện Tu Mơ Rông").click()
    expect(page.get_by_text("trả lại báo cáo phải ghi lý do")).to_be_visible()
    assert first != "Huyện Tu Mơ Rông"
    page.context.close()


def test_a_newer_version_sent_meanwhile_is_refused_and_both_are_named(
    browser: Browser, waiting: Waiting
) -> None:
    page = open_page(browser, f"{waiting.address}/review")
    choose(page, "Huyện Tu Mơ Rông")
    assert opened(page) == "Huyện Tu Mơ Rông, tháng 06/2025, bản 1"
    submit(waiting.store, waiting.newer, at="2025-06-24T17:05+07:00")
    accept(page).click()
    said = re.compile(
        r"617, kỳ 2025-06: có bản khác \(bản 2, huyen-617 gửi lúc 24/06/2025 17:05\); bạn đang xem"
        r" bản 1, chưa có gì được ghi; hãy xem lại"
    )
    expect(page.get_by_text(said)).to_be_visible()
    settle(page)
    assert opened(page) == "Huyện Tu Mơ Rông, tháng 06/2025, bản 2"
    accept(page).click()
    expect(page.get_by_text("Đã duyệt Huyện Tu Mơ Rông, tháng 06/2025, bản 2.")).to_be_visible()
    page.context.close()


def test_a_second_press_ends_no_other_session(browser: Browser, waiting: Waiting) -> None:
    """The row under the ended one would move under the hand."""
    others = [open_page(browser, waiting.address, role=Role.VIEWER) for _ in range(3)]
    admin = open_page(browser, f"{waiting.address}/admin", role=Role.ADMIN)
    admin.get_by_role("tab", name="Phiên đang mở").click()
    rows = admin.locator("[class*=st-key-administration_end_] button")
    expect(rows.first).to_be_visible()
    before = rows.count()
    button = admin.get_by_role("button", name=f"Kết thúc phiên của {NAMES[Role.VIEWER]}").first
    press_twice(admin, button, 0.4)
    expect(admin.get_by_text("đã kết thúc", exact=True)).to_be_visible()
    admin.wait_for_timeout(1500)
    settle(admin)
    assert rows.count() == before - 1
    assert admin.get_by_text("đã kết thúc", exact=True).count() == 1
    for page in (*others, admin):
        page.context.close()


def test_nothing_that_was_not_pressed_for_was_decided_in_all_this(waiting: Waiting) -> None:
    """Of the reports that waited, those accepted are the ones whose receipts stood on screens."""
    copy = waiting.store.with_name("after.duckdb")
    subprocess.run(
        [sys.executable, "-m", "data_loaders", "copy", "--to", str(copy)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        env={**os.environ, "MONITOR_STORE": str(waiting.store)},
    )
    context = open_context(read_settings({"MONITOR_STORE": str(copy)}))
    with context.store:
        group = list(versions(context.store, period=Period.parse(OWED)))
    left = {one.identity.unit_id for one in group if one.state == SENT}
    assert len(left) == len(MORE) + 2 - 5  # Kon Rẫy and Tu Mơ Rông waited too; five were accepted
