"""The rows behind the pictures: results, ways and deliveries, as whole numbers and as shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from data_loaders.model.formats import period_name, translator
from kpis.completeness import Delivery
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts.csv_file import Cell
from kpis.model import Caveat, Language, Result, Target
from kpis.reporting.words import delivery_said, timeliness_word
from kpis.series import Point
from kpis.words.stages import stage_words
from kpis.words.verdicts import arithmetic, figure, verdict_word

List = tuple[Sequence[str], list[Sequence[Cell]]]
"""Heads, and rows as long as they are."""


def results(dossier: Dossier, found: Iterable[Result]) -> List:
    """A row a result: whose, of which target, verdict, numbers, bounds, forecast, as shown."""
    _ = translator(dossier.language)
    heads = (
        *_who(dossier.language),
        *(_("Mã kết quả"), _("Kết quả"), _("Tạm thời (1 là có)"), _("Có thể đổi (1 là có)")),
        *_counts(dossier.language),
        _("Còn thiếu so với số cần đạt (âm là dư)"),
        *(_("Khi đủ số liệu, ít nhất"), _("Khi đủ số liệu, nhiều nhất")),
        *(_("Dự báo"), _("Dự báo, ít nhất"), _("Dự báo, nhiều nhất")),
        *(_("Địa phương có số liệu"), _("Địa phương phải có"), _("Số liệu"), _("Cách tính")),
    )
    return heads, [_result(dossier, one) for one in found]


def _result(dossier: Dossier, one: Result) -> Sequence[Cell]:
    language, bounds, ahead = dossier.language, one.bounds, one.forecast
    return (
        *_place(dossier, one.unit_id, dossier.plan.target(one.target_id)),
        one.verdict.value,
        verdict_word(one.verdict, language),
        int(one.provisional),
        int(Caveat.COULD_CHANGE in one.caveats),
        *_numbers(one),
        one.short,
        *((None, None) if bounds is None else (bounds.low, bounds.high)),
        *((None,) * 3 if ahead is None else (ahead.value, ahead.low, ahead.high)),
        one.coverage.counted,
        one.coverage.expected,
        figure(one, dossier.plan, language),
        arithmetic(one, dossier.plan, language),
    )


def ways(dossier: Dossier, found: Iterable[Result]) -> List:
    """A row a point of each figure's way, like for like as it is drawn."""
    _, language = translator(dossier.language), dossier.language
    heads = (
        *_who(language),
        *(_("Kỳ"), _("Năm"), _("Tháng"), _("Mã kết quả"), _("Kết quả")),
        *_counts(language),
        *(_("Địa phương có số liệu"), _("Địa phương phải có")),
    )
    rows: list[Sequence[Cell]] = []
    for one in found:
        whose = _place(dossier, one.unit_id, dossier.plan.target(one.target_id))
        rows += [(*whose, *_point(at, language)) for at in dossier.series(one).points]
    return heads, rows


def _point(point: Point, language: Language) -> Iterator[Cell]:
    verdict = point.verdict
    yield from (period_name(point.period, language), point.period.year, point.period.month)
    yield from ("", "") if verdict is None else (verdict.value, verdict_word(verdict, language))
    yield from _numbers(point)
    yield from (point.counted, point.expected)


def deliveries(dossier: Dossier) -> List:
    """A row a report that is expected: when it was due, when it came, what became of it."""
    _ = translator(dossier.language)
    heads = (
        *(_("Mã địa phương"), _("Địa phương"), _("Kỳ"), _("Năm"), _("Tháng")),
        *(_("Hạn"), _("Ngày nhận"), _("Mã tình trạng"), _("Tình trạng")),
        *(_("Số ngày chậm"), _("Xử lý"), _("Mô tả")),
    )
    return heads, [_delivery(dossier, one) for one in dossier.given.deliveries]


def _delivery(dossier: Dossier, one: Delivery) -> Sequence[Cell]:
    language, received = dossier.language, one.received_on
    return (
        one.unit_id,
        dossier.names[one.unit_id],
        period_name(one.period, language),
        one.period.year,
        one.period.month,
        one.due_on.isoformat(),
        None if received is None else received.isoformat(),
        one.timeliness.value,
        timeliness_word(one.timeliness, language),
        one.days_late,
        stage_words(one.stage, language),
        delivery_said(one, language),
    )


def _who(language: Language) -> tuple[str, ...]:
    _ = translator(language)
    return (_("Mã địa phương"), _("Địa phương"), _("Mã chỉ tiêu"), _("Chỉ tiêu"))


def _place(dossier: Dossier, unit_id: str, target: Target) -> tuple[Cell, ...]:
    return unit_id, dossier.names[unit_id], target.target_id, target.name(dossier.language)


def _counts(language: Language) -> tuple[str, ...]:
    _ = translator(language)
    return (
        _("Tử số (N)"),
        _("Mẫu số (D)"),
        _("Số gốc"),
        _("Tỷ lệ hoặc mức tăng: tử số"),
        _("Tỷ lệ hoặc mức tăng: mẫu số"),
        _("Số cần đạt (Z)"),
        _("Tiến độ: tử số"),
        _("Tiến độ: mẫu số"),
    )


def _numbers(one: Result | Point) -> tuple[Cell, ...]:
    return (
        one.numerator,
        one.denominator,
        one.base,
        *_parts(one.value),
        one.needed,
        *_parts(one.line),
    )


def _parts(value: Fraction | None) -> tuple[Cell, Cell]:
    """An exact number as two whole ones; nothing where there is none."""
    return (None, None) if value is None else (value.numerator, value.denominator)
