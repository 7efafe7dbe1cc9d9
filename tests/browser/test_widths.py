"""What every page has above it, and the first page, from a telephone to a wall: one server, one tab
that changes its width."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from data_loaders.accounts.permissions import Role
from tests.browser.server import new_context, open_page, open_tab, running_server, settle
from tests.browser.wire import session_token
from tests.pages.reports import DAK_SAO, OWED, TU_MO_RONG, content, form_of, typed

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def store(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("widths")
    return Path(shutil.copy(_filled, folder / "monitor.duckdb"))


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[str]:
    with running_server(store, log=store.with_name("server.log")) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The province's page as a member of the committee sees it."""
    found = open_page(browser, served + "/", role=Role.VIEWER)
    yield found
    found.context.close()


def sized(page: Page, width: int, height: int = 800) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_timeout(400)  # Streamlit lays out anew


def box(page: Page, what: str) -> FloatRect:
    found = page.locator(what).first.bounding_box()
    assert found is not None, what
    return found


def sideways(page: Page) -> int:
    """How many pixels of the page lie beside the window."""
    return int(
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    )


def test_on_a_desk_one_row_of_44_pixels_stands_under_26_of_what_the_data_are(page: Page) -> None:
    sized(page, 1366, 768)
    assert box(page, ".notice")["height"] == 26
    row = box(page, ".st-key-masthead")
    assert (row["y"], row["height"]) == (26, 44)
    for inside in (".product", ".st-key-pages a >> nth=-1", ".end button >> nth=-1"):
        part = box(page, inside)
        assert 26 <= part["y"] < part["y"] + part["height"] <= 70, inside
        assert part["x"] + part["width"] <= 1366
    assert 70 <= box(page, "h2")["y"] <= 90
    expect(page.locator(".all-pages summary")).to_be_hidden()
    expect(page.locator(".st-key-tabs")).to_be_hidden()
    here = page.locator(".st-key-pages [aria-current=page]")
    expect(here).to_have_text("Toàn tỉnh")


def test_the_first_figure_is_within_five_stops_of_the_keyboard(page: Page) -> None:
    sized(page, 1366, 768)
    page.reload()
    settle(page)
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        if stops[-1] == "skip":
            page.keyboard.press("Enter")
    assert "skip" in stops[:2]  # Streamlit's frame, which scrolls, may come before it
    assert "figure" in stops


STOP = """() => {
  const at = document.activeElement;
  return at.matches('.skip') ? 'skip' : at.closest('.number') ? 'figure' : at.tagName;
}"""

GONE = "one => getComputedStyle(one).display === 'none'"


def test_what_goes_from_a_narrow_row_is_found_in_the_opened_one(page: Page) -> None:
    """82 rem: all; 78: no way; 69: no forecast, no change; 58: the localities under the row."""
    row = page.locator(".rows > li").nth(1)
    there = {
        1366: set(),
        1290: {"course"},
        1150: {"course", "ahead", "moved"},
        960: {"course", "ahead", "moved"},
    }
    columns = {"course": ".row > .spark", "ahead": ".row > .ahead", "moved": ".row > .moved"}
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    for width, gone in there.items():
        sized(page, width)
        for kind, column in columns.items():
            assert row.locator(column).evaluate(GONE) == (kind in gone), (width, kind)
            assert row.locator(f".gone.{kind}").evaluate(GONE) == (kind not in gone), (width, kind)
        heat, figures = row.locator(".heat").bounding_box(), row.locator(".row").bounding_box()
        assert heat is not None
        assert figures is not None
        below = heat["y"] >= figures["y"] + figures["height"] - 1
        assert below == (width == 960), width
    page.keyboard.press("Enter")


