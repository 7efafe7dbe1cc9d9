"""The report: an administrative report (báo cáo) by Nghị định 30/2020/NĐ-CP, as a Word file.

It is a draft for the office that issues it: number, day and signature are left blank.
"""

from __future__ import annotations

from io import BytesIO

from docx.shared import Pt

from data_loaders.model.formats import day, instant, period_name, translator
from kpis.completeness import tally
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import (
    basis_words,
    exceptions_headline,
    held,
    id_line,
    stamp,
    synthetic,
    target_headline,
    unit_headline,
)
from kpis.exports.content.packing import settled
from kpis.exports.content.record_tables import decision_table, delivery_table, file_lead, file_table
from kpis.exports.content.tables import (
    arithmetic_table,
    exception_table,
    matrix_table,
    movement_table,
    shift_table,
    symbols,
    watched_table,
)
from kpis.exports.letter.layout import (
    blank_letter,
    official_foot,
    official_head,
    ruled,
    write,
)
from kpis.exports.report.layout import Report
from kpis.model import Language
from kpis.reporting.words import owed_by_one, owed_sentence, tally_sentence
from kpis.words.stages import unreported
from kpis.words.targets import target_conclusion
from kpis.words.verdicts import conclusion, shift_sentence

EXCEPTIONS = 15
"""The gravest results of localities that are listed."""


def report(dossier: Dossier) -> bytes:
    """The Word file of a dossier."""
    _, office = translator(dossier.language), dossier.plan.office
    english = dossier.language is Language.EN
    about = _about(dossier)
    spoken = "en-GB" if english else "vi-VN"
    letter = blank_letter(", ".join(about), office.name.capitalize(), spoken=spoken)
    letter.core_properties.comments = str(dossier.report_id)
    letter.core_properties.last_modified_by = letter.core_properties.author
    year = dossier.plan.regime.day_of(dossier.card.as_of).year
    number = _("Số:        /BC-        ")
    official_head(letter, office, number=number, year=year, english=english)
    head = write(letter, _("BÁO CÁO"), size=14, bold=True)
    head.paragraph_format.space_before = head.paragraph_format.space_after = Pt(14)
    for line in about:
        write(letter, line, size=14, bold=True)
    ruled(letter, inset=60)
    made = Report(letter)
    demo = (f"{synthetic(dossier.language)}.",) if dossier.given.demonstration else ()
    made.foot(("; ".join(stamp(dossier)) + ".", *demo, id_line(dossier)))
    _opening(made, dossier)
    _results(made, dossier)
    if dossier.whole:
        _localities(made, dossier)
    _quality(made, dossier)
    _further(made, dossier)
    closing = _("Trên đây là kết quả thực hiện Kế hoạch số {number} đến kỳ {period}./.")
    name = period_name(dossier.card.period, dossier.language)
    last = made.say(closing.format(number=dossier.plan.number, period=name))
    last.paragraph_format.keep_with_next = True
    copies = (*(f"{copy};" for copy in office.copies), _("Lưu: VT."))
    official_foot(letter, office, copies, to=_("Nơi nhận:"))
    _annexes(made, dossier, about)
    written = BytesIO()
    letter.save(written)
    return settled(written.getvalue(), dossier.card.as_of)


def _about(dossier: Dossier) -> tuple[str, str]:
    """What it is about, in the two lines under its name."""
    _ = translator(dossier.language)
    where = _("{unit}, kỳ {period}").format(
        unit=_mid(dossier.about.full_name),
        period=period_name(dossier.card.period, dossier.language),
    )
    return _("Kết quả thực hiện Kế hoạch số {number}").format(number=dossier.plan.number), where


def _mid(name: str) -> str:
    """A unit's name within a sentence: ``tỉnh Kon Tum``."""
    return f"{name[:1].lower()}{name[1:]}"


