"""Parts of the approver's page: the queue, the report that is open, the bar that decides on it.

The report that is open stays open whatever happens to it or to the queue: another one is only ever
opened by choosing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Identity
from data_loaders.reports.history import RETURNED, SENT, Version
from data_loaders.reports.precondition import Shown
from kpis.words.verdicts import instant, period_name
from pages.ui.frame.markdown import filled, labels, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements

PLACE = "review"
"""Where it is told what was decided, and which report is open."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The report that is open: the version drawn, and all that there is of that report."""

    version: Version
    group: tuple[Version, ...]

    @property
    def shown(self) -> Shown:
        """What an act on it carries."""
        return Shown.of(self.version, self.group)


def report_title(view: View, version: Version) -> str:
    """Which report it is: ``Huyện Đắk Glei, tháng 07/2025, bản 1``."""
    identity = version.identity
    return view.text("{unit}, {period}, bản {version}").format(
        unit=view.register.by_id[identity.unit_id].full_name,
        period=period_name(identity.period, view.state.language),
        version=version.version,
    )


def carry_out(view: View) -> None:
    """Answer what was pressed in the bar, for exactly the report that the bar was drawn for."""
    _ = view.text

    def accept(pressed: acts.Pressed) -> acts.Receipt:
        one: Opened = pressed.of
        view.access.accept(one.shown)
        said = _("Đã duyệt {report}.").format(report=report_title(view, one.version))
        return acts.Receipt(said, one.version.identity)

    def give_back(pressed: acts.Pressed) -> acts.Receipt:
        one: Opened = pressed.of
        reason = str(st.session_state.get(_reason_key(one.shown)) or "")
        view.access.give_back(one.shown, reason.strip())
        text = _("Đã trả lại {report}. Lý do: {reason}")
        said = text.format(report=report_title(view, one.version), reason=reason.strip())
        return acts.Receipt(said, one.version.identity)

    acts.answer("report.accept", PLACE, accept)
    acts.answer("report.return", PLACE, give_back)


def waiting(found: Sequence[Version]) -> tuple[Version, ...]:
    """The reports that wait, the longest waiting first."""
    sent = (version for version in found if version.state == SENT)
    return tuple(sorted(sent, key=lambda version: (version.received_at, version.key)))


def choose(view: View, found: Sequence[Version]) -> Opened | None:
    """The report that is open: the one chosen, else the first of the queue; None: there is none."""
    queue = waiting(found)
    groups: dict[Identity, tuple[Version, ...]] = {}
    for version in found:
        groups[version.identity] = (*groups.get(version.identity, ()), version)
    here: Identity | None = acts.opened(PLACE)
    if here not in groups:
        here = queue[0].identity if queue else None
    if here is None:
        return None
    acts.open_at(PLACE, here)
    identities = list(dict.fromkeys([*(one.identity for one in queue), here]))
    _selector(view, identities, here, count=len(queue))
    standing = [one for one in groups[here] if one.state == SENT]
    return Opened((standing or groups[here])[-1], groups[here])


def _selector(view: View, identities: Sequence[Identity], here: Identity, *, count: int) -> None:
    """The queue as a choice by identity: what is open stays open when others come or go."""
    by_key = {f"{one.unit_id}_{one.period}": one for one in identities}

    def name(key: str) -> str:
        unit = view.register.by_id[by_key[key].unit_id].full_name
        return f"{unit} · {period_name(by_key[key].period, view.state.language)}"

    st.session_state["reviewing_choice"] = f"{here.unit_id}_{here.period}"
    st.selectbox(
        filled(view.text("Chờ duyệt: {count}"), count=count),
        list(by_key),
        key="reviewing_choice",
        format_func=labels(name),
        on_change=lambda: open_report(by_key[st.session_state["reviewing_choice"]]),
        width=420,
    )


def open_report(identity: Identity) -> None:
    """Open another report; what was told about the one before is over."""
    acts.open_at(PLACE, identity)
    acts.forget(PLACE)


