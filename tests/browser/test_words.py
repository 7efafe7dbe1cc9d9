"""What Streamlit's own words are found by, addresses that lead nowhere, names typed without their
marks, and texts that try to be more than texts."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from data_loaders.accounts.permissions import Role
from tests.browser.conftest import Visit
from tests.browser.server import open_page, settle
from tests.browser.spoken import foreign

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]


def test_the_rule_sees_english_where_it_stands(browser: Browser, demonstrated: str) -> None:
    page = open_page(browser, f"{demonstrated}/submit?lang=en", role=Role.APPROVER)
    said = " ".join(foreign(page))
    for word in ("Skip to main content", "Upload", "per file", "Open"):
        assert word in said
    page.context.close()


@pytest.mark.parametrize(
    "typed", ["dak to", "Đăk Tô", "ĐẮK TÔ", "đak tô", "Dak To", "Đa\u0306\u0301k To\u0302"]
)
@pytest.mark.parametrize("language", ["", "&lang=en"])
def test_a_locality_is_found_however_it_is_typed(typed: str, language: str, visit: Visit) -> None:
    page = visit(f"/locality?unit=608{language}")
    box = page.locator(".st-key-control_unit").get_by_role("combobox")
    box.fill(typed)
    expect(page.get_by_role("option").first).to_have_text("Huyện Đắk Tô")
    page.get_by_role("option").first.click()
    page.wait_for_url("**unit=612*")
    expect(page.get_by_role("heading", name="Huyện Đắk Tô")).to_be_visible()


@pytest.mark.parametrize("path", ["/api", "/help", "/shell", "/locality/x", "/overview.py"])
def test_an_address_that_is_no_page_says_so(path: str, visit: Visit, address: str) -> None:
    page = visit("/")
    answer = page.goto(address + path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Không có trang này")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()
    page.get_by_role("link", name="To the first page").click()
    settle(page)
    assert (urlsplit(page.url).path, urlsplit(page.url).query) == ("/", "lang=en")


@pytest.mark.parametrize(
    ("role", "path", "named", "right"),
    [
        (Role.VIEWER, "/review", "Duyệt báo cáo", "duyệt báo cáo"),
        (Role.VIEWER, "/submit", "Nộp báo cáo", "gửi báo cáo của địa phương"),
        (Role.VIEWER, "/admin", "Quản trị", "xem danh sách tài khoản"),
        (Role.REPORTER, "/overview", "Toàn tỉnh", "xem số liệu toàn tỉnh"),
    ],
)
def test_who_may_not_open_a_page_reads_why(
    role: Role, path: str, named: str, right: str, browser: Browser, demonstrated: str
) -> None:
    page = open_page(browser, demonstrated + path, role=role)
    said = page.get_by_role("alert").first
    expect(page.get_by_role("heading", name="Không mở được trang này")).to_be_visible()
    expect(said).to_contain_text(f"Trang “{named}” dành cho người được {right}.")
    assert page.get_by_role("dialog").count() == 0
    assert urlsplit(page.url).path == path
    page.get_by_test_id("stPageLink-NavLink").nth(1).click()
    expect(page.get_by_role("heading", name="Không mở được trang này")).to_have_count(0)
    settle(page)
    assert page.locator("h2").first.inner_text() != ""
    page.context.close()


HOSTILE = (
    "x”. [Bấm vào đây](https://localhost)",
    "![x](https://localhost/x.png)",
    "https://localhost",
    "www.evil.example",
    "a@evil.example",
    "<https://localhost>",
    "<b>x</b><img src=https://localhost/x.png>",
    ":material/skull: :red[x] :smile: $x^2$",
    "**x** _y_ ~~z~~ `code` # y",
    "[x]: https://localhost",
)
MADE = "a, img, b, strong, em, del, code, .katex, [role=img], h1, h2, h3, li, span[style]"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_address_says_is_repeated_letter_by_letter(
    text: str, visit: Visit, address: str
) -> None:
    asked: list[str] = []
    page = visit("/")
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.goto(f"{address}/?unit={quote(text)}&period={quote(text)}&since={quote(text)}")
    settle(page)
    warnings = page.get_by_test_id("stAlert")
    expect(warnings.first).to_be_visible()
    said = [one.replace("\u2060", "") for one in warnings.all_inner_texts()]
    assert f"Không có địa phương mã “{text}”." in said[0]
    assert f"Địa chỉ ghi kỳ “{text}”" in said[1]
    for number in range(warnings.count()):
        body = warnings.nth(number).get_by_test_id("stMarkdownContainer")
        assert body.locator(MADE).count() == 0, body.inner_html()
    assert set(asked) - {""} == {urlsplit(address).netloc}
