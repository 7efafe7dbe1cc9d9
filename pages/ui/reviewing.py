"""Parts of the approver's page: the queue, what a report changes, its warnings, the decision."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.changes import changes as differences
from data_loaders.errors import RefusedError
from data_loaders.journal import ACCEPTED, SENT, Version
from data_loaders.permissions import may
from kpis.wording import instant, period_name
from pages.ui import parts
from pages.ui.changes import change_rows
from pages.ui.markdown import filled, plain
from pages.ui.view import View

_DONE = "reviewing_done"


def queue(view: View) -> tuple[Version, ...]:
    """The reports that wait, the longest waiting first."""
    sent = [version for version in view.access.versions() if version.state == SENT]
    return tuple(sorted(sent, key=lambda version: version.received_at))


def choose(view: View, waiting: Sequence[Version]) -> Version:
    """One of the queue."""

    def name(index: int) -> str:
        identity = waiting[index].identity
        unit = view.register.by_id[identity.unit_id].full_name
        return f"{unit} · {period_name(identity.period, view.state.language)}"

    label = view.text("Chờ duyệt: {count}").format(count=len(waiting))
    index = st.selectbox(
        plain(label), range(len(waiting)), key="reviewing_choice", format_func=name, width=420
    )
    return waiting[index]


def summary(view: View, version: Version) -> None:
    """Who sent what when, against which due date."""
    zone, language = view.context.regime.timezone, view.state.language
    due = view.context.regime.due_at(version.identity.period)
    text = view.text(
        "Bản số {version}, tệp {file}, do {by} gửi lúc {at}; hạn gửi {due}. SHA-256 {sha}"
    )
    said = text.format(
        version=version.version,
        file=version.file_name,
        by=version.by,
        at=instant(version.received_at, language, zone=zone),
        due=instant(due, language, zone=zone),
        sha=version.sha256,
    )
    st.html(f"<p>{escape(said)}</p>")
    if may(view.actor, "original.download", version.identity.unit_id):
        st.download_button(
            view.text("Tải biểu gốc"),
            data=lambda: view.access.original(version.sha256, version.identity),
            file_name=parts.original_name(version.identity, version.version),
            key="reviewing_original",
            on_click="ignore",
        )


def changes(view: View, version: Version) -> None:
    """Cell by cell against the accepted version in force, or everything of a first report."""
    _, identity = view.text, version.identity
    group = view.access.versions(unit_id=identity.unit_id, period=identity.period)
    accepted = [one for one in group if one.state == ACCEPTED]
    old = view.access.content(accepted[-1]) if accepted else None
    found = differences(old, view.access.content(version))
    title = _("Báo cáo mới: {count} ô có số liệu").format(count=len(found))
    if old is not None:
        title = _("{count} ô khác với bản đang có").format(count=len(found))
    with st.expander(plain(title), expanded=old is not None):
        heads = (_("Đơn vị, nhiệm vụ"), _("Nội dung"), _("Ô"), _("Đang có"), _("Sẽ là"))
        st.html(parts.plain_table(heads, change_rows(view, found)))


def warnings(view: View, version: Version) -> None:
    """The warnings of the report, each with the reason its sender gave."""
    _, found = view.text, view.access.explanations(version)
    if not found:
        st.markdown(_("Không có cảnh báo."))
        return
    st.subheader(filled(_("{count} cảnh báo và lý do của địa phương"), count=len(found)))
    rows = (f"<td>{escape(said)}</td><td><b>{escape(why)}</b></td>" for said, why in found)
    st.html(parts.plain_table((_("Cảnh báo"), _("Lý do")), rows))


def decide(view: View, version: Version) -> None:
    """Accept, or return with a reason; both only for those who may, and never one's own."""
    _, identity = view.text, version.identity
    if not may(view.actor, "report.accept", identity.unit_id):
        return
    if version.by == view.actor.name:
        st.info(_("Báo cáo do chính bạn gửi: cần một người khác duyệt hoặc trả lại."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        accepted = st.button(_("Duyệt"), type="primary", key="reviewing_accept")
        reason = st.text_input(_("Lý do trả lại"), key="reviewing_reason", max_chars=500)
        returned = st.button(_("Trả lại"), key="reviewing_return", disabled=not reason.strip())
    try:
        if accepted:
            view.access.accept(identity)
        elif returned:
            view.access.give_back(identity, reason)
    except RefusedError as error:
        st.error(plain(error))
        return
    if accepted or returned:
        st.session_state[_DONE] = (identity, version.version, bool(accepted))
        st.rerun()


def notice(view: View) -> None:
    """What was decided last in this session."""
    if _DONE not in st.session_state:
        return
    _ = view.text
    identity, version, accepted = st.session_state[_DONE]
    text = _("Đã duyệt {unit}, kỳ {period}, bản số {version}.")
    if not accepted:
        text = _("Đã trả lại {unit}, kỳ {period}, bản số {version}.")
    unit = view.register.by_id[identity.unit_id].full_name
    period = period_name(identity.period, view.state.language)
    st.success(filled(text, unit=unit, period=period, version=version))
