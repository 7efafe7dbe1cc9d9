"""From the headline to the cell: target, locality, cell, and the figure stays the same.

Every verdict's way is walked without a browser in ``tests/pages/test_three_clicks.py``.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from data_loaders.accounts.permissions import Role
from tests.browser.conftest import Look
from tests.browser.server import settle

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

CELL = re.compile(r".+![A-Z]{1,3}\d+")


@pytest.fixture(scope="module")
def committee(look: Look) -> Page:
    """A member of the committee on the province's page of the demonstration."""
    return look("", role=Role.VIEWER)


def cells_on(page: Page) -> list[str]:
    """The addresses of cells that stand on the page."""
    texts = page.locator("table.plain td:nth-child(2)").all_inner_texts()
    return [text for text in texts if CELL.fullmatch(text)]


@pytest.mark.parametrize(
    ("target_id", "unit"), [("areas-transformed", "611"), ("service-access", "616")]
)
def test_a_verdict_is_three_clicks_from_the_cells_it_rests_on(
    committee: Page, target_id: str, unit: str
) -> None:
    """The head of the matrix, the locality's figure: its cells stand there after two clicks."""
    page = committee
    page.goto(page.url.split("/target")[0].split("/trace")[0].split("?")[0])
    settle(page)
    page.locator(f".matrix thead a[href*='target={target_id}']").click()
    settle(page)
    figure = page.locator(f"a[href*='trace?'][href*='unit={unit}']").first
    said = figure.inner_text()
    figure.click()
    settle(page)
    expect(page.get_by_text("Từng ô trong biểu đã gửi")).to_be_visible()
    assert cells_on(page)
    numbers = re.findall(r"\d+", said)
    arithmetic = page.get_by_test_id("stMarkdown").first.inner_text()
    assert not numbers or any(number in arithmetic for number in numbers)


def test_a_figure_of_the_matrix_is_one_click_from_its_cells(committee: Page) -> None:
    page = committee
    page.goto(page.url.split("/target")[0].split("/trace")[0].split("?")[0])
    settle(page)
    page.locator(".matrix tbody a[href*='trace?'][href*='unit=616']").first.click()
    settle(page)
    expect(page.get_by_text("Từng ô trong biểu đã gửi")).to_be_visible()
    assert cells_on(page)
