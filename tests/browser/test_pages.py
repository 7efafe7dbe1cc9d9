"""Pages with the demonstration's figures in a real browser, and a report's way through them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from data_loaders.model import COMMUNE_CLASSES
from tests.browser.server import open_page, running_server, settle
from tests.data_loaders.sent_forms import cell_of
from tests.pages.reports import OWED, TU_MO_RONG, content

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

PAGES = ["/", "/locality?unit=611", "/submit?unit=617", "/trace?unit=608&target=service-access"]
PHONE, SCREEN = (400, 800), (1366, 768)
WAIT = 60_000
"""Milliseconds a busy machine may take to judge every period anew, or to draw nine charts."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def address(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server on a demonstration store of its own."""
    folder = tmp_path_factory.mktemp("demonstrated")
    store = Path(shutil.copy(_filled, folder / "monitor.duckdb"))
    with running_server(store, log=folder / "server.log") as address:
        yield address


class Watched:
    """A page of its own session whose console and requests are watched from the first moment."""

    def __init__(self, browser: Browser, size: tuple[int, int], *, dark: bool) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
        )
        self.context.set_default_timeout(WAIT)
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
            self.errors.append(message.text)

    def _asked(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)

    def go(self, address: str) -> Page:
        self.page.goto(address)
        settle(self.page)
        charts = self.page.locator("[data-testid=stPlotlyChart]")
        for number in range(charts.count()):
            charts.nth(number).locator(".main-svg").first.wait_for()
        return self.page


def widths(page: Page) -> tuple[int, int]:
    """How wide the content is, and how wide the window it is seen through."""
    content, window = page.evaluate(
        "[document.querySelector('[data-testid=stMain]').scrollWidth, document.body.clientWidth]"
    )
    return int(content), int(window)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("size", "dark"),
    [(SCREEN, False), (SCREEN, True), (PHONE, False)],
    ids=["light", "dark", "phone"],
)
def test_a_page_runs_without_an_error_asks_nobody_else_and_fits(
    path: str, size: tuple[int, int], *, dark: bool, browser: Browser, address: str
) -> None:
    watched = Watched(browser, size, dark=dark)
    page = watched.go(address + path)
    assert page.get_by_test_id("stHeading").count() >= 1
    assert page.get_by_test_id("stAlert").count() == 0
    assert page.get_by_role("dialog").count() == 0
    assert widths(page) == (size[0], size[0])
    page.wait_for_timeout(500)  # what comes late comes too
    assert watched.errors == []
    assert watched.hosts - {""} == {urlsplit(address).netloc}
    watched.context.close()


def test_the_first_page_can_be_opened_by_its_name(browser: Browser, address: str) -> None:
    watched = Watched(browser, SCREEN, dark=False)
    page = watched.go(f"{address}/overview?unit=608&lang=en")
    assert page.get_by_role("dialog").count() == 0  # Streamlit's "page not found"
    assert (urlsplit(page.url).path, urlsplit(page.url).query) == ("/", "unit=608&lang=en")
    assert watched.errors == []
    watched.context.close()


def test_the_wide_matrix_scrolls_in_its_own_frame(browser: Browser, address: str) -> None:
    watched = Watched(browser, PHONE, dark=False)
    page = watched.go(address)
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


def test_a_form_downloaded_filled_in_and_sent_shows_its_figure_on_the_localitys_page(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, f"{address}/submit?unit={TU_MO_RONG}&period={OWED}")
    data = filled_in(downloaded(page))
    page.locator("input[type=file]").set_input_files(
        {"name": "BC Tu Mơ Rông.xlsx", "mimeType": XLSX, "buffer": data}
    )
    expect(page.get_by_text("Không có lỗi, không có cảnh báo.")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Gửi báo cáo tháng 06/2025 của Huyện Tu Mơ Rông").click()
    expect(page.get_by_text("Đã gửi Huyện Tu Mơ Rông, kỳ tháng 06/2025, bản số 1")).to_be_visible(
        timeout=WAIT
    )
    page.get_by_role("link", name="Xem kết quả của địa phương với số mới gửi").click()
    card = page.locator(".st-key-card-service-access")
    expect(card).to_contain_text("75,0% (9/12)", timeout=WAIT)
    expect(card).to_contain_text("Chậm tiến độ")
    assert "basis=submitted" in page.url
    page.get_by_text("Đã duyệt", exact=True).click()
    expect(card).to_contain_text("Chưa đủ số liệu", timeout=WAIT)
    expect(card).not_to_contain_text("75,0% (9/12)")
    page.context.close()
