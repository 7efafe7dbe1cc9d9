"""What is folded away under the page of a target: everything that its conclusion rests on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from kpis.comparison import compare
from kpis.model import Result, Target
from kpis.words.verdicts import arithmetic, integer
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.movement_board import every_part
from pages.ui.reads.drawn import Drawn
from pages.ui.target import cohorts, definition, periods
from pages.ui.target.localities import results_of
from pages.ui.target.title import result_of


def folds(view: View, target: Target) -> None:
    """The plan's sentence, the numbers, the communes, why in parts, the cohorts, the origin."""
    about = target.target_id
    with st.container(key="folds", gap=None):
        st.html(view.drawn(Drawn.TARGET_DEFINED, lambda: _defined(view, target), detail=about))
        periods.periods(view, target)
        periods.by_commune(view, target)
        every_part(view, about)
        cohorts.cohorts(view, target)
        worked_out = view.drawn(
            Drawn.TARGET_WORKED_OUT, lambda: _worked_out(view, target), detail=about
        )
        st.html(worked_out)


def _defined(view: View, target: Target) -> str:
    _ = view.text
    return elements.folded(
        _("Nội dung trong Kế hoạch, cách hiểu, công thức"), definition.definition(view, target)
    ) + elements.folded(_("Kết luận bằng lời"), definition.in_words(view, target))


def _worked_out(view: View, target: Target) -> str:
    """Each locality's figure with its arithmetic, and the way to its cells; the province's first;
    under it what can be taken along."""
    _ = view.text
    heads = (_("Địa phương"), _("Kết quả"), _("Số liệu"), _("Số cần đạt"), _("Cách tính"))
    table = elements.plain_table(heads, _rows(view, target), kind="comparison")
    whole = links.origin_named(view, result_of(view, target))
    return (
        elements.folded(_("Nguồn gốc số liệu"), table)
        + f'<p class="take-along">{escape(_("Toàn tỉnh"))}: {whole} · '
        f"{links.to_presentation(view)}</p>"
    )


def _rows(view: View, target: Target) -> Iterator[str]:
    found = compare(results_of(view, target))
    for one in (*found.ranked, *found.small, *found.apart):
        yield _row(view, target, one)


def _row(view: View, target: Target, result: Result) -> str:
    language = view.state.language
    needed = "" if target.dated_task is not None else integer(result.needed, language)
    said = arithmetic(result, view.plan, language) + elements.reason_of(view, result)
    return (
        f"<th>{links.to_locality(view, result.unit_id)}</th>"
        f"<td>{elements.badge(view, result.verdict, provisional=result.provisional)}</td>"
        f'<td class="num">{links.to_origin(view, result)}</td>'
        f'<td class="num">{needed or "–"}</td>'
        f"<td>{escape(said)}</td>"
    )
