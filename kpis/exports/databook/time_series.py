"""The sheets of the data book about time: each target's way to its deadline, reports received."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from data_loaders.model.formats import period_name, share_places, translator
from kpis.charts.frame import ACTUAL, GOAL, LINE
from kpis.charts.track import Number, Track
from kpis.charts.track_reading import axis_of, break_said, coverage_said, places_said, scale_of
from kpis.completeness import Delivery, by_unit
from kpis.exports.content.headings import days_late
from kpis.exports.databook.sheet import HEADS_AT, Book, Column, Live, Page, share_form
from kpis.law.stages import Stage
from kpis.model import Result
from kpis.reporting.words import stage_short, timeliness_word

_CHARTS_AT = 9
_CHART_ROWS, _CHART_COLUMNS = 16, 10
"""Rows and columns a chart takes."""


def time_series_sheet(book: Book) -> None:
    """Actual, line and goal of every target in every period, like for like, and a chart of each."""
    _, dossier = translator(book.dossier.language), book.dossier
    name = _("Theo kỳ")
    page = book.sheet(name, _("Thực hiện so với đường tiến độ và mức phải đạt, từng kỳ"))
    ways = [
        (result, way) for result in dossier.results if (way := dossier.track(result)) is not None
    ]
    columns = (
        Column(_("Mã chỉ tiêu"), 20, "code"),
        Column(_("Chỉ tiêu"), 44),
        Column(_("Kỳ"), 15),
        Column(_("Thực hiện"), 12, "line"),
        Column(_("Đường tiến độ"), 12, "line"),
        Column(_("Mức phải đạt"), 12, "line"),
        Column(_("Địa phương có số liệu"), 12, "code"),
        Column(_("Chưa đủ các địa phương này"), 12, "line"),
    )
    page.table(columns, _course(book, ways), frozen=3)
    _shares(page, ways)
    ends = HEADS_AT + max(sum(len(way.periods) for _, way in ways), _CHART_ROWS * len(ways))
    page.sheet.print_area(0, 0, ends, _CHARTS_AT + _CHART_COLUMNS)
    first = HEADS_AT + 1
    for place, (result, way) in enumerate(ways):
        last = first + len(way.periods) - 1
        chart = _chart(book, name, (result, way), (first, last))
        page.sheet.insert_chart(HEADS_AT + place * _CHART_ROWS, _CHARTS_AT, chart)
        first = last + 1


def _course(
    book: Book, ways: Sequence[tuple[Result, Track]]
) -> list[tuple[str | float | None, ...]]:
    dossier = book.dossier
    return [
        (
            result.target_id,
            dossier.plan.target(result.target_id).name(dossier.language),
            period_name(period, dossier.language),
            _float(actual),
            _float(line),
            _float(way.goal),
            None if coverage is None else coverage_said(coverage),
            box,
        )
        for result, way in ways
        for period, actual, line, coverage, box in zip(
            way.periods, way.actual, way.line, way.coverage, _boxes(way), strict=True
        )
    ]


def _boxes(way: Track) -> list[float | None]:
    """Where the chart's axis begins, at each period in which not all of its localities counted."""
    foot, short = axis_of(way, scale_of(way))[0], dict(way.gaps)
    return [foot if at in short else None for at in range(len(way.periods))]


def _shares(page: Page, ways: Sequence[tuple[Result, Track]]) -> None:
    """Write the shares among the rows again, as percentages."""
    row = HEADS_AT
    for _result, way in ways:
        for actual, line in zip(way.actual, way.line, strict=True):
            row += 1
            if way.share:
                for column, number in enumerate((actual, line, way.goal), start=3):
                    form = share_form(1)
                    if number is not None and way.goal is not None:
                        form = share_form(share_places(Fraction(number), (Fraction(way.goal),)))
                    page.write(row, column, _float(number), form)


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def _chart(book: Book, sheet: str, drawn: tuple[Result, Track], rows: tuple[int, int]) -> object:
    """A native line chart of one target, broken where not all of its localities counted."""
    result, way = drawn
    _, dossier = translator(book.dossier.language), book.dossier
    chart = book.workbook.add_chart({"type": "line"})
    series = (
        (3, _("Thực hiện"), {"color": ACTUAL, "width": 2.5}),
        (4, _("Đường tiến độ"), {"color": LINE, "width": 1.5, "dash_type": "dash"}),
        (5, _("Mức phải đạt"), {"color": GOAL, "width": 1.5}),
    )
    for column, name, line in series:
        chart.add_series(
            {
                "name": name,
                "categories": [sheet, rows[0], 2, rows[1], 2],
                "values": [sheet, rows[0], column, rows[1], column],
                "line": line,
            }
        )
    if way.gaps:
        chart.add_series(_box_series(book, sheet, way, rows))
    name = dossier.plan.target(result.target_id).name(dossier.language)
    scale = scale_of(way)
    about = (name, places_said(way, dossier.language), break_said(way, scale, dossier.language))
    title = " · ".join(filter(None, about))
    chart.set_title({"name": title, "name_font": {"size": 11}, "overlay": False})
    chart.show_blanks_as("gap")
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"num_font": {"rotation": -45, "size": 8}})
    low, high, step = axis_of(way, scale)
    grid = {"visible": True, "line": {"color": "#DDE3E8"}}
    chart.set_y_axis({"major_gridlines": grid, "min": low, "max": high, "major_unit": step})
    chart.set_size({"width": 620, "height": 300})
    return chart


