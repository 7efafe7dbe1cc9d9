"""Every page with the demonstration in a real browser, and a report's way through them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from data_loaders.accounts.demonstration import UNIT
from data_loaders.accounts.permissions import ASSIGNABLE, Role
from tests.browser.server import (
    PATIENCE,
    SCREEN,
    new_context,
    open_page,
    open_tab,
    running_server,
    settle,
)
from tests.browser.spoken import foreign
from tests.browser.wire import offered, session_token, wired
from tests.data_loaders.sent_forms import cell_of
from tests.pages.reports import OWED, TU_MO_RONG, content
from tests.words_of_the_plan import COMMUNE_CLASSES

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

CHOSEN = "unit=608&target=service-access&period=2025-05"
PHONE = (400, 800)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WATCHING = Path(__file__).parent / "watching"


@dataclass(frozen=True)
class Shown:
    """A running server on a demonstration store of its own, and what it turned to outside."""

    address: str
    store: Path
    asked: Path


@pytest.fixture(scope="module")
def shown(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("demonstrated")
    store, asked = Path(shutil.copy(_filled, folder / "monitor.duckdb")), folder / "asked"
    settings = {"PYTHONPATH": str(WATCHING), "ASKED_HOSTS": str(asked)}
    with running_server(store, log=folder / "server.log", settings=settings) as address:
        yield Shown(address, store, asked)


class Watched:
    """A visitor whose console and requests are watched from the first moment."""

    def __init__(self, browser: Browser, shown: Shown, role: Role) -> None:
        self.context = new_context(browser)
        unit = UNIT if role is Role.REPORTER else None
        self.token = session_token(shown.store, role, unit)
        bring(self.context, shown, self.token)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        # Below an address of its own Streamlit first looks for a server there, then at the root.
        probing = "/_stcore/" in message.location["url"] and "404" in message.text
        if message.type == "error" and not probing:
            self.errors.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    def go(self, address: str) -> Page:
        self.page.goto(address)
        settle(self.page)
        charts = self.page.locator("[data-testid=stPlotlyChart]")
        for number in range(charts.count()):
            charts.nth(number).locator(".main-svg").first.wait_for()
        return self.page


def bring(context: BrowserContext, shown: Shown, token: str) -> None:
    """Let a visitor in by a session that was made beside the server."""
    context.add_cookies([{"name": "monitor", "value": token, "url": shown.address}])


def pages_of(shown: Shown, token: str) -> list[str]:
    """The addresses of the pages a session is offered."""
    with wired(shown.address, token) as wire:
        return sorted(offered(wire.run()).values())


def widths(page: Page) -> tuple[int, int]:
    """How wide the content is, and how wide the window it is seen through."""
    content, window = page.evaluate(
        "[document.querySelector('[data-testid=stMain]').scrollWidth, document.body.clientWidth]"
    )
    return int(content), int(window)


@pytest.mark.parametrize("role", ASSIGNABLE)
def test_no_page_of_a_role_breaks_the_policy_asks_another_host_is_too_wide_or_speaks_english(
    role: Role, browser: Browser, shown: Shown
) -> None:
    """A breach of the policy is an error in the console, like any other; what is folded speaks."""
    watched = Watched(browser, shown, role)
    pages = pages_of(shown, watched.token)
    assert "" in pages
    for path in pages:
        page = watched.go(f"{shown.address}/{path}?{CHOSEN}")
        assert page.get_by_test_id("stHeading").count() >= 1, path
        assert page.get_by_role("dialog").count() == 0, path
        assert widths(page) == (SCREEN[0], SCREEN[0]), path
        page.locator("summary").evaluate_all("folds => folds.forEach(fold => fold.click())")
        settle(page)
        page.wait_for_timeout(300)  # what comes late comes too
        assert foreign(page) == [], path
    assert watched.errors == []
    assert watched.hosts - {""} == {urlsplit(shown.address).netloc}
    assert shown.asked.read_text("utf-8") == ""
    watched.context.close()


def test_a_host_that_the_server_turned_to_would_be_noticed(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    outside = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect"
    environment = os.environ | {"PYTHONPATH": str(WATCHING), "ASKED_HOSTS": str(asked)}
    for host in ("192.0.2.1", "127.0.0.1"):
        code = f"{outside}(('{host}', 9))"
        subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert asked.read_text("utf-8") == "socket.connect 192.0.2.1\n"


def test_the_first_page_can_be_opened_by_its_name(browser: Browser, shown: Shown) -> None:
    watched = Watched(browser, shown, Role.VIEWER)
    page = watched.go(f"{shown.address}/overview?unit=608&lang=en")
    assert page.get_by_role("dialog").count() == 0  # Streamlit's "page not found"
    assert (urlsplit(page.url).path, urlsplit(page.url).query) == ("/", "unit=608&lang=en")
    assert watched.errors == []
    watched.context.close()


def test_a_locality_reaches_its_own_page_by_its_name_too(browser: Browser, shown: Shown) -> None:
    watched = Watched(browser, shown, Role.REPORTER)
    page = watched.go(f"{shown.address}/locality?unit={UNIT}")
    assert page.get_by_role("dialog").count() == 0
    assert (urlsplit(page.url).path, urlsplit(page.url).query) == ("/", f"unit={UNIT}")
    assert watched.errors == []
    watched.context.close()


def test_the_wide_matrix_scrolls_in_its_own_frame(browser: Browser, shown: Shown) -> None:
    watched = Watched(browser, shown, Role.VIEWER)
    watched.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page = watched.go(shown.address)
    frame = page.locator(".matrix-frame")
    inside, outside = frame.evaluate("frame => [frame.scrollWidth, frame.clientWidth]")
    assert inside > outside
    assert widths(page)[0] == PHONE[0]
    watched.context.close()


def downloaded(page: Page) -> bytes:
    """The form that the page hands out."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biểu tháng 06/2025").click()
    assert download.value.suggested_filename == "617_2025-06.xlsx"
    return Path(download.value.path()).read_bytes()


