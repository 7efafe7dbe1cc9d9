"""Findings on a page: where, what was found, what to do; and the explanations of warnings."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from data_loaders.findings import sentence
from data_loaders.model import Finding
from data_loaders.preview import FindingKey, finding_key
from pages.ui import parts
from pages.ui.view import View


def listing(view: View, findings: Sequence[Finding]) -> None:
    """A row per finding: its cell, what stood there, and the sentence that says what to do."""
    if not findings:
        return
    _ = view.text
    rows = (
        f"<th>{escape(finding.sheet or '–')}</th><td><b>{escape(finding.cell or '–')}</b></td>"
        f"<td>{escape(finding.label)}</td>"
        f"<td>{escape(sentence(finding, view.state.language))}</td>"
        for finding in findings
    )
    st.html(parts.plain_table((_("Trang tính"), _("Ô"), _("Nội dung"), _("Lỗi và cách sửa")), rows))


def explanations(view: View, warnings: Sequence[Finding]) -> dict[FindingKey, str]:
    """The sender's reasons: one text for all warnings of a kind, stored beside each of them."""
    answers: dict[FindingKey, str] = {}
    ordered = sorted(warnings, key=lambda finding: finding.code)
    for code, group in groupby(ordered, key=lambda finding: finding.code):
        found = tuple(group)
        listing(view, found)
        label = view.text.plural("Lý do của {count} cảnh báo trên", len(found))
        reason = st.text_input(label.format(count=len(found)), key=f"explain-{code}", max_chars=500)
        answers |= {finding_key(finding): reason.strip() for finding in found}
    return answers