def _box_series(book: Book, sheet: str, way: Track, rows: tuple[int, int]) -> dict[str, object]:
    """Grey boxes on the axis where the way is broken, with how many localities counted then."""
    _, short = translator(book.dossier.language), dict(way.gaps)
    labels = [
        {"value": coverage_said(short[at])} if at in short else {"delete": True}
        for at in range(len(way.periods))
    ]
    return {
        "name": _("Chưa đủ các địa phương này"),
        "categories": [sheet, rows[0], 2, rows[1], 2],
        "values": [sheet, rows[0], 7, rows[1], 7],
        "line": {"none": True},
        "marker": {"type": "square", "size": 8, "fill": {"color": LINE}, "border": {"none": True}},
        "data_labels": {"value": True, "position": "above", "custom": labels},
    }


def delivery_sheet(book: Book) -> None:
    """Who sent which report when, a row each; the totals per locality beside it are formulas."""
    _, dossier = translator(book.dossier.language), book.dossier
    language, every = dossier.language, dossier.given.deliveries
    page = book.sheet(_("Gửi báo cáo"), _("Tình hình gửi báo cáo"))
    columns = (
        Column(_("Mã địa phương"), 9, "code"),
        Column(_("Địa phương"), 20),
        Column(_("Kỳ"), 15),
        Column(_("Hạn"), 12, "day"),
        Column(_("Nhận"), 12, "day"),
        Column(_("Thời gian"), 24),
        Column(_("Chậm (ngày)"), 9, "number"),
        Column(_("Xử lý"), 12),
    )
    rows = page.table(
        columns,
        (
            (
                one.unit_id,
                dossier.names[one.unit_id],
                period_name(one.period, language),
                one.due_on,
                one.received_on,
                timeliness_word(one.timeliness, language),
                None if days_late(one, language) == "–" else one.days_late,
                stage_short(one.stage, language) or "–",
            )
            for one in every
        ),
        frozen=3,
    )
    _totals(page, every, rows)


def _totals(page: Page, every: Sequence[Delivery], rows: int) -> None:
    """Counts per locality, from the rows beside them."""
    language, _ = page.book.dossier.language, translator(page.book.dossier.language)
    first, last = HEADS_AT + 2, HEADS_AT + 1 + max(rows, 1)
    units, stages = f"$A${first}:$A${last}", f"$H${first}:$H${last}"
    heads = [_("Mã địa phương"), _("Địa phương"), _("Phải gửi")]
    shown = [stage for stage in Stage if stage_short(stage, language)]
    for column, head in enumerate([*heads, *(stage_short(s, language) for s in shown)], start=9):
        page.sheet.write_string(HEADS_AT, column, head, page.book.head)
    page.sheet.set_column(10, 10, 20)
    for row, (unit_id, of_unit) in enumerate(by_unit(every).items(), start=HEADS_AT + 1):
        page.write(row, 9, unit_id, "code")
        page.write(row, 10, page.book.dossier.names[unit_id], "text")
        page.write(row, 11, Live(f"=COUNTIF({units},$J{row + 1})", len(of_unit)), "number")
        for column, stage in enumerate(shown, start=12):
            count = sum(one.stage is stage for one in of_unit)
            word = stage_short(stage, language)
            text = f'=COUNTIFS({units},$J{row + 1},{stages},"{word}")'
            page.write(row, column, Live(text, count), "number")
