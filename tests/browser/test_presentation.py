"""A presentation in a real browser: by keys alone, large enough, and nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from data_loaders.accounts.permissions import Role
from tests.browser.conftest import Look
from tests.browser.server import SCREEN

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

SMALLEST, HEADLINE = 28, 44
"""Pixels at 1366×768: a wall of two metres then has letters of four centimetres."""

MEASURE = """() => {
  const shown = [...document.querySelectorAll("section")].filter((one) => !one.hidden);
  const screen = shown[0], body = screen.querySelector(".body");
  const texts = [...screen.querySelectorAll("*")].filter(
    (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const height = (one) => one.closest("svg")
    ? parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a
    : parseFloat(getComputedStyle(one).fontSize);
  const boxes = texts.map((one) => one.getBoundingClientRect());
  return {
    shown: shown.length,
    smallest: Math.min(...texts.map(height)),
    headline: height(screen.querySelector("h1")),
    foot: screen.querySelector("footer").innerText,
    over: [body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth],
    outside: boxes.filter((box) => box.right > innerWidth + 1 || box.bottom > innerHeight + 1
      || box.left < -1 || box.top < -1).length,
    scrolls: document.documentElement.scrollHeight - innerHeight,
  };
}"""


@pytest.fixture(scope="module")
def presented(look: Look) -> Iterator[Page]:
    """The presentation, opened from the province's page in a tab of its own."""
    page = look("", role=Role.VIEWER)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Trình chiếu").click()
    opened.value.wait_for_load_state()
    yield opened.value
    opened.value.close()


def at(page: Page) -> int:
    """The number of the one screen that is shown."""
    expect(page.locator("section:visible")).to_have_count(1)
    return int(page.locator("section:visible footer b").inner_text().split("/")[0])


def test_every_screen_is_read_from_ten_metres_and_none_is_cut(presented: Page) -> None:
    count = presented.locator("section").count()
    assert count > 8
    for number in range(1, count + 1):
        assert at(presented) == number
        seen = presented.evaluate(MEASURE)
        assert (seen["shown"], seen["outside"], seen["scrolls"]) == (1, 0, 0), (number, seen)
        assert max(seen["over"]) <= 0, (number, seen)
        assert seen["smallest"] >= SMALLEST, (number, seen)
        assert seen["headline"] >= HEADLINE, (number, seen)
        assert "Số liệu tính đến 25/06/2025" in seen["foot"]
        presented.keyboard.press("ArrowRight")
    assert at(presented) == count  # the last one stays


def test_keys_alone_lead_through_it(presented: Page) -> None:
    count = presented.locator("section").count()
    last = {"Home": 1, "PageDown": 2, " ": 3, "ArrowDown": 4, "PageUp": 3, "ArrowLeft": 2}
    for key, number in {**last, "Shift+ ": 1, "End": count}.items():
        presented.keyboard.press(key)
        assert at(presented) == number, key
    presented.keyboard.press("Home")
    presented.keyboard.press("f")
    presented.wait_for_function("document.fullscreenElement !== null")
    presented.keyboard.press("f")
    presented.wait_for_function("document.fullscreenElement === null")
    assert at(presented) == 1


def test_its_policy_stops_nothing_of_it_and_no_other_file_is_fetched(presented: Page) -> None:
    said: list[str] = []
    fetched: list[str] = []
    presented.on("console", lambda message: said.append(message.text))
    presented.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    presented.reload()
    presented.evaluate("document.fonts.ready")
    assert said == []
    assert set(fetched) <= {"/presentation", "/gate/font.woff2", "/gate/icon.svg"}


def test_it_breaks_no_rule_and_has_no_control(presented: Page) -> None:
    found = Axe().run(presented).response["violations"]
    assert [rule["id"] for rule in found] == []
    assert presented.locator("button, input, select, a, textarea").count() == 0


def test_it_fits_a_larger_and_a_smaller_screen_as_a_whole(presented: Page) -> None:
    for width, height in ((1920, 1080), (1024, 768)):
        presented.set_viewport_size({"width": width, "height": height})
        for _ in range(presented.locator("section").count()):
            seen = presented.evaluate(MEASURE)
            assert (seen["outside"], seen["scrolls"]) == (0, 0), (width, at(presented), seen)
            presented.keyboard.press("ArrowRight")
        presented.keyboard.press("Home")
    presented.set_viewport_size({"width": SCREEN[0], "height": SCREEN[1]})
