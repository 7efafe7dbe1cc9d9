"""Why figures changed: since when, in a sentence, as steps, and every part with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import streamlit as st

from data_loaders.model import Correction
from data_loaders.service.corrections import End
from kpis.movement.decomposition import Cause, Measure, Movement, Numbers, Part
from kpis.movement.parts import Names, cells_text, made_text, part_text
from kpis.movement.words import (
    amount,
    cause_word,
    level,
    main_measure,
    measure_word,
    movement_sentence,
    step_of,
)
from pages.ui.frame import controls, links
from pages.ui.frame.markdown import filled, labels, plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.movement_ends import Option, options, shown
from pages.ui.reads import movement


def movement_board(view: View, unit_id: str) -> None:
    """Why each of a locality's figures changed since the last meeting or the period before.

    Worked out when somebody opens it. Raises :class:`RefusedError` for a locality whose figures one
    may not see.
    """
    view.access.demand("locality.read", unit_id)
    _folded(view, view.text("Vì sao con số thay đổi"), unit_id, None)


def every_part(view: View, target_id: str) -> None:
    """Of one figure of the province: since when, the steps as a chart, and every part with its
    cells. Open where the address says since when."""
    title = view.text("Vì sao thay đổi: so với lúc khác, từng phần, từng ô")
    _folded(view, title, view.scorecard.province_id, target_id)


def _folded(view: View, title: str, unit_id: str, target_id: str | None) -> None:
    box = st.expander(
        plain(title),
        expanded=target_id is not None and view.state.since is not None,
        key=f"movement_{target_id or unit_id}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _board(view, unit_id, target_id)


def _board(view: View, unit_id: str, target_id: str | None) -> None:
    found = options(view)
    if not found:
        st.markdown(view.text("Chưa có kỳ hay phiên họp nào trước đó để so."))
        return
    before = _since(view, found)
    if target_id is None:
        target_id = _overview(view, before, unit_id)
    else:
        st.markdown(plain(_sentence(view, _moved(view, before, unit_id, target_id))))
    if target_id is not None:
        _detail(view, before, unit_id, target_id)


def _since(view: View, found: Mapping[str, Option]) -> End:
    """The end chosen; the address has it."""
    since = view.state.since
    chosen = since if since is not None and since in found else next(iter(found))
    if since not in (None, chosen):
        st.warning(
            filled(
                view.text("Không so với “{found}” được; đang so với {name}."),
                found=since,
                name=found[chosen].name,
            )
        )
    st.session_state["movement_since"] = chosen
    st.selectbox(
        view.text("So với"),
        list(found),
        key="movement_since",
        format_func=lambda key: found[key].name,
        on_change=lambda: controls.go(view.state, since=st.session_state["movement_since"]),
        width=520,
    )
    return found[chosen].end


def _moved(view: View, before: End, unit_id: str, target_id: str) -> Movement:
    return movement.movement(before, shown(view), unit_id, target_id, view.only)


def _names(view: View) -> Names:
    return movement.names(view.moment, view.state.language)


def _sentence(view: View, one: Movement) -> str:
    return movement_sentence(one, view.plan, _names(view), view.state.language)


def _overview(view: View, before: End, unit_id: str) -> str | None:
    """A line per target that moved; which of them to look into, None where none did."""
    _, language = view.text, view.state.language
    moved = {
        target.target_id: _moved(view, before, unit_id, target.target_id)
        for target in view.plan.targets
    }
    changed = {key: one for key, one in moved.items() if one.parts or _judged_anew(one)}
    rows = (
        f"<th>{escape(view.plan.target(key).name(language))}</th>"
        f"<td>{elements.badge(view, one.after.verdict, provisional=one.after.provisional)}</td>"
        f"<td>{escape(_sentence(view, one))}</td>"
        for key, one in changed.items()
    )
    if changed:
        heads = (_("Chỉ tiêu"), _("Nay"), _("Thay đổi và nguyên nhân"))
        st.html(elements.plain_table(heads, rows, kind="movement"))
    same = "; ".join(view.plan.target(key).name(language) for key in moved if key not in changed)
    if same:
        st.caption(filled(_("Không thay đổi: {names}."), names=same))
    steps = [key for key, one in changed.items() if one.parts]
    return _which(view, steps) if steps else None


def _judged_anew(one: Movement) -> bool:
    return one.before.verdict is not one.after.verdict


def _which(view: View, targets: list[str]) -> str | None:
    """Which target to look into; nothing until somebody asks."""
    language = view.state.language
    return st.selectbox(
        view.text("Xem từng phần của"),
        targets,
        index=targets.index(view.state.target) if view.state.target in targets else None,
        key="movement_target",
        format_func=lambda key: view.plan.target(key).name(language),
        placeholder=view.text("Chọn một chỉ tiêu"),
        width=520,
    )


def _detail(view: View, before: End, unit_id: str, target_id: str) -> None:
    """The steps of one number as a chart, and every part with every number it moved."""
    one = _moved(view, before, unit_id, target_id)
    if not one.parts:
        return
    measure = _measure(view, one)
    told = movement.waterfall_chart(
        before, shown(view), unit_id, target_id, view.only, measure, view.state.language
    )
    if told is not None:
        elements.chart(told, key=f"chart-movement-{target_id}")
    with st.expander(view.text("Từng phần, từng ô")):
        _every_part(view, one)


def _every_part(view: View, one: Movement) -> None:
    st.html(_table(view, one))
    st.caption(
        view.text(
            "Cộng các phần ở mỗi cột bằng đúng hiệu của hai dòng Trước và Nay, không có phần"
            " dư. Tỷ lệ tính bằng điểm phần trăm; số chưa có cộng như không."
        )
    )


def _measure(view: View, one: Movement) -> Measure:
    """The number that is drawn: the main one, or another that moved."""
    language, main = view.state.language, main_measure(one, view.plan)
    if len(one.measures) < 2:
        return main
    chosen = st.segmented_control(
        view.text("Con số"),
        one.measures,
        default=main,
        required=True,
        key=f"movement_measure_{one.after.target_id}",
        format_func=labels(lambda measure: measure_word(measure, language)),
    )
    return chosen or main


def _table(view: View, one: Movement) -> str:
    _, language = view.text, view.state.language
    measures = one.measures
    numbers = (measure_word(each, language) for each in measures)
    heads = (_("Nguyên nhân"), _("Nội dung"), _("Ghi nhận"), *numbers)
    return elements.plain_table(heads, _rows(view, one, measures), kind="movement")


def _rows(view: View, one: Movement, measures: tuple[Measure, ...]) -> Iterator[str]:
    _, language = view.text, view.state.language
    yield _level_row(view, _("Trước"), one, one.start, measures)
    for part in one.parts:
        amounts = (
            amount(step_of(part, each), each, language) if part.change(each) else ""
            for each in measures
        )
        cells = "".join(f'<td class="num">{text}</td>' for text in amounts)
        cause = escape(cause_word(part.cause, language))
        made = escape(made_text(part.about.made, _names(view), language))
        about = _about(view, part, one.after.target_id)
        yield f"<td>{cause}</td><td>{about}</td><td>{made}</td>{cells}"
    yield _level_row(view, _("Nay"), one, one.end, measures)


def _level_row(
    view: View, name: str, one: Movement, numbers: Numbers, measures: tuple[Measure, ...]
) -> str:
    language, bars = view.state.language, view.plan.target(one.after.target_id).bars
    cells = "".join(
        f'<td class="num"><b>{level(numbers.get(each), each, language, bars)}</b></td>'
        for each in measures
    )
    return f"<th>{escape(name)}</th><td></td><td></td>{cells}"


def _about(view: View, part: Part, target_id: str) -> str:
    """What the part is about; each corrected cell leads to where it stands."""
    text = part_text(part, _names(view), view.state.language)
    cells = part.about.cells
    if part.cause is not Cause.CORRECTED or not cells:
        return escape(text)
    said = cells_text(cells, _names(view), view.state.language)
    before, _, _ = text.partition(said)
    linked = "; ".join(_cell(view, cell, target_id) for cell in cells)
    return f"{escape(before)}{linked}"


def _cell(view: View, one: Correction, target_id: str) -> str:
    text = cells_text((one,), _names(view), view.state.language)
    place = f" ({one.sheet}!{one.cell})" if one.cell else ""
    return links.to_cell(view, one, target_id, text) + escape(place)
