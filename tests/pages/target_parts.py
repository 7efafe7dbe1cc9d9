"""What a person reads on the page of one target: its tiles, the list of reasons, its localities."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.seen import text_of


@dataclass(frozen=True)
class Tile:
    label: str
    figure: str
    beside: str
    said: str


def html_of(app: AppTest, piece: str) -> str:
    """The one piece of HTML with that in it; nothing where there is none."""
    found = [str(one.value) for one in app.html if piece in str(one.value)]
    assert len(found) <= 1, piece
    return found[0] if found else ""


def tiles(app: AppTest) -> list[Tile]:
    """Hiện có, dự báo, so với phiên."""
    found = []
    for section in html_of(app, 'class="figures"').split("<section")[1:]:
        label = re.search(r"<h3>(.*?)</h3>", section)
        large = re.search(r'class="large">(.*?)</p>', section)
        said = re.search(r'class="said">(.*?)</p>', section)
        assert label
        assert large
        figure, _, beside = large[1].partition("<small>")
        parts = (label[1], figure, beside, said[1] if said else "")
        found.append(Tile(*map(text_of, parts)))
    return found


def account(app: AppTest) -> list[tuple[str, str, str]]:
    """Kind, text and number of every line of the list of reasons."""
    html = html_of(app, 'class="reasons"')
    lines = re.findall(r'<li class="(\w+)"><span>(.*?)</span>(?:<b>(.*?)</b>)?</li>', html)
    return [(kind, text_of(said), unescape(number)) for kind, said, number in lines]


def numbers(text: str) -> tuple[int, ...]:
    """``+2/−1`` → (2, −1), ``1.234`` → (1234,)."""
    plain = text.replace("−", "-").replace("+", "").replace(".", "").replace(",", "")
    return tuple(int(one) for one in plain.split("/"))


@dataclass(frozen=True)
class Place:
    """A locality's row; ``held``: what stands in place of a figure."""

    verdict: str
    name: str
    counts: str
    by: str
    limit: str
    held: str
    html: str


def places(app: AppTest) -> list[list[Place]]:
    """The lists of localities: who may be ranked first, where there are any, then the others."""
    html = html_of(app, 'class="localities"')
    lists = re.findall(r'<ol class="places">(.*?)</ol>', html)
    return [[_place(row) for row in one.split("<li>")[1:]] for one in lists]


def _place(row: str) -> Place:
    def part(opening: str, closing: str) -> str:
        found = re.search(rf"{opening}[^>]*>(.*?){closing}", row)
        return text_of(found[1]) if found else ""

    return Place(
        verdict=text_of(row.split('<a class="place"', maxsplit=1)[0]),
        name=part('<a class="place"', "</a>"),
        counts=part('<a class="counts"', "</a>").replace(" /", "/"),
        by=part('<b class="by"', "</b>"),
        limit=part('<span class="limit"', "</span>"),
        held=part('<span class="held"', "</span></li>"),
        html=row,
    )


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Every chart that the browser draws."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def drawn_way(chart: dict[str, Any]) -> list[float]:
    """The figures that the way of a chart goes through."""
    (way,) = (one for one in chart["data"] if one["mode"] == "lines+markers")
    return [y for y in way["y"] if y is not None]


def words(text: str) -> int:
    """How many words a text has: what stands between blanks and holds a letter or a number."""
    return sum(bool(re.search(r"\w", one)) for one in text.split())


def sentences(app: AppTest) -> list[str]:
    """What stands in sentences above the fold: title, line, what the tiles and lists say."""
    (title,) = app.header
    line = text_of(html_of(app, 'class="facts"'))
    reasons = html_of(app, 'class="reasons"')
    lasting = re.findall(r'class="lasting">(.*?)</p>', reasons)
    listed = [said for kind, said, _ in account(app) if kind in ("left", "joined", "note")]
    told = [tile.said for tile in tiles(app)]
    return [str(title.value), line, *told, *listed, *map(text_of, lasting)]
