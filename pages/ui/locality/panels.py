"""A locality's targets as panels: figure, both yardsticks and forecast, its way; the gravest first.

Closed a panel says everything in figures; opened, the plan's sentence, the arithmetic, the numbers
of its drawing, what was asked and answered about it and where to go on.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from kpis.model import Caveat, Result, Verdict
from kpis.words import yardsticks
from kpis.words.figures import figure_parts
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.sheet import Sheet
from kpis.words.verdicts import arithmetic, figure, quoted
from kpis.words.yardsticks import Yardstick
from pages.ui.frame import links
from pages.ui.frame.style import chosen_display
from pages.ui.frame.view import View
from pages.ui.parts import cards, elements, explaining
from pages.ui.reads import track as reads
from pages.ui.reads.drawn import panel_drawing

_SILENT = Yardstick("–", silent=True)


def panels(view: View, unit_id: str) -> None:
    """A panel per target, those in trouble first; else in the order of the plan."""
    results = sorted(
        view.scorecard.of_unit(unit_id), key=lambda result: GRAVEST_FIRST.index(result.verdict)
    )
    found = "".join(f'<li class="panel">{_panel(view, result)}</li>' for result in results)
    st.html(f'<div class="panels-frame"><ol class="panels">{found}</ol>{_key(view)}</div>')


def _panel(view: View, result: Result) -> str:
    name = view.plan.target(result.target_id).short(view.state.language)
    opens = escape(view.text("Cách tính: {name}").format(name=name))
    return (
        f'<div class="front">{_about(view, result, name)}{_yardsticks(view, result)}'
        f"{_way(view, result)}</div>{explaining.brief(view, result)}"
        f'<details><summary class="whole-panel"><span class="sr">{opens}</span></summary>'
        f"{_more(view, result)}</details>"
    )


def _about(view: View, result: Result, name: str) -> str:
    """Verdict, name and figure; the figure leads to its cells."""
    badge = elements.badge(view, result.verdict, provisional=result.provisional)
    counts, under = figure_parts(result, view.plan, view.state.language)
    link = f"<a {links.origin_address(view, result)}>{escape(counts)}</a>"
    may_change = view.text("⇄ có thể đổi") if Caveat.COULD_CHANGE in result.caveats else ""
    small = " · ".join(part for part in (under, may_change) if part)
    return (
        f'<div class="about">{badge}<h3>{escape(name)}</h3>'
        f'<p class="number">{link} <small>{escape(small)}</small></p></div>'
    )


def _yardsticks(view: View, result: Result) -> str:
    _, sheet = view.text, Sheet.of(result, view.plan, view.state.language)
    pace, left, ahead = _SILENT, _SILENT, _SILENT
    if sheet is not None:
        pace, left = yardsticks.against_pace(sheet), yardsticks.still_to_do(sheet)
        ahead = yardsticks.forecast(sheet)
    end = result.forecast
    when = _("Dự báo")
    if end is not None and not ahead.silent:
        when = f"{when} {end.at.month}/{end.at.year % 100:02d}"
    pairs = _pair(_("So với tiến độ"), pace) + _pair(_("Còn phải làm"), left)
    return f"<dl>{pairs}{_pair(when, ahead, far=True)}</dl>"


def _pair(head: str, said: Yardstick, *, far: bool = False) -> str:
    """A yardstick; ``far``: with how far that is, else what it is held against is only read out."""
    marks = "".join((" bad" if said.bad else "", " silent" if said.silent else ""))
    kind = ' class="sr"' if not far else ""
    held = f" <small{kind}>{escape(said.against)}</small>" if said.against else ""
    return f'<dt>{escape(head)}</dt><dd class="two{marks}">{escape(said.said)}{held}</dd>'


def _way(view: View, result: Result) -> str:
    """The drawing; of what is done once and for all its day says everything.

    Nothing where nothing is asked: a line at nought would look like a figure.
    """
    language = view.state.language
    if result.verdict is Verdict.NOT_APPLICABLE:
        return ""
    sentence = f"{figure(result, view.plan, language)}. {arithmetic(result, view.plan, language)}"
    about = result.unit_id, result.target_id, language
    strong = chosen_display().contrast
    drawing = view.read(panel_drawing, *about, result.forecast, strong, sentence)
    if drawing:
        return drawing
    return f'<p class="instead">{escape(_worked_out(view, result))}</p>'


def _more(view: View, result: Result) -> str:
    """What the plan says, how it is worked out, the numbers, and where to go on."""
    _, language = view.text, view.state.language
    target = view.plan.target(result.target_id)
    ways = [links.origin_named(view, result)]
    if may(view.actor, "province.read"):
        ways.append(links.to_comparison(view, result.target_id))
    track = view.read(reads.track, result.unit_id, result.target_id)
    numbers = "" if track is None else cards.numbers(view, track)
    return (
        f'<div class="more"><b>{escape(target.name(language))}</b>'
        f"<p>{escape(_worked_out(view, result))}</p>"
        f'<p class="quiet sentence">{escape(quoted(target.sentence))}</p>'
        f"{explaining.beside(view, result)}"
        f'<p class="onward">{" · ".join(ways)}</p>{numbers}</div>'
    )


def _worked_out(view: View, result: Result) -> str:
    """The arithmetic, and the reason where it has not said it."""
    said, why = arithmetic(result, view.plan, view.state.language), elements.reason_of(view, result)
    return said if why.strip(" ()").casefold() in said.casefold() else said + why


def _key(view: View) -> str:
    """What the marks of the drawings mean, once for all of them."""
    _ = view.text
    marks = (
        ("actual", _("hiện có")),
        ("line", _("tiến độ")),
        ("goal", _("mức cần đạt")),
        ("ahead", _("dự báo")),
    )
    said = "".join(f'<span class="{kind}">{escape(text)}</span>' for kind, text in marks)
    note = escape(_("Mọi trục bắt đầu từ 0; dải xám: kỳ không có số liệu."))
    return f'<div class="key">{said}<span class="places">{note}</span></div>'
