"""Parts of pages: the badge of a verdict, their count, missing reports, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from data_loaders.model import Identity, Timeliness, Unit
from kpis.law.stages import stage_of
from kpis.model import Result, Verdict
from kpis.words.deadlines import deadline
from kpis.words.gap import gap_text
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.stages import stage_words
from kpis.words.verdicts import arithmetic, reason_word, verdict_symbol, verdict_word
from pages.ui.frame import links
from pages.ui.frame.markdown import plain
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.reads.drawn import Drawn
from pages.ui.reads.figures import Told


def badge(
    view: View, verdict: Verdict, *, count: int | None = None, provisional: bool = False
) -> str:
    """A verdict as HTML: symbol, word and colour; with a count in front where there is one."""
    number = "" if count is None else f"{count} "
    marks = f"verdict {verdict_class(verdict)}{' provisional' if provisional else ''}"
    return (
        f'<span class="{marks}"><span class="symbol" aria-hidden="true">{verdict_symbol(verdict)}'
        f"</span>{number}{escape(verdict_word(verdict, view.state.language))}</span>"
    )


def plain_table(headings: Sequence[str], rows: Iterable[str], *, kind: str = "") -> str:
    """A quiet table as HTML; each row is its cells, already escaped. ``kind``: a class more.

    A column without a name has no heading, so that none is read out as empty. Wider than the
    screen, it scrolls in its own frame and the page stays where it is.
    """
    head = "".join(f"<th>{escape(text)}</th>" if text else "<td></td>" for text in headings)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="frame"><table class="plain {kind}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def short_name(unit: Unit) -> str:
    """A locality's name where there is little room; a city's with its kind, as the province's own
    name may be the same."""
    return f"TP {unit.name}" if unit.kind == _CITY else unit.name


_CITY = "thành phố"


def original_name(identity: Identity, version: int) -> str:
    """The name an original is offered under: never the one its sender gave it."""
    return f"{identity.unit_id}_{identity.period}_ban-{version}.xlsx"


def chart(told: Told, *, key: str) -> None:
    """A finished figure; who does not see it reads its sentence."""
    st.plotly_chart(
        told.chart, key=key, config={"displayModeBar": False}, theme="streamlit", alt=told.sentence
    )


def state_word(view: View, state: str) -> str:
    """The state of a version in words."""
    _ = view.text
    return {
        "sent": _("đã gửi, chờ duyệt"),
        "accepted": _("đã duyệt"),
        "returned": _("đã trả lại"),
        "superseded": _("đã thay thế"),
    }[state]


def tally_of(view: View, unit_id: str | None = None) -> str:
    """How many targets of a locality (the province by default) stand how, the gravest first."""
    card = view.scorecard
    count = Counter(result.verdict for result in card.of_unit(unit_id or card.province_id))
    badges = (badge(view, v, count=count[v]) for v in GRAVEST_FIRST if count[v])
    return f'<div class="tally">{" ".join(badges)}</div>'


def missing_reports(view: View) -> None:
    """Who is missing, where anybody is."""
    if said := missing_said(view):
        st.markdown(plain(said))


def missing_said(view: View) -> str:
    """Which localities the figures do not hold, and where their report is; nothing when all do."""
    missing = view.scorecard.reporting.missing
    if not missing:
        return ""
    named = "; ".join(
        f"{view.register.by_id[unit].full_name} ({whereabouts(view, unit)})" for unit in missing
    )
    return view.text("Chưa có trong số liệu: {names}.").format(names=named)


def whereabouts(view: View, unit_id: str) -> str:
    """A locality's report of this period: waiting, returned, missing since, or not due yet."""
    _, row = view.text, view.status.get((unit_id, view.period))
    if row is None:  # from before the plan: nothing was due
        stage = stage_of(view.facts, view.plan.regime, unit_id, view.period)
        return stage_words(stage, view.state.language)
    if row.state is not None:
        return state_word(view, row.state)
    if row.timeliness is Timeliness.PENDING:
        return _("chưa đến hạn")
    days = row.days_late or 0
    return _.plural("chưa báo cáo, quá hạn {days} ngày", days).format(days=days)


