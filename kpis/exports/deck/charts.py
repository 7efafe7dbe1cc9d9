"""Native charts of the deck: their numbers lie in a workbook inside and can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from data_loaders.model.formats import translator
from kpis.charts.coverage_boxes import CLOSE
from kpis.charts.frame import ACTUAL, GOAL, LINE
from kpis.charts.palette import LOOKS
from kpis.charts.track import Coverage, Number, Track
from kpis.charts.track_reading import axis_of, break_said, coverage_said, places_said, scale_of
from kpis.charts.waterfall import Waterfall
from kpis.exports.deck.slide import FONT, INK, QUIET, RULE, Box, Slide, colour
from kpis.model import Verdict
from kpis.words.verdicts import verdict_symbol, verdict_word

_LABELS = 9
"""Period names under an axis, at most."""


def counts_chart(slide: Slide, found: Mapping[Verdict, int], box: Box) -> None:
    """How many targets have which verdict, as bars in the verdicts' colours."""
    language = slide.deck.dossier.language
    shown = [verdict for verdict in found if found[verdict]]
    data = CategoryChartData(number_format="0")
    data.categories = [f"{verdict_symbol(v)} {verdict_word(v, language)}" for v in shown]
    _ = translator(language)
    data.add_series(_("Số chỉ tiêu"), [found[verdict] for verdict in shown])
    chart = _bars(slide, data, box)
    for number, verdict in enumerate(shown):
        fill = chart.plots[0].series[0].points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(LOOKS[verdict].light.edge)


