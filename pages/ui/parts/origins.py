"""Parts of the page behind a figure: its target, its terms, their cells, the original workbook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Identity
from data_loaders.model.submissions import SourceCell
from kpis.law.term import AreaCount
from kpis.model import Result, Target
from kpis.quantities.term_words import areas_text
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Traced
from kpis.trace.words import role_word
from kpis.words.cells import cell_said
from kpis.words.verdicts import decimal, instant, integer, percent, period_name, quoted
from pages.ui.frame import cell_names, controls
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def unit_id(view: View) -> str:
    """The locality of the address, or the first one may see, the province before all."""
    units = view.scorecard.units
    return view.state.unit if view.state.unit in units else units[0]


def choose_target(view: View) -> Target:
    """The target of the address; the plan's first where it names none. With whose figure it is."""
    language, plan = view.state.language, view.plan
    chosen = plan.target(view.state.target or plan.targets[0].target_id)
    st.session_state["source_target"] = chosen.target_id
    st.session_state["source_unit"] = unit_id(view)
    with st.container(horizontal=True):
        st.selectbox(
            view.text("Chỉ tiêu"),
            list(plan.by_id),
            key="source_target",
            format_func=lambda key: plan.target(key).name(language),
            on_change=lambda: controls.go(view.state, target=st.session_state["source_target"]),
            width=420,
        )
        st.selectbox(
            view.text("Tỉnh, địa phương"),
            list(view.readable),
            key="source_unit",
            format_func=lambda key: view.register.by_id[key].full_name,
            on_change=lambda: controls.go(view.state, unit=st.session_state["source_unit"]),
            width=260,
        )
    return chosen


def rule(view: View, target: Target) -> None:
    """How the target is judged: its sentence, the readings taken, the settings of the plan."""
    _, language = view.text, view.state.language
    with st.expander(_("Cách đánh giá chỉ tiêu này")):
        st.markdown(plain(quoted(target.sentence)))
        for note in target.notes:
            st.markdown(f"**{plain(note.about)}**: {plain(note.text(language))}")
        for option in target.options:
            st.markdown(f"**{plain(option.letter)}**: {plain(option.sentence(language))}")
        st.markdown(plain(settings_said(view)))


def settings_said(view: View) -> str:
    """The plan's settings: what is on track, at risk and behind, and on how many it must rest."""
    _, language, settings = view.text, view.state.language, view.plan.settings
    text = _(
        "Đúng tiến độ khi đạt từ {near} của phần phải làm đến kỳ này; nguy cơ khi đạt từ"
        " {risk}; dưới mức đó là chậm. Nguy cơ khi nhịp cần thiết vượt {stretch} lần nhịp"
        " {recent} kỳ qua. Cần số liệu của ít nhất {coverage} địa phương."
    )
    return text.format(
        near=percent(settings.near, language, places=0),
        risk=percent(settings.risk, language, places=0),
        stretch=decimal(settings.stretch, language, places=1),
        recent=settings.recent,
        coverage=percent(settings.minimum_coverage, language, places=0),
    )


def terms(view: View, result: Result) -> None:
    """A line per locality, measure and period; opened, it shows the cells it stands in."""
    found = trace_whole(result, view.facts, view.plan, view.register)
    if not found:
        st.info(view.text("Không báo cáo nào được tính trong con số này."))
        return
    rows = (
        f"<th>{escape(view.register.by_id[term.unit_id].full_name)}</th>"
        f"<td>{escape(role_word(term.role, view.state.language))}</td>"
        f"<td>{escape(measure_name(view, term))}</td>"
        f"<td>{escape(period_name(term.period, view.state.language))}</td>"
        f'<td class="num"><b>{integer(term.value, view.state.language)}</b></td>'
        for term in found
    )
    _ = view.text
    heads = (_("Địa phương"), _("Vai trò"), _("Nội dung"), _("Kỳ"), _("Số"))
    st.html(elements.plain_table(heads, rows))
    st.subheader(_("Từng ô trong biểu đã gửi"))
    cells(view, _chosen_term(view, result, found))


def measure_name(view: View, term: Traced) -> str:
    """What a term counts, in the words of the form and of the plan."""
    _, form = view.text, view.context.editions
    if term.task_id is not None:
        names = {task.task_id: task.name_vi for task in view.context.regime.tasks}
        return names[term.task_id]
    if term.measure in form.by_code:
        measure = form.by_code[term.measure]
        return f"{measure.group.heading} · {measure.heading}"
    counted = {one.code: one for one in AreaCount}[term.measure]
    return areas_text(counted, view.plan.regime.area_states, view.state.language)


