"""Parts of the plan's page: what it declares, in words and in the figures that decide."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.verdicts import day, decimal, integer, percent, period_name, quoted
from pages.ui.frame import links
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import elements


def about(view: View) -> None:
    """Title, day of issue, periods, and when a report is due."""
    _, language, plan = view.text, view.state.language, view.plan
    regime = plan.regime
    text = _(
        "{title}. Ban hành ngày {issued}. Các kỳ báo cáo từ {first} đến {last}; mỗi kỳ tính từ ngày"
        " {starts} tháng trước, hạn gửi ngày {due} (gặp ngày nghỉ thì chuyển sang ngày làm việc"
        " tiếp theo)."
    )
    st.markdown(
        filled(
            text,
            title=plan.title(language),
            issued=day(plan.issued_on, language),
            first=period_name(regime.first, language),
            last=period_name(regime.last, language),
            starts=regime.starts_on_day,
            due=regime.due_day,
        )
    )


def targets(view: View) -> None:
    """Every target with its sentence, formula, strictness and deadline."""
    _, language, card = view.text, view.state.language, view.scorecard
    everywhere = may(view.actor, "province.read")
    rows = []
    for result in card.of_unit(card.units[0]):
        target = view.plan.target(result.target_id)
        name = escape(target.name(language))
        rows.append(
            f"<th>{links.to_target(view, target.target_id) if everywhere else name}</th>"
            f"<td>{escape(quoted(target.sentence))}</td>"
            f"<td>{escape(formula_text(result, view.plan, language))}</td>"
            f"<td>{escape(strictness_text(result, view.plan, language)) or '–'}</td>"
            f"<td>{escape(deadline(result, view.plan, language))}</td>"
        )
    heads = (_("Chỉ tiêu"), _("Nội dung trong Kế hoạch"), _("Công thức"), _("So sánh"), _("Hạn"))
    st.html(elements.plain_table(heads, rows, kind="declared"))
    _codes(view)


def _codes(view: View) -> None:
    """What the codes in the formulas stand for, in the words of the form."""
    _, by_code = view.text, view.context.editions.by_code
    kinds = {True: _("trong kỳ"), False: _("cuối kỳ")}
    rows = (
        f"<th><code>{escape(code)}</code></th><td>{escape(by_code[code].group.heading)} ·"
        f" {escape(by_code[code].heading)}</td><td>{kinds[flow]}</td>"
        for code, flow in view.plan.measures.items()
        if code in by_code
    )
    with st.expander(_("Các mã trong công thức")):
        st.caption(
            _("Cuối kỳ: có đến hết kỳ, không cộng. Trong kỳ: phát sinh trong kỳ, được cộng lũy kế.")
        )
        st.html(elements.plain_table((_("Mã"), _("Nội dung trong biểu"), _("Loại")), rows))


def notes(view: View) -> None:
    """The readings that the plan file itself takes where the text leaves room."""
    _, language = view.text, view.state.language
    rows = (
        f"<th>{escape(target.name(language))}</th><td>“{escape(note.about)}”</td>"
        f"<td>{escape(note.text(language))}</td>"
        for target in view.plan.targets
        for note in target.notes
    )
    heads = (_("Chỉ tiêu"), _("Chữ trong kế hoạch"), _("Được hiểu là"))
    st.html(elements.plain_table(heads, rows, kind="declared"))


def thresholds(view: View) -> None:
    """The settings of the plan file, each with what it decides."""
    _, language, settings = view.text, view.state.language, view.plan.settings
    rows = (
        (
            percent(settings.near, language, places=0),
            _("của đoạn đường đến mức phải đạt ở kỳ này: từ đây là đúng tiến độ"),
        ),
        (
            percent(settings.risk, language, places=0),
            _("của đoạn đường đó: từ đây là có nguy cơ, dưới mức này là chậm"),
        ),
        (
            decimal(settings.stretch, language, places=1),
            _("lần nhịp đã đạt: nhịp phải đạt vượt mức này thì có nguy cơ"),
        ),
        (
            integer(settings.recent, language),
            _("kỳ gần nhất được dùng để tính nhịp và xu hướng"),
        ),
        (
            integer(settings.last_stretch, language),
            _("kỳ cuối, trong đó phải đủ số cần mới là đúng tiến độ"),
        ),
        (
            percent(settings.minimum_coverage, language, places=0),
            _("số địa phương phải có số liệu, dưới mức này không đánh giá toàn tỉnh"),
        ),
    )
    st.html(
        elements.plain_table(
            (_("Ngưỡng"), _("Ý nghĩa")),
            (f'<td class="num"><b>{value}</b></td><td>{escape(what)}</td>' for value, what in rows),
        )
    )


def watched(view: View) -> None:
    """What is shown without a verdict, because the plan sets no figure for it."""
    _, language, form = view.text, view.state.language, view.context.editions
    rows = []
    for one in view.plan.watched:
        codes = [code for code in (one.measure, one.of) if code]
        said = " / ".join(form.by_code[code].heading for code in codes)
        how = _("đếm số xã, phường, thị trấn có số lớn hơn 0") if one.communes else said
        rows.append(f"<th>{escape(one.name(language))}</th><td>{escape(how)}</td>")
    st.html(elements.plain_table((_("Nội dung"), _("Lấy từ biểu")), rows))
