"""What a person reads in the province's title and in the rows of its scorecard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from streamlit.testing.v1 import AppTest

from tests.pages.seen import text_of


@dataclass(frozen=True)
class Row:
    """What a row says: its marks by their names, and a text per locality."""

    verdict: str
    parts: dict[str, str]
    cells: list[str]
    html: str


def rows(app: AppTest) -> dict[str, Row]:
    """Target id → its row, from top to bottom."""
    (html,) = [str(e.value) for e in app.html if 'class="scorecard-frame"' in str(e.value)]
    found = {}
    for row in html.split('<ol class="rows"')[1].split("</ol>")[0].split("<li ")[1:]:
        (target,) = set(re.findall(r'href="target\?[^"]*target=([\w-]+)', row))
        summary = row.split('<span class="heat">')[0]
        parts = {}
        for kind in ("pace", "left", "ahead", "moved"):
            said = summary.split(f'class="two {kind}')[1].split(">", 1)[1]
            said = re.split(r'<span class="two|<img|<span class="spark|\Z', said)[0]
            parts[kind] = text_of(re.sub(r'<span class="sr">.*?</span>', "", said))
        number = summary.split('class="number')[1].split(">", 1)[1].split("</span>")[0]
        parts["number"] = text_of(number)
        found[target] = Row(
            verdict=text_of(summary.split('class="sign-box')[1].split(">", 1)[1].split("<")[0]),
            parts=parts,
            cells=[unescape(t) for t in re.findall(r'class="cell [^>]*title="([^"]*)"', row)],
            html=row,
        )
    return found


def title(app: AppTest) -> str:
    (one,) = app.header
    return str(one.value)


def line(app: AppTest) -> str:
    """The facts under the title."""
    (found,) = [text_of(str(e.value)) for e in app.html if 'class="facts"' in str(e.value)]
    return found
