"""One file on the submit page: its findings, its effect, its changes, and the button that sends."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data_loaders.model import Basis, Identity, Severity
from data_loaders.reports.facts import summed
from data_loaders.reports.preview import Preview
from kpis.commune_numbers import commune_numbers
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import acts, effect_table, elements
from pages.ui.parts.changes import change_rows
from pages.ui.parts.findings import explanations, listing, marked_workbook
from pages.ui.submit import uploads
from pages.ui.submit.sending import BATCH, SENT_ONE, sent_receipt, several_receipt


def examine(view: View, identity: Identity, file: Any, *, among: bool = False) -> None:
    """Everything about one file. ``among``: it is one of several that were chosen."""
    seen = uploads.look(view, identity, file, among=among)
    if seen is not None:
        if not among:
            _other_period(view, identity, seen)
        _findings(view, seen)
        _effect(view, seen)
        _changes(view, seen)
        _send(view, file, seen, among=among)


def _other_period(view: View, chosen: Identity, seen: Preview) -> None:
    """Of which period the report is, where its form says another one than was chosen."""
    if seen.identity is None or seen.identity.period == chosen.period:
        return
    language = view.state.language
    text = view.text(
        "Biểu trong tệp là của {stated}, không phải {chosen} đang chọn: mọi kiểm tra dưới đây và"
        " việc gửi là cho {stated}."
    )
    stated, period = seen.identity.period, chosen.period
    st.info(
        filled(text, stated=period_name(stated, language), chosen=period_name(period, language))
    )


def _findings(view: View, seen: Preview) -> None:
    """What was found: errors to mend, warnings to explain, notes to know."""
    _ = view.text
    count = len(seen.of(Severity.ERROR))
    if seen.already is not None:
        text = _("Tệp này đã được gửi: là bản số {version} của kỳ này. Không cần gửi lại.")
        st.info(filled(text, version=seen.already))
    elif count:
        text = _.plural(
            "Có {count} lỗi phải sửa trong tệp rồi chọn lại tệp. Chưa có gì được gửi; lần thử"
            " này được ghi vào nhật ký để khi cần có người giúp.",
            count,
        )
        st.error(filled(text, count=count))
    elif seen.of(Severity.WARNING):
        st.warning(_("Không có lỗi. Có cảnh báo cần ghi lý do ở cuối trang trước khi gửi."))
    else:
        st.success(_("Không có lỗi, không có cảnh báo."))
    listing(view, seen.of(Severity.ERROR))
    warnings = seen.of(Severity.WARNING)
    if count and warnings:
        text = _.plural(
            "Ngoài ra có {count} cảnh báo; nếu không sửa thì phải ghi lý do khi gửi.",
            len(warnings),
        )
        st.markdown(filled(text, count=len(warnings)))
        listing(view, warnings)
    marked_workbook(view, seen)
    with st.container():
        notes = seen.of(Severity.NOTE)
        if notes:
            title = _.plural("{count} chỗ đã chuyển đổi khi đọc", len(notes))
            with st.expander(filled(title, count=len(notes))):
                listing(view, notes)


def _effect(view: View, seen: Preview) -> None:
    """What the report does to each verdict of its locality, as soon as it is sent."""
    if not seen.sendable or seen.content is None or seen.already is not None:
        return
    above, version = commune_numbers(view.plan), (seen.against or 0) + 1
    form = view.context.editions.newest
    report = summed(seen.content, form, version=version, confirmed=False, above=above)
    st.subheader(view.text("Khi báo cáo này được duyệt, kết quả của địa phương sẽ là"))
    effect_table.table(view, effect_table.of_report(view, report, basis=Basis.SUBMITTED))


def _changes(view: View, seen: Preview) -> None:
    """Cell by cell against the version in force."""
    if not seen.sendable or seen.already is not None:
        return
    _ = view.text
    count = len(seen.changes)
    title = _.plural("{count} ô khác với bản đang có", count)
    if seen.against is None:
        title = _.plural("Báo cáo mới: {count} ô có số liệu", count)
    with st.expander(filled(title, count=count), expanded=seen.against is not None):
        heads = (_("Đơn vị, nhiệm vụ"), _("Nội dung"), _("Ô"), _("Đang có"), _("Sẽ là"))
        st.html(elements.plain_table(heads, change_rows(view, seen.changes)))


def _send(view: View, file: Any, seen: Preview, *, among: bool) -> None:
    """The explanations and the one button that stores anything."""
    if not seen.sendable or seen.already is not None or seen.identity is None:
        return
    answers = explanations(view, seen)
    missing = not all(answers.values())
    unit = view.register.by_id[seen.identity.unit_id].full_name
    period = period_name(seen.identity.period, view.state.language)
    label = view.text("Gửi báo cáo {period} của {unit}").format(period=period, unit=unit)
    key = f"sending_send_{seen.sha256[:12]}_{seen.identity.unit_id}_{seen.identity.period}"
    acts.button(label, "report.send", seen, key=f"{key}_{_base_key(seen)}", type="primary")
    place = BATCH if among else SENT_ONE  # among others the other files stay

    def send(pressed: acts.Pressed) -> acts.Receipt | None:
        if missing:
            st.error(view.text("Chưa gửi: còn cảnh báo chưa ghi lý do."))
            return None
        if uploads.moved(file) or pressed.of.sha256 != seen.sha256:
            return None  # what is new is shown, and why nothing was sent
        outcome = view.access.send(pressed.of, explanations=answers)
        if among or seen.identity is None:
            return several_receipt(view, int(outcome.outcome == "sent"), ())
        return sent_receipt(view, seen.identity, outcome.version or 0)

    acts.answer("report.send", place, send)
    acts.refusal(place)


def _base_key(seen: Preview) -> str:
    """What the file was compared with, as a part of a widget's key."""
    return "" if seen.base is None else f"{seen.base.newest}_{seen.base.last}_{seen.base.previous}"
