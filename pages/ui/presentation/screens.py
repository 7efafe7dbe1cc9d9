"""One screen of a presentation, and how many lines it holds.

A screen is 1366 by 768 units and grows or shrinks as a whole with the display; ``style.css`` has
the same measures. Nothing may be cut off and nothing scrolls, so what does not fit goes to a next
screen: widths are estimated here, on the safe side, and measured in the browser by a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from math import ceil

BODY, HEADLINE = 28, 44
"""Sizes of letters; nothing on a screen is smaller than the first."""

WIDTH = 1286
_HEIGHT, _FOOT, _AIR = 768, 72, 52
_LEADING = {BODY: 38, 34: 47, HEADLINE: 52}
_LETTER = 0.53
"""A letter's mean width by its height: bold Vietnamese text of this typeface, rounded up."""
GAP = 18

_MARK = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Screen:
    """``body``: finished HTML below the headline. ``kind``: a class for its layout."""

    title: str
    body: str
    kind: str = ""


def tall(html: str, *, size: int = BODY) -> int:
    """How high a paragraph stands, in units of the screen."""
    letters = len(unescape(_MARK.sub("", html)))
    return max(1, ceil(letters * size * _LETTER / WIDTH)) * _LEADING[size]


def room(title: str) -> int:
    """What is left of a screen below this headline and above its foot."""
    return _HEIGHT - _AIR - _FOOT - tall(escape(title), size=HEADLINE)


def spread(
    title: str,
    items: Sequence[str],
    *,
    size: int = BODY,
    most: int | None = None,
    rest: Callable[[int], str] = str,
    kind: str = "list",
) -> tuple[Screen, ...]:
    """Paragraphs on as many screens as they need, in their order.

    ``most``: at most so many screens; ``rest`` says how many paragraphs are then left out.
    """
    filled = list(_filled(items, room(title) - (_LEADING[size] + GAP if most else 0), size))
    left_out = sum(map(len, filled[most:])) if most else 0
    shown = filled[:most] if most else filled
    screens = []
    for number, page in enumerate(shown, start=1):
        marked = f"{title} ({number}/{len(shown)})" if len(shown) > 1 else title
        body = "".join(f"<li>{item}</li>" for item in page)
        more = f"<p>{escape(rest(left_out))}</p>" if left_out and number == len(shown) else ""
        screens.append(Screen(marked, f"<ul>{body}</ul>{more}", f"{kind} size-{size}"))
    return tuple(screens)


def _filled(items: Sequence[str], height: int, size: int) -> Iterator[list[str]]:
    page: list[str] = []
    used = 0
    for item in items:
        needs = tall(item, size=size) + GAP
        if page and used + needs > height:
            yield page
            page, used = [], 0
        page.append(item)
        used += needs
    if page:
        yield page
