"""Areas as bars over the periods: the state told by each report, a gap where none tells.

Bars are boxes of HTML as wide as their periods, so that they come with the page and need no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from data_loaders.model import AreaState
from data_loaders.model.formats import period_name, translator
from kpis.areas import AreaWay, AreaWays
from kpis.model import Language

_STEP = 3
"""Every so-manieth period has its name under the bars, counted from the last."""

COLORS = {
    AreaState.UNDER_WAY: "#5B6773",
    AreaState.ACHIEVED: "#007A52",
    AreaState.NOT_ACHIEVED: "#E69F00",
    AreaState.RELAPSED: "#C43B4E",
}
"""Fills that show on a light and on a dark ground; a symbol and, in the key, a word stand with
each."""

_INK = {AreaState.NOT_ACHIEVED: "#1F1400"}
"""Of the symbol on the fill: white, but for amber."""

SYMBOLS = {
    AreaState.UNDER_WAY: "○",
    AreaState.ACHIEVED: "✓",
    AreaState.NOT_ACHIEVED: "△",
    AreaState.RELAPSED: "✕",
}


def state_name(state: AreaState, language: Language) -> str:
    """The state of an area in words."""
    _ = translator(language)
    return {
        AreaState.UNDER_WAY: _("đang chuyển hóa"),
        AreaState.ACHIEVED: _("đạt"),
        AreaState.NOT_ACHIEVED: _("chưa đạt"),
        AreaState.RELAPSED: _("tái phức tạp"),
    }[state]


def draw(found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    """A row per area as HTML; each run of one state begins with its symbol. ``theme.css`` places
    it; who does not see it is read the sentence."""
    count = len(found.periods)
    rows = "".join(
        f'<p class="name"><b>{escape(names[way.last.commune_id])}</b> ({way.last.cohort})</p>'
        f'<div class="bar">{"".join(_bar(*run, count) for run in runs(way))}</div>'
        for way in found.ways
    )
    said = escape(sentence(found, names, language))
    axis = "".join(_periods(found))
    inside = f'{rows}<div class="axis">{axis}</div>'
    return f'<div class="spans" role="img" aria-label="{said}">{inside}</div>'


def runs(way: AreaWay) -> Iterator[tuple[AreaState, int, int]]:
    """State, first and last position of each run of one state; gaps are left out."""
    for state, group in groupby(enumerate(way.states), key=lambda one: one[1]):
        positions = [position for position, _ in group]
        if state is not None:
            yield state, positions[0], positions[-1]


def sentence(found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    """The chart for whoever does not see it: from when each area was in which state."""
    said = "; ".join(_said(way, found, names, language) for way in found.ways)
    return f"{said}."


def _said(way: AreaWay, found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    _, told = translator(language), []
    before: AreaState | None = None
    for state, first, _last in runs(way):
        if state is not before:
            when = period_name(found.periods[first], language)
            told.append(
                _("{state} từ {period}").format(state=state_name(state, language), period=when)
            )
        before = state
    return f"{names[way.last.commune_id]} ({way.last.cohort}): {', '.join(told)}"


def _bar(state: AreaState, first: int, last: int, count: int) -> str:
    left, wide = 100 * first / count, 100 * (last - first + 1) / count
    return (
        f'<span style="left:{left:.2f}%;width:{wide:.2f}%;background:{COLORS[state]};'
        f'color:{_INK.get(state, "#FFFFFF")}">{SYMBOLS[state]}</span>'
    )


def _periods(found: AreaWays) -> Iterator[str]:
    """Periods under the bars; in a narrow place every other of them."""
    count = len(found.periods)
    for number, position in enumerate(range(count - 1, -1, -_STEP)):
        period = found.periods[position]
        kind = ' class="half"' if number % 2 else ""
        left = 100 * (position + 0.5) / count
        yield f'<span{kind} style="left:{left:.2f}%">{period.month}/{period.year % 100:02d}</span>'