WAITING = "…"


def sign_of_report(view: View, unit_id: str) -> str:
    """How a locality's report of this period came, as a sign: nothing for in time."""
    row = view.status.get((unit_id, view.period))
    counted = unit_id not in view.scorecard.reporting.missing
    if row is None or (row.state is None and row.timeliness is Timeliness.PENDING):
        return ""
    if row.state is None:
        return "∅"
    if not counted:
        return "↩" if row.state == "returned" else WAITING
    return str(row.days_late) if row.days_late else ""


def report_said(view: View, unit_id: str) -> str:
    """The same in words."""
    _, row = view.text, view.status.get((unit_id, view.period))
    if row is None or row.state is None or unit_id in view.scorecard.reporting.missing:
        return whereabouts(view, unit_id)
    if not row.days_late:
        return _("báo cáo đúng hạn")
    return _.plural("báo cáo chậm {days} ngày", row.days_late).format(days=row.days_late)


def worst_said(view: View) -> str:
    """The localities with the most targets missed or behind, at most three; else nothing."""
    card, bad = view.scorecard, (Verdict.MISSED, Verdict.BEHIND)
    counts = {
        unit: sum(result.verdict in bad for result in card.of_unit(unit))
        for unit in card.units
        if unit != card.province_id
    }
    worst = sorted((unit for unit in counts if counts[unit]), key=lambda unit: -counts[unit])[:3]
    if not worst:
        return ""
    named = "; ".join(f"{view.register.by_id[u].full_name} ({counts[u]})" for u in worst)
    return view.text("Nhiều chỉ tiêu chậm hoặc không đạt nhất: {named}.").format(named=named)


def reason_of(view: View, result: Result) -> str:
    """Why the verdict is what it is, in words, where the rule names a reason."""
    return f" ({reason_word(result.reason, view.state.language)})" if result.reason else ""


def section(title: str) -> str:
    """The heading of a part of a page, where the part is one piece of HTML."""
    return f'<h3 class="section">{escape(title)}</h3>'


def folded(title: str, html: str, *, opened: bool = False) -> str:
    """A part that opens at a touch, without asking the server; ``opened``: it begins open."""
    state = " open" if opened else ""
    return f'<details class="fold"{state}><summary>{escape(title)}</summary>{html}</details>'


def caption(text: str) -> str:
    """A quiet line under a table or a chart."""
    return f'<p class="caption">{escape(text)}</p>'


def lines(*said: str) -> str:
    """Sentences as HTML, each on a line of its own; empty ones left out."""
    return f"<p>{'<br>'.join(escape(one) for one in said if one)}</p>" if any(said) else ""


def province_table(view: View) -> None:
    """The province's targets, the gravest first: figure, verdict, arithmetic, deadline."""
    named = section(view.text("Các chỉ tiêu của tỉnh"))
    st.html(view.drawn(Drawn.PROVINCE, lambda: named + _targets(view)))


def _targets(view: View) -> str:
    _, card, language = view.text, view.scorecard, view.state.language
    results = sorted(
        card.of_unit(card.province_id), key=lambda result: GRAVEST_FIRST.index(result.verdict)
    )
    rows = (
        f"<th>{links.to_target(view, result.target_id)}</th>"
        f"<td>{badge(view, result.verdict, provisional=result.provisional)}</td>"
        f'<td class="num">{links.to_origin(view, result)}</td>'
        f"<td>{escape(gap_text(result, view.plan, language))}</td>"
        f"<td>{escape(arithmetic(result, view.plan, language) + reason_of(view, result))}</td>"
        f"<td>{escape(deadline(result, view.plan, language))}</td>"
        for result in results
    )
    heads = (
        _("Chỉ tiêu"),
        _("Kết quả"),
        _("Số liệu"),
        _("So với chỉ tiêu"),
        _("Cách tính"),
        _("Hạn"),
    )
    return plain_table(heads, rows, kind="province")
