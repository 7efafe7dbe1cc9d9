"""Under the scorecard: with whom to work first, what moved, who has not reported."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from kpis.model import Verdict
from kpis.words.priorities import Direction, Shift, by_need, towards
from kpis.words.verdicts import law_note
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.overview import phone_map
from pages.ui.overview.scorecard import in_order
from pages.ui.parts import duties, elements
from pages.ui.parts.before import Before
from pages.ui.reads.drawn import Drawn

MOST = 4
"""Lines of a block; what is more stands in the lists below."""
_BAD = (Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK)


def blocks(view: View, since: Before | None) -> None:
    """The three lists side by side; on a telephone, between them, the map of the localities."""
    st.html(view.drawn(Drawn.BLOCKS, lambda: _blocks(view, since)))


def _blocks(view: View, since: Before | None) -> str:
    first, *others = (
        f"<section>{part}</section>" for part in (_first(view), _moved(view, since), _missing(view))
    )
    parts = (first, phone_map.section(view, in_order(view)), *others)
    return f'<div class="blocks-frame"><div class="blocks">{"".join(parts)}</div></div>'


def _first(view: View) -> str:
    """The localities with the most targets missed, then behind."""
    card = view.scorecard
    lines: list[str] = []
    for unit in by_need(card)[1:]:
        count = Counter(result.verdict for result in card.of_unit(unit))
        if count[Verdict.MISSED] + count[Verdict.BEHIND] and len(lines) < MOST:
            badges = " ".join(elements.badge(view, v, count=count[v]) for v in _BAD if count[v])
            lines.append(f"{links.to_locality(view, unit)} <span>{badges}</span>")
    nobody = view.text("Không địa phương nào có chỉ tiêu không đạt hoặc chậm tiến độ.")
    return _list(view.text("Làm việc trước với"), lines, nobody)


def _moved(view: View, since: Before | None) -> str:
    """The verdicts of localities that are other ones than then."""
    _ = view.text
    if since is None:
        return _list(_("Thay đổi"), [], _("Chưa có kỳ nào trước đó để so."))
    every = since.shifts(view)
    own = view.scorecard.province_id
    unclear = towards(every, Direction.UNCLEAR)
    told = [one for one in every if one not in unclear]
    told.sort(key=lambda one: (one.after.unit_id != own, one.direction is not Direction.WORSE))
    lines = [_shift(view, one) for one in told[:MOST]]
    if len(told) > MOST:
        lines.append(_quiet(_("{count} kết quả khác cũng đổi").format(count=len(told) - MOST)))
    if unclear:
        text = _("{count} kết quả chưa so được, vì một trong hai lần chưa đánh giá")
        lines.append(_quiet(text.format(count=len(unclear))))
    if note := law_note(since.card, view.scorecard, view.state.language):
        lines.append(_quiet(note))
    title = _("Từ {then} đến nay").format(then=since.named)
    nothing = _("Không kết quả nào đổi mức đánh giá.")
    if not since.comparable(view, view.scorecard.province_id):
        nothing = _("Chưa so được: không kết quả nào của tỉnh được đánh giá ở cả hai lần.")
    return _list(title, lines, nothing)


def _shift(view: View, one: Shift) -> str:
    unit, target = one.after.unit_id, one.after.target_id
    name = escape(view.register.by_id[unit].full_name)
    if unit != view.scorecard.province_id:
        name = links.to_locality(view, unit)
    now = f"{links.to_target(view, target, short=True)}, {links.to_origin(view, one.after)}"
    was = elements.badge(view, one.before.verdict)
    is_now = elements.badge(view, one.after.verdict, provisional=one.after.provisional)
    return f"<span>{name}: {now}</span> <span>{was} → {is_now}</span>"


def _missing(view: View) -> str:
    """Who is not in the figures and where their report is; what is owed besides, what is due."""
    _ = view.text
    lines: list[str] = []
    for unit in view.scorecard.reporting.missing[:MOST]:
        sign = f'<b aria-hidden="true">{escape(elements.sign_of_report(view, unit))}</b>'
        lines.append(
            f"<span>{sign} {links.to_locality(view, unit)}:"
            f" {escape(elements.whereabouts(view, unit))}</span>"
        )
    rest = len(view.scorecard.reporting.missing) - MOST
    if rest > 0:
        lines.append(_quiet(_("và {count} địa phương khác").format(count=rest)))
    nobody = _("Không địa phương nào còn thiếu.")
    return _list(_("Chưa có trong số liệu"), lines, nobody) + duties.of_other_periods(view)


def _quiet(text: str) -> str:
    return f'<span class="quiet">{escape(text)}</span>'


def _list(title: str, lines: list[str], nothing: str) -> str:
    if not lines:
        return f'<h3 class="section">{escape(title)}</h3><p>{escape(nothing)}</p>'
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h3 class="section">{escape(title)}</h3><ul class="lines">{items}</ul>'