def filled_in(form: bytes) -> bytes:
    """The form after somebody wrote the district's figures into it and saved it."""
    book = load_workbook(BytesIO(form))
    for figure in content().figures:
        value: object = figure.value
        if figure.measure == "commune_class" and figure.value is not None:
            value = COMMUNE_CLASSES[figure.value - 1]
        cell_of(book, figure.commune_id, figure.measure).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.timeout(12 * PATIENCE)
def test_a_report_sent_by_its_district_and_accepted_changes_the_committees_figure(
    browser: Browser, shown: Shown
) -> None:
    card_of = f"{shown.address}/locality?unit={TU_MO_RONG}&period={OWED}"
    committee = open_page(browser, card_of, role=Role.VIEWER)
    card = committee.locator("li.panel", has_text="Được tiếp cận dịch vụ")
    expect(card).to_contain_text("Chưa đủ số liệu")
    _send(browser, shown)
    committee.reload()
    settle(committee)
    expect(card).to_contain_text("Chưa đủ số liệu")  # not accepted yet
    _accept(browser, shown)
    committee.reload()
    expect(card).to_contain_text("9/12")
    expect(card).to_contain_text("75,0%")
    expect(card).to_contain_text("Nguy cơ không đạt")
    committee.context.close()


def _send(browser: Browser, shown: Shown) -> None:
    """The district downloads its form, fills it in and sends it."""
    context = new_context(browser)
    bring(context, shown, session_token(shown.store, Role.REPORTER, TU_MO_RONG))
    page = open_tab(context, f"{shown.address}/submit?period={OWED}")
    data = filled_in(downloaded(page))
    page.locator("input[type=file]").set_input_files(
        {"name": "BC Tu Mơ Rông.xlsx", "mimeType": XLSX, "buffer": data}
    )
    expect(page.get_by_text("Không có lỗi, không có cảnh báo.")).to_be_visible()
    page.get_by_role("button", name="Gửi báo cáo tháng 06/2025 của Huyện Tu Mơ Rông").click()
    expect(page.get_by_text("Đã gửi Huyện Tu Mơ Rông, kỳ tháng 06/2025, bản số 1")).to_be_visible()
    context.close()


def _accept(browser: Browser, shown: Shown) -> None:
    """The approver takes it out of the queue and accepts it."""
    page = open_page(browser, f"{shown.address}/review")
    page.locator(".queue").get_by_role("link", name="Tu Mơ Rông").click()
    expect(page.get_by_text("BC Tu Mơ Rông.xlsx").first).to_be_visible()
    named = "✓ Duyệt báo cáo Huyện Tu Mơ Rông, tháng 06/2025, bản 1"
    page.get_by_role("button", name=named, exact=True).click()
    expect(page.get_by_text("Đã duyệt Huyện Tu Mơ Rông, tháng 06/2025, bản 1.")).to_be_visible()
    page.context.close()
