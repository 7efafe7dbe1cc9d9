"""Addresses from one page to another. Each carries the choices of this view on."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from data_loaders.model import Correction, Identity, Period
from kpis.model import Result
from kpis.words.verdicts import figure
from pages.ui.frame.cell_names import CellName, written
from pages.ui.frame.view import View


def to_origin(view: View, result: Result, *, period: Period | None = None) -> str:
    """The figure as a link to where it comes from; ``period``: where it is not the page's."""
    text = escape(figure(result, view.plan, view.state.language))
    return f"<a {origin_address(view, result, period=period)}><b>{text}</b></a>"


def origin_address(view: View, result: Result, *, period: Period | None = None) -> str:
    """That way as the attributes of a link."""
    changes = {"unit": result.unit_id, "target": result.target_id}
    return _to("trace", view.state.query(**changes, **({"period": period} if period else {})))


def origin_named(view: View, result: Result) -> str:
    """The same way, by its name."""
    query = view.state.query(unit=result.unit_id, target=result.target_id)
    return f"<a {_to('trace', query)}>{escape(view.text('Nguồn gốc số liệu'))}</a>"


def to_comparison(view: View, target_id: str) -> str:
    """From one locality's figure to those of all."""
    text = escape(view.text("So với các địa phương khác"))
    return f"<a {_to('target', view.state.query(target=target_id))}>{text}</a>"


def to_cell(view: View, one: Correction, target_id: str, text: str) -> str:
    """A text as a link to the cell that was corrected, on the page behind the target's figure."""
    first = view.plan.regime.first
    query = view.state.query(
        unit=one.unit_id,
        target=target_id,
        period=max(one.period, first),
        cell=written(CellName(one.item, one.subject, one.period)),
    )
    return f"<a {_to('trace', query)}>{escape(text)}</a>"


def to_locality(view: View, unit_id: str) -> str:
    """The name of a locality as a link to its page."""
    name = escape(view.register.by_id[unit_id].full_name)
    return f"<a {locality_address(view, unit_id)}>{name}</a>"


def locality_address(view: View, unit_id: str) -> str:
    """The way to a locality's page as the attributes of a link."""
    return _to("locality", view.state.query(unit=unit_id, target=None))


def report_address(view: View, identity: Identity) -> str:
    """The way to one report on the page where reports are decided on, by which report it is."""
    named = f"{identity.unit_id}_{identity.period}"
    return _to("review", view.state.query(report=named))


def to_target(view: View, target_id: str, *, short: bool = False) -> str:
    """The name of a target as a link to its page; ``short``: as in a row of the scorecard."""
    target, language = view.plan.target(target_id), view.state.language
    name = target.short(language) if short else target.name(language)
    return f"<a {_target(view, target_id)}>{escape(name)}</a>"


def to_target_as(view: View, target_id: str, text: str) -> str:
    """The same way, by a word of its own."""
    return f"<a {_target(view, target_id)}>{escape(text)}</a>"


def to_overview(view: View) -> str:
    """The way up, to all targets."""
    query = view.state.query(unit=None, target=None)
    return f"<a {_to('overview', query)}>{escape(view.text('Toàn tỉnh'))}</a>"


def target_named(view: View, target_id: str) -> str:
    """The same way, by what it does."""
    return f"<a {_target(view, target_id)}>{escape(view.text('Mở chỉ tiêu'))}</a>"


def _target(view: View, target_id: str) -> str:
    return _to("target", view.state.query(unit=None, target=target_id))


def to_presentation(view: View) -> str:
    """The way to the screens of a meeting, about what this page shows; a tab of its own."""
    address = escape(f"presentation?{urlencode(view.state.query(unit=None, target=None))}")
    text = escape(view.text("Trình chiếu"))
    return f'<a href="{address}" target="_blank" rel="noopener">{text}</a>'


def _to(page: str, query: dict[str, str]) -> str:
    return f'href="{escape(f"{page}?{urlencode(query)}")}" target="_self"'
