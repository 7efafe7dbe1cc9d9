"""Parts of the submit page: which report, its form, the upload, findings, effect, changes, sending.

Only the button sends. The file itself is looked at in ``arrival``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from data_loaders.errors import BaseMovedError, RefusedError
from data_loaders.facts import summed
from data_loaders.journal import RETURNED, StatusRow
from data_loaders.model import Basis, Identity, Period, Severity, Timeliness
from data_loaders.preview import Preview
from kpis.effects import effects
from kpis.wording import figure, instant, period_name
from pages.ui import controls, parts, reads
from pages.ui.arrival import moved
from pages.ui.changes import change_rows
from pages.ui.findings import explanations, listing, marked_workbook
from pages.ui.view import View

_SENT, _ROUND = "sending_sent", "sending_round"


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
    found = reads.status(view.revision, view.now)
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
        state=parts.state_word(view, newest.state),
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
    st.markdown(text.format(period=name, due=due))
    st.download_button(
        _("Tải biểu {period}").format(period=name),
        data=lambda: view.access.form(identity),
        file_name=f"{identity.unit_id}_{identity.period}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="sending_form",
        on_click="ignore",
    )


def upload(view: View) -> Any | None:
    """The file the sender chose. Any extension is taken: what it is, is said in a sentence."""
    st.markdown(view.text("**Bước 2.** Chọn tệp đã điền. Chưa có gì được gửi khi mới xem trước."))
    return st.file_uploader(
        view.text("Tệp báo cáo (.xlsx)"),
        key=f"sending_file_{st.session_state.get(_ROUND, 0)}",
        label_visibility="collapsed",
    )


def findings(view: View, seen: Preview) -> None:
    """What was found: errors to mend, warnings to explain, notes to know."""
    _ = view.text
    count = len(seen.of(Severity.ERROR))
    if seen.already is not None:
        text = _("Tệp này đã được gửi: là bản số {version} của kỳ này. Không cần gửi lại.")
        st.info(text.format(version=seen.already))
    elif count:
        text = _.plural(
            "Có {count} lỗi phải sửa trong tệp rồi chọn lại tệp. Chưa có gì được gửi; lần thử"
            " này được ghi vào nhật ký để khi cần có người giúp.",
            count,
        )
        st.error(text.format(count=count))
    elif seen.of(Severity.WARNING):
        st.warning(_("Không có lỗi. Có cảnh báo cần ghi lý do trước khi gửi."))
    else:
        st.success(_("Không có lỗi, không có cảnh báo."))
    listing(view, seen.of(Severity.ERROR))
    warnings = seen.of(Severity.WARNING)
    if count and warnings:
        text = _.plural(
            "Ngoài ra có {count} cảnh báo; nếu không sửa thì phải ghi lý do khi gửi.",
            len(warnings),
        )
        st.markdown(text.format(count=len(warnings)))
        listing(view, warnings)
    marked_workbook(view, seen)
    with st.container():
        notes = seen.of(Severity.NOTE)
        if notes:
            title = _.plural("{count} chỗ đã chuyển đổi khi đọc", len(notes))
            with st.expander(title.format(count=len(notes))):
                listing(view, notes)


def effect(view: View, seen: Preview) -> None:
    """What the report does to each verdict of its locality, as soon as it is sent."""
    if not seen.sendable or seen.content is None or seen.already is not None:
        return
    _, language = view.text, view.state.language
    report = summed(seen.content, version=(seen.against or 0) + 1, confirmed=False)
    known = reads.facts(view.revision, view.now, Basis.SUBMITTED, view.only)
    register = reads.register(view.revision, view.now)  # sending is about now
    found = effects(known, report, view.plan, register, now=view.now)
    st.subheader(_("Khi báo cáo này được duyệt, kết quả của địa phương sẽ là"))
    rows = (
        f"<th>{escape(view.plan.target(one.after.target_id).name(language))}</th>"
        f"<td>{escape(figure(one.before, view.plan, language))}</td>"
        f"<td>{parts.badge(view, one.before.verdict)}</td>"
        f"<td>→</td><td>{escape(figure(one.after, view.plan, language))}</td>"
        f"<td>{parts.badge(view, one.after.verdict)}</td>"
        for one in found
        if one.changed
    )
    if any(one.changed for one in found):
        heads = (_("Chỉ tiêu"), _("Đang có"), "", "", _("Sau khi duyệt"), "")
        st.html(parts.plain_table(heads, rows))
    same = [view.plan.target(one.after.target_id) for one in found if not one.changed]
    if same:
        names = "; ".join(target.name(language) for target in same)
        st.caption(_("Không đổi: {targets}.").format(targets=names))


def changes(view: View, seen: Preview) -> None:
    """Cell by cell against the version in force."""
    if not seen.sendable or seen.already is not None:
        return
    _ = view.text
    count = len(seen.changes)
    title = _.plural("{count} ô khác với bản đang có", count)
    if seen.against is None:
        title = _.plural("Báo cáo mới: {count} ô có số liệu", count)
    with st.expander(title.format(count=count), expanded=seen.against is not None):
        heads = (_("Đơn vị, nhiệm vụ"), _("Nội dung"), _("Ô"), _("Đang có"), _("Sẽ là"))
        st.html(parts.plain_table(heads, change_rows(view, seen.changes)))


def send(view: View, seen: Preview) -> None:
    """The explanations and the one button that stores anything."""
    if not seen.sendable or seen.already is not None or seen.identity is None:
        return
    answers = explanations(view, seen)
    missing = not all(answers.values())
    unit = view.register.by_id[seen.identity.unit_id].full_name
    period = period_name(seen.identity.period, view.state.language)
    label = view.text("Gửi báo cáo {period} của {unit}").format(period=period, unit=unit)
    pressed = st.button(label, type="primary", key="sending_send")
    if pressed and missing:
        st.error(view.text("Chưa gửi: còn cảnh báo chưa ghi lý do."))
    elif pressed and not moved():
        _store(view, seen, answers)


def _store(view: View, seen: Preview, answers: dict[Any, str]) -> None:
    now = view.context.now()
    try:
        outcome = view.access.send(seen, explanations=answers)
    except BaseMovedError:
        st.rerun()  # what is new is shown, and why nothing was sent
    except RefusedError as error:
        st.error(str(error))
        return
    st.session_state[_SENT] = (seen.identity, outcome.version, now)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def sent_notice(view: View) -> None:
    """What was sent last in this session, and where its figures can be seen."""
    if _SENT not in st.session_state:
        return
    identity, version, at = st.session_state[_SENT]
    text = view.text("Đã gửi {unit}, kỳ {period}, bản số {version}, lúc {at}. Báo cáo chờ duyệt.")
    language = view.state.language
    st.success(
        text.format(
            unit=view.register.by_id[identity.unit_id].full_name,
            period=period_name(identity.period, language),
            version=version,
            at=instant(at, language, zone=view.context.regime.timezone),
        )
    )
    st.page_link(
        "locality.py",
        label=view.text("Xem kết quả của địa phương với số mới gửi"),
        query_params=view.state.query(
            unit=identity.unit_id, period=identity.period, as_of=None, basis=Basis.SUBMITTED
        ),
    )