def summary(view: View, version: Version) -> None:
    """Which report is open, large; who sent it when, against which due date."""
    zone, language = view.context.regime.timezone, view.state.language
    st.subheader(plain(report_title(view, version)))
    due = view.context.regime.due_at(version.identity.period)
    text = view.text("Tệp {file}, do {by} gửi lúc {at}; hạn gửi {due}; {state}. SHA-256 {sha}")
    said = text.format(
        file=version.file_name,
        by=version.by,
        at=instant(version.received_at, language, zone=zone),
        due=instant(due, language, zone=zone),
        state=elements.state_word(view, version.state),
        sha=version.sha256,
    )
    st.html(f"<p>{escape(said)}</p>")
    if may(view.actor, "original.download", version.identity.unit_id):
        st.download_button(
            view.text("Tải biểu gốc"),
            data=lambda: view.access.original(version.sha256, version.identity),
            file_name=elements.original_name(version.identity, version.version),
            key=f"reviewing_original_{version.key}",
            on_click="ignore",
        )


def bar(view: View, one: Opened, found: Sequence[Version]) -> None:
    """Accept, or return with a reason, the report above and no other; or what was done to it.

    What was pressed while another report was being opened is told, and the one above still waits.
    """
    _, version = view.text, one.version
    with st.container(key="decide_bar"):
        acts.refusal(PLACE)
        told = acts.receipt(PLACE)
        if told is not None:
            acts.tell(PLACE, told)
        if told is not None and told.of == version.identity:
            _next(view, one, found)
        elif version.state != SENT:
            _over(view, one, found)
        elif not may(view.actor, "report.accept", version.identity.unit_id):
            return
        elif version.by == view.actor.name:
            st.info(_("Báo cáo do chính bạn gửi: cần một người khác duyệt hoặc trả lại."))
        else:
            _decide(view, one)


def _decide(view: View, one: Opened) -> None:
    """The two buttons. Each names its report and carries it; the reason is that report's alone."""
    _, key = view.text, one.shown.key
    title = report_title(view, one.version)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        acts.button(
            _("✓ Duyệt báo cáo {report}").format(report=title),
            "report.accept",
            one,
            key=f"reviewing_accept_{key}",
            type="primary",
        )
        with (
            st.popover(_("↩ Trả lại, ghi lý do…"), key=f"reviewing_back_{key}"),
            st.form(f"reviewing_form_{key}", border=False),
        ):
            st.text_area(_("Lý do trả lại"), key=_reason_key(one.shown), max_chars=500)
            acts.submit(
                _("Trả lại báo cáo {report}").format(report=title),
                "report.return",
                one,
                key=f"reviewing_return_{key}",
            )


def _reason_key(shown: Shown) -> str:
    return f"reviewing_reason_{shown.key}"


def _over(view: View, one: Opened, found: Sequence[Version]) -> None:
    """The report that is open was decided upon elsewhere."""
    last = one.version.events[-1]
    text = view.text("{report}: {state}, {by}, lúc {at}.")
    zone, language = view.context.regime.timezone, view.state.language
    said = text.format(
        report=report_title(view, one.version),
        state=elements.state_word(view, one.version.state),
        by=last.by,
        at=instant(last.at, language, zone=zone),
    )
    reason = last.reason if one.version.state == RETURNED and last.reason else ""
    st.info(plain(f"{said} {reason}"))
    _next(view, one, found)


def _next(view: View, one: Opened, found: Sequence[Version]) -> None:
    """The way to the next report, at the other side of the bar: chosen, never come upon."""
    _, queue = view.text, [v for v in waiting(found) if v.identity != one.version.identity]
    if not queue:
        st.markdown(_("Không còn báo cáo nào chờ duyệt."))
        return
    following = queue[0].identity
    label = _("Sang báo cáo tiếp theo: {report} →").format(report=report_title(view, queue[0]))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            plain(label),
            key=f"reviewing_next_{queue[0].key}",
            type="tertiary",
            on_click=lambda: open_report(following),
        )
