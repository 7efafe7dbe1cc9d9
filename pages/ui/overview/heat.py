"""Localities by one target: a cell each, in the row of its target; their names once, over all.

A cell is a link to where its figure comes from, but no stop of the tabulator: a hundred of them
would keep a keyboard from everything below. The names are stops, and their pages hold the same.
"""

from __future__ import annotations

from html import escape

from data_loaders.model import Unit
from data_loaders.model.formats import NOTHING
from kpis.model import Caveat, Result
from kpis.words.verdicts import figure, verdict_symbol, verdict_word
from pages.ui.frame import links
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.parts import elements

BESIDE = 12
"""So many localities stand beside the row of their target; more need a line of their own."""
MOST = 60
"""More than these are no map any more: the table below has them."""


def localities(view: View) -> tuple[str, ...]:
    """Whose cells there are, in register order; none where they are too many for a map."""
    units = tuple(u for u in view.scorecard.units if u != view.scorecard.province_id)
    return units if len(units) <= MOST else ()


def names(view: View) -> str:
    """The localities, upright, each with how its report stands."""
    cells = "".join(_name(view, view.register.by_id[unit]) for unit in localities(view))
    return f'<span class="heat names">{cells}</span>'


def _name(view: View, unit: Unit) -> str:
    sign = elements.sign_of_report(view, unit.unit_id)
    said = elements.report_said(view, unit.unit_id)
    short = elements.short_name(unit)
    out = " out" if unit.unit_id in view.scorecard.reporting.missing else ""
    inner = (
        f'<span class="upright">{escape(short)}</span>'
        f'<span class="sign" aria-hidden="true">{escape(sign)}</span>'
        f'<span class="sr">, {escape(said)}</span>'
    )
    address = links.locality_address(view, unit.unit_id)
    return f'<a class="locality{out}" {address} title="{escape(f"{short}: {said}")}">{inner}</a>'


def cells(view: View, target_id: str) -> str:
    """The localities' verdicts on a target."""
    drawn = "".join(_cell(view, view.scorecard.of(u, target_id)) for u in localities(view))
    return f'<span class="heat">{drawn}</span>'


def _cell(view: View, result: Result) -> str:
    language, verdict = view.state.language, result.verdict
    short = elements.short_name(view.register.by_id[result.unit_id])
    said, held = f"{short}: {verdict_word(verdict, language)}", figure(result, view.plan, language)
    if held != NOTHING:
        said = f"{said}, {held}"
    may = " may" if Caveat.COULD_CHANGE in result.caveats else ""
    return (
        f'<a class="cell {verdict_class(verdict)}{may}" {links.origin_address(view, result)}'
        f' tabindex="-1" title="{escape(said)}"><span aria-hidden="true">'
        f'{verdict_symbol(verdict)}</span><span class="sr">{escape(said)}</span></a>'
    )