def _opening(made: Report, dossier: Dossier) -> None:
    """What the report rests on, then the conclusion."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    text = _(
        "Thực hiện Kế hoạch số {number} ngày {day} của {issuer}, báo cáo này nêu kết quả đến kỳ"
        " {period}, theo {basis}, tính đến {at}."
    )
    if dossier.whole:
        text = _(
            "Thực hiện Kế hoạch số {number} ngày {day} của {issuer}, báo cáo này nêu kết quả đến kỳ"
            " {period}, theo {basis}, tính đến {at}; số liệu gồm báo cáo kỳ này của"
            " {counted}/{expected} địa phương."
        )
    counted = dossier.card.reporting
    made.say(
        text.format(
            number=plan.number,
            day=day(plan.issued_on, language),
            issuer=plan.office.issuer,
            period=period_name(dossier.card.period, language),
            basis=basis_words(dossier.card.basis, language),
            at=instant(dossier.card.as_of, language, zone=plan.regime.timezone),
            counted=counted.counted,
            expected=counted.expected,
        )
    )
    silent = [unit for unit in counted.missing if dossier.whole or unit == dossier.unit_id]
    absent = unreported(
        silent, dossier.card.period, dossier.facts, plan.regime, dossier.names, language
    )
    if absent:
        made.say(_("Chưa tính: {names}.").format(names=absent))
    for line in held(dossier):
        made.say(f"{line}.")
    made.section(_("Kết luận chung"))
    unit_id = None if dossier.whole else dossier.unit_id
    for sentence in conclusion(dossier.card, plan, language, unit_id=unit_id):
        made.say(sentence)


def _results(made: Report, dossier: Dossier) -> None:
    """Every target with its arithmetic, those in trouble in sentences, what moved."""
    _, plan, language = translator(dossier.language), dossier.plan, dossier.language
    made.section(_("Kết quả thực hiện các chỉ tiêu"))
    made.part(_("Kết quả từng chỉ tiêu"))
    made.table(arithmetic_table(dossier, dossier.unit_id))
    if dossier.troubled:
        made.part(_("Các chỉ tiêu không đạt, chậm tiến độ hoặc có nguy cơ"))
    for result in dossier.troubled:
        made.say(f"{target_headline(dossier, result)}.").runs[0].bold = True
        if dossier.whole:
            target = result.target_id
            made.points(target_conclusion(dossier.card, plan, target, dossier.names, language))
    if dossier.shifts is not None:
        before = period_name(dossier.card.period.shifted(-1), language)
        made.part(_("Thay đổi so với {period}").format(period=before))
        made.say(shift_sentence(dossier.shifts, language))
        if dossier.shifts:
            made.table(shift_table(dossier, dossier.shifts), size=10)
    if dossier.movements:
        made.part(_("Vì sao số liệu thay đổi"))
        made.table(movement_table(dossier), size=10)


def _localities(made: Report, dossier: Dossier) -> None:
    """The gravest results of localities, and every locality by every target."""
    _ = translator(dossier.language)
    grave = dossier.exceptions(EXCEPTIONS)
    made.section(_("Kết quả của các địa phương"))
    made.part(_("Các kết quả cần xem trước"))
    made.say(f"{exceptions_headline(dossier, grave).rstrip('.')}.")
    if grave:
        made.table(exception_table(dossier, grave))
    made.part(_("Từng địa phương theo từng chỉ tiêu"))
    made.table(matrix_table(dossier, numbered=True), size=9)
    text = _("Cột 1 đến {last}: các chỉ tiêu theo thứ tự ở mục II.1. {symbols}.")
    made.quiet(
        text.format(last=len(dossier.plan.targets), symbols=symbols(dossier).replace("   ", "; "))
    )


def _quality(made: Report, dossier: Dossier) -> None:
    """Who reported when, and who owes what."""
    _, language, due = translator(dossier.language), dossier.language, dossier.given.deliveries
    made.section(_("Tình hình gửi báo cáo"))
    today = day(dossier.plan.regime.day_of(dossier.card.as_of), language)
    made.say(tally_sentence(tally(due), today, language))
    made.say(
        owed_sentence(due, dossier.names, language) if dossier.whole else owed_by_one(due, language)
    )
    made.table(delivery_table(dossier), size=10)


def _further(made: Report, dossier: Dossier) -> None:
    """What is only watched, what is still to be done, where it all comes from."""
    _ = translator(dossier.language)
    if dossier.watched:
        made.section(_("Số liệu theo dõi thêm"))
        made.say(_("Kế hoạch không giao chỉ tiêu về các số liệu sau, nên chỉ nêu để theo dõi."))
        made.table(watched_table(dossier))
    if dossier.given.decisions:
        made.section(_("Kết luận các phiên họp còn phải thực hiện"))
        made.table(decision_table(dossier))
    made.section(_("Nguồn số liệu"))
    made.say(file_lead(dossier))
    made.table(file_table(dossier), size=9)


def _annexes(made: Report, dossier: Dossier, about: tuple[str, str]) -> None:
    """A page per locality."""
    _ = translator(dossier.language)
    belongs = _("(Kèm theo Báo cáo {about})").format(about=_mid(", ".join(about)))
    for number, unit_id in enumerate(dossier.localities if dossier.whole else (), start=1):
        made.annex(number, _("PHỤ LỤC"), unit_headline(dossier, unit_id), belongs)
        due = [one for one in dossier.given.deliveries if one.unit_id == unit_id]
        made.say(owed_by_one(due, dossier.language))
        made.table(arithmetic_table(dossier, unit_id))
