"""One screen of a presentation, and how large its letters can be.

A screen is 1366 by 768 units and grows or shrinks as a whole with the display; ``style.css`` has
the same measures. Nothing may be cut off and nothing scrolls: a list is set in the largest letters
in which it fits, and goes on on a next screen where the smallest are too large. Widths are
estimated here, on the safe side, and measured in the browser by a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape

LEADING = {52: 70, 44: 60, 36: 49, 32: 43, 28: 38}
"""Height of letters → height of their line; nothing on a screen is smaller than the last."""
SIZES = tuple(LEADING)
HEADLINE, SMALLEST = 44, SIZES[-1]

WIDTH = 1286
GAP = 20
_HEIGHT, _FOOT, _AIR = 768, 72, 52
_LETTER = 0.53
"""A letter's mean width by its height: bold Vietnamese text of this typeface, rounded up."""
_BADGE = re.compile(r'<span class="verdict[^>]*>(.*?</span>.*?)</span>')
_BADGE_EDGES = "\xa0" * 3
_MARK = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Screen:
    """``body``: finished HTML below the headline. ``kind``: classes for its layout."""

    title: str
    body: str
    kind: str = ""


def together(text: str) -> str:
    """A figure that is not broken over two lines."""
    return text.replace(" ", "\xa0")


def tall(html: str, *, size: int) -> int:
    """How high a paragraph of letters of that size stands, in units of the screen."""
    text = _BADGE.sub(lambda badge: together(badge[1]) + _BADGE_EDGES, html)
    lines, used = 1, 0.0
    for word in unescape(_MARK.sub("", text)).split(" "):
        width = (len(word) + 1) * size * _LETTER
        if used and used + width > WIDTH:
            lines, used = lines + 1, 0.0
        used += width
    return lines * LEADING[size]


def room(title: str) -> int:
    """What is left of a screen below this headline and above its foot."""
    return _HEIGHT - _AIR - _FOOT - tall(escape(title), size=HEADLINE)


def spread(
    title: str,
    items: Sequence[str],
    *,
    most: int | None = None,
    rest: Callable[[int], str] = str,
) -> tuple[Screen, ...]:
    """Paragraphs on as few screens as they need, in the largest letters these can hold.

    ``most``: at most so many screens; ``rest`` says how many paragraphs are then left out.
    """
    height = room(f"{title} (0/0)")
    size, pages = SMALLEST, _paged(items, height, SMALLEST)
    if most is not None and len(pages) > most:
        pages = _paged(items, height - LEADING[size] - GAP, size)
    else:
        size = next(one for one in SIZES if len(_paged(items, height, one)) <= len(pages))
        pages = _paged(items, height, size)
    left_out = sum(map(len, pages[most:])) if most is not None else 0
    shown = pages[:most]
    screens = []
    for number, page in enumerate(shown, start=1):
        marked = f"{title} ({number}/{len(shown)})" if len(shown) > 1 else title
        body = "".join(f"<li>{item}</li>" for item in page)
        more = f"<p>{escape(rest(left_out))}</p>" if left_out and number == len(shown) else ""
        screens.append(Screen(marked, f"<ul>{body}</ul>{more}", f"list size-{size}"))
    return tuple(screens)


def _paged(items: Sequence[str], height: int, size: int) -> list[list[str]]:
    """The paragraphs of each screen that has this height for them."""
    pages: list[list[str]] = []
    left = 0
    for item in items:
        needs = tall(item, size=size) + GAP
        if needs > left:
            pages.append([])
            left = height
        pages[-1].append(item)
        left -= needs
    return pages
