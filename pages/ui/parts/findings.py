"""Findings on a page: where, what was found, what to do; and the explanations of warnings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from string import ascii_uppercase

import streamlit as st

from data_loaders.intake.marker import marked
from data_loaders.model import Finding, Severity
from data_loaders.model.findings import sentence
from data_loaders.reports.preview import FindingKey, Preview, finding_key
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import elements


def listing(view: View, findings: Sequence[Finding]) -> None:
    """A row per finding, in the order of the workbook: its cell, what was found, what to do.

    On a telephone a row is a card: the place, what the cell means, the sentence.
    """
    _table(view, (_row(view, finding) for finding in sorted(findings, key=_order)))


def _table(view: View, rows: Iterable[str]) -> None:
    _, drawn = view.text, list(rows)
    if drawn:
        heads = (_("Trang tính"), _("Ô"), _("Nội dung"), _("Lỗi và cách sửa"))
        st.html(elements.plain_table(heads, drawn, kind="findings"))


def _row(view: View, finding: Finding) -> str:
    return (
        f'<th class="{finding.severity}{"" if finding.sheet else " whole"}">'
        f"{escape(finding.sheet or '–')}</th>"
        f"<td><b>{escape(finding.cell or '–')}</b></td>"
        f"<td>{escape(finding.label)}</td>"
        f"<td>{escape(_without_place(sentence(finding, view.state.language)))}</td>"
    )


def marked_workbook(view: View, seen: Preview) -> None:
    """The sender's own workbook with what was found marked in it: to correct and to send again."""
    faults = (*seen.of(Severity.ERROR), *seen.of(Severity.WARNING))
    if not seen.readable or not faults or seen.already is not None:
        return
    sheet = view.context.editions.marks(seen.identity)
    about = f"{seen.identity.unit_id}_{seen.identity.period}" if seen.identity else "bieu"
    st.download_button(
        view.text("Tải tệp này đã đánh dấu chỗ cần sửa"),
        data=lambda: marked(seen.data, seen.findings, sheet=sheet, lang=view.state.language),
        file_name=f"{about}_danh-dau.xlsx",  # never the sender's own name
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="sending_marked",
        on_click="ignore",
    )
    st.caption(
        view.text("Ô đỏ phải sửa, ô vàng cam nên xem lại; sửa ngay trong tệp đó rồi chọn gửi lại.")
    )


def _without_place(text: str) -> str:
    """The sentence without the place it begins with, which stands in a column of its own."""
    place, colon, rest = text.partition("): ")
    return rest[:1].upper() + rest[1:] if colon and place.startswith("Sheet ") else text


_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def _order(finding: Finding) -> tuple[str, int, int, str]:
    """Faults of the file first, then sheet by sheet, row by row."""
    match = _ADDRESS.match(finding.cell or "")
    row = (int(match[2]), len(match[1]), match[1]) if match else (0, 0, "")
    return (finding.sheet or "", *row)


def explanations(view: View, seen: Preview) -> dict[FindingKey, str]:
    """The sender's reasons: one text for all warnings of a kind, stored beside each of them.

    All warnings stand in one table, kind after kind. The reasons are typed for this file: another
    one, however alike, asks anew.
    """
    ordered = sorted(seen.of(Severity.WARNING), key=lambda finding: finding.code)
    kinds = [tuple(group) for _, group in groupby(ordered, key=lambda finding: finding.code)]
    _table(view, _grouped(view, kinds))
    answers: dict[FindingKey, str] = {}
    for letter, found in zip(ascii_uppercase, kinds, strict=False):
        label = view.text.plural("Lý do của {count} cảnh báo trên", len(found))
        if len(kinds) > 1:
            label = view.text.plural("Lý do của {count} cảnh báo nhóm {letter}", len(found))
        reason = st.text_input(
            filled(label, count=len(found), letter=letter),
            key=f"explain-{found[0].code}-{seen.sha256}",
            max_chars=500,
        )
        answers |= {finding_key(finding): reason.strip() for finding in found}
    return answers


def _grouped(view: View, kinds: Sequence[Sequence[Finding]]) -> Iterator[str]:
    """The rows of all kinds, where there are several each under its letter."""
    for letter, found in zip(ascii_uppercase, kinds, strict=False):
        if len(kinds) > 1:
            text = view.text.plural("Nhóm {letter}: {count} cảnh báo", len(found))
            said = escape(text.format(letter=letter, count=len(found)))
            yield f'<th colspan="4" class="group">{said}</th>'
        yield from (_row(view, finding) for finding in sorted(found, key=_order))
