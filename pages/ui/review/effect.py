"""What accepting a report does: to the verdicts of its locality, and to the province's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil

import streamlit as st

from data_loaders.model import Basis, ReportContent
from data_loaders.model.formats import NOTHING
from data_loaders.reports.facts import summed
from data_loaders.reports.history import ACCEPTED, SENT
from kpis.commune_numbers import commune_numbers
from kpis.effects import Effect, Foreseen, foresee
from kpis.model import Result, Scorecard
from kpis.words import yardsticks
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.sheet import Sheet
from kpis.words.verdicts import figure, integer, period_name, verdict_symbol, verdict_word
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.reads import figures
from pages.ui.review.opened import Opened

LISTED = 4
"""So many verdicts of the province stand open; more of them are counted, and listed in a fold."""


def foreseen(view: View, one: Opened, content: ReportContent) -> Foreseen:
    """What the scorecard says once the report counts, from what is accepted now."""
    known = figures.facts(view.live, Basis.ACCEPTED, view.only)
    above = commune_numbers(view.plan)
    report = summed(
        content,
        view.context.editions.newest,
        version=one.version.version,
        confirmed=True,
        above=above,
    )
    register = figures.register(view.live)
    return foresee(known, report, view.plan, register, now=view.now)


def effect(view: View, one: Opened, content: ReportContent) -> None:
    """The locality's targets that change, beside what becomes of the province's.

    Of an accepted report what it did; nothing of one that counts nowhere.
    """
    if one.version.state not in (SENT, ACCEPTED):
        return
    found = foreseen(view, one, content)
    decided = one.version.state == ACCEPTED
    st.html(
        f'<div class="effect"><section>{_locality(view, found, decided=decided)}</section>'
        f"<section>{_province(view, found, decided=decided)}</section></div>"
    )


def _locality(view: View, found: Foreseen, *, decided: bool) -> str:
    _, unit = view.text, view.register.by_id[found.unit_id]
    title = _("Kết quả của {unit}") if decided else _("Nếu duyệt, kết quả của {unit}")
    head = f"<h3>{escape(title.format(unit=elements.short_name(unit)))}</h3>"
    before = _before(found, decided=decided)
    pairs = [
        Effect(was, will)
        for was, will in zip(
            before.of_unit(found.unit_id), found.after.of_unit(found.unit_id), strict=True
        )
    ]
    moved = [pair for pair in pairs if _moved(pair)]
    moved.sort(key=lambda pair: GRAVEST_FIRST.index(pair.after.verdict))
    rows = [_row(view, pair) for pair in moved]
    if not rows:
        text = _("Cả {count} chỉ tiêu không đổi.")
        if before.period != found.after.period:
            text = _("Cả {count} chỉ tiêu như {period}.")
        then = period_name(before.period, view.state.language)
        text = text.format(count=len(pairs), period=then)
        return f"{head}<p>{escape(text)}</p>"
    table = elements.plain_table(_heads(view, before, found.after), rows, kind="moves")
    return head + table + _unmoved(view, pairs)


def _before(found: Foreseen, *, decided: bool) -> Scorecard:
    """What the report is held against: the version that counts now, else the period before."""
    counts = found.unit_id not in found.without.reporting.missing
    if found.before is None or (counts and not decided):
        return found.without
    return found.before


def _heads(view: View, before: Scorecard, after: Scorecard) -> tuple[str, ...]:
    _, language = view.text, view.state.language
    ends = (_("Đang có"), _("Sau khi duyệt"))
    if before.period != after.period:
        names = [period_name(one.period, language) for one in (before, after)]
        ends = (names[0][:1].upper() + names[0][1:], names[1][:1].upper() + names[1][1:])
    return (_("Chỉ tiêu"), *ends, _("So với tiến độ"), _("Kết quả"))


def _counts(result: Result) -> tuple[int | None, int | None]:
    return result.numerator, result.denominator


def _moved(pair: Effect) -> bool:
    """Whether its figure or its verdict is another one; the pace moves every month."""
    was, will = pair.before, pair.after
    return _counts(was) != _counts(will) or was.verdict is not will.verdict


def _row(view: View, pair: Effect) -> str:
    language = view.state.language
    was, will = (_figure(view, one) for one in (pair.before, pair.after))
    name = escape(view.plan.target(pair.after.target_id).short(language))
    now = escape(will)
    if _counts(pair.before) != _counts(pair.after):
        now = f"<mark>{now}{signed(_difference(pair), view)}</mark>"
    return (
        f'<th>{name}</th><td class="num">{escape(was)}</td><td class="num">{now}</td>'
        f"<td>{_pace(view, pair)}</td><td>{_verdict(view, pair)}</td>"
    )


def _figure(view: View, result: Result) -> str:
    """Its counts; the share follows from them and is said where there is more room."""
    if _counts(result) == (None, None):
        return figure(result, view.plan, view.state.language)
    numbers = [integer(one, view.state.language) for one in _counts(result) if one is not None]
    return "/".join(numbers)


def _difference(pair: Effect) -> int:
    was, will = pair.before.numerator, pair.after.numerator
    return 0 if was is None or will is None else will - was


def signed(by: int, view: View) -> str:
    """``+1`` or ``−1`` as the small print of a cell; nothing of nought."""
    if not by:
        return ""
    return f" <small>{'+' if by > 0 else ''}{integer(by, view.state.language)}</small>"


def _pace(view: View, pair: Effect) -> str:
    """How it stands against the pace, then and now."""
    said = [_against(view, one) for one in (pair.before, pair.after)]
    if said[0] in (said[1], NOTHING):
        return f"<b>{escape(said[1])}</b>"
    return f"{escape(said[0])} → <b>{escape(said[1])}</b>"


def _against(view: View, result: Result) -> str:
    sheet = Sheet.of(result, view.plan, view.state.language)
    return NOTHING if sheet is None else yardsticks.against_pace(sheet).said


def _verdict(view: View, pair: Effect) -> str:
    """The verdict, and whether it is another one."""
    was, will = pair.before.verdict, pair.after.verdict
    said = view.text("như cũ")
    if was is not will:
        word = f"{verdict_symbol(was)} {verdict_word(was, view.state.language)}"
        said = view.text("trước: {verdict}").format(verdict=word)
    return f"{elements.badge(view, will)} <small>{escape(said)}</small>"


def _unmoved(view: View, pairs: Sequence[Effect]) -> str:
    """How many targets stay, in one line that opens to which they are."""
    _, language = view.text, view.state.language
    same = [pair.after for pair in pairs if not _moved(pair)]
    shifted = sum(pair.before.verdict is not pair.after.verdict for pair in pairs)
    said = []
    if same:
        text = _.plural("{count} chỉ tiêu còn lại không đổi", len(same))
        said.append(text.format(count=len(same)))
    if not shifted:
        said.append(_("không kết quả nào đổi mức"))
    names = "; ".join(view.plan.target(one.target_id).short(language) for one in same)
    line = "; ".join(said)
    if not names:
        return f'<p class="caption">{escape(line)}</p>' if line else ""
    return f"<details><summary>{escape(line)}</summary><p>{escape(names)}.</p></details>"


def _province(view: View, found: Foreseen, *, decided: bool) -> str:
    """How many localities count, and which verdicts of the province become others."""
    _, (was, will) = view.text, (found.without.reporting, found.after.reporting)
    head = f"<h3>{escape(_('Đối với toàn tỉnh'))}</h3>"
    count = f"{will.counted}/{will.expected}"
    if not decided:
        count = f"{was.counted}/{was.expected} → {count}"
    note = escape(_("địa phương đã duyệt"))
    return (
        f'{head}<p class="coverage"><b>{count}</b> <small>{note}</small></p>'
        f"{_verdicts(view, found)}"
    )


def _verdicts(view: View, found: Foreseen) -> str:
    moved = [one for one in found.of_province() if one.before.verdict is not one.after.verdict]
    if not moved:
        return f"<p>{escape(_still(view, found))}</p>"
    lines = f'<ul class="becomes">{"".join(_becomes(view, moved))}</ul>'
    if len(moved) <= LISTED:
        return lines
    title = view.text.plural("{count} kết quả của tỉnh đổi mức", len(moved))
    become = Counter(one.after.verdict for one in moved)
    tally = (elements.badge(view, v, count=become[v]) for v in GRAVEST_FIRST if become[v])
    folded = elements.folded(title.format(count=len(moved)), lines)
    return f"<p>{''.join(tally)}</p>{folded}"


def _becomes(view: View, moved: Sequence[Effect]) -> Iterator[str]:
    for one in moved:
        name = view.plan.target(one.after.target_id).short(view.state.language)
        yield f"<li><b>{escape(name)}</b> {_verdict(view, one)}</li>"


def _still(view: View, found: Foreseen) -> str:
    """Why no verdict of the province moves: too few count, or it does not come to that."""
    _, reporting = view.text, found.after.reporting
    least = view.plan.settings.minimum_coverage
    if reporting.below(least):
        text = _("Chưa đủ {least}/{all} nên chưa đánh giá được chỉ tiêu nào của tỉnh.")
        return text.format(least=ceil(least * reporting.expected), all=reporting.expected)
    return _("Không kết quả nào của tỉnh đổi mức.")


def outcome(view: View, found: Foreseen) -> str:
    """The same once it was done, in two short sentences."""
    _, reporting = view.text, found.after.reporting
    text = _("Toàn tỉnh có {counted}/{expected} địa phương.")
    said = text.format(counted=reporting.counted, expected=reporting.expected)
    moved = sum(one.before.verdict is not one.after.verdict for one in found.of_province())
    changed = _("Không kết quả nào của tỉnh đổi mức.")
    if moved:
        text = _.plural("{count} kết quả của tỉnh đổi mức.", moved)
        changed = text.format(count=moved)
    return f"{said} {changed}"
