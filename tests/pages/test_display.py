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
    Display,
    Size,
    links,
    read_display,
    remember,
    rules,
)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("contrast", [False, True])
def test_a_choice_reads_back_from_what_it_writes(size: Size, *, contrast: bool) -> None:
    chosen = Display(size, contrast)
    assert read_display(chosen.written) == chosen


@pytest.mark.parametrize("value", ["", "x", "huge.high.", "large;}", "<style>", "."])
def test_anything_else_is_the_usual(value: str) -> None:
    assert read_display(value) == Display()


def test_each_link_leads_to_another_choice_and_back_to_the_page() -> None:
    html = links(Display(Size.LARGE), "/target?target=service-access&lang=en", Language.EN)
    addresses = [urlsplit(unescape(found)) for found in re.findall(r'href="([^"]+)"', html)]
    assert {one.path for one in addresses} == {ADDRESS}
    wanted = [parse_qs(one.query) for one in addresses]
    assert [one["to"] for one in wanted] == [
        ["small.normal"],
        ["usual.normal"],
        ["large.normal"],
        ["large.high"],
    ]
    assert all(one["next"] == ["/target?target=service-access&lang=en"] for one in wanted)
    assert re.findall(r'aria-current="true">([^<]+)<', html) == ["A+"]
    assert "Larger text" in html


def test_the_answer_keeps_the_choice_out_of_reach_of_scripts() -> None:
    answer = remember("large.high", "/?unit=608", secure=True)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?unit=608"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=large.high;")
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "samesite=lax" in cookie.lower()


def test_what_somebody_writes_into_the_address_is_not_kept() -> None:
    answer = remember("large.high; Domain=evil", "/", secure=False)
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=large.normal;")


def test_larger_text_is_larger_and_contrast_is_black_on_white() -> None:
    assert "font-size: 20px" in rules(Display(Size.LARGE))
    assert "font-size: 16px" in rules(Display())
    assert "--quiet: #000" in rules(Display(contrast=True))
    assert "--quiet" not in rules(Display())
