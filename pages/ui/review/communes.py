"""This report beside the one accepted before it, commune by commune."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data_loaders.model import Period, ReportContent
from data_loaders.reports.commune_table import CommuneRow, Pair, commune_table
from kpis.words.verdicts import integer, period_name
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.review.effect import signed


@dataclass(frozen=True)
class Beside:
    """The communes of a report against the report before; ``since`` None: there is none.

    ``main``: the measures that verdicts rest on, in the order of the form; ``classes``: that which
    says the class of a commune.
    """

    since: Period | None
    main: tuple[str, ...]
    classes: str | None
    rows: tuple[CommuneRow, ...]
    sums: CommuneRow

    @classmethod
    def of(
        cls, view: View, before: tuple[Period, ReportContent] | None, content: ReportContent
    ) -> Beside:
        """``before``: the report accepted before this one, and its period."""
        since, old = (None, None) if before is None else before
        said = view.context.regime.classification
        classes = None if said is None else said.measure
        rows, sums = commune_table(old, content, classes)
        judged = {*view.plan.judged, classes}
        main = tuple(code for code in view.context.declared.codes if code in judged)
        return cls(since, main, classes, rows, sums)

    @property
    def changed(self) -> tuple[CommuneRow, ...]:
        """The communes with another figure in a main measure."""
        return tuple(row for row in self.rows if row.changed & {*self.main})

    @property
    def moved(self) -> int:
        """How many main measures of the whole locality are other numbers."""
        return len(self.sums.changed & {*self.main})

    @property
    def others(self) -> int:
        """How many cells of the remaining measures are other ones."""
        return sum(len(row.changed - {*self.main}) for row in self.rows)


def communes(view: View, found: Beside, period: Period) -> None:
    """Communes with a change in what verdicts rest on, the sum last; all the rest in a fold."""
    _, head = view.text, _head(view, found, period)
    shown = [code for code in found.main if code != found.classes or _classes_moved(found)]
    table = ""
    if found.since is not None and found.changed:
        table = _table(view, [*found.changed, found.sums], shown)
    codes = view.context.declared.codes
    every = _table(view, [*found.rows, found.sums], codes)
    rest = elements.folded(_rest(view, found), every)
    st.html(f'<section class="beside">{head}{table}{rest}</section>')


def _classes_moved(found: Beside) -> bool:
    return any(found.classes in row.changed for row in found.rows)


def _head(view: View, found: Beside, period: Period) -> str:
    _, language = view.text, view.state.language
    if found.since is None:
        title, note = _("Từng xã, phường, thị trấn"), _("chưa có báo cáo trước để so")
    else:
        title = _("Tháng này so với tháng trước")
        if found.since != period.shifted(-1):
            title = _("So với {period}, báo cáo được duyệt gần nhất").format(
                period=period_name(found.since, language)
            )
        text = _("{changed} trong {count} xã có số liệu chính thay đổi; chỗ đổi được tô")
        if not found.changed:
            text = _("không xã nào trong {count} xã có số liệu chính thay đổi")
        note = text.format(changed=len(found.changed), count=len(found.rows))
    return f"<h3>{escape(title)} <small>{escape(note)}</small></h3>"


def _rest(view: View, found: Beside) -> str:
    """What the fold holds, with its numbers."""
    _ = view.text
    if found.since is None:
        return _("Mọi số liệu của {count} xã").format(count=len(found.rows))
    same = len(found.rows) - len(found.changed)
    text = _("{same} xã không đổi và các số liệu khác: {cells} ô khác kỳ trước")
    return text.format(same=same, cells=found.others)


def _table(view: View, rows: Sequence[CommuneRow], codes: Collection[str]) -> str:
    """Communes by measures; the last row is the sum."""
    heads = [view.text("Xã, phường, thị trấn"), *(_named(view, code) for code in codes)]
    body = (
        f"<th>{escape(_name(view, row))}</th>"
        + "".join(f'<td class="num">{_cell(view, code, row.cells)}</td>' for code in codes)
        for row in rows
    )
    return elements.plain_table(heads, body, kind="communes")


def _named(view: View, code: str) -> str:
    """A measure as formulas name it; one that no formula names, as the form does."""
    if code in view.plan.judged:
        name = view.plan.named[code].name(view.state.language)
        return name[:1].upper() + name[1:]
    declared = view.context.editions.by_code[code]
    if declared.group.heading == declared.heading:
        return declared.heading
    return f"{declared.group.heading} · {declared.heading}"


def _name(view: View, row: CommuneRow) -> str:
    if row.commune_id is None:
        return view.text("Cộng")
    unit = view.register.by_id.get(row.commune_id)
    return row.commune_id if unit is None else unit.full_name


def _cell(view: View, code: str, cells: Mapping[str, Pair]) -> str:
    """The figure of now; where it is another one, marked, with how much more or less it is."""
    language = view.state.language
    old, new = cells.get(code, (None, None))
    classes = view.context.regime.classification
    if classes is not None and code == classes.measure:
        words = [None if one is None else classes.word(one) for one in (old, new)]
        said = escape(words[1] or "–")
        return said if old == new else f"<mark>{escape(words[0] or '–')} → {said}</mark>"
    said = integer(new, language)
    if old == new:
        return said if new else f'<span class="quiet">{said}</span>'
    if old is None or new is None:
        return f"<mark>{integer(old, language)} → {said}</mark>"
    return f"<mark>{said}{signed(new - old, view)}</mark>"
