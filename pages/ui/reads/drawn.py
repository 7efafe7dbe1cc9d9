"""The cached reads of what is drawn as HTML: finished once, for everybody who sees the same.

Keys as in :mod:`pages.ui.reads.figures`; what a key settles is handed over beside it and is no part
of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum

from cachetools.keys import hashkey

from data_loaders.model import Basis, Moment, Period
from kpis.charts.panel import draw as draw_panel
from kpis.law.aim import Forecast
from kpis.model import Language
from pages.ui.reads.cache import kept
from pages.ui.reads.track import track


class Drawn(StrEnum):
    """Parts of pages that are drawn once and kept."""

    PROVINCE = "province"
    MATRIX = "matrix"
    TILES = "tiles"
    FRONT = "front"
    SCORECARD = "scorecard"
    BLOCKS = "blocks"
    IN_WORDS = "in-words"
    FIRST_LOOKS = "first-looks"
    PRESENTATION = "presentation"
    TARGET_LINE = "target-line"
    TARGET_TILES = "target-tiles"
    TARGET_REASONS = "target-reasons"
    TARGET_LOCALITIES = "target-localities"
    TARGET_DEFINED = "target-defined"
    TARGET_WORKED_OUT = "target-worked-out"


@dataclass(frozen=True, slots=True)
class Carried:
    """What the address itself says, all of which the links of a part carry on.

    ``period`` and ``as_of``: whether it names one; the meetings by their ids.
    """

    period: bool
    as_of: bool
    meeting: str | None
    against: str | None


def _all_but_the_last(*asked: Hashable) -> Hashable:
    return hashkey(*asked[:-1])


@kept(2048, key=_all_but_the_last)
def panel_drawing(  # noqa: PLR0913, PLR0917 (what settles the drawing, one by one, is the key)
    moment: Moment,
    basis: Basis,
    period: Period,
    unit_id: str,
    target_id: str,
    language: Language,
    forecast: Forecast | None,
    strong: bool,
    sentence: str,
) -> str:
    """The way of a figure as a panel draws it, with the sentence that says the same; empty: none.

    ``strong``: for high contrast. The sentence is no part of the key: all before it settles it.
    """
    found = track(moment, basis, period, unit_id, target_id)
    if found is None:
        return ""
    return draw_panel(found, forecast, language, sentence=sentence, strong=strong)


@kept(256, key=_all_but_the_last)
def drawn(
    part: Drawn,
    moment: Moment,
    basis: Basis,
    period: Period,
    language: Language,
    carried: Carried,
    detail: str,
    draw: Callable[[], str],
) -> str:
    """The finished HTML of a part. ``detail``: a target id, an order or how it is
    drawn, never a typed text."""
    return draw()
