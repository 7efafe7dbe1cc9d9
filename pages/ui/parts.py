"""Parts of pages: the badge of a verdict, their count, coverage, and the matrix of localities."""

from __future__ import annotations

from collections import Counter
from html import escape
from urllib.parse import urlencode

import streamlit as st

from kpis.charts.palette import LOOKS
from kpis.model import Result, Verdict
from kpis.wording import verdict_word
from pages.ui.style import verdict_class
from pages.ui.view import View

GRAVEST_FIRST = (
    Verdict.MISSED,
    Verdict.BEHIND,
    Verdict.AT_RISK,
    Verdict.ON_TRACK,
    Verdict.MET,
    Verdict.NO_DATA,
    Verdict.NOT_JUDGED,
    Verdict.NOT_APPLICABLE,
)


def badge(
    view: View, verdict: Verdict, *, count: int | None = None, provisional: bool = False
) -> str:
    """A verdict as HTML: symbol, word and colour; with a count in front where there is one."""
    number = "" if count is None else f"{count} "
    marks = f"verdict {verdict_class(verdict)}{' provisional' if provisional else ''}"
    return (
        f'<span class="{marks}"><span class="symbol" aria-hidden="true">{LOOKS[verdict].symbol}'
        f"</span>{number}{escape(verdict_word(verdict, view.state.language))}</span>"
    )


def tally(view: View) -> None:
    """How many of the province's targets stand how, the gravest first."""
    card = view.scorecard
    count = Counter(result.verdict for result in card.of_unit(card.province_id))
    badges = (badge(view, v, count=count[v]) for v in GRAVEST_FIRST if count[v])
    st.html(f'<div class="tally">{" ".join(badges)}</div>')


def coverage(view: View) -> None:
    """How many localities have reported the period, and which have not, by name."""
    _ = view.text
    reporting = view.scorecard.reporting
    text = _("Đã có báo cáo {counted}/{expected} địa phương.").format(
        counted=reporting.counted, expected=reporting.expected
    )
    if reporting.missing:
        names = ", ".join(view.register.by_id[unit].full_name for unit in reporting.missing)
        text += " " + _("Chưa có: {names}.").format(names=names)
    st.markdown(text)


def matrix(view: View) -> None:
    """Every locality by every target; a row leads to its locality."""
    _ = view.text
    card = view.scorecard
    heads = "".join(f"<th>{escape(t.name(view.state.language))}</th>" for t in card.targets)
    rows = "".join(
        _row(view, unit_id) for unit_id in dict.fromkeys(result.unit_id for result in card.results)
    )
    st.html(
        f'<div class="matrix-frame"><table class="matrix"><thead><tr><th>{_("Địa phương")}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(view: View, unit_id: str) -> str:
    card = view.scorecard
    total = ' class="total"' if unit_id == card.province_id else ""
    name = escape(view.register.by_id[unit_id].full_name)
    address = escape("locality?" + urlencode(view.state.query(unit=unit_id)))
    head = name if total else f'<a href="{address}" target="_self">{name}</a>'
    cells = "".join(f"<td>{_cell(view, result)}</td>" for result in card.of_unit(unit_id))
    return f"<tr{total}><th>{head}</th>{cells}</tr>"


def _cell(view: View, result: Result) -> str:
    return badge(view, result.verdict, provisional=result.provisional)
