"""Parts of the reporting page: whom to urge, as a text to copy and as letters to download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from data_loaders.accounts.permissions import may
from kpis.completeness import Delivery, owed, working_day_after
from kpis.reporting.reminders import Reminder, message_to_all, message_to_one
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import duties

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
DAYS_TO_ANSWER = 3
"""Working days asked for unless another day is chosen."""


def section(view: View, every: Sequence[Delivery]) -> None:
    """Who owes what: one text for all, one for each, a letter for each, all letters at once."""
    debts, ended = _whom(view, owed(every))
    st.subheader(view.text("Đôn đốc"))
    st.markdown(plain(duties.owed(view)))
    if ended:
        st.caption(plain(_nobody_left(view, ended)))
    if debts:
        with st.container(key="urging"):  # left off the paper
            _texts(view, debts)


Debts = Mapping[str, tuple[Delivery, ...]]


def _whom(view: View, debts: Debts) -> tuple[Debts, Debts]:
    """Debts of localities that can be written to, and of those that have ended."""
    regime = view.context.regime
    there = view.register.addressed(regime, regime.day_of(view.as_of))
    return (
        {unit_id: of_unit for unit_id, of_unit in debts.items() if unit_id in there},
        {unit_id: of_unit for unit_id, of_unit in debts.items() if unit_id not in there},
    )


def _nobody_left(view: View, ended: Debts) -> str:
    """That nobody is written to for what units owe that have ended, and who can send it."""
    names = ", ".join(view.register.by_id[unit_id].full_name for unit_id in ended)
    text = view.text(
        "Không gửi công văn cho đơn vị đã kết thúc ({names}); báo cáo còn thiếu do người duyệt gửi"
        " thay."
    )
    return text.format(names=names)


def _texts(view: View, debts: Debts) -> None:
    _ = view.text
    found = _reminders(view, debts, _answer_by(view))
    names = [reminder.unit.full_name for reminder in found]
    all_of_them = len(found) > 1
    titles = [_("Gửi chung"), *names] if all_of_them else names
    tabs = st.tabs([plain(name) for name in titles])
    if all_of_them:
        with tabs[0]:
            st.code(message_to_all(found, view.plan), language=None, wrap_lines=True)
            _all_letters(view, found)
    for tab, reminder in zip(tabs[all_of_them:], found, strict=True):
        with tab:
            st.code(message_to_one(reminder, view.plan), language=None, wrap_lines=True)
            _letter(view, reminder)


def _answer_by(view: View) -> date:
    """By which day the reports are asked for; three working days on unless chosen otherwise."""
    today = view.context.regime.day_of(view.as_of)
    chosen: date = st.date_input(
        view.text("Đề nghị gửi chậm nhất ngày"),
        value=working_day_after(today, DAYS_TO_ANSWER, view.context.regime),
        min_value=today + timedelta(days=1),
        key="urging_answer_by",
        format="DD/MM/YYYY",
        width=220,
    )
    return chosen


def _reminders(view: View, debts: Debts, answer_by: date) -> list[Reminder]:
    units = view.register.by_id
    return [
        Reminder(units[unit_id], of_unit, view.as_of, answer_by)
        for unit_id, of_unit in debts.items()
    ]


def _letter(view: View, reminder: Reminder) -> None:
    """The Word letter to one locality, made when it is asked for and noted in the trail."""
    unit_id = reminder.unit.unit_id
    if not may(view.actor, "export.make", unit_id):
        return
    from kpis.exports.letter import write as letter  # python-docx, only where a letter is written

    st.download_button(
        filled(view.text("Tải công văn gửi {unit} (Word)"), unit=reminder.unit.full_name),
        data=lambda: view.access.export(
            f"công văn đôn đốc, {unit_id}", [unit_id], lambda: letter.letter(reminder, view.plan)
        ),
        file_name=letter.file_name(reminder, view.plan),
        mime=WORD,
        key=f"urging_letter_{unit_id}",
        on_click="ignore",
    )


def _all_letters(view: View, found: Sequence[Reminder]) -> None:
    """Every letter in one file."""
    units = [reminder.unit.unit_id for reminder in found]
    if not all(may(view.actor, "export.make", unit_id) for unit_id in units):
        return
    from kpis.exports.letter import write as letter

    def pack() -> bytes:
        return letter.zipped(
            {letter.file_name(one, view.plan): letter.letter(one, view.plan) for one in found}
        )

    text = view.text.plural("Tải {count} công văn (Word, một tệp nén)", len(found))
    st.download_button(
        filled(text, count=len(found)),
        data=lambda: view.access.export(f"công văn đôn đốc, {', '.join(units)}", units, pack),
        file_name=f"don-doc-{view.context.regime.day_of(view.as_of):%Y-%m-%d}.zip",
        mime=ZIP,
        key="urging_all",
        on_click="ignore",
    )
