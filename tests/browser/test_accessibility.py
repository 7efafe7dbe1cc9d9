"""Every page for everybody: by axe-core's rules, by keyboard, from a phone to a wide screen.

axe-core comes in a package and is put into the page by the test; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from data_loaders.accounts.permissions import Role
from tests.browser.conftest import Look
from tests.browser.server import (
    ROOT,
    open_page,
    settle,
)
from tests.data_loaders.sent_forms import cell_of
from tests.pages.reports import DAK_RO_ONG, DAK_SAO, OWED, TU_MO_RONG, spoiled

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

NOT_PAGES = {"__init__", "shell"}
FILES = sorted(p.stem for p in (ROOT / "pages").glob("*.py") if p.stem not in NOT_PAGES)
ADDRESSES = {"source": "trace?unit=608&target=service-access", "overview": ""}
SEEN_BY = {
    "submit": Role.REPORTER,
    "admin": Role.ADMIN,
    "plan": Role.SECRETARY,
    "meeting": Role.SECRETARY,
}

KNOWN = {
    # Streamlit names its file field's frame, which it also calls presentational.
    "presentation-role-conflict": "the button inside the frame is what a screen reader meets",
}
"""Rules of axe-core that pages break, each with its reason. Whatever else it finds is a failure."""

Scheme = Literal["light", "dark"]
WIDTHS = (320, 400, 768, 1366, 1920)
PAPER: Mapping[Scheme, str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 24, 31)"}
"""What stands behind the page in each scheme; a page follows the browser's without a reload."""


@pytest.fixture
def look(look: Look) -> Iterator[Look]:
    """``look("plan", dark=True)``: that page in a tab of who sees it, settled."""
    tabs: list[Page] = []

    def go(file: str, *, dark: bool = False) -> Page:
        role = SEEN_BY.get(file, Role.APPROVER)
        tabs.append(look(f"/{ADDRESSES.get(file, file)}", dark=dark, role=role))
        return tabs[-1]

    yield go
    for tab in tabs:
        tab.close()


def findings(page: Page) -> list[str]:
    """What axe-core holds against the page, a line for each rule with the first place."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])}x): {rule['nodes'][0]['html'][:200]}"
        for rule in violations
    ]


def named(found: list[str]) -> set[str]:
    """The rules' names of such lines."""
    return {line.split(" ")[0] for line in found}


@pytest.mark.parametrize("file", FILES)
def test_a_page_breaks_no_rule_but_the_known_ones_and_fits_every_screen(
    file: str, look: Look
) -> None:
    """Once loaded: in light, in dark, and as wide as a phone, a tablet, a projector, a screen."""
    page = look(file)
    for scheme, paper in PAPER.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)
        page.wait_for_timeout(500)  # charts and fades stand
        found = findings(page)
        assert [line for line in found if not named([line]) & set(KNOWN)] == [], scheme
    seen = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)  # Streamlit lays out anew
        seen[width] = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert seen == {width: width for width in WIDTHS}


def test_each_known_exception_still_occurs(look: Look) -> None:
    """One that no page needs any longer must leave the list."""
    assert named(findings(look("submit"))) == set(KNOWN)


def test_everything_on_the_first_page_is_reached_by_the_tabulator_and_seen(look: Look) -> None:
    """Links and choices, in the order of the page, each with an outline; none in a closed fold."""
    page = look("overview")
    ours = (
        "[...document.querySelectorAll('.st-key-masthead :is(a, button), .scorecard summary,"
        " .scorecard .row a, .locality, .blocks a, .exceptions a, .tile, .matrix a')]"
        ".filter(link => link.checkVisibility())"
    )
    wanted = page.evaluate(f"{ours}.length")
    reached, unseen = set(), []
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        link, outline = page.evaluate(
            f"[{ours}.indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if link >= 0:
            reached.add(link)
            if outline == "none":
                unseen.append(link)
    assert len(reached) == wanted > 50
    assert unseen == []


SEEN = """
() => {
  const sizes = new Set(), words = {all: 0, sentences: 0};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement, text = node.textContent.trim();
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const shown = text && box.width && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && !element.closest('.sr, style, script, [data-testid=stIconMaterial]')
      && element.checkVisibility({opacityProperty: true, visibilityProperty: true});
    if (!shown) continue;
    if (!element.closest('[aria-hidden=true]:not(.heads .row)'))
      sizes.add(getComputedStyle(element).fontSize);
    const count = text.split(/\\s+/).filter(word => /\\p{L}/u.test(word)).length;
    words.all += count;
    if (element.closest(
      'h2, .facts, .account, .stApp p:not(.acts):not([data-testid] a p, button p)'))
      words.sentences += count;
  }
  const fold = [...document.querySelectorAll('.rows > li, .marks-key')];
  const bottoms = fold.map(one => Math.ceil(one.getBoundingClientRect().bottom));
  return {sizes: [...sizes], words, rows: fold.length - 1, lowest: Math.max(...bottoms)};
}
"""
"""What of the page is on the screen: type sizes, words in all and in sentences, the whole plan."""


def test_the_first_screen_holds_the_whole_plan_in_few_words_and_six_sizes(look: Look) -> None:
    page = look("overview")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.wait_for_timeout(300)  # Streamlit lays out anew
    seen = page.evaluate(SEEN)
    assert seen["rows"] == 10
    assert seen["lowest"] <= 768
    assert page.locator(".heads .locality").count() == 10
    assert page.locator(".rows .cell").count() == 100
    assert len(seen["sizes"]) <= 6, seen["sizes"]
    assert 0 < seen["words"]["sentences"] <= 60, seen["words"]
    assert 200 < seen["words"]["all"] <= 340, seen["words"]


def test_a_target_s_first_screen_shows_where_it_leads_and_why_in_few_words(look: Look) -> None:
    page = look("target")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.wait_for_timeout(500)  # Streamlit lays out anew, and the chart is drawn
    seen = page.evaluate(SEEN)
    parts = ".figure-tile, .account li, .strip, .st-key-trend .js-plotly-plot"
    bottoms = page.locator(parts).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) >= 3 + 2 + 1 + 1
    assert max(bottoms) <= 768
    assert page.locator(".js-plotly-plot").count() == 1
    assert 0 < seen["words"]["sentences"] <= 95, seen["words"]


