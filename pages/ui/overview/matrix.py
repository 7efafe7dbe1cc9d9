"""Every locality by every target: counts and verdicts, in the order the reader chooses."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.model import Result
from kpis.words.priorities import by_need
from pages.ui.frame import links
from pages.ui.frame.controls import go
from pages.ui.frame.state import BY_NEED
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads.drawn import Drawn


def matrix(view: View) -> None:
    """The choice of an order, the table, and what its marks mean."""
    st.html(elements.section(view.text("Từng địa phương theo từng chỉ tiêu")))
    _order(view)
    st.html(view.drawn(Drawn.MATRIX, lambda: _table(view), detail=view.state.order or ""))


def _order(view: View) -> None:
    _ = view.text
    names = {"": _("Theo danh mục"), BY_NEED: _("Cần quan tâm nhất trước")}
    for target in view.scorecard.targets:
        names[target.target_id] = _("Theo chỉ tiêu: {name}").format(
            name=target.name(view.state.language)
        )
    st.session_state["control_order"] = view.state.order or ""
    st.selectbox(
        _("Thứ tự các địa phương"),
        list(names),
        key="control_order",
        format_func=names.__getitem__,
        on_change=lambda: go(view.state, order=st.session_state["control_order"] or None),
        width=420,
    )


def _units(view: View) -> tuple[str, ...]:
    """The localities from top to bottom, the province first."""
    order = view.state.order
    if order is None:
        return view.scorecard.units
    return by_need(view.scorecard, target_id=None if order == BY_NEED else order)


def _table(view: View) -> str:
    heads = "".join(
        f"<th>{links.to_target(view, target.target_id)}</th>" for target in view.scorecard.targets
    )
    rows = "".join(_row(view, unit_id) for unit_id in _units(view))
    marks = view.text(
        "Số đếm trước, tỷ lệ trong ngoặc; bấm vào số để xem nguồn gốc. Viền nét đứt: tạm thời,"
        " chưa đủ báo cáo của mọi địa phương."
    )
    return (
        f'<div class="matrix-frame" tabindex="0"><table class="matrix"><thead><tr>'
        f"<th>{escape(view.text('Địa phương'))}</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{elements.caption(marks)}"
    )


def _row(view: View, unit_id: str) -> str:
    card = view.scorecard
    total = unit_id == card.province_id
    name = escape(view.register.by_id[unit_id].full_name)
    if not total:
        name = links.to_locality(view, unit_id)
    cells = "".join(f"<td>{_cell(view, result)}</td>" for result in card.of_unit(unit_id))
    return f"<tr{' class=total' if total else ''}><th>{name}</th>{cells}</tr>"


def _cell(view: View, result: Result) -> str:
    mark = elements.badge(view, result.verdict, provisional=result.provisional)
    return f'{mark}<span class="held">{links.to_origin(view, result)}</span>'
