"""The tables of what was sent, owed and decided: the same rows, whoever draws them."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.model import Decision, Timeliness
from data_loaders.model.formats import NOTHING, day, instant, integer, period_name, translator
from kpis.completeness import Delivery, by_unit, owed, tally
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.tables import Row, Table
from kpis.reporting.words import owed_words, timeliness_word
from kpis.words.conclusions import held

_SHOWN_OF_HASH = 12


def delivery_table(dossier: Dossier) -> Table:
    """Each locality's reports counted, and those it owes by name."""
    _, language = translator(dossier.language), dossier.language
    debts = owed(dossier.given.deliveries)

    def row(unit_id: str, of_unit: tuple[Delivery, ...]) -> Row:
        found = tally(of_unit)
        owing = ", ".join(owed_words(one, language) for one in debts.get(unit_id, ()))
        numbers = (found.received + found.missing, found.on_time, found.late, found.missing)
        counted = (integer(number, language) for number in (*numbers, found.waiting))
        return (dossier.names[unit_id], *counted, owing or NOTHING)

    return Table(
        heads=(
            _("Địa phương"),
            _("Đến hạn"),
            _("Đúng hạn"),
            _("Chậm"),
            _("Chưa có"),
            _("Chờ duyệt"),
            _("Còn nợ báo cáo"),
        ),
        rows=tuple(row(*one) for one in by_unit(dossier.given.deliveries).items()),
        shares=(26, 14, 14, 16, 15, 16, 64),
        centred=frozenset(range(1, 6)),
    )


def delivery_counts(dossier: Dossier) -> Mapping[str, tuple[int, ...]]:
    """Locality → its reports on time, late, missing and not due yet."""
    counted = {}
    for unit_id, of_unit in by_unit(dossier.given.deliveries).items():
        found = tally(of_unit)
        counted[dossier.names[unit_id]] = (found.on_time, found.late, found.missing, found.pending)
    return counted


def timeliness_names(dossier: Dossier) -> tuple[str, ...]:
    """The names of those four."""
    return tuple(
        timeliness_word(one, dossier.language)
        for one in (Timeliness.ON_TIME, Timeliness.LATE, Timeliness.MISSING, Timeliness.PENDING)
    )


def decision_table(dossier: Dossier) -> Table:
    """Decisions of meetings that are still to be carried out."""
    _, language = translator(dossier.language), dossier.language
    today = dossier.plan.regime.day_of(dossier.card.as_of)
    return Table(
        heads=(_("Nội dung"), _("Về"), _("Người thực hiện"), _("Hạn"), _("Tình trạng")),
        rows=tuple(
            (
                " ".join(one.text.split()),
                _concerned(dossier, one),
                one.body if one.unit_id is None else dossier.names[one.unit_id],
                day(one.due_on, language),
                held(one, today, language),
            )
            for one in dossier.given.decisions
        ),
        shares=(60, 40, 30, 18, 24),
    )


def _concerned(dossier: Dossier, one: Decision) -> str:
    """The target and the locality a decision is about; a dash where it is about neither."""
    target = dossier.plan.by_id.get(one.target_id or "")
    parts = (target and target.name(dossier.language), dossier.names.get(one.about_unit or ""))
    return ", ".join(part for part in parts if part) or NOTHING


def file_table(dossier: Dossier) -> Table:
    """The versions of the period's reports that the figures rest on."""
    _, language, zone = translator(dossier.language), dossier.language, dossier.plan.regime.timezone
    return Table(
        heads=(
            _("Địa phương"),
            _("Bản số"),
            _("Tệp"),
            "SHA-256",
            _("Người gửi"),
            _("Nhận lúc"),
            _("Duyệt lúc"),
        ),
        rows=tuple(
            (
                dossier.names[one.unit_id],
                integer(one.version, language),
                one.file,
                f"{one.sha256[:_SHOWN_OF_HASH]}…",
                one.by,
                instant(one.received_at, language, zone=zone),
                NOTHING
                if one.accepted_at is None
                else instant(one.accepted_at, language, zone=zone),
            )
            for one in dossier.given.files
            if one.period == dossier.card.period
        ),
        shares=(26, 13, 38, 26, 24, 25, 25),
        centred=frozenset({1}),
    )


def file_lead(dossier: Dossier) -> str:
    """On how many reports everything rests, and where each cell is to be found."""
    _, files = translator(dossier.language), dossier.given.files
    text = _(
        "Các số liệu lấy từ {count} báo cáo đang có hiệu lực; bảng dưới đây là các báo cáo kỳ"
        " {period}. Sổ số liệu (Excel) dẫn mỗi con số đến từng ô trong tệp đã gửi."
    )
    name = period_name(dossier.card.period, dossier.language)
    return text.format(count=integer(len(files), dossier.language), period=name)
