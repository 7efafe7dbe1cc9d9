"""Localities by one target: a cell each, in the row of its target; their names once, over all.

More localities than stand beside a row are shown by the units above them: a cell is then a group,
with the gravest sign of its localities and how many are in trouble, and opens to them in place.
A cell is a link to where its figure comes from, but no stop of the tabulator: a hundred of them
would keep a keyboard from everything below. The names are stops, and their pages hold the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from data_loaders.model import Unit
from data_loaders.model.formats import NOTHING
from kpis.model import Caveat, Result, Verdict
from kpis.words.groups import Group, gravest, groups, troubled
from kpis.words.priorities import need
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
    """Every locality, in register order; none where they are too many for a map."""
    units = tuple(u for u in view.scorecard.units if u != view.scorecard.province_id)
    return units if len(units) <= MOST else ()


def columns(view: View) -> tuple[Group, ...]:
    """Whose cells there are, in register order; none where they are too many for a map.

    Each locality by itself; where they are more than stand beside a row, by the units above them.
    """
    units = tuple(u for u in view.scorecard.units if u != view.scorecard.province_id)
    if len(units) <= BESIDE:
        return tuple(Group(view.register.by_id[unit], (unit,)) for unit in units)
    found = groups(view.register, units)
    return found if len(found) <= MOST else ()


def names(view: View) -> str:
    """The localities, upright, each with how its report stands; of a group how many reported."""
    cells = "".join(
        _name(view, one.unit) if one.single else _group_name(view, one) for one in columns(view)
    )
    return f'<span class="heat names">{cells}</span>'


def totals(view: View) -> str:
    """Under each column how many of its targets need work: who is to be asked first.

    Who hears the page read is told with the name of the locality, which leads to its page.
    """
    found = [_in_trouble(view, one) for one in columns(view)]
    if not found:
        return ""
    cells = "".join(f"<b>{n}</b>" if n else "<span>0</span>" for n in found)
    said = escape(view.text("Số chỉ tiêu cần xử lý"))
    return (
        f'<div class="totals" aria-hidden="true"><span>{said}</span>'
        f'<span class="heat">{cells}</span></div>'
    )


def _in_trouble(view: View, group: Group) -> int:
    """Targets in trouble of a locality; of a group of all its localities together."""
    card = view.scorecard
    return troubled(result for unit in group.members for result in card.of_unit(unit))


def _group_name(view: View, group: Group) -> str:
    """The group's name, which opens to its localities; under it who of them is missing."""
    missing = [u for u in group.members if u in view.scorecard.reporting.missing]
    short, whole = elements.short_name(group.unit), len(group.members)
    text = view.text("{name}: {counted}/{expected} địa phương có trong số liệu")
    said = text.format(name=short, counted=whole - len(missing), expected=whole)
    said = f"{said}; {_trouble_said(view, group)}"
    sign = f"{whole - len(missing)}/{whole}" if missing else ""
    lines = (
        f"<li>{links.to_locality(view, unit)}: {escape(elements.report_said(view, unit))}</li>"
        for unit in group.members
    )
    return (
        f'<details class="locality group{" out" if missing else ""}">'
        f'<summary title="{escape(said)}"><span class="upright">{escape(short)}</span>'
        f'<span class="sign" aria-hidden="true">{sign}</span>'
        f'<span class="sr">{escape(said)}</span></summary>'
        f'<ul class="members">{"".join(lines)}</ul></details>'
    )


def _trouble_said(view: View, group: Group) -> str:
    count = _in_trouble(view, group)
    return view.text.plural("{count} chỉ tiêu cần xử lý", count).format(count=count)


def _name(view: View, unit: Unit) -> str:
    sign = elements.sign_of_report(view, unit.unit_id)
    trouble = _trouble_said(view, Group(unit, (unit.unit_id,)))
    said = f"{elements.report_said(view, unit.unit_id)}; {trouble}"
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
    card = view.scorecard
    drawn = "".join(
        _cell(view, card.of(one.unit.unit_id, target_id))
        if one.single
        else _group(view, one, [card.of(unit, target_id) for unit in one.members])
        for one in columns(view)
    )
    return f'<span class="heat">{drawn}</span>'


def _group(view: View, group: Group, results: Sequence[Result]) -> str:
    """The gravest sign and how many are in trouble; opened, each locality with its own."""
    sign, count, whole = gravest(results), troubled(results), len(results)
    text = view.text("{name}: {bad} trong {count} địa phương cần xử lý, nặng nhất {verdict}")
    word = verdict_word(sign, view.state.language).lower()
    short = elements.short_name(group.unit)
    said = text.format(name=short, bad=count, count=whole, verdict=word)
    unknown = any(one.verdict is Verdict.NO_DATA for one in results)
    lines = "".join(f"<li>{_member(view, one)}</li>" for one in sorted(results, key=need))
    few = f"<small>{count}/{whole}</small>" if count else ""
    return (
        f'<details class="group"><summary class="cell {verdict_class(sign)}'
        f'{" may" if unknown else ""}" tabindex="-1" title="{escape(said)}">'
        f'<span aria-hidden="true">{verdict_symbol(sign)}{few}</span>'
        f'<span class="sr">{escape(said)}</span></summary>'
        f'<ul class="members">{lines}</ul></details>'
    )


def _member(view: View, result: Result) -> str:
    """A locality of an opened group: its verdict, and its figure as the way to its origin."""
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    name = escape(view.register.by_id[result.unit_id].full_name)
    return f"{badge} {name}: {links.to_origin(view, result)}"


def _cell(view: View, result: Result) -> str:
    language, verdict = view.state.language, result.verdict
    short = elements.short_name(view.register.by_id[result.unit_id])
    said, held = f"{short}: {verdict_word(verdict, language)}", figure(result, view.plan, language)
    if held != NOTHING:
        said = f"{said}, {held}"
    may = " may" if Caveat.COULD_CHANGE in result.caveats else ""
    return (
        f'<a class="cell {verdict_class(verdict)}{may}" {links.origin_address(view, result)}'
        f' tabindex="-1" title="{escape(said)}" aria-label="{escape(said)}">'
        f"{verdict_symbol(verdict)}</a>"
    )
