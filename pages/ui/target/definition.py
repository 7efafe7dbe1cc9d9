"""What the plan says of a target, how that is read and judged, and its conclusion in words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kpis.model import Result, Target
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.targets import target_conclusion
from kpis.words.verdicts import arithmetic, day, integer, quoted
from pages.ui.frame.view import View
from pages.ui.parts import elements, origins
from pages.ui.target.title import result_of


def definition(view: View, target: Target) -> str:
    """The lines of the definition as a table, under them the settings of the plan."""
    result = result_of(view, target)
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{said}</td></tr>"
        for name, said in _said(view, target, result)
        if said
    )
    return f'<table class="plain definition"><tbody>{rows}</tbody></table>'


def in_words(view: View, target: Target) -> str:
    """The conclusion as sentences to read out, as a meeting froze them where one did."""
    names = {unit.unit_id: unit.full_name for unit in view.register.units}
    said = target_conclusion(
        view.scorecard, view.plan, target.target_id, names, view.state.language
    )
    return elements.lines(*said)


def _said(view: View, target: Target, result: Result) -> Iterator[tuple[str, str]]:
    """Name and HTML of each line of the definition."""
    _, language = view.text, view.state.language
    yield _("Nội dung trong Kế hoạch"), escape(quoted(target.sentence))
    yield _("Cách hiểu"), reading(view, target, result)
    yield _("Công thức"), escape(formula_text(result, view.plan, language))
    yield _("So sánh"), escape(strictness_text(result, view.plan, language))
    yield _("Số cần đạt"), escape(_needed(view, target, result))
    yield _("Hạn"), escape(deadline(result, view.plan, language))
    worked_out = arithmetic(result, view.plan, language) + elements.reason_of(view, result)
    yield _("Cách tính"), escape(worked_out)
    yield _("Cách đánh giá"), escape(origins.settings_said(view))


def reading(view: View, target: Target, result: Result) -> str:
    """How the sentence is read, as HTML: by the plan file, and by whom, when and why on record."""
    _, language = view.text, view.state.language
    said = [f"<b>{escape(n.about)}</b>: {escape(n.text(language))}" for n in target.notes]
    if target.options:
        ways = [(one.letter, one.sentence(language)) for one in target.options]
        said += [f"<b>{escape(letter)}</b>: {escape(sentence)}" for letter, sentence in ways]
        said.append(_recorded(view, target, result))
    elif said:
        number = view.plan.number
        said.append(_("(ghi trong tệp kế hoạch {number})").format(number=escape(number)))
    return "<br>".join(said)


def _recorded(view: View, target: Target, result: Result) -> str:
    _, language, details = view.text, view.state.language, result.details
    if details.option is None:
        return f"<b>{escape(_('Ban Chỉ đạo chưa ghi nhận cách hiểu.'))}</b>"
    sentence = target.option_of(details.option).sentence(language)
    recorded, who = details.recorded, ""
    if recorded is not None:
        when = day(view.context.regime.day_of(recorded.at), language)
        text = _(" ({name} ghi ngày {date}; lý do: {reason})")
        who = text.format(name=recorded.by, date=when, reason=recorded.reason)
    return f"<b>{details.option}</b>: {escape(sentence + who)}"


def _needed(view: View, target: Target, result: Result) -> str:
    """The whole number that decides, in the target's own unit."""
    _, language = view.text, view.state.language
    if result.needed is None or target.dated_task is not None:
        return ""
    number, unit = integer(result.needed, language), target.unit(language)
    if not result.more_is_better:
        return _("không quá {count} {unit}").format(count=number, unit=unit)
    if result.denominator is None:
        return _("ít nhất {count} {unit}").format(count=number, unit=unit)
    whole = integer(result.denominator, language)
    text = _("ít nhất {count} trong {whole} {unit}")
    return text.format(count=number, whole=whole, unit=unit)
