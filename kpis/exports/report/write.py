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
from kpis.exports.content.tables import (
    arithmetic_table,
    decision_table,
    delivery_table,
    exception_table,
    file_lead,
    file_table,
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


def report(said: Dossier) -> bytes:
    """The Word file of a dossier."""
    _, office = translator(said.language), said.plan.office
    english = said.language is Language.EN
    about = _about(said)
    spoken = "en-GB" if english else "vi-VN"
    letter = blank_letter(", ".join(about), office.name.capitalize(), spoken=spoken)
    letter.core_properties.comments = str(said.report_id)
    letter.core_properties.last_modified_by = letter.core_properties.author
    year = said.plan.regime.day_of(said.card.as_of).year
    number = _("Số:        /BC-        ")
    official_head(letter, office, number=number, year=year, english=english)
    head = write(letter, _("BÁO CÁO"), size=14, bold=True)
    head.paragraph_format.space_before = head.paragraph_format.space_after = Pt(14)
    for line in about:
        write(letter, line, size=14, bold=True)
    ruled(letter, inset=60)
    made = Report(letter)
    demo = (f"{synthetic(said.language)}.",) if said.given.demonstration else ()
    made.foot(("; ".join(stamp(said)) + ".", *demo, id_line(said)))
    _opening(made, said)
    _results(made, said)
    if said.whole:
        _localities(made, said)
    _quality(made, said)
    _further(made, said)
    closing = _("Trên đây là kết quả thực hiện Kế hoạch số {number} đến kỳ {period}./.")
    name = period_name(said.card.period, said.language)
    last = made.say(closing.format(number=said.plan.number, period=name))
    last.paragraph_format.keep_with_next = True
    copies = (*(f"{copy};" for copy in office.copies), _("Lưu: VT."))
    official_foot(letter, office, copies, to=_("Nơi nhận:"))
    _annexes(made, said, about)
    written = BytesIO()
    letter.save(written)
    return settled(written.getvalue(), said.card.as_of)


def _about(said: Dossier) -> tuple[str, str]:
    """What it is about, in the two lines under its name."""
    _ = translator(said.language)
    where = _("{unit}, kỳ {period}").format(
        unit=_mid(said.about.full_name), period=period_name(said.card.period, said.language)
    )
    return _("Kết quả thực hiện Kế hoạch số {number}").format(number=said.plan.number), where


def _mid(name: str) -> str:
    """A unit's name within a sentence: ``tỉnh Kon Tum``."""
    return f"{name[:1].lower()}{name[1:]}"


def _opening(made: Report, said: Dossier) -> None:
    """What the report rests on, then the conclusion."""
    _, plan, language = translator(said.language), said.plan, said.language
    text = _(
        "Thực hiện Kế hoạch số {number} ngày {day} của {issuer}, báo cáo này nêu kết quả đến kỳ"
        " {period}, theo {basis}, tính đến {at}."
    )
    if said.whole:
        text = _(
            "Thực hiện Kế hoạch số {number} ngày {day} của {issuer}, báo cáo này nêu kết quả đến kỳ"
            " {period}, theo {basis}, tính đến {at}; số liệu gồm báo cáo kỳ này của"
            " {counted}/{expected} địa phương."
        )
    counted = said.card.reporting
    made.say(
        text.format(
            number=plan.number,
            day=day(plan.issued_on, language),
            issuer=plan.office.issuer,
            period=period_name(said.card.period, language),
            basis=basis_words(said.card.basis, language),
            at=instant(said.card.as_of, language, zone=plan.regime.timezone),
            counted=counted.counted,
            expected=counted.expected,
        )
    )
    silent = [unit for unit in counted.missing if said.whole or unit == said.unit_id]
    absent = unreported(silent, said.card.period, said.facts, plan.regime, said.names, language)
    if absent:
        made.say(_("Chưa tính: {names}.").format(names=absent))
    for line in held(said):
        made.say(f"{line}.")
    made.section(_("Kết luận chung"))
    unit_id = None if said.whole else said.unit_id
    for sentence in conclusion(said.card, plan, language, unit_id=unit_id):
        made.say(sentence)


def _results(made: Report, said: Dossier) -> None:
    """Every target with its arithmetic, those in trouble in sentences, what moved."""
    _, plan, language = translator(said.language), said.plan, said.language
    made.section(_("Kết quả thực hiện các chỉ tiêu"))
    made.part(_("Kết quả từng chỉ tiêu"))
    made.table(arithmetic_table(said, said.unit_id))
    if said.troubled:
        made.part(_("Các chỉ tiêu không đạt, chậm tiến độ hoặc có nguy cơ"))
    for result in said.troubled:
        made.say(f"{target_headline(said, result)}.").runs[0].bold = True
        if said.whole:
            target = result.target_id
            made.points(target_conclusion(said.card, plan, target, said.names, language))
    if said.shifts is not None:
        before = period_name(said.card.period.shifted(-1), language)
        made.part(_("Thay đổi so với {period}").format(period=before))
        made.say(shift_sentence(said.shifts, language))
        if said.shifts:
            made.table(shift_table(said, said.shifts), size=10)
    if said.movements:
        made.part(_("Vì sao số liệu thay đổi"))
        made.table(movement_table(said), size=10)


def _localities(made: Report, said: Dossier) -> None:
    """The gravest results of localities, and every locality by every target."""
    _ = translator(said.language)
    grave = said.exceptions(EXCEPTIONS)
    made.section(_("Kết quả của các địa phương"))
    made.part(_("Các kết quả cần xem trước"))
    made.say(f"{exceptions_headline(said, grave).rstrip('.')}.")
    if grave:
        made.table(exception_table(said, grave))
    made.part(_("Từng địa phương theo từng chỉ tiêu"))
    made.table(matrix_table(said, numbered=True), size=9)
    text = _("Cột 1 đến {last}: các chỉ tiêu theo thứ tự ở mục II.1. {symbols}.")
    made.quiet(text.format(last=len(said.plan.targets), symbols=symbols(said).replace("   ", "; ")))


def _quality(made: Report, said: Dossier) -> None:
    """Who reported when, and who owes what."""
    _, language, due = translator(said.language), said.language, said.given.deliveries
    made.section(_("Tình hình gửi báo cáo"))
    today = day(said.plan.regime.day_of(said.card.as_of), language)
    made.say(tally_sentence(tally(due), today, language))
    made.say(owed_sentence(due, said.names, language) if said.whole else owed_by_one(due, language))
    made.table(delivery_table(said), size=10)


def _further(made: Report, said: Dossier) -> None:
    """What is only watched, what is still to be done, where it all comes from."""
    _ = translator(said.language)
    if said.watched:
        made.section(_("Số liệu theo dõi thêm"))
        made.say(_("Kế hoạch không giao chỉ tiêu về các số liệu sau, nên chỉ nêu để theo dõi."))
        made.table(watched_table(said))
    if said.given.decisions:
        made.section(_("Kết luận các phiên họp còn phải thực hiện"))
        made.table(decision_table(said))
    made.section(_("Nguồn số liệu"))
    made.say(file_lead(said))
    made.table(file_table(said), size=9)


def _annexes(made: Report, said: Dossier, about: tuple[str, str]) -> None:
    """A page per locality."""
    _ = translator(said.language)
    belongs = _("(Kèm theo Báo cáo {about})").format(about=_mid(", ".join(about)))
    for number, unit_id in enumerate(said.localities if said.whole else (), start=1):
        made.annex(number, _("PHỤ LỤC"), unit_headline(said, unit_id), belongs)
        due = [one for one in said.given.deliveries if one.unit_id == unit_id]
        made.say(owed_by_one(due, said.language))
        made.table(arithmetic_table(said, unit_id))