def gap_chart(slide: Slide, title: str, gaps: Mapping[str, int], box: Box) -> None:
    """By how many each locality is short of, or over, what is demanded of it."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = list(gaps)
    data.add_series(title, list(gaps.values()))
    chart = _bars(slide, data, box)
    fill = chart.plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = colour(ACTUAL)
    _titled(chart, title)


def delivery_chart(
    slide: Slide,
    rows: Mapping[str, tuple[int, ...]],
    heads: Sequence[tuple[str, str]],
    box: Box,
) -> None:
    """Reports of each locality, stacked. ``heads``: name and colour of each part."""
    data = CategoryChartData(number_format="0")
    data.categories = list(rows)
    for number, (name, _code) in enumerate(heads):
        data.add_series(name, [counts[number] or None for counts in rows.values()])
    chart = _added(slide, XL_CHART_TYPE.BAR_STACKED, data, box)
    _horizontal(chart)
    chart.plots[0].overlap = 100
    for series, (_name, code) in zip(chart.plots[0].series, heads, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(code)
    _legend(chart)


def way_chart(slide: Slide, way: Track, box: Box) -> None:
    """Actual, line and goal of a target over its periods, of the same localities throughout.

    In a period in which one of them is missing a box stands on the axis and says how many counted.
    """
    language = slide.deck.dossier.language
    _ = translator(language)
    data = CategoryChartData(number_format="0.0%" if way.share else "#,##0.##")
    data.categories = [f"{period.month}/{period.year % 100:02d}" for period in way.periods]
    goal: list[Number | None] = [way.goal] * len(way.periods)
    series = (
        (_("Thực hiện"), way.actual, ACTUAL, 2.75, None),
        (_("Đường tiến độ"), way.line, LINE, 1.5, MSO_LINE.DASH),
        (_("Mức phải đạt"), goal, GOAL, 1.5, None),
    )
    drawn = [one for one in series if any(number is not None for number in one[1])]
    for name, numbers, *_look in drawn:
        data.add_series(name, [None if n is None else float(n) for n in numbers])
    scale = scale_of(way)
    ends = axis_of(way, scale)
    gaps = dict(way.gaps)
    if gaps:
        data.add_series(
            _("Chưa đủ các địa phương này"),
            [ends[0] if at in gaps else None for at in range(len(way.periods))],
        )
    chart = _added(slide, XL_CHART_TYPE.LINE_MARKERS, data, box)
    for line, (*_named, code, width, dash) in zip(chart.plots[0].series, drawn, strict=False):
        line.smooth = False
        _stroke(line.format.line, code, width, dash)
        _mark(line.marker, code, shown=code == ACTUAL)
    axis = chart.value_axis
    axis.tick_labels.number_format = "0%" if way.share else "#,##0"
    axis.tick_labels.number_format_is_linked = False
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = ends
    if gaps:
        _boxes(chart.plots[0].series[len(drawn)], gaps, close=len(way.periods) > CLOSE)
    _grid(axis)
    _sparse(chart.category_axis, len(way.periods))
    _legend(chart)
    about = (places_said(way, language), break_said(way, scale, language))
    if any(about):
        _titled(chart, " · ".join(filter(None, about)))


def _boxes(series: Any, gaps: Mapping[int, Coverage], *, close: bool) -> None:
    """Grey boxes where the way is broken; where periods stand close, no two numbers in a row."""
    series.smooth = False
    series.format.line.fill.background()
    last = -2
    for at, coverage in gaps.items():
        point = series.points[at]
        point.marker.style, point.marker.size = XL_MARKER_STYLE.SQUARE, 10
        point.marker.format.fill.solid()
        point.marker.format.fill.fore_color.rgb = colour(QUIET)
        point.marker.format.line.color.rgb = colour(QUIET)
        if close and at - last < 2:
            continue
        last = at
        point.data_label.position = XL_LABEL_POSITION.ABOVE
        run = point.data_label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = coverage_said(coverage), Pt(12)


def waterfall_chart(slide: Slide, found: Waterfall, box: Box) -> None:
    """From the figure before to the figure after, a bar per step, all measured from zero."""
    _ = translator(slide.deck.dossier.language)
    scale = 10 if found.share else 1
    data = CategoryChartData(number_format="0.0" if found.share else "#,##0")
    data.categories = [f"{bar.name}: {bar.text}" for bar in found.bars]
    parts = (
        (_("Từ"), None, [min(bar.start, bar.end) * (not bar.total) for bar in found.bars]),
        (_("Mức"), LINE, [bar.end * bar.total for bar in found.bars]),
        (_("Tăng"), ACTUAL, [max(bar.end - bar.start, 0) for bar in found.bars]),
        (_("Giảm"), GOAL, [max(bar.start - bar.end, 0) for bar in found.bars]),
    )
    for name, _code, numbers in parts:
        data.add_series(name, [number / scale for number in numbers])
    chart = _added(slide, XL_CHART_TYPE.BAR_STACKED, data, box)
    _horizontal(chart)
    chart.plots[0].overlap = 100
    chart.has_legend = False
    for series, (_name, code, _numbers) in zip(chart.plots[0].series, parts, strict=True):
        if code is None:
            series.format.fill.background()
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour(code)


def _mark(marker: Any, code: str, *, shown: bool) -> None:
    """A dot at each figure, so that a single one can be seen."""
    marker.style = XL_MARKER_STYLE.CIRCLE if shown else XL_MARKER_STYLE.NONE
    if shown:
        marker.size = 7
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = marker.format.line.color.rgb = colour(code)


def _stroke(line: LineFormat, code: str, width: float, dash: Any) -> None:
    line.color.rgb, line.width = colour(code), Pt(width)
    if dash is not None:
        line.dash_style = dash


def _added(slide: Slide, kind: Any, data: Any, box: Box) -> Any:
    frame = slide.slide.shapes.add_chart(kind, *box.emu, data)
    chart = frame.chart
    chart.font.name, chart.font.size, chart.font.color.rgb = FONT, Pt(12), colour(INK)
    chart.has_title = False
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slide.slide.shapes.title.text_frame.text)
    return chart


def _bars(slide: Slide, data: Any, box: Box) -> Any:
    chart = _added(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box)
    _horizontal(chart)
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold, labels.font.name = Pt(14), True, FONT
    chart.has_legend = False
    return chart


def _horizontal(chart: Any) -> None:
    """Bars from the first at the top, without an axis of numbers."""
    chart.plots[0].gap_width = 45
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = colour(RULE)
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _grid(axis: Any) -> None:
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour(RULE)
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.format.line.fill.background()


def _sparse(axis: Any, count: int) -> None:
    """Name only so many periods, below the plot."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.rgb = colour(QUIET)
    step = -(-count // _LABELS)
    last = axis._element.find(qn("c:noMultiLvlLbl"))
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        part = etree.Element(qn(name), val=str(step))
        last.addprevious(part)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size, chart.legend.font.name = Pt(12), FONT


def _titled(chart: Any, title: str) -> None:
    chart.has_title = True
    run = chart.chart_title.text_frame.paragraphs[0].add_run()
    run.text = title
    run.font.size, run.font.bold, run.font.name = Pt(13), True, FONT
    run.font.color.rgb = colour(INK)
