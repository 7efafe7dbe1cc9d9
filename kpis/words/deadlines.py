"""Until when a target runs, and how many periods are left to it, in words."""

from __future__ import annotations

from kpis.model import Floor, Language, Milestone, Plan, Result, ShareByDeadline
from kpis.words.language import day, period_name, translator


def deadline(result: Result, plan: Plan, language: Language) -> str:
    """``tháng 12/2025 · còn 6 kỳ``: the target's deadline and the periods left to it.

    A yearly target runs to the end of its year, a floor to the plan's last period, a milestone to
    its day. After the deadline only the deadline stands there.
    """
    if result.said is not None:
        return result.said.words(language).deadline
    _, target = translator(language), plan.target(result.target_id)
    if isinstance(target.formula, Milestone):
        return day(target.formula.due_on, language)
    if isinstance(target.formula, ShareByDeadline | Floor):
        last = plan.last_of(target)
        text, left = period_name(last, language), last - result.period
    else:
        text = _("hết năm {year}").format(year=result.period.year)
        left = 12 - result.period.month
    if left <= 0:
        return text
    return f"{text} · {_.plural('còn {periods} kỳ', left).format(periods=left)}"
