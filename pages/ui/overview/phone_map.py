"""Localities by target for a narrow screen: localities downwards, the targets by their numbers.

There the cells of a target have no room beside its row. The numbers are those of the rows above.
"""

from __future__ import annotations

from html import escape

from kpis.model import Result
from kpis.words.priorities import GRAVEST_FIRST, by_need
from kpis.words.verdicts import verdict_symbol, verdict_word
from pages.ui.frame import links
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.overview import heat
from pages.ui.parts import elements


def section(view: View, ordered: list[Result]) -> str:
    """The table with its key; ``ordered``: the province's results as the rows above have them.

    Nothing where the localities are too many for a map.
    """
    places = set(heat.localities(view))
    if not places:
        return ""
    targets = [result.target_id for result in ordered]
    units = [unit for unit in by_need(view.scorecard) if unit in places]
    numbers = "".join(
        f'<th scope="col" title="{escape(_short(view, target))}">{number}</th>'
        for number, target in enumerate(targets, 1)
    )
    rows = "".join(_row(view, unit, targets) for unit in units)
    title = escape(view.text("Địa phương theo chỉ tiêu"))
    return (
        f'<section class="phone-map"><h3 class="section">{title}</h3><table><thead><tr><td></td>'
        f"{numbers}</tr></thead><tbody>{rows}</tbody></table>{_key(view, targets)}</section>"
    )


def _short(view: View, target_id: str) -> str:
    return view.plan.target(target_id).short(view.state.language)


def _row(view: View, unit_id: str, targets: list[str]) -> str:
    """The name as a link to the locality's page, which holds what its cells stand for."""
    name = escape(elements.short_name(view.register.by_id[unit_id]))
    cells = "".join(_cell(view, view.scorecard.of(unit_id, target)) for target in targets)
    link = f"<a {links.locality_address(view, unit_id)}>{name}</a>"
    return f'<tr><th scope="row">{link}</th>{cells}</tr>'


def _cell(view: View, result: Result) -> str:
    word = escape(verdict_word(result.verdict, view.state.language))
    return (
        f'<td><span class="cell {verdict_class(result.verdict)}" title="{word}">'
        f'<span aria-hidden="true">{verdict_symbol(result.verdict)}</span>'
        f'<span class="sr">{word}</span></span></td>'
    )


def _key(view: View, targets: list[str]) -> str:
    """Which target a number is, and what the signs mean that stand in the table."""
    numbered = " · ".join(
        f"{number}\N{NO-BREAK SPACE}{escape(_short(view, target))}"
        for number, target in enumerate(targets, 1)
    )
    shown = {view.scorecard.of(u, t).verdict for u in heat.localities(view) for t in targets}
    signs = " · ".join(
        f"{verdict_symbol(verdict)}\N{NO-BREAK SPACE}"
        f"{escape(verdict_word(verdict, view.state.language).lower())}"
        for verdict in GRAVEST_FIRST
        if verdict in shown
    )
    return f'<p class="quiet">{numbered}</p><p class="quiet">{signs}</p>'
