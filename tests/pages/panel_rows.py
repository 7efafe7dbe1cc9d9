"""What a person reads in the panels of a locality's page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from tests.pages.seen import text_of


@dataclass(frozen=True)
class Panel:
    """One target: sign and word, the figure, what stands beside it, the three pairs.

    ``more``: what opens under it, as HTML.
    """

    verdict: str
    number: str
    beside: str
    pairs: dict[str, str]
    html: str
    more: str


def panels(app: AppTest) -> dict[str, Panel]:
    """Target id → its panel, from top to bottom."""
    (html,) = [str(e.value) for e in app.html if 'class="panels-frame"' in str(e.value)]
    found = {}
    for one in html.split('<li class="panel">')[1:]:
        front, more = one.split("<details>")
        (target,) = set(re.findall(r'href="trace\?[^"]*target=([\w-]+)', front))
        number = front.split('<p class="number">')[1].split("</p>")[0]
        found[target] = Panel(
            verdict=text_of(front.split('class="about">')[1].split("<h3>")[0]),
            number=text_of(number.split("<small>")[0]),
            beside=text_of(number.split("<small>")[1]),
            pairs=_pairs(front),
            html=front,
            more=more,
        )
    return found


def _pairs(front: str) -> dict[str, str]:
    """What each pair says, without what only a screen reader hears."""
    seen = re.sub(r'<small class="sr">.*?</small>', "", front)
    pairs = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", seen)
    return {text_of(head): text_of(said) for head, said in pairs}
