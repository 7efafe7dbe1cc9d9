"""Parts of the submit page around the files: which report, its form, the upload, what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from data_loaders.model import Basis, Identity, Period, Timeliness
from data_loaders.model.submissions import StatusRow
from data_loaders.reports.history import RETURNED
from data_loaders.workbook.safety import MAX_BYTES
from kpis.words.verdicts import day, instant, period_name
from pages.ui.frame import controls
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.reads import figures
from pages.ui.submit import next_steps, uploads

SENT_ONE, BATCH = "sending", "sending_several"
"""Where it is told what was sent: of one file, or of several."""
ONE_OF_SEVERAL = "several"
"""Where it is kept which of several files is looked at."""


def choose_report(view: View) -> Identity:
    """The locality and period of the address; by default the newest period that has ended."""
    owed = [row for row in _rows(view) if row.timeliness is Timeliness.MISSING]
    period = view.state.period or _newest_ended(view)
    with st.container(horizontal=True, key="controls"):
        controls.choose_unit(view)
        controls.choose_report_period(view, period)
    _owed(view, owed)
    identity = Identity(view.unit.unit_id, period)
    _standing(view, identity)
    return identity


def _rows(view: View) -> list[StatusRow]:
    """The chosen locality's periods begun by now, the oldest first."""
    found = figures.status(view.live)
    return [row for (unit, _), row in found.items() if unit == view.unit.unit_id]


def _owed(view: View, owed: Sequence[StatusRow]) -> None:
    """The periods whose report is overdue, each with its days."""
    if not owed:
        return
    named = ", ".join(
        view.text("{period} (quá hạn {days} ngày)").format(
            period=period_name(row.period, view.state.language), days=row.days_late
        )
        for row in owed
    )
    text = view.text("Còn nợ báo cáo: {named}.").format(named=named)
    st.html(f'<p class="owed">{escape(text)}</p>')


def _standing(view: View, identity: Identity) -> None:
    """What became of the newest version of this report, and why it was returned."""
    sent = view.access.versions(unit_id=identity.unit_id, period=identity.period)
    if not sent:
        return
    newest, last = sent[-1], sent[-1].events[-1]
    zone, language = view.context.regime.timezone, view.state.language
    text = view.text("Bản số {version} do {by} gửi lúc {at}: {state}.").format(
        version=newest.version,
        by=newest.by,
        at=instant(newest.received_at, language, zone=zone),
        state=elements.state_word(view, newest.state),
    )
    kind = "quiet"
    if newest.state == RETURNED:
        reason = view.text("Lý do trả lại ({by}, {at}): {reason}").format(
            by=last.by, at=instant(last.at, language, zone=zone), reason=last.reason
        )
        text, kind = f"{text} {reason}", "owed"
    st.html(f'<p class="{kind}">{escape(text)}</p>')


def _newest_ended(view: View) -> Period:
    """The period whose report is due next or was due last; before any has ended, what there is."""
    regime = view.context.regime
    begun, today = regime.begun(view.now), regime.day_of(view.now)
    ended = [period for period in begun if regime.ends_on(period) < today]
    return (ended or begun or (regime.first.year_end_before(),))[-1]


def form_to_download(view: View, identity: Identity) -> None:
    """The period's form, pre-filled with what was accepted before, and when it is due, if ever."""
    _, language, regime = view.text, view.state.language, view.context.regime
    due = instant(regime.due_at(identity.period), language, zone=regime.timezone)
    name = period_name(identity.period, language)
    text = _("**Bước 1.** Tải biểu {period}, điền vào các ô màu vàng nhạt. Hạn gửi: {due}.")
    if identity.period < regime.first:
        text = _(
            "**Bước 1.** Tải biểu {period}, điền vào các ô màu vàng nhạt. Đây là số gốc trước Kế"
            " hoạch, không có hạn gửi."
        )
    last = regime.ends_on(identity.period)
    if last >= regime.day_of(view.now):
        text = _(
            "**Bước 1.** Tải biểu {period}, điền vào các ô màu vàng nhạt. Kỳ báo cáo hết ngày"
            " {last}: chỉ gửi được từ ngày hôm sau. Hạn gửi: {due}."
        )
    st.markdown(filled(text, period=name, due=due, last=day(last, language)))
    st.download_button(
        filled(_("Tải biểu {period}"), period=name),
        data=lambda: view.access.form(identity),
        file_name=f"{identity.unit_id}_{identity.period}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="sending_form",
        on_click="ignore",
    )


def upload(view: View) -> Sequence[Any]:
    """The files the sender chose. Any extension is taken: what it is, is said in a sentence."""
    st.markdown(
        filled(
            view.text(
                "**Bước 2.** Chọn tệp đã điền, một hoặc nhiều tệp cùng lúc, mỗi tệp không quá"
                " {limit} MB. Chưa có gì được gửi khi mới xem trước."
            ),
            limit=MAX_BYTES // 1024 // 1024,
        )
    )
    files: Sequence[Any] = st.file_uploader(
        view.text("Tệp báo cáo (.xlsx)"),
        accept_multiple_files=True,
        key=f"sending_file_{acts.round_of(SENT_ONE)}",
        label_visibility="collapsed",
    )
    uploads.forget_others(files)
    chosen = tuple(file.file_id for file in files)
    if acts.opened(BATCH) != chosen:
        acts.open_at(BATCH, chosen)
        acts.open_at(ONE_OF_SEVERAL, None)
        acts.forget(BATCH)
    return files


def sent_receipt(view: View, identity: Identity, version: int) -> acts.Receipt:
    """What was sent, received when the store says; with it there is room for the next file."""
    group = view.access.versions(unit_id=identity.unit_id, period=identity.period)
    now = view.context.now()
    received = next((one.received_at for one in group if one.version == version), now)
    text = view.text("Đã gửi {unit}, kỳ {period}, bản số {version}, lúc {at}. Báo cáo chờ duyệt.")
    language = view.state.language
    said = text.format(
        unit=view.register.by_id[identity.unit_id].full_name,
        period=period_name(identity.period, language),
        version=version,
        at=instant(received, language, zone=view.context.regime.timezone),
    )
    return acts.Receipt(said, identity)


def sent_notice(view: View) -> None:
    """What was sent last in this session, what comes next, and where its figures can be seen."""
    found = acts.receipt(SENT_ONE)
    if found is None:
        return
    identity: Identity = found.of
    acts.tell(SENT_ONE, found)
    next_steps.draw(view)
    st.page_link(
        "locality.py",
        label=view.text("Xem kết quả của địa phương với số mới gửi"),
        query_params=view.state.query(
            unit=identity.unit_id, period=identity.period, as_of=None, basis=Basis.SUBMITTED
        ),
    )


def several_receipt(view: View, sent: int, kept_back: Sequence[str]) -> acts.Receipt:
    """How many of several files were sent, and in a sentence each why others were not."""
    text = view.text.plural("Đã gửi {count} báo cáo. Báo cáo chờ duyệt.", sent)
    return acts.Receipt(text.format(count=sent), (sent, tuple(kept_back)))


def batch_notice(view: View) -> None:
    """What a button has sent last of several files."""
    found = acts.receipt(BATCH)
    if found is None:
        return
    sent, kept_back = found.of
    acts.tell(BATCH, found)
    for sentence in kept_back:
        st.html(f'<p class="owed">{escape(sentence)}</p>')
    if sent:
        next_steps.draw(view)