TOO_SMALL = """() => [...document.querySelectorAll(
    '.st-key-tabs a, .all-pages summary, .end button, .st-key-choices button, .whole-row,'
    + ' .blocks a, .phone-map tbody a')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 0)
  .filter(one => Math.round(one.getBoundingClientRect().height) < 44)
  .map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [320, 390])
def test_a_telephone_has_the_period_above_four_pages_below_and_a_card_a_problem(
    page: Page, width: int
) -> None:
    sized(page, width, 844)
    assert sideways(page) == 0
    bar, period, tabs = (
        box(page, what) for what in (".st-key-masthead", ".st-key-choices button", ".st-key-tabs")
    )
    assert (bar["y"], bar["height"]) == (26, 48)
    assert bar["y"] <= period["y"] < period["y"] + period["height"] <= bar["y"] + 50
    assert 74 <= box(page, "h2")["y"] <= 90
    assert tabs["y"] + tabs["height"] == 844
    named = page.locator(".st-key-tabs a").all_inner_texts()
    assert named == ["Toàn tỉnh", "Địa phương", "Báo cáo", "Phiên họp"]
    expect(page.locator(".st-key-tabs [aria-current=page]")).to_have_text("Toàn tỉnh")
    cards, lines = page.locator(".rows > li.grave"), page.locator(".rows > li:not(.grave)")
    assert (cards.count(), lines.count()) == (2, 8)
    expect(cards.first.locator(".bullet")).to_be_visible()
    expect(lines.first.locator(".row > .bullet")).to_be_hidden()
    expect(cards.nth(1)).to_contain_text("Dự báo: 431")
    heights = lines.evaluate_all("all => all.slice(1).map(one => one.clientHeight)")
    assert max(heights) < 80
    expect(page.locator(".phone-map tbody tr")).to_have_count(10)
    expect(page.locator(".rows .heat").first).to_be_hidden()
    assert page.evaluate(TOO_SMALL) == []


def test_a_telephones_list_of_pages_closes_when_one_was_chosen(page: Page) -> None:
    sized(page, 390, 844)
    page.locator(".all-pages summary").click()
    page.locator(".st-key-pages").get_by_role("link", name="Kế hoạch").click()
    page.wait_for_url("**/plan*")
    settle(page)
    expect(page.locator(".st-key-pages")).to_be_hidden()
    page.locator(".st-key-tabs").get_by_role("link", name="Toàn tỉnh").click()
    expect(page.locator(".scorecard")).to_be_visible()


def test_letters_are_larger_on_a_wall_and_nothing_lies_beside_it(page: Page) -> None:
    sized(page, 1920, 1080)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
    assert sideways(page) == 0


def test_dark_is_chosen_here_whatever_the_browser_prefers(page: Page) -> None:
    sized(page, 1366, 768)
    ground = page.get_by_test_id("stApp")
    expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")
    panel = page.get_by_role("button", name="Cỡ chữ, tương phản, nền sáng hay tối")
    panel.click()
    expect(page.get_by_role("link", name="Nền tối")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Nền tối")).to_be_hidden()
    panel.click()
    page.get_by_role("link", name="Nền tối").click()
    settle(page)
    expect(ground).to_have_css("background-color", "rgb(17, 24, 31)")
    panel.click()
    page.get_by_role("link", name="Sáng hay tối theo máy").click()
    settle(page)
    expect(ground).to_have_css("background-color", "rgb(255, 255, 255)")


def choose(page: Page, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "bao-cao.xlsx", "mimeType": XLSX, "buffer": data}
    )


@pytest.mark.long
def test_a_district_sends_reads_what_is_wrong_and_sends_again_by_telephone(
    browser: Browser, served: str, store: Path
) -> None:
    context = new_context(browser)
    token = session_token(store, Role.REPORTER, TU_MO_RONG)
    context.add_cookies([{"name": "monitor", "value": token, "url": served}])
    page = open_tab(context, f"{served}/locality")
    sized(page, 390, 844)
    assert page.locator(".st-key-tabs a").first.inner_text() == "Nộp báo cáo"
    page.locator(".st-key-tabs a").first.click()
    page.wait_for_url("**/submit*")
    settle(page)
    expect(page.get_by_text("Bước 2.")).to_be_visible()
    choose(page, typed(DAK_SAO, "addicts", "mười hai"))
    found = page.locator("table.findings tr:has(th.error)")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("mười hai")
    assert sideways(page) == 0
    send = "Gửi báo cáo tháng 06/2025 của Huyện Tu Mơ Rông"
    expect(page.get_by_role("button", name=send)).to_have_count(0)
    page.reload()
    settle(page)
    for version, answers in enumerate(
        (content(), content(changed={(DAK_SAO, "participants"): 77})), 1
    ):
        choose(page, form_of(answers))
        button = page.get_by_role("button", name=send)
        button.scroll_into_view_if_needed()
        hit = button.bounding_box()
        assert hit is not None
        assert hit["height"] >= 44
        assert hit["y"] + hit["height"] <= 844 - 52  # not under the pages below
        button.click()
        said = f"Đã gửi Huyện Tu Mơ Rông, kỳ tháng {OWED[5:]}/{OWED[:4]}, bản số {version}"
        expect(page.get_by_text(said)).to_be_visible()
        assert sideways(page) == 0
    context.close()
