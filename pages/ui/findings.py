"""Findings on a page: where, what was found, what to do; and the explanations of warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import PurePath

import streamlit as st

from data_loaders.findings import sentence
from data_loaders.marking import marked
from data_loaders.model import Finding, Severity
from data_loaders.preview import FindingKey, Preview, finding_key
from pages.ui import parts
from pages.ui.view import View


def listing(view: View, findings: Sequence[Finding]) -> None:
    """A row per finding, in the order of the workbook: its cell, what was found, what to do."""
    if not findings:
        return
    _ = view.text
    rows = (
        f"<th>{escape(finding.sheet or '–')}</th><td><b>{escape(finding.cell or '–')}</b></td>"
        f"<td>{escape(finding.label)}</td>"
        f"<td>{escape(_without_place(sentence(finding, view.state.language)))}</td>"
        for finding in sorted(findings, key=_order)
    )
    heads = (_("Trang tính"), _("Ô"), _("Nội dung"), _("Lỗi và cách sửa"))
    st.html(parts.plain_table(heads, rows))


def marked_workbook(view: View, seen: Preview) -> None:
    """The sender's own workbook with what was found marked in it: to correct and to send again."""
    if not seen.readable or not (seen.of(Severity.ERROR) or seen.of(Severity.WARNING)):
        return
    stem = PurePath(seen.file_name).stem
    st.download_button(
        view.text("Tải tệp này đã đánh dấu chỗ cần sửa"),
        data=lambda: marked(seen.data, seen.findings, lang=view.state.language),
        file_name=f"{stem}_danh-dau.xlsx",
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

    They are typed for this file: another one, however alike, asks anew.
    """
    answers: dict[FindingKey, str] = {}
    ordered = sorted(seen.of(Severity.WARNING), key=lambda finding: finding.code)
    for code, group in groupby(ordered, key=lambda finding: finding.code):
        found = tuple(group)
        listing(view, found)
        label = view.text.plural("Lý do của {count} cảnh báo trên", len(found))
        reason = st.text_input(
            label.format(count=len(found)), key=f"explain-{code}-{seen.sha256}", max_chars=500
        )
        answers |= {finding_key(finding): reason.strip() for finding in found}
    return answers
