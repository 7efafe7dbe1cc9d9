"""The whole plan on one screen: a row a target, the gravest first, the localities beside it."""

from __future__ import annotations

from html import escape

import streamlit as st

from kpis.charts import bullet
from kpis.model import Result, Verdict
from kpis.words.priorities import GRAVEST_FIRST, TROUBLE
from kpis.words.verdicts import verdict_symbol, verdict_word
from pages.ui.frame.masthead import FIGURES
from pages.ui.frame.style import chosen_display, verdict_class
from pages.ui.frame.view import View
from pages.ui.overview import heat
from pages.ui.overview.score_row import Row
from pages.ui.parts import elements
from pages.ui.parts.before import Before
from pages.ui.reads.drawn import Drawn

WHOLE = 10
"""So many targets have whole rows; of more only those in trouble, the others a line each."""
_SAID = (Verdict.ON_TRACK, Verdict.MET)


def scorecard(view: View, since: Before | None) -> None:
    """How many targets stand how, every target's row, and what its marks mean."""
    strong = "contrast" if chosen_display().contrast else ""
    st.html(view.drawn(Drawn.SCORECARD, lambda: _scorecard(view, since), detail=strong))


def _scorecard(view: View, since: Before | None) -> str:
    count = len(heat.columns(view))
    kind = "" if count <= heat.BESIDE else " many"
    return (
        f'<div class="scorecard-frame"><div class="scorecard{kind}" style="--units:{count or 1}">'
        f"{elements.tally_of(view)}{_heads(view, since)}{_rows(view, since)}"
        f"{heat.totals(view)}{_key(view)}"
        f"</div></div>"
    )


def in_order(view: View) -> list[Result]:
    """The province's results: in trouble, well, without a verdict; else as the plan has them."""
    card = view.scorecard
    return sorted(card.of_unit(card.province_id), key=lambda r: GRAVEST_FIRST.index(r.verdict))


def _group(result: Result) -> int:
    return 0 if result.verdict in TROUBLE else 1 if result.verdict in _SAID else 2


def _rows(view: View, since: Before | None) -> str:
    """A strong rule where one group ends and the next begins; rows in trouble are higher."""
    results, card = in_order(view), None if since is None else since.card
    grave = sum(_group(result) == 0 for result in results)
    rest = escape(view.text("{count} chỉ tiêu còn lại").format(count=len(results) - grave))
    rows = []
    for at, (result, after) in enumerate(zip(results, [*results[1:], None], strict=True)):
        kind = " grave" if at < grave else " brief" if len(results) > WHOLE else ""
        marks = f"{verdict_class(result.verdict)}{kind}"
        if after is not None and _group(after) != _group(result):
            marks += " edge"
        head = f' data-rest="{rest}"' if 0 < at == grave else ""
        row = Row(view, result, card, then=_then(view, since)).draw()
        rows.append(f'<li class="{marks}"{head}>{row}</li>')
    return f'<ol class="rows" id="{FIGURES}" tabindex="-1">{"".join(rows)}</ol>'


def _then(view: View, since: Before | None) -> str:
    return "" if since is None else view.text("So với {then}").format(then=since.named)


def _heads(view: View, since: Before | None) -> str:
    _ = view.text
    ends = {r.forecast.at for r in view.scorecard.of_unit(view.scorecard.province_id) if r.forecast}
    ahead = _("Dự báo")
    if len(ends) == 1:
        (end,) = ends
        ahead = f"{ahead} {end.month:02d}/{end.year}"
    heads = (
        ("target", _("Chỉ tiêu của tỉnh")),
        ("number", _("Hiện có")),
        ("against", _("So với mức cần đạt")),
        ("pace", _("So với tiến độ")),
        ("left", _("Còn phải làm đến hạn")),
        ("course", _("Diễn biến")),
        ("ahead", ahead),
        ("moved", _then(view, since)),
    )
    cells = "".join(f'<span class="{kind}">{escape(text)}</span>' for kind, text in heads)
    return (
        f'<div class="heads"><div class="row" aria-hidden="true"><span></span>{cells}</div>'
        f"{heat.names(view)}</div>"
    )


def _key(view: View) -> str:
    """What the marks of a row and of a locality mean, in one line."""
    _, language = view.text, view.state.language
    marks = (
        (_("thanh"), _("hiện có")),
        (_("vạch mảnh"), _("tiến độ")),
        (_("vạch dày"), _("cần đạt")),
        (_("nền rõ"), _("mức chưa đạt")),
        (_("ngàm"), _("khi đủ số liệu")),
        ("⋯", _("dự báo")),
    )
    said = "".join(f"<span><b>{escape(a)}</b> {escape(b)}</span>" for a, b in marks)
    shown = {r.verdict for r in view.scorecard.results} - {
        r.verdict for r in view.scorecard.of_unit(view.scorecard.province_id)
    }
    signs = "".join(
        f'<span><i class="cell {verdict_class(v)}" aria-hidden="true">{verdict_symbol(v)}</i>'
        f" {escape(verdict_word(v, language).lower())}</span>"
        for v in GRAVEST_FIRST
        if v in shown
    )
    reports = escape(_("Báo cáo: … chờ duyệt, ∅ chưa gửi, số: ngày chậm"))
    return (
        f'<div class="marks-key"><span aria-hidden="true">{bullet.draw(bullet.EXAMPLE, "")}</span>'
        f"{said}{signs}<span>{reports}</span></div>"
    )