def _chosen_term(view: View, result: Result, found: Sequence[Traced]) -> Traced:
    """Which term's cells to show: the one the address means, else the one that tells most.

    The choice is of one figure: behind another it begins anew. A term is chosen by what it is, so
    that it stays chosen when reports come that add others before it.
    """
    by_key = {term_key(term): term for term in found}

    def name(key: str) -> str:
        term = by_key[key]
        unit = view.register.by_id[term.unit_id].full_name
        period = period_name(term.period, view.state.language)
        return f"{unit} · {measure_name(view, term)} · {period}"

    named = cell_names.read(view.state.cell)
    meant = None if named is None else cell_names.term_of(named, found)
    if view.state.cell and meant is None:
        st.info(view.text("Ô mà địa chỉ nêu không đứng sau con số này."))
    key = f"source_term_{result.unit_id}_{result.target_id}_{result.period}_{view.state.cell}"
    first = meant or _telling(found)
    if st.session_state.get(key) not in by_key:
        st.session_state[key] = term_key(first)
    chosen = st.selectbox(
        view.text("Xem ô của"), list(by_key), key=key, format_func=name, width=620
    )
    return by_key[chosen]


def term_key(term: Traced) -> str:
    """What a term is, whatever its place among others, and whichever version it stands in."""
    rows = ",".join((*term.states, *term.classes))
    return " ".join(
        (term.unit_id, str(term.period), term.measure, term.task_id or "", rows, term.role)
    )


def _telling(found: Sequence[Traced]) -> Traced:
    """The newest term that is not zero, the first of several: an old zero explains nothing."""
    return max(found, key=lambda term: (bool(term.value), term.period))


def cells(view: View, term: Traced) -> None:
    """Sheet, address and text as typed of each cell; file, hash, who, when; the original."""
    _ = view.text
    identity = Identity(term.unit_id, term.period)
    found = view.access.cells(
        identity,
        term.version,
        measure=term.measure,
        states=term.states,
        communes=term.communes,
        task_id=term.task_id,
        as_of=view.as_of,
        upto=view.moment.revision,
    )
    if not found:
        st.info(_("Trong danh sách đã gửi không có dòng nào được đếm vào số này."))
        return
    _file(view, found[0])
    named = cell_names.read(view.state.cell)
    meant = None if named is None or named.period != term.period else named.subject
    rows = (
        f"<th>{_marked(_commune(view, cell), cell.commune == meant)}</th>"
        f"<td>{escape(cell.sheet)}!<b>{escape(cell.cell)}</b></td>"
        f'<td class="num">{_marked(_typed(view, cell), cell.commune == meant)}</td>'
        for cell in found
    )
    st.html(elements.plain_table((_("Xã, phường, thị trấn"), _("Ô"), _("Ghi trong ô")), rows))
    if may(view.actor, "original.download", identity.unit_id):
        st.download_button(
            _("Tải biểu gốc"),
            data=lambda: view.access.original(found[0].sha256, identity),
            file_name=elements.original_name(identity, term.version),
            mime=SHEET,
            key="source_original",
            on_click="ignore",
        )


def _typed(view: View, cell: SourceCell) -> str:
    return cell_said(cell.text, cell.on, view.state.language)


def _commune(view: View, cell: SourceCell) -> str:
    return view.register.by_id[cell.commune].full_name if cell.commune else "–"


def _marked(text: str, meant: bool) -> str:
    """The text, set off where it is the cell that the address means."""
    return f"<mark>{escape(text)}</mark>" if meant else escape(text)


def _file(view: View, cell: SourceCell) -> None:
    _, zone, language = view.text, view.context.regime.timezone, view.state.language
    text = _("Tệp {file}, bản số {version}, do {by} gửi lúc {received}; {accepted}. SHA-256 {sha}")
    accepted = _("chưa duyệt")
    if cell.accepted_at is not None:
        at = instant(cell.accepted_at, language, zone=zone)
        accepted = _("duyệt lúc {at}").format(at=at)
    said = text.format(
        file=cell.file,
        version=cell.version,
        by=cell.by,
        received=instant(cell.received_at, language, zone=zone),
        accepted=accepted,
        sha=cell.sha256,
    )
    st.html(f'<p class="quiet">{escape(said)}</p>')
