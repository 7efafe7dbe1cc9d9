"""The agenda: which screens there are, in which order. Each is made from what the pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape

from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import conclusion, instant, period_name, verdict_symbol, verdict_word
from pages.ui.frame.controls import choices_said
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.presentation.concluded import concluded
from pages.ui.presentation.owing import owing
from pages.ui.presentation.results import exceptions, movement, red_targets
from pages.ui.presentation.screens import Screen, spread

Part = Callable[[View], Sequence[Screen]]


def opening(view: View) -> tuple[Screen, ...]:
    """What this is about: the plan, the province, the period, as of when and on which basis."""
    _ = view.text
    about = _("Theo dõi Kế hoạch {number}").format(number=view.plan.number)
    title = _("Toàn tỉnh, {period}").format(period=period_name(view.period, view.state.language))
    faults = (view.text(fault.message).format(**fault.parameters) for fault in view.faults)
    keys = _("Phím → hoặc dấu cách: trang sau; ←: trang trước; F: toàn màn hình.")
    lines = (*_frozen_at(view), choices_said(view), *faults)
    said = "".join(f"<p>{escape(text)}</p>" for text in lines)
    body = (
        f'<p class="about">{escape(about)}<br>{escape(view.register.province.full_name)}</p>'
        f'{said}<p class="keys">{escape(keys)}</p>'
    )
    return (Screen(title, body, "opening"),)


def _frozen_at(view: View) -> tuple[str, ...]:
    """At which meeting the figures were frozen; nothing where they are today's."""
    meeting = view.meeting
    if meeting is None:
        return ()
    text = view.text("Số liệu chốt tại phiên họp: {name} ({held}; chủ trì: {chair}).")
    held = instant(meeting.held_at, view.state.language, zone=view.context.regime.timezone)
    return (text.format(name=meeting.name, held=held, chair=meeting.chair),)


def programme(view: View) -> tuple[Screen, ...]:
    """What the meeting was called for, line by line; nothing where it has no agenda."""
    lines = view.meeting.agenda.splitlines() if view.meeting is not None else []
    return spread(view.text("Chương trình họp"), [escape(line) for line in lines if line.strip()])


def conclusions(view: View) -> tuple[Screen, ...]:
    """The sentences the province's page begins with."""
    sentences = conclusion(view.scorecard, view.plan, view.state.language)
    return spread(view.text("Tóm tắt tình hình"), [escape(one) for one in sentences])


def counts(view: View) -> tuple[Screen, ...]:
    """How many of the province's targets stand how, the gravest first."""
    card, language = view.scorecard, view.state.language
    count = Counter(result.verdict for result in card.of_unit(card.province_id))
    tiles = "".join(
        f'<li class="verdict {verdict_class(verdict)}"><b>{count[verdict]}</b>'
        f'<span><span aria-hidden="true">{verdict_symbol(verdict)}</span>'
        f" {escape(verdict_word(verdict, language))}</span></li>"
        for verdict in GRAVEST_FIRST
        if count[verdict]
    )
    title = view.text("{count} chỉ tiêu của tỉnh").format(count=count.total())
    worst = escape(elements.worst_said(view))
    columns = len(count) if len(count) <= 4 else (len(count) + 1) // 2
    body = f'<ul class="counts in-{columns}">{tiles}</ul><p>{worst}</p>'
    return (Screen(title, body, "counted size-36"),)


AGENDA: tuple[Part, ...] = (
    opening,
    programme,
    concluded,
    conclusions,
    counts,
    exceptions,
    movement,
    red_targets,
    owing,
)
"""The order of the meeting."""
