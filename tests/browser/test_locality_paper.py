"""A locality's page on paper and on narrow screens: one sheet, nothing cut off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from data_loaders.accounts.permissions import Role
from tests.browser.conftest import Look
from tests.browser.server import SCREEN, settle

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

FULL, SILENT, FIRST_FORMS = "616", "617", "611"


@pytest.fixture(scope="module")
def served(look: Look, demonstrated: str) -> tuple[Page, str]:
    """A tab of the secretary, and the server's address."""
    return look(f"/locality?unit={FULL}", role=Role.SECRETARY), demonstrated


def at(served: tuple[Page, str], query: str) -> Page:
    page, address = served
    page.goto(f"{address}/locality?{query}")
    settle(page)
    page.locator(".panels > li").nth(9).wait_for()
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("unit", [FULL, SILENT, FIRST_FORMS])
def test_a_locality_is_one_page_of_a4(unit: str, language: str, served: tuple[Page, str]) -> None:
    page = at(served, f"unit={unit}&lang={language}")
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_the_button_prints_once_however_often_the_page_was_drawn_anew(
    served: tuple[Page, str],
) -> None:
    page = at(served, f"unit={FULL}")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    for _ in range(2):  # each brings the button, and with it its script, once more
        page.get_by_role("link", name="Nhiệm vụ").first.click()
        settle(page)
        page.get_by_role("link", name="Địa phương").first.click()
        page.locator(".panels > li").nth(9).wait_for()
        settle(page)
    page.get_by_role("button", name="In một trang A4").click()
    assert page.evaluate("window.printed") == 1


CUT_OFF = """() => [...document.querySelectorAll(".panel dl, .panel h3, .blocks section, .squares")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"""


@pytest.mark.parametrize("width", [SCREEN[0], 1000, 390, 320])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_at_any_width(
    width: int, language: str, served: tuple[Page, str]
) -> None:
    page = at(served, f"unit={FULL}&lang={language}")
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(200)
    assert page.evaluate(CUT_OFF) == []
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
    page.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})


def test_a_panel_opens_in_place_from_the_keyboard(served: tuple[Page, str]) -> None:
    page = at(served, f"unit={FULL}")
    panel = page.locator(".panels > li").first
    panel.locator("summary.whole-panel").focus()
    page.keyboard.press("Enter")
    assert panel.locator(".more .sentence").is_visible()
    assert panel.get_by_role("link", name="Nguồn gốc số liệu").is_visible()
