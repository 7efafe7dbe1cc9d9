"""What stands over, under and beside the figures of every export, in either language."""

from __future__ import annotations

from collections import Counter

from data_loaders.model import Basis, Timeliness
from data_loaders.model.formats import instant, integer, period_name, translator
from kpis.completeness import Delivery, owed, tally
from kpis.exports.content.dossier import Dossier
from kpis.law.stages import stage_of
from kpis.model import Language, Result, Verdict
from kpis.words.gap import gap_text
from kpis.words.priorities import TROUBLE
from kpis.words.stages import stage_words
from kpis.words.verdicts import figure, verdict_symbol, verdict_word

_KNOWN = frozenset({Verdict.MET, Verdict.ON_TRACK, *TROUBLE})


def basis_words(basis: Basis, language: Language) -> str:
    """Which versions count."""
    _ = translator(language)
    return {
        Basis.ACCEPTED: _("số liệu đã duyệt"),
        Basis.SUBMITTED: _("số liệu mới gửi, gồm cả chưa duyệt"),
    }[basis]


def title(dossier: Dossier) -> str:
    """What the export is: whose results, of which period."""
    _ = translator(dossier.language)
    text = _("Kết quả thực hiện Kế hoạch số {number}, {unit}, kỳ {period}")
    return text.format(
        number=dossier.plan.number,
        unit=dossier.about.full_name,
        period=period_name(dossier.card.period, dossier.language),
    )


def stamp(dossier: Dossier) -> tuple[str, ...]:
    """What every figure must be read with: as of when, on which basis, of how many localities."""
    _, language, card = translator(dossier.language), dossier.language, dossier.card
    at = instant(card.as_of, language, zone=dossier.plan.regime.timezone)
    lines = [
        _("Số liệu tính đến {at}").format(at=at),
        _("nguồn: {basis}").format(basis=basis_words(card.basis, language)),
    ]
    if dossier.whole:
        text = _("đã có số liệu {counted}/{expected} địa phương")
        reported = card.reporting
        lines.append(text.format(counted=reported.counted, expected=reported.expected))
    elif dossier.unit_id in card.reporting.missing:
        stage = stage_of(dossier.facts, dossier.plan.regime, dossier.unit_id, card.period)
        why = stage_words(stage, language)
        lines.append(_("chưa tính kỳ này: {why}").format(why=why))
    if any(result.provisional for result in dossier.results):
        lines.append(_("* là kết quả tạm thời, chưa đủ báo cáo"))
    return tuple(lines)


def synthetic(language: Language) -> str:
    """What stands on every page of a demonstration."""
    _ = translator(language)
    return _("Dữ liệu trình diễn – tổng hợp, không phải số liệu thật")


def id_line(dossier: Dossier) -> str:
    """The report id, as it stands at the foot of every page."""
    _ = translator(dossier.language)
    return _("Mã báo cáo {id}").format(id=dossier.report_id)


def held(dossier: Dossier) -> tuple[str, ...]:
    """The meeting whose figures these are; nothing where they are of none."""
    meeting, language = dossier.given.meeting, dossier.language
    if meeting is None:
        return ()
    _ = translator(language)
    text = _("Phiên họp: {name}, {at}, chủ trì: {chair}")
    at = instant(meeting.held_at, language, zone=dossier.plan.regime.timezone)
    return (text.format(name=meeting.name, at=at, chair=meeting.chair),)


def verdict_said(result: Result, language: Language) -> str:
    """Symbol and word; a star where the result is provisional."""
    star = "*" if result.provisional else ""
    return f"{verdict_symbol(result.verdict)} {verdict_word(result.verdict, language)}{star}"


def counts(results: tuple[Result, ...]) -> Counter[Verdict]:
    """How many results have which verdict."""
    return Counter(result.verdict for result in results)


