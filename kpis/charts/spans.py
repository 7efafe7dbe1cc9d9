"""Areas as bars over the periods: the state told by each report, a gap where none tells.

Bars are boxes of HTML as wide as their periods, so that they come with the page and need no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from data_loaders.model import AreaStanding, AreaState
from data_loaders.model.formats import period_name, translator
from kpis.areas import AreaWay, AreaWays
from kpis.model import Language

_STEP = 3
"""Every so-manieth period has its name under the bars, counted from the last."""

COLORS = {
    AreaStanding.UNDER_WAY: "#5B6773",
    AreaStanding.SUSTAINED: "#007A52",
    AreaStanding.NOT_RECOGNISED: "#E69F00",
    AreaStanding.RELAPSED: "#C43B4E",
}
"""Fills that show on a light and on a dark ground; a symbol and, in the key, a word stand with
each."""

_INK = {AreaStanding.NOT_RECOGNISED: "#1F1400"}
"""Of the symbol on the fill: white, but for amber."""

SYMBOLS = {
    AreaStanding.UNDER_WAY: "○",
    AreaStanding.SUSTAINED: "✓",
    AreaStanding.NOT_RECOGNISED: "△",
    AreaStanding.RELAPSED: "✕",
}


def declared(states: Sequence[AreaState], word: str) -> AreaState:
    """What is declared of a word; of one that no form has any more, the word and nothing else."""
    known = (state for state in states if state.word == word)
    return next(known, AreaState(word, word, AreaStanding.UNDER_WAY))


def draw(found: AreaWays, names: Mapping[str, str], language: Language) -> str:
    """A row per area as HTML; each run of one state begins with its symbol. ``theme.css`` places
    it; who does not see it is read the sentence."""
    rows = "".join(
        f'<p class="name"><b>{escape(names[way.last.commune_id])}</b> ({way.last.cohort})</p>'
        f'<div class="bar">{"".join(_bar(found, *run) for run in runs(way))}</div>'
        for way in found.ways
    )
    said = escape(sentence(found, names, language))
    axis = "".join(_periods(found))
    inside = f'{rows}<div class="axis">{axis}</div>'
    return f'<div class="spans" role="img" aria-label="{said}">{inside}</div>'


def runs(way: AreaWay) -> Iterator[tuple[str, int, int]]:
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
    before: str | None = None
    for state, first, _last in runs(way):
        if state != before:
            when = period_name(found.periods[first], language)
            name = declared(found.states, state).name(language)
            told.append(_("{state} từ {period}").format(state=name, period=when))
        before = state
    return f"{names[way.last.commune_id]} ({way.last.cohort}): {', '.join(told)}"


def _bar(found: AreaWays, word: str, first: int, last: int) -> str:
    count, state = len(found.periods), declared(found.states, word).standing
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
