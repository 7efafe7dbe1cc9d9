"""How large and how strong pages are drawn: a browser's own choice, by links without a script."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kpis.model import Language
from pages.ui.frame.display import (
    ADDRESS,
    COOKIE,
    PIXELS,
    Display,
    Scheme,
    Size,
    links,
    read_display,
    remember,
    rules,
)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("scheme", Scheme)
def test_a_choice_reads_back_from_what_it_writes(
    size: Size, scheme: Scheme, *, contrast: bool
) -> None:
    chosen = Display(size, contrast, scheme)
    assert read_display(chosen.written) == chosen


def test_a_cookie_of_before_there_was_a_choice_of_dark_pages_still_counts() -> None:
    assert read_display("large.high") == Display(Size.LARGE, contrast=True)


@pytest.mark.parametrize("value", ["", "x", "huge.high.", "large;}", "<style>", ".", "a.b.c.d"])
def test_anything_else_is_the_usual(value: str) -> None:
    assert read_display(value) == Display()


def test_each_link_leads_to_another_choice_and_back_to_the_page() -> None:
    html = links(Display(Size.LARGE), "/target?target=service-access&lang=en", Language.EN)
    addresses = [urlsplit(unescape(found)) for found in re.findall(r'href="([^"]+)"', html)]
    assert {one.path for one in addresses} == {ADDRESS}
    wanted = [parse_qs(one.query) for one in addresses]
    assert [one["to"] for one in wanted] == [
        ["small.normal.auto"],
        ["usual.normal.auto"],
        ["large.normal.auto"],
        ["large.high.auto"],
        ["large.normal.auto"],
        ["large.normal.light"],
        ["large.normal.dark"],
    ]
    assert all(one["next"] == ["/target?target=service-access&lang=en"] for one in wanted)
    in_force = ["A+", "Light or dark as the device"]
    assert re.findall(r'aria-current="true">([^<]+)<', html) == in_force
    assert "Larger text" in html


def test_the_answer_keeps_the_choice_out_of_reach_of_scripts() -> None:
    answer = remember("large.high.dark", "/?unit=608", secure=True)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?unit=608"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=large.high.dark;")
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "samesite=lax" in cookie.lower()


def test_what_somebody_writes_into_the_address_is_not_kept() -> None:
    answer = remember("large.high; Domain=evil", "/", secure=False)
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=usual.normal.auto;")


def test_letters_are_14_16_or_18_and_larger_on_a_wall() -> None:
    assert list(PIXELS.values()) == [14, 16, 18]
    for size, pixels in PIXELS.items():
        usual, wide = re.findall(r"(@media [^{]+){ html { font-size: (\d+)px", rules(Display(size)))
        assert usual == ("@media screen ", str(pixels))
        assert wide == ("@media screen and (min-width: 1800px) ", str(pixels + 2))


def test_contrast_is_black_on_white_by_choice_or_where_the_browser_asks_for_it() -> None:
    asked, _, by_browser = rules(Display()).partition("@media (prefers-contrast: more)")
    assert "--quiet: #000" in by_browser
    assert "--quiet" not in asked
    chosen = rules(Display(contrast=True))
    assert "--quiet: #000" in chosen
    assert "prefers-contrast" not in chosen
