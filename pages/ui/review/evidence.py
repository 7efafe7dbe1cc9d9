"""What an approver looks at before deciding: effect, this month beside the last, warnings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

import streamlit as st

from data_loaders.intake.changes import changes as differences
from data_loaders.model import Basis, ReportContent
from data_loaders.reports.commune_table import CommuneRow, Pair, commune_table
from data_loaders.reports.facts import summed
from data_loaders.reports.history import ACCEPTED, SENT
from kpis.commune_numbers import commune_numbers
from kpis.words.verdicts import integer, period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import effect_table, elements
from pages.ui.parts.changes import change_rows
from pages.ui.review.queue import Opened


def effect(view: View, one: Opened, content: ReportContent) -> None:
    """What accepting it does to each verdict of its locality."""
    if one.version.state != SENT:
        return
    above = commune_numbers(view.plan)
    form, version = view.context.editions.newest, one.version.version
    report = summed(content, form, version=version, confirmed=True, above=above)
    st.subheader(view.text("Khi duyệt, kết quả của địa phương sẽ là"))
    effect_table.table(view, effect_table.of_report(view, report, basis=Basis.ACCEPTED))


def communes(view: View, one: Opened, content: ReportContent) -> None:
    """This month against the last accepted one: communes with a change first, the sums last."""
    _, language = view.text, view.state.language
    before = view.access.accepted_before(one.version.identity, as_of=view.now)
    old = None if before is None else before[1]
    classes = view.context.regime.classification
    rows, sums = commune_table(old, content, None if classes is None else classes.measure)
    codes = view.context.declared.codes
    moved = frozenset().union(*(row.changed for row in rows))
    title = _("Từng xã, phường, thị trấn: chưa có báo cáo trước để so")
    if before is not None:
        title = _("Từng xã, phường, thị trấn so với {period}").format(
            period=period_name(before[0], language)
        )
    st.subheader(plain(title))
    if before is not None:
        changed = [row for row in rows if row.changed]
        shown = [code for code in codes if code in moved]
        if changed:
            st.html(_table(view, [*changed, sums], shown))
        else:
            st.markdown(_("Không ô nào khác kỳ trước."))
        _unmoved(view, len(rows) - len(changed), len(codes) - len(shown))
    with st.expander(filled(_("Mọi ô của {count} xã, phường, thị trấn"), count=len(rows))):
        st.html(_table(view, [*rows, sums], codes))


def _unmoved(view: View, communes_: int, columns: int) -> None:
    """How much of the form stands as it did, which the table leaves out."""
    _ = view.text
    text = _("Không khác kỳ trước: {communes} xã, phường, thị trấn; {columns} cột.")
    st.caption(filled(text, communes=communes_, columns=columns))


def _table(view: View, rows: Sequence[CommuneRow], codes: Collection[str]) -> str:
    """Communes by measures; the last row is the sum."""
    by_code = view.context.editions.by_code
    heads = [
        "",
        *(f"{by_code[code].group.heading} · {by_code[code].heading}" for code in codes),
    ]
    body = (
        f"<th>{escape(_name(view, row))}</th>"
        + "".join(f'<td class="num">{_cell(view, code, row.cells)}</td>' for code in codes)
        for row in rows
    )
    return elements.plain_table(heads, body, kind="communes")


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
        return said
    if old is None or new is None:
        return f"<mark>{integer(old, language)} → {said}</mark>"
    more = "+" if new > old else ""
    return f"<mark>{said} ({more}{integer(new - old, language)})</mark>"


def cells(view: View, one: Opened, content: ReportContent) -> None:
    """Cell by cell against the accepted version in force, or everything of a first report."""
    _ = view.text
    accepted = [v for v in one.group if v.state == ACCEPTED and v.key != one.version.key]
    old = view.access.content(accepted[-1]) if accepted else None
    found = differences(old, content)
    title = _("Báo cáo mới: {count} ô có số liệu").format(count=len(found))
    if old is not None:
        title = _("{count} ô khác với bản đang có").format(count=len(found))
    with st.expander(plain(title), expanded=old is not None):
        heads = (_("Đơn vị, nhiệm vụ"), _("Nội dung"), _("Ô"), _("Đang có"), _("Sẽ là"))
        st.html(elements.plain_table(heads, change_rows(view, found)))


def warnings(view: View, one: Opened) -> None:
    """The warnings of the report, each with the reason its sender gave."""
    _, found = view.text, view.access.explanations(one.version)
    if not found:
        st.markdown(_("Không có cảnh báo."))
        return
    st.subheader(filled(_("{count} cảnh báo và lý do của địa phương"), count=len(found)))
    rows = (f"<td>{escape(said)}</td><td><b>{escape(why)}</b></td>" for said, why in found)
    st.html(elements.plain_table((_("Cảnh báo"), _("Lý do")), rows))
