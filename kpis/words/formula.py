"""A target's formula in words, with the measures, the periods and the bar it stands to."""

from __future__ import annotations

from kpis.model import (
    Ambiguous,
    AtLeastBase,
    Bar,
    Floor,
    Growth,
    Language,
    Milestone,
    Operator,
    Plan,
    Reduction,
    Result,
    ShareByDeadline,
    Term,
    Zero,
)
from kpis.words.language import day, percent, period_name, translator
from kpis.words.tasks import task_name

_SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
}


def formula_text(result: Result, plan: Plan, language: Language) -> str:
    """The formula of a result's target for its period."""
    if result.said is not None:
        return result.said.words(language).formula
    match plan.target(result.target_id).formula:
        case ShareByDeadline() as formula:
            return _share(formula, plan, language)
        case Zero() as formula:
            return _zero(formula, result, plan, language)
        case Floor(part=part, whole=whole, bar=bar):
            share = f"{term_text(part, plan, language)} / {term_text(whole, plan, language)}"
            return f"{share} {_bar(bar, language)}"
        case Milestone(task=task, due_on=due_on):
            _ = translator(language)
            text = _("Nhiệm vụ “{task}” hoàn thành chậm nhất ngày {day}")
            return text.format(task=task_name(task, language), day=day(due_on, language))
        case Reduction() | Growth() | Ambiguous() as formula:
            return _against_base(formula, result, plan, language)


def _share(formula: ShareByDeadline, plan: Plan, language: Language) -> str:
    _ = translator(language)
    text = _("{part} / {whole} {bar} đến hết kỳ {period}")
    return text.format(
        part=term_text(formula.part, plan, language),
        whole=term_text(formula.whole, plan, language),
        bar=_bar(formula.bar, language),
        period=period_name(formula.deadline, language),
    )


def _zero(formula: Zero, result: Result, plan: Plan, language: Language) -> str:
    _ = translator(language)
    text = _("Tổng {count} từ kỳ {since} đến kỳ {period} = 0")
    since = result.details.since or result.period
    return text.format(
        count=term_text(formula.count, plan, language),
        since=period_name(since, language),
        period=period_name(result.period, language),
    )


def _against_base(
    formula: Reduction | Growth | Ambiguous, result: Result, plan: Plan, language: Language
) -> str:
    rule: Reduction | Growth | AtLeastBase | None
    rule = _read(formula, result) if isinstance(formula, Ambiguous) else formula
    if isinstance(rule, Reduction):
        head = f"(B − C) / B ≥ {percent(rule.share, language)}"
    elif isinstance(rule, Growth):
        head = f"(C − B) / B {_bar(rule.bar, language)}"
    else:
        head = "C ≥ B" if isinstance(rule, AtLeastBase) else "C − B"
    return _with_base(head, (rule or formula).count, result, plan, language)


def _read(formula: Ambiguous, result: Result) -> AtLeastBase | Growth | None:
    letters = {option.letter: option.rule for option in formula.options}
    return letters.get(result.details.option or "")


def _with_base(
    head: str, count: Term, result: Result, plan: Plan, language: Language
) -> str:
    _ = translator(language)
    text = _("{head}; B, C = {count} ở kỳ {base} và kỳ {period}")
    return text.format(
        head=head,
        count=term_text(count, plan, language),
        base=period_name(result.period.year_end_before(), language),
        period=period_name(result.period, language),
    )


def _bar(bar: Bar, language: Language) -> str:
    return f"{_SIGNS[bar.operator]} {percent(bar.share, language)}"


def strictness_text(result: Result, plan: Plan, language: Language) -> str:
    """What happens exactly on the bar: the sentence's own word decides, "ít nhất" or "trên"."""
    if result.said is not None:
        return result.said.words(language).strictness
    _, formula = translator(language), plan.target(result.target_id).formula
    if isinstance(formula, Zero):
        return _("= 0: một vụ cũng là không đạt")
    if isinstance(formula, Milestone):
        return _("hoàn thành đúng ngày đến hạn vẫn là đạt")
    rule = _read(formula, result) if isinstance(formula, Ambiguous) else formula
    if rule is None:
        return ""
    operator = Operator.AT_LEAST if isinstance(rule, Reduction | AtLeastBase) else rule.bar.operator
    return {
        Operator.AT_LEAST: _("≥: bằng đúng mức thì đạt"),
        Operator.ABOVE: _(">: bằng đúng mức thì chưa đạt, phải hơn"),
        Operator.AT_MOST: _("≤: bằng đúng mức thì đạt"),
        Operator.BELOW: _("<: bằng đúng mức thì không đạt, phải dưới"),
    }[operator]


def term_text(term: Term, plan: Plan, language: Language) -> str:
    """What a term counts, in words; a measure that the plan does not name, by its code."""
    _ = translator(language)
    if term.areas is not None:
        return {
            "chosen": _("địa bàn đã lựa chọn"),
            "recognised": _("địa bàn từng được công nhận đạt"),
            "sustained": _("địa bàn đạt, không tái phức tạp"),
        }[term.areas.value]
    if term.classes:
        return _("số xã loại {classes}").format(classes=", ".join(f"“{c}”" for c in term.classes))
    names = [plan.named[c].name(language) if c in plan.named else c for c in term.measures]
    return f"({' + '.join(names)})" if len(names) > 1 else names[0]
