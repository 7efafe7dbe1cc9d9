"""The shell in a real browser: fresh servers, addresses, languages, themes and paper."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import FLAGS, SCREEN, open_page, running_server, settle

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

NOTICE = ".notice"


@pytest.mark.parametrize(
    "path",
    ["/trace", *(pytest.param(path, marks=pytest.mark.long) for path in ("/overview", "/target"))],
)
def test_a_deep_link_on_a_fresh_server_meets_the_shell_first(
    path: str, browser: Browser, empty_store: Path, tmp_path: Path
) -> None:
    """A folder pages/ beside the script would be a side door: its files run without the shell."""
    copy = tmp_path / "monitor.duckdb"  # a store has one process
    copy.write_bytes(empty_store.read_bytes())
    with running_server(copy, log=tmp_path / "server.log") as address:
        page = open_page(browser, address + path)
        expect(page.locator(NOTICE)).to_be_visible()
        page.locator(".st-key-choices").get_by_role("button").click()
        expect(page.get_by_text("Kỳ báo cáo", exact=True)).to_be_visible()
        page.context.close()


def test_nothing_is_asked_of_another_host(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(address)
    page.get_by_role("button", name="Vào: Ban Chỉ đạo").click()
    settle(page)
    page.wait_for_timeout(1500)  # what comes late comes too
    assert asked - {""} == {urlsplit(address).netloc}
    context.close()


def language_of(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def test_the_document_speaks_the_language_of_the_address(visit: Visit) -> None:
    page = visit("/?unit=608")
    assert language_of(page) == "vi"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Presentation")).to_be_visible()
    assert language_of(page) == "en"
    assert "unit=608" in page.url
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.get_by_role("link", name="Trình chiếu")).to_be_visible()
    assert language_of(page) == "vi"


def test_a_choice_stands_in_the_address_survives_a_reload_and_back_undoes_it(visit: Visit) -> None:
    page = visit("/?unit=608")
    button = page.locator(".st-key-choices").get_by_role("button")
    expect(button).to_contain_text("đã duyệt")
    button.click()
    page.get_by_text("Gồm cả chưa duyệt", exact=True).click()
    page.wait_for_url("**basis=submitted*")
    assert "unit=608" in page.url
    page.reload()
    settle(page)
    expect(button).to_contain_text("gồm cả chưa duyệt")
    button.click()
    sent = page.get_by_role("radio", name="Gồm cả chưa duyệt")
    expect(sent).to_have_attribute("aria-checked", "true")
    page.go_back()
    page.wait_for_url(lambda url: "basis" not in url)
    expect(button).to_contain_text("· đã duyệt")


def test_a_link_to_a_page_keeps_the_choices(visit: Visit) -> None:
    page = visit("/?unit=608&period=2024-05&basis=submitted")
    page.get_by_test_id("stPageLink-NavLink").first.click()
    settle(page)
    for part in ("unit=608", "period=2024-05", "basis=submitted"):
        assert part in page.url


GROUND = "getComputedStyle(document.querySelector('.v-no-data')).backgroundColor"


def test_verdicts_follow_the_theme_and_print_on_white(visit: Visit) -> None:
    assert visit("/").evaluate(GROUND) == "rgb(255, 255, 255)"
    dark = visit("/", dark=True)
    assert dark.evaluate(GROUND) == "rgb(17, 24, 31)"
    dark.emulate_media(media="print")
    assert dark.evaluate(GROUND) == "rgb(255, 255, 255)"
    expect(dark.locator(".st-key-choices")).to_be_hidden()
    expect(dark.locator(".on-paper")).to_contain_text("nguồn số liệu: đã duyệt")
    expect(dark.locator(NOTICE)).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_fits_the_screen_without_scrolling_sideways(visit: Visit, *, dark: bool) -> None:
    page = visit("/", dark=dark)
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= SCREEN[0]


def test_the_tab_bears_the_name_of_the_product_before_the_script_has_run(
    visit: Visit, address: str
) -> None:
    answer = visit("/").request.get(address)
    assert "<title>Theo dõi Kế hoạch 3220/KH-UBND</title>" in answer.text()


def test_the_browser_is_kept_from_calling_home() -> None:
    assert {"--disable-quic", "--disable-sync", "--disable-background-networking"} <= set(FLAGS)
