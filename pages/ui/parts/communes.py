"""The communes behind one figure of a locality: each one's numbers, as they stand in the form."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.model import Identity
from data_loaders.model.submissions import SourceCell
from kpis.model import Result
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Traced
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements, origins


def has_any(view: View, result: Result) -> bool:
    """Whether communes stand behind a figure: not where there is none, nor where it is the
    locality's own, the day of a task."""
    return result.numerator is not None and (view.plan.target(result.target_id).dated_task is None)


def table(view: View, result: Result) -> None:
    """A row per commune and a column per number of the formula."""
    _ = view.text
    terms = trace_whole(result, view.facts, view.plan, view.register)
    columns = [_cells(view, one) for one in terms]
    names = {cell.commune: None for column in columns for cell in column if cell.commune}
    order = [unit.unit_id for unit in view.register.units if unit.unit_id in names]
    rows = (
        f"<th>{escape(view.register.by_id[commune].full_name)}</th>"
        + "".join(f'<td class="num">{_said(column, commune)}</td>' for column in columns)
        for commune in order
    )
    st.markdown(plain(_common(view, terms)))
    heads = (_("Xã, phường, thị trấn"), *_headings(view, terms))
    st.html(elements.plain_table(heads, rows, kind="numbers"))


def _common(view: View, terms: Sequence[Traced]) -> str:
    """What all columns have in common: their number, or else their period."""
    names = {origins.measure_name(view, one) for one in terms}
    periods = {one.period for one in terms}
    if len(names) == 1:
        return names.pop()
    return period_name(terms[0].period, view.state.language) if len(periods) == 1 else ""


def _headings(view: View, terms: Sequence[Traced]) -> list[str]:
    """What sets the columns apart."""
    language = view.state.language
    if len({origins.measure_name(view, one) for one in terms}) == 1:
        return [period_name(one.period, language) for one in terms]
    if len({one.period for one in terms}) == 1:
        return [origins.measure_name(view, one) for one in terms]
    return [f"{origins.measure_name(view, t)}, {period_name(t.period, language)}" for t in terms]


def _cells(view: View, term: Traced) -> Sequence[SourceCell]:
    return view.access.cells(
        Identity(term.unit_id, term.period),
        term.version,
        measure=term.measure,
        states=term.states,
        communes=term.communes,
        as_of=view.as_of,
        upto=view.moment.revision,
    )


def _said(column: Sequence[SourceCell], commune: str) -> str:
    """What was typed for that commune, every row of it where it stands in a list twice."""
    texts = [cell.text for cell in column if cell.commune == commune]
    return escape(", ".join(texts)) or "–"