def test_the_first_screen_of_a_report_says_little_and_ends_with_the_bar(look: Look) -> None:
    """Sixty words of sentences at most; what decides is in sight, and names its object."""
    page = look("review")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.wait_for_timeout(300)  # Streamlit lays out anew
    seen = page.evaluate(SEEN)
    assert 0 < seen["words"]["sentences"] <= 60, seen["words"]
    bar = page.get_by_role("button", name="✓ Duyệt báo cáo Huyện Kon Rẫy, tháng 06/2025, bản 1")
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 390


def test_larger_text_and_contrast_are_a_key_press_away_and_stay(
    browser: Browser, demonstrated: str
) -> None:
    page = open_page(browser, f"{demonstrated}/locality?unit=611")
    panel = page.get_by_role("button", name="Cỡ chữ, tương phản, nền sáng hay tối")
    panel.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Chữ lớn hơn").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    settle(page)
    size = "getComputedStyle(document.documentElement).fontSize"
    assert page.evaluate(size) == "18px"
    assert page.url == f"{demonstrated}/locality?unit=611"
    panel.click()
    page.get_by_role("link", name="Tương phản cao").click()
    settle(page)
    assert page.evaluate(size) == "18px"
    quiet = "getComputedStyle(document.querySelector('.who .quiet')).color"
    assert page.evaluate(quiet) == "rgb(0, 0, 0)"
    page.context.close()


SMALL = """() => [...document.querySelectorAll(
    '.stMain :is(button, summary, [role=combobox], [data-testid=stTextInput] input)'
  )].filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 0)
    .filter(one => !one.closest('[data-testid=stHeader]'))
    .filter(one => one.getBoundingClientRect().height < 44)
    .map(one => one.ariaLabel || one.innerText)"""
"""What a finger would have to aim at, the row above everything among it."""


def thirteen_faults() -> bytes:
    """The report of Tu Mơ Rông with faults in two of its communes, and one conversion."""

    def edit(book: Any) -> None:
        for commune in (DAK_SAO, DAK_RO_ONG):
            for code, value in FAULTS.items():
                cell_of(book, commune, code).value = value

    return spoiled(edit)


FAULTS: Mapping[str, object] = {
    "addicts": "mười hai",
    "users": "05 (tăng 2)",
    "reached": "12/15",
    "sessions": -3,
    "cases": "3,5",
    "public_incidents": None,
    "spots_closing": 9,
}


def test_on_a_telephone_findings_are_cards_and_nothing_is_too_small_to_touch(
    look: Look,
) -> None:
    """Fourteen errors in under 1,800 pixels, within the screen, in light and in dark."""
    page = look("review")
    page.goto(urljoin(page.url, f"/submit?unit={TU_MO_RONG}&period={OWED}"))
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "bieu.xlsx", "mimeType": "application/octet-stream", "buffer": thirteen_faults()}
    )
    table = page.locator("table.findings").first
    table.wait_for()
    settle(page)
    cards = table.locator("tr:has(th.error)")
    assert cards.count() == 2 * len(FAULTS)
    assert table.evaluate("one => one.getBoundingClientRect().height") < 1800
    widths = cards.evaluate_all("all => all.map(one => one.clientWidth)")
    assert 300 < min(widths) <= max(widths) < 390
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 390
    assert page.evaluate(SMALL) == []
    for scheme in PAPER:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(500)
        assert named(findings(page)) - set(KNOWN) == set()
