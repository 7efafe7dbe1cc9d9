"""The title of the province's page: the conclusion with its number, never the page's name."""

from __future__ import annotations

from data_loaders.model.formats import integer, translator
from kpis.model import Language, Plan, Reason, Scorecard, Verdict
from kpis.words.priorities import TROUBLE
from kpis.words.verdicts import reason_word

_WELL = (Verdict.ON_TRACK, Verdict.MET)
_WHOLE_PLAN = (Reason.BEFORE_PLAN, Reason.PLAN_CLOSED)


def headline(card: Scorecard, plan: Plan, language: Language) -> str:
    """``2 trong 10 chỉ tiêu cần xử lý``, or what there is to say in place of it.

    That nothing is judged outside the plan, or too few have reported; what the plan came to in the
    end; that all is well, and how many are not judged then.
    """
    _ = translator(language)
    results = card.of_unit(card.province_id)
    verdicts = [result.verdict for result in results]
    reasons = {result.reason for result in results}
    if len(reasons) == 1 and reasons <= set(_WHOLE_PLAN):
        (reason,) = reasons
        why = reason_word(reason, language) if reason else ""
        return _("Chưa đánh giá: {why}").format(why=why)
    if card.reporting.below(plan.settings.minimum_coverage):
        text = _("Chưa đánh giá được: mới có {counted}/{expected} địa phương")
        reporting = card.reporting
        return text.format(counted=reporting.counted, expected=reporting.expected)
    bad, well = (sum(v in those for v in verdicts) for those in (TROUBLE, _WELL))
    count, met, bad_text = len(verdicts), verdicts.count(Verdict.MET), integer(bad, language)
    if card.period >= plan.regime.last:
        text = _("Kế hoạch kết thúc: đạt {met} trong {count} chỉ tiêu")
        return text.format(met=met, count=count)
    if bad:
        return _("{bad} trong {count} chỉ tiêu cần xử lý").format(bad=bad_text, count=count)
    if well == count:
        return _("Cả {count} chỉ tiêu đúng tiến độ hoặc đạt").format(count=count)
    text = _("{well} trong {count} chỉ tiêu đúng tiến độ hoặc đạt, {rest} chưa đánh giá")
    return text.format(well=well, count=count, rest=count - well)


def locality_headline(card: Scorecard, plan: Plan, unit_id: str, language: Language) -> str:
    """The same of one locality: ``6 trong 10 chỉ tiêu cần xử lý, 1 chưa đủ số liệu``.

    What is not in it yet is told in the same breath: too little is no good news.
    """
    _ = translator(language)
    results = card.of_unit(unit_id)
    verdicts = [result.verdict for result in results]
    reasons = {result.reason for result in results}
    if len(reasons) == 1 and reasons <= set(_WHOLE_PLAN):
        (reason,) = reasons
        why = reason_word(reason, language) if reason else ""
        return _("chưa đánh giá: {why}").format(why=why)
    bad, well = (sum(v in those for v in verdicts) for those in (TROUBLE, _WELL))
    count, silent = len(verdicts), verdicts.count(Verdict.NO_DATA)
    if card.period >= plan.regime.last:
        text = _("đạt {met} trong {count} chỉ tiêu")
        return text.format(met=verdicts.count(Verdict.MET), count=count)
    unknown = _("{count} chưa đủ số liệu").format(count=silent) if silent else ""
    if bad:
        text = _("{bad} trong {count} chỉ tiêu cần xử lý").format(bad=bad, count=count)
        return f"{text}, {unknown}" if unknown else text
    if silent:
        return _("{silent} trong {count} chỉ tiêu chưa đủ số liệu").format(
            silent=silent, count=count
        )
    if well == count:
        return _("cả {count} chỉ tiêu đúng tiến độ hoặc đạt").format(count=count)
    text = _("{well} trong {count} chỉ tiêu đúng tiến độ hoặc đạt")
    return text.format(well=well, count=count)
