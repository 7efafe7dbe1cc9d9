"""Parts of pages: the badge of a verdict, their count, missing reports, the matrix."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from kpis.model import Result, Verdict
from kpis.wording import verdict_symbol, verdict_word
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
        f'<span class="{marks}"><span class="symbol" aria-hidden="true">{verdict_symbol(verdict)}'
        f"</span>{number}{escape(verdict_word(verdict, view.state.language))}</span>"
    )


def tally(view: View) -> None:
    """How many of the province's targets stand how, the gravest first."""
    card = view.scorecard
    count = Counter(result.verdict for result in card.of_unit(card.province_id))
    badges = (badge(view, v, count=count[v]) for v in GRAVEST_FIRST if count[v])
    st.html(f'<div class="tally">{" ".join(badges)}</div>')


def missing_reports(view: View) -> None:
    """Which localities have no report of the period, by name; nothing when all have."""
    missing = view.scorecard.reporting.missing
    if missing:
        names = ", ".join(view.register.by_id[unit].full_name for unit in missing)
        st.markdown(view.text("Chưa có báo cáo kỳ này: {names}.").format(names=names))


def matrix(view: View) -> None:
    """Every locality by every target."""
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
    st.caption(_("Viền nét đứt: tạm thời, chưa đủ báo cáo của mọi địa phương."))


def _row(view: View, unit_id: str) -> str:
    card = view.scorecard
    total = ' class="total"' if unit_id == card.province_id else ""
    name = escape(view.register.by_id[unit_id].full_name)
    cells = "".join(f"<td>{_cell(view, result)}</td>" for result in card.of_unit(unit_id))
    return f"<tr{total}><th>{name}</th>{cells}</tr>"


def _cell(view: View, result: Result) -> str:
    return badge(view, result.verdict, provisional=result.provisional)
