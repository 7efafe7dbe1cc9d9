"""What an approver may look at before deciding: warnings, lists, cells, the file and its sender."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.intake.changes import Change
from data_loaders.intake.changes import changes as differences
from data_loaders.model import ReportContent
from data_loaders.reports.history import ACCEPTED, Version
from kpis.words.verdicts import instant
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.changes import change_rows
from pages.ui.review.opened import Opened


def warnings(view: View, found: Sequence[tuple[str, str]]) -> None:
    """The warnings of the report, each with the reason its sender gave; nothing without one."""
    if not found:
        return
    _ = view.text
    text = _.plural("{count} cảnh báo và lý do của địa phương", len(found))
    rows = (f"<td>{escape(said)}</td><td><b>{escape(why)}</b></td>" for said, why in found)
    table = elements.plain_table((_("Cảnh báo"), _("Lý do")), rows, kind="warned")
    head = f"<h3>{escape(text.format(count=len(found)))}</h3>"
    st.html(f'<section class="beside">{head}{table}</section>')


def lists(view: View, old: ReportContent | None, content: ReportContent) -> None:
    """Areas and tasks against the report accepted before; open where one is another one."""
    _, found = view.text, _of_lists(old, content)
    changed = _("chưa có báo cáo trước để so")
    if old is not None:
        changed = _("không đổi")
        if found:
            changed = _.plural("{count} ô khác kỳ trước", len(found)).format(count=len(found))
    text = _("{areas} địa bàn, {tasks} nhiệm vụ: {changed}")
    title = text.format(areas=len(content.areas), tasks=len(content.tasks), changed=changed)
    shown = found or _of_lists(None, content)
    ends = (_("Kỳ trước"), _("Kỳ này"))
    _fold(title, _table(view, shown, ends), opened=old is not None and bool(found))


def _of_lists(old: ReportContent | None, content: ReportContent) -> list[Change]:
    return [one for one in differences(old, content) if one.part != "figure"]


def cells(view: View, one: Opened, content: ReportContent) -> None:
    """Cell by cell against the accepted version in force, or everything of a first report."""
    _ = view.text
    accepted = [v for v in one.group if v.state == ACCEPTED and v.key != one.version.key]
    old = view.access.content(accepted[-1]) if accepted else None
    found = differences(old, content)
    text = _.plural("Báo cáo mới: {count} ô có số liệu", len(found))
    if old is not None:
        text = _.plural("{count} ô khác với bản đang có", len(found))
    title = text.format(count=len(found))
    _fold(title, _table(view, found, (_("Đang có"), _("Sẽ là"))), opened=old is not None)


def _table(view: View, found: Sequence[Change], ends: tuple[str, str]) -> str:
    """Changes cell by cell; ``ends``: what the values before and now are called."""
    _ = view.text
    heads = (_("Đơn vị, nhiệm vụ"), _("Nội dung"), _("Ô"), *ends)
    return elements.plain_table(heads, change_rows(view, found))


def file(view: View, version: Version) -> None:
    """The file, who sent it when against which due day, and the checksum of its bytes."""
    _, zone, language = view.text, view.context.regime.timezone, view.state.language
    title = _("Tệp {file}, người gửi, mã SHA-256").format(file=version.file_name)
    text = _("Do {by} gửi lúc {at}; hạn gửi {due}; {state}. SHA-256 {sha}")
    said = text.format(
        by=version.by,
        at=instant(version.received_at, language, zone=zone),
        due=instant(view.context.regime.due_at(version.identity.period), language, zone=zone),
        state=elements.state_word(view, version.state),
        sha=version.sha256,
    )
    _fold(title, f"<p>{escape(said)}</p>")


def _fold(title: str, html: str, *, opened: bool = False) -> None:
    st.html(elements.folded(title, html, opened=opened))
