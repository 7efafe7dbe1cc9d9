"""Three tiles: where the target stands, where it leads, and how far it moved."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.model.formats import NOTHING
from kpis.model import Caveat, Result, Target, Verdict
from kpis.since import Moved, moved
from kpis.words.figures import figure_parts, signed
from kpis.words.sheet import Sheet
from kpis.words.target_tiles import Tile, forecast_tile, now_label, now_said, why_unknown
from kpis.words.verdicts import integer, verdict_symbol, verdict_word
from pages.ui.frame import links
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.reads import track as reads
from pages.ui.reads.drawn import Drawn
from pages.ui.target.against import Against
from pages.ui.target.title import result_of

_NO_FIGURE = '<span class="quiet">–</span>'


def tiles(view: View, target: Target, since: Against | None) -> None:
    """The three side by side, as one piece."""
    key = "" if since is None else since.key
    detail = f"{target.target_id} {key}"
    st.html(view.drawn(Drawn.TARGET_TILES, lambda: _tiles(view, target, since), detail=detail))


def _tiles(view: View, target: Target, since: Against | None) -> str:
    result = result_of(view, target)
    parts = (_now(view, target, result), _ahead(view, result), _moved(view, target, result, since))
    return f'<div class="figures">{"".join(parts)}</div>'


def _now(view: View, target: Target, result: Result) -> str:
    language = view.state.language
    counts, under = figure_parts(result, view.plan, language)
    sheet = Sheet.of(result, view.plan, language)
    unit = target.unit(language)
    beside = under if under and under != unit else unit
    if sheet is not None and under not in ("", unit) and result.base is not None:
        beside = f"{unit}, {under}"
    said = why_unknown(result, view.plan, language) if sheet is None else now_said(sheet)
    figure = f"<a {links.origin_address(view, result)}>{escape(counts)}</a>"
    if counts == NOTHING:
        figure = _NO_FIGURE
    label = f"<span>{escape(now_label(result, language))}</span>{_chip(view, result)}"
    if result.verdict is Verdict.NO_DATA or result.numerator is None:
        beside = "" if result.numerator is None else beside
    return _tile(label, figure, beside, said, kind=verdict_class(result.verdict))


def _chip(view: View, result: Result) -> str:
    """The verdict; framed where it may still change."""
    may = " provisional" if Caveat.COULD_CHANGE in result.caveats else ""
    word = escape(verdict_word(result.verdict, view.state.language))
    return (
        f'<span class="verdict {verdict_class(result.verdict)}{may}">'
        f'<span class="symbol" aria-hidden="true">{verdict_symbol(result.verdict)}</span>{word}'
        "</span>"
    )


def _ahead(view: View, result: Result) -> str:
    sheet = Sheet.of(result, view.plan, view.state.language)
    if sheet is None:
        tile = Tile(view.text("Dự báo"), "–", quiet=True)
    else:
        ahead = view.read(reads.ahead, result.unit_id, result.target_id)
        tile = forecast_tile(sheet, ahead)
    figure = f'<span class="quiet">{escape(tile.figure)}</span>' if tile.quiet else tile.figure
    return _tile(f"<span>{escape(tile.label)}</span>", figure, tile.beside, tile.said)


def _moved(view: View, target: Target, result: Result, since: Against | None) -> str:
    """How far the count of the same localities moved, and whether the verdict is another one."""
    _ = view.text
    if since is None:
        said = _("chưa có kỳ hay phiên họp nào trước đó")
        return _tile(f"<span>{escape(_('Thay đổi'))}</span>", _NO_FIGURE, "", said)
    found = moved(since.card, view.scorecard, target.target_id)
    label = _("So với {then}").format(then=since.named)
    figure, beside = _NO_FIGURE, ""
    if found is not None:
        text = _.plural("{label}, cùng {count} địa phương", len(found.units))
        label = text.format(label=label, count=len(found.units))
        figure, beside = escape(_by(view, found)), _from_to(view, found)
    said = _verdicts(view, since.result(result.unit_id, result.target_id), result)
    return _tile(f"<span>{escape(label)}</span>", figure, beside, said)


def _by(view: View, found: Moved) -> str:
    """``+1``; where only what it is counted of moved, both."""
    language = view.state.language
    by = signed(found.by, language)
    return f"{by}/{signed(found.whole, language)}" if not found.by and found.whole else by


def _from_to(view: View, found: Moved) -> str:
    _, language = view.text, view.state.language
    said = f"{integer(found.was, language)} → {integer(found.now, language)}"
    if found.better is None:
        return said
    return f"{said}, {_('tốt hơn') if found.better else _('xấu hơn')}"


def _verdicts(view: View, before: Result | None, after: Result) -> str:
    _, language = view.text, view.state.language
    if before is None:
        return _("khi đó kế hoạch chưa có chỉ tiêu này")
    was, now = (verdict_word(one.verdict, language).lower() for one in (before, after))
    if before.verdict is after.verdict:
        return _("kết quả không đổi: {verdict}").format(verdict=now)
    return _("kết quả: {before} → {after}").format(before=was, after=now)


def _tile(label: str, figure: str, beside: str, said: str, *, kind: str = "") -> str:
    """A tile as HTML; ``label`` and ``figure`` are HTML already."""
    small = f" <small>{escape(beside)}</small>" if beside else ""
    sentence = f'<p class="said">{escape(said)}</p>' if said else ""
    return (
        f'<section class="figure-tile {kind}"><h3>{label}</h3>'
        f'<p class="large">{figure}{small}</p>{sentence}</section>'
    )