def headline(dossier: Dossier) -> str:
    """How many of the targets are in trouble: the conclusion in one line."""
    _, found = translator(dossier.language), counts(dossier.results)
    total, grave = len(dossier.results), sum(found[verdict] for verdict in TROUBLE)
    if grave:
        text = _("{count} trong {total} chỉ tiêu không đạt, chậm hoặc có nguy cơ")
        return text.format(count=grave, total=total)
    known = sum(found[verdict] for verdict in _KNOWN)
    if known < total:
        text = _("{known} trong {total} chỉ tiêu đánh giá được, không có chỉ tiêu nào chậm")
        return text.format(known=known, total=total)
    return _("Không chỉ tiêu nào trong {total} chỉ tiêu chậm hoặc có nguy cơ").format(total=total)


def unit_headline(dossier: Dossier, unit_id: str) -> str:
    """The same of one locality, with its name."""
    _, found = translator(dossier.language), counts(dossier.card.of_unit(unit_id))
    grave, total = sum(found[verdict] for verdict in TROUBLE), found.total()
    if not grave:
        silent = found[Verdict.NO_DATA]
        if silent:
            text = _("{unit}: {count} trong {total} chỉ tiêu chưa đủ số liệu")
            return text.format(unit=dossier.names[unit_id], count=silent, total=total)
        return _("{unit}: không chỉ tiêu nào chậm hoặc có nguy cơ").format(
            unit=dossier.names[unit_id]
        )
    text = _("{unit}: {count} trong {total} chỉ tiêu không đạt, chậm hoặc có nguy cơ")
    return text.format(unit=dossier.names[unit_id], count=grave, total=total)


def target_headline(dossier: Dossier, result: Result) -> str:
    """One target in a line: verdict, name, figure and how far it is from what is demanded."""
    language = dossier.language
    target = dossier.plan.target(result.target_id)
    return (
        f"{verdict_word(result.verdict, language)}: {target.name(language)}, "
        f"{figure(result, dossier.plan, language)} ({gap_text(result, dossier.plan, language)})"
    )


def exceptions_headline(dossier: Dossier, grave: tuple[Result, ...]) -> str:
    """How many results of localities are in trouble, and how many of them are red."""
    _ = translator(dossier.language)
    every = [one for unit in dossier.localities for one in dossier.card.of_unit(unit)]
    found = counts(tuple(every))
    red = found[Verdict.MISSED] + found[Verdict.BEHIND]
    if not grave:
        return _("Không có địa phương nào không đạt, chậm tiến độ hoặc có nguy cơ.")
    text = _("{red} kết quả của địa phương không đạt hoặc chậm, {amber} có nguy cơ")
    return text.format(red=red, amber=found[Verdict.AT_RISK])


def quality_headline(dossier: Dossier) -> str:
    """How many reports came, and how many are still owed."""
    _, found = translator(dossier.language), tally(dossier.given.deliveries)
    due = found.received + found.missing
    if not found.missing and not found.returned:
        return _("Đã nhận đủ {due} báo cáo đến hạn, {late} nộp chậm").format(
            due=due, late=found.late
        )
    text = _("Đã nhận {received}/{due} báo cáo; {late} nộp chậm, {missing} chưa có, {returned} trả")
    return text.format(
        received=found.received,
        due=due,
        late=found.late,
        missing=found.missing,
        returned=found.returned,
    )


def owing_headline(dossier: Dossier) -> str:
    """How many localities owe how many reports."""
    _, debts = translator(dossier.language), owed(dossier.given.deliveries)
    if not debts:
        return _("Không địa phương nào còn nợ báo cáo đã đến hạn")
    text = _("{count} địa phương còn nợ {reports} báo cáo đã đến hạn")
    return text.format(count=len(debts), reports=sum(map(len, debts.values())))


def days_late(one: Delivery, language: Language) -> str:
    """The days a report is or was late; a dash where it is not due."""
    if one.timeliness is Timeliness.PENDING:
        return "–"
    return integer(one.days_late or 0, language)
