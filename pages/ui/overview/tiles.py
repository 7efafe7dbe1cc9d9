"""A map of tiles: a square per district where the register puts it, coloured by one target.

A tile holds the locality's name, the verdict's symbol and word, and the counts: it reads the same
in black and white, and needs neither a map server nor a script.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from data_loaders.model import Unit
from kpis.words.priorities import need
from kpis.words.verdicts import figure, verdict_symbol, verdict_word
from pages.ui.frame.controls import go
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads.drawn import Drawn


def tile_map(view: View) -> None:
    """Which target, and every district's verdict on it."""
    target_id = shown_target(view)
    _choose(view, target_id)
    st.html(view.drawn(Drawn.TILES, lambda: _tiles(view, target_id), detail=target_id))


def shown_target(view: View) -> str:
    """The target of the address, else the province's gravest."""
    if view.state.target is not None:
        return view.state.target
    card = view.scorecard
    results = card.of_unit(card.province_id)
    return min(results, key=need).target_id


def _choose(view: View, target_id: str) -> None:
    names = {t.target_id: t.name(view.state.language) for t in view.scorecard.targets}
    st.session_state["control_tiles"] = target_id
    st.selectbox(
        view.text("Bản đồ các địa phương theo chỉ tiêu"),
        list(names),
        key="control_tiles",
        format_func=names.__getitem__,
        on_change=lambda: go(view.state, target=st.session_state["control_tiles"]),
    )


def _tiles(view: View, target_id: str) -> str:
    placed = [view.register.by_id[unit] for unit in view.scorecard.units[1:]]
    tiles = "".join(_tile(view, unit, target_id, place) for place, unit in enumerate(placed))
    name = escape(view.plan.target(target_id).name(view.state.language))
    return f'<p class="on-paper-name"><b>{name}</b></p><ul class="tiles">{tiles}</ul>'


def _tile(view: View, unit: Unit, target_id: str, place: int) -> str:
    """One square; a locality without a place on the map stands in the rows below it."""
    result, language = view.scorecard.of(unit.unit_id, target_id), view.state.language
    where = f"--column:{place % 4 + 1};--row:{place // 4 + 10}"
    if unit.tile_column is not None and unit.tile_row is not None:
        where = f"--column:{unit.tile_column + 1};--row:{unit.tile_row + 1}"
    address = escape(f"locality?{urlencode(view.state.query(unit=unit.unit_id, target=None))}")
    marks = f"{verdict_class(result.verdict)}{' provisional' if result.provisional else ''}"
    held = escape(figure(result, view.plan, language))
    return (
        f'<li style="{where}"><a class="tile {marks}" href="{address}" target="_self">'
        f'<span class="name">{escape(elements.short_name(unit))}</span>'
        f'<span class="said"><span aria-hidden="true">{verdict_symbol(result.verdict)}</span>'
        f" {escape(verdict_word(result.verdict, language))}</span>"
        f'<span class="held">{held}</span></a></li>'
    )
